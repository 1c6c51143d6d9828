import { countLetters, letterSet, typingDistance } from "../../../language/distance.ts";

/** Words of one length, with the letters of each. */
interface SameLength {
  words: readonly string[];
  letters: Int32Array;
}

/** Finds words within some typing errors among many. */
export class NearWords {
  readonly #byLength = new Map<number, SameLength>();

  constructor(words: Iterable<string>) {
    const lengths = new Map<number, string[]>();
    for (const word of words) {
      const same = lengths.get(word.length);
      if (same === undefined) lengths.set(word.length, [word]);
      else same.push(word);
    }
    for (const [length, same] of lengths) {
      this.#byLength.set(length, { words: same, letters: Int32Array.from(same, letterSet) });
    }
  }

  near(word: string, errorsMax: number): { word: string; errors: number }[] {
    const letters = letterSet(word);
    const found: { word: string; errors: number }[] = [];
    for (let length = word.length - errorsMax; length <= word.length + errorsMax; length += 1) {
      const same = this.#byLength.get(length);
      for (let at = 0; same !== undefined && at < same.words.length; at += 1) {
        if (countLetters(same.letters[at]! ^ letters) > 2 * errorsMax) continue;
        const known = same.words[at]!;
        const errors = typingDistance(word, known, errorsMax);
        if (errors <= errorsMax) found.push({ word: known, errors });
      }
    }
    return found;
  }
}
