import { foldSpelling } from "../language/spelling.ts";

/**
 * Kölner Phonetik (Postel 1969): words that sound alike in German have the same code. Digits and
 * everything that is no letter are left out; "" for a word without a sounded letter.
 */
export function phoneticCode(word: string): string {
  const letters = foldSpelling(word).replaceAll(/\d/g, "");
  let code = "";
  let previous = "";
  for (let index = 0; index < letters.length; index += 1) {
    const sound = soundOf(letters, index);
    for (const digit of sound) {
      if (digit !== previous && (digit !== "0" || code === "")) code += digit;
      previous = digit;
    }
  }
  return code;
}

/** @returns one or two digits, "" for the silent H */
function soundOf(letters: string, index: number): string {
  const letter = letters[index] ?? "";
  const before = letters[index - 1] ?? "";
  const after = letters[index + 1] ?? "";
  if ("aeiouyj".includes(letter)) return "0";
  if (letter === "h") return "";
  if (letter === "b") return "1";
  if (letter === "p") return after === "h" ? "3" : "1";
  if (letter === "d" || letter === "t") return isOneOf("csz", after) ? "8" : "2";
  if ("fvw".includes(letter)) return "3";
  if ("gkq".includes(letter)) return "4";
  if (letter === "x") return isOneOf("ckq", before) ? "8" : "48";
  if (letter === "l") return "5";
  if (letter === "m" || letter === "n") return "6";
  if (letter === "r") return "7";
  if (letter === "c") return soundOfC(before, after, index === 0);
  return "8";
}

function soundOfC(before: string, after: string, initial: boolean): string {
  if (initial) return isOneOf("ahkloqrux", after) ? "4" : "8";
  if (isOneOf("sz", before)) return "8";
  return isOneOf("ahkoqux", after) ? "4" : "8";
}

function isOneOf(letters: string, letter: string): boolean {
  return letter !== "" && letters.includes(letter);
}
