import { stemOf } from "./stem.ts";

/** A compound taken apart: "jagdwaffen" → "jagd", "waff". */
export interface CompoundPart {
  /** Empty for a part that is not known. */
  stem: string;
  letters: number;
}

const joints = ["", "s", "es", "n", "en", "e", "er"];
const partLettersMin = 3;
const partsMax = 4;
/** More than all letters between the parts may cost. */
const partPrice = 12;
const lettersMax = 50;
const splitsMax = 50_000;

/** Takes compounds apart along the words it was given. */
export class CompoundSplitter {
  readonly #known: Set<string>;
  readonly #meant: ReadonlyMap<string, string>;
  readonly #splits = new Map<string, CompoundPart[] | null>();

  /** @param meant what further words stand for: "steier" → "steuer" */
  constructor(words: Iterable<string>, meant: ReadonlyMap<string, string> = new Map()) {
    this.#known = new Set(meant.keys());
    this.#meant = meant;
    for (const word of words) {
      if (word.length < partLettersMin || /\d/.test(word)) continue;
      this.#known.add(word);
      const stem = stemOf(word);
      if (stem.length >= 4) this.#known.add(stem);
    }
  }

  /**
   * The parts of a compound, with the fewest of them; one part may be unknown if the last one is
   * known. Null when the word is not a compound of known words.
   */
  split(word: string): CompoundPart[] | null {
    if (word.length < 2 * partLettersMin + 1 || word.length > lettersMax) return null;
    const known = this.#splits.get(word);
    if (known !== undefined) return known;
    const whole = this.#splitKnown(word);
    const isWord = whole === null && this.#known.has(word);
    const rest = whole === null && !isWord ? this.#splitWithRest(word) : null;
    const parts = whole?.map((part) => this.#toPart(part)) ?? rest;
    if (this.#splits.size < splitsMax) this.#splits.set(word, parts);
    return parts;
  }

  /** From each letter on the split with the fewest parts, then the fewest letters between them. */
  #splitKnown(word: string): string[] | null {
    const { length } = word;
    const prices = new Uint8Array(length + 1).fill(partsMax * partPrice + partPrice);
    const untils = new Uint8Array(length);
    prices[length] = 0;
    for (let from = length - partLettersMin; from >= 0; from -= 1) {
      if (from > 0 && this.#isPart(word.slice(from))) {
        prices[from] = partPrice;
        untils[from] = length;
        continue;
      }
      for (let until = length - partLettersMin; until - from >= partLettersMin; until -= 1) {
        if (prices[until]! + partPrice >= prices[from]!) continue;
        const joint = this.#jointOf(word.slice(from, until));
        const price = prices[until]! + partPrice + (joint?.length ?? 0);
        if (joint === null || price >= prices[from]!) continue;
        prices[from] = price;
        untils[from] = until;
      }
    }
    if (prices[0]! >= partsMax * partPrice + partPrice) return null;
    const parts: string[] = [];
    for (let from = 0; from < length; from = untils[from]!) {
      const part = word.slice(from, untils[from]);
      parts.push(untils[from] === length ? part : this.#withoutJoint(part));
    }
    return parts;
  }

  /** "sonderbarausweis": an unknown beginning before the longest known end, or the reverse. */
  #splitWithRest(word: string): CompoundPart[] | null {
    for (let from = partLettersMin; from <= word.length - 5; from += 1) {
      const end = word.slice(from);
      if (this.#isPart(end)) return [{ stem: "", letters: from }, this.#toPart(end)];
    }
    for (let until = word.length - partLettersMin; until >= 5; until -= 1) {
      const start = word.slice(0, until);
      if (this.#jointOf(start) === null) continue;
      const rest = { stem: "", letters: word.length - until };
      return [this.#toPart(this.#withoutJoint(start)), rest];
    }
    return null;
  }

  #isPart(part: string): boolean {
    return this.#known.has(part) || (part.length >= 5 && this.#known.has(stemOf(part)));
  }

  /** What stands between a known part and the next one; null where the part is not known. */
  #jointOf(part: string): string | null {
    return joints.find((joint) => this.#isKnownBefore(part, joint)) ?? null;
  }

  #isKnownBefore(part: string, joint: string): boolean {
    if (!part.endsWith(joint)) return false;
    const bare = part.slice(0, part.length - joint.length);
    if (bare.length < partLettersMin) return false;
    // "entsorgung" where "entsorgen" is known.
    return this.#known.has(bare) || (bare.endsWith("ung") && this.#known.has(stemOf(bare)));
  }

  #withoutJoint(part: string): string {
    return part.slice(0, part.length - (this.#jointOf(part) ?? "").length);
  }

  #toPart(part: string): CompoundPart {
    return { stem: stemOf(this.#meant.get(part) ?? part), letters: part.length };
  }
}
