const rememberedMax = 50_000;
const rememberedLettersMax = 40;
const remembered = new Map<string, string>();

/**
 * One spelling for all ways to write a word: small letters and digits only, "ä" = "ae" = "a",
 * "ß" = "ss", nothing between the parts of a double name.
 */
export function foldSpelling(text: string): string {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const spelling = fold(text);
  const isWord = text.length <= rememberedLettersMax;
  if (isWord && remembered.size < rememberedMax) remembered.set(text, spelling);
  return spelling;
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFC")
    .replace(/ß/g, "ss")
    .replace(/ae/g, "a")
    .replace(/oe/g, "o")
    .replace(/(?<![aeq])ue/g, "u")
    .normalize("NFD")
    .replace(/[^a-z0-9]/g, "");
}

/** The words of a text in their order, as written. */
export function splitRaw(text: string): string[] {
  return text
    .replace(/['’]/g, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((raw) => foldSpelling(raw) !== "");
}

/** The folded words of a text in their order. */
export function splitWords(text: string): string[] {
  return splitRaw(text).map(foldSpelling);
}

/** The words of a list, folded; a line that starts with "#" is a remark. */
export function readWordList(list: string): ReadonlySet<string> {
  const lines = list.split("\n").filter((line) => !line.startsWith("#"));
  return new Set(
    lines
      .flatMap((line) => line.split(/\s+/))
      .map(foldSpelling)
      .filter(Boolean),
  );
}
