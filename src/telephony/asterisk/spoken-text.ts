/** Called and said digit by digit: 115, 110, 112, 116 117 and what begins with a zero. */
const serviceNumber = /\b11(?:\d|6 ?\d{3})\b/g;
const telephoneNumber = /(?<![\d,.])(?:\+|0)\d(?:[\d /-]*\d)+/g;

/** A text as it is read aloud on the telephone: numbers that one dials are said digit by digit. */
export function spokenText(text: string): string {
  return text.replace(telephoneNumber, digitByDigit).replace(serviceNumber, digitByDigit);
}

function digitByDigit(number: string): string {
  const digits = number.replace("+", " plus ").replaceAll(/\d/g, "$& ");
  return digits.replaceAll(/[/-]/g, ", ").replaceAll(/\s+/g, " ").replaceAll(" ,", ",").trim();
}
