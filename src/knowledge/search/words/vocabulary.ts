import { stemOf } from "../../../language/stem.ts";
import { DialectWords } from "./dialect.ts";
import { NearWords } from "./near-words.ts";

/** A known word that may be meant by one that is not known. */
export interface Likely {
  word: string;
  stem: string;
  /** 0 … 1. */
  likeness: number;
}

const wordsPerPause = 500;
const longLettersMin = 9;

/** All words of the services and of everyday language that the search knows. */
export class Vocabulary {
  readonly #stems = new Set<string>();
  readonly #sorted: string[];
  readonly #words: Set<string>;
  readonly #near: NearWords;
  readonly #dialect = new DialectWords();
  /** Words that stand in the name of a service: what is begun is rather one of these. */
  readonly #naming: ReadonlySet<string>;

  constructor(words: Iterable<string>, naming: ReadonlySet<string> = new Set()) {
    this.#words = new Set(words);
    this.#naming = naming;
    this.#sorted = [...this.#words].toSorted();
    this.#near = new NearWords(this.#sorted);
  }

  /** Learns stems and dialect of its words, which it needs to answer; pauses often. */
  *fill(): Generator<void, this> {
    for (const [index, word] of this.#sorted.entries()) {
      if (index % wordsPerPause === 0) yield;
      this.#stems.add(stemOf(word));
    }
    yield* this.#dialect.fill(this.#sorted);
    return this;
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
    const found: Likely[] = [];
    for (const { word: known, errors } of this.#near.near(word, limit)) {
      if (known[0] !== word[0] && word.length < 6) continue;
      found.push({ word: known, stem: stemOf(known), likeness: likenessOf(word, known, errors) });
    }
    return bestOf(found, 6);
  }

  /** Known words that a word of the regional dialect may stand for. */
  dialect(word: string): Likely[] {
    return this.#dialect.meantBy(word);
  }

  /** Known words that begin so, those of names and the nearest to completion first. */
  beginning(word: string): Likely[] {
    if (word.length < 3) return [];
    const found = this.startingWith(word).map((known) => {
      const isNaming = this.#naming.has(known);
      const likeness = (isNaming ? 0.78 : 0.66) + 0.12 * (word.length / known.length);
      return { word: known, stem: stemOf(known), likeness };
    });
    return bestOf(found, 12);
  }

  startingWith(letters: string): string[] {
    const from = this.#firstFrom(letters);
    let until = from;
    while (this.#sorted[until]?.startsWith(letters)) until += 1;
    return this.#sorted.slice(from, until);
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

/** One slip in a long word leaves hardly a doubt which word it is. */
function likenessOf(word: string, known: string, errors: number): number {
  const isLong = Math.max(word.length, known.length) >= longLettersMin;
  const otherStart = known[0] === word[0] ? 0 : isLong ? 0.06 : 0.12;
  const slips = isLong ? 0.5 * errors * errors : 1.1 * errors;
  return 0.98 - otherStart - slips / word.length;
}

/** The likeliest, each stem once. */
function bestOf(found: readonly Likely[], countMax: number): Likely[] {
  const stems = new Set<string>();
  return found
    .toSorted((a, b) => b.likeness - a.likeness)
    .filter(({ stem }) => !stems.has(stem) && stems.add(stem))
    .slice(0, countMax);
}

function errorsMax(length: number): number {
  if (length <= 4) return 0;
  if (length <= 7) return 1;
  return 2;
}
