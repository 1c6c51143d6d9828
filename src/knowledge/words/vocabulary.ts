import { countLetters, letterSet, typingDistance } from "../../language/distance.ts";
import { stemOf } from "../../language/stem.ts";

/** A known word that may be meant by one that is not known. */
export interface Likely {
  stem: string;
  /** 0 … 1. */
  likeness: number;
}

/** Words of one length, with the letters of each. */
interface SameLength {
  words: readonly string[];
  letters: Int32Array;
}

/** All words of the services and of everyday language that the search knows. */
export class Vocabulary {
  readonly #stems = new Set<string>();
  /** Folded words by length, for typing errors. */
  readonly #byLength = new Map<number, SameLength>();
  readonly #sorted: string[];
  readonly #words: Set<string>;

  constructor(words: Iterable<string>) {
    this.#words = new Set(words);
    this.#sorted = [...this.#words].toSorted();
    for (const word of this.#sorted) this.#stems.add(stemOf(word));
    for (const length of new Set(this.#sorted.map((word) => word.length))) {
      const same = this.#sorted.filter((word) => word.length === length);
      this.#byLength.set(length, { words: same, letters: Int32Array.from(same, letterSet) });
    }
  }

  hasStem(stem: string): boolean {
    return this.#stems.has(stem);
  }

  /** Exactly this form. */
  hasWord(word: string): boolean {
    return this.#words.has(word);
  }

  has(word: string): boolean {
    if (this.#words.has(word)) return true;
    const stem = stemOf(word);
    return (stem.length > 3 || !word.endsWith("s")) && this.#stems.has(stem);
  }

  /** Known words within the typing errors that a word of this length may hold. */
  similar(word: string): Likely[] {
    const limit = errorsMax(word.length);
    if (limit === 0) return [];
    const letters = letterSet(word);
    const found = new Map<string, number>();
    for (let length = word.length - limit; length <= word.length + limit; length += 1) {
      const same = this.#byLength.get(length);
      for (let at = 0; same !== undefined && at < same.words.length; at += 1) {
        if (countLetters(same.letters[at]! ^ letters) > 2 * limit) continue;
        const known = same.words[at]!;
        const errors = typingDistance(word, known, limit);
        if (errors > limit) continue;
        const isSameStart = known[0] === word[0];
        if (!isSameStart && word.length < 6) continue;
        const likeness = 0.98 - (isSameStart ? 0 : 0.12) - (1.1 * errors) / word.length;
        const stem = stemOf(known);
        if (likeness > (found.get(stem) ?? 0)) found.set(stem, likeness);
      }
    }
    return bestOf(found, 6);
  }

  /** Known words that begin so, the nearest to completion first. */
  beginning(word: string): Likely[] {
    if (word.length < 3) return [];
    const found = new Map<string, number>();
    for (let index = this.#firstFrom(word); index < this.#sorted.length; index += 1) {
      const known = this.#sorted[index]!;
      if (!known.startsWith(word)) break;
      const likeness = 0.55 + 0.35 * (word.length / known.length);
      const stem = stemOf(known);
      if (likeness > (found.get(stem) ?? 0)) found.set(stem, likeness);
    }
    return bestOf(found, 12);
  }

  #firstFrom(word: string): number {
    let [low, high] = [0, this.#sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#sorted[middle]! < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function bestOf(found: Map<string, number>, countMax: number): Likely[] {
  return [...found]
    .map(([stem, likeness]) => ({ stem, likeness }))
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, countMax);
}

function errorsMax(length: number): number {
  if (length <= 4) return 0;
  if (length <= 7) return 1;
  return 2;
}
