const umlauts: Record<string, string> = { ä: "ae", ö: "oe", ü: "ue", ß: "ss" };

/** Lower case, umlauts written out, accents dropped: "Müßig" and "Muessig" become the same. */
export function foldText(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFC")
    .replaceAll(/[äöüß]/g, (letter) => umlauts[letter] ?? letter)
    .normalize("NFD")
    .replaceAll(/\p{Mark}/gu, "");
}

/** The words of a text, folded; "A.R.T." is one word. */
export function wordsOf(text: string): string[] {
  const folded = foldText(text).replaceAll(/\b(?:[a-z]\.){2,}/g, (letters) =>
    letters.replaceAll(".", ""),
  );
  return folded.match(/[a-z0-9]+/g) ?? [];
}

/**
 * Whether two words differ by at most `editsMax` typing errors: a letter missing, too many,
 * wrong, or swapped with its neighbour (optimal string alignment).
 */
export function isWithinEdits(left: string, right: string, editsMax: number): boolean {
  if (Math.abs(left.length - right.length) > editsMax) return false;
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped && row > 1 && column > 1)
        cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    if (Math.min(...current) > editsMax) return false;
    beforeLast = last;
    last = current;
  }
  return (last[right.length] ?? 0) <= editsMax;
}
