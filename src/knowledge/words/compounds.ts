import { stemOf } from "../../language/stem.ts";

/** A compound taken apart: "jagdwaffen" → "jagd", "waff". */
export interface CompoundPart {
  /** Empty for a part that is not known. */
  stem: string;
  letters: number;
}

const joints = ["", "s", "es", "n", "en", "e", "er"];
const partLettersMin = 3;
const partsMax = 4;
const lettersMax = 50;
const splitsMax = 50_000;

/** Takes compounds apart along the words it was given. */
export class CompoundSplitter {
  readonly #known: Set<string>;
  readonly #splits = new Map<string, CompoundPart[] | null>();

  constructor(words: Iterable<string>) {
    this.#known = new Set();
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
    const parts = whole === null ? this.#splitWithRest(word) : whole.map(toPart);
    if (this.#splits.size < splitsMax) this.#splits.set(word, parts);
    return parts;
  }

  /** From each letter on the split with the fewest parts, the longest first part among equals. */
  #splitKnown(word: string): string[] | null {
    const { length } = word;
    const counts = new Uint8Array(length + 1).fill(partsMax + 1);
    const untils = new Uint8Array(length);
    counts[length] = 0;
    for (let from = length - partLettersMin; from >= 0; from -= 1) {
      if (from > 0 && this.#isPart(word.slice(from))) {
        counts[from] = 1;
        untils[from] = length;
        continue;
      }
      for (let until = length - partLettersMin; until - from >= partLettersMin; until -= 1) {
        if (counts[until]! + 1 >= counts[from]!) continue;
        if (!this.#isJoinedPart(word.slice(from, until))) continue;
        counts[from] = counts[until]! + 1;
        untils[from] = until;
      }
    }
    if (counts[0]! > partsMax) return null;
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
      if (this.#isPart(end)) return [{ stem: "", letters: from }, toPart(end)];
    }
    for (let until = word.length - partLettersMin; until >= 5; until -= 1) {
      const start = word.slice(0, until);
      if (!this.#isJoinedPart(start)) continue;
      const rest = { stem: "", letters: word.length - until };
      return [toPart(this.#withoutJoint(start)), rest];
    }
    return null;
  }

  #isPart(part: string): boolean {
    return this.#known.has(part) || (part.length >= 5 && this.#known.has(stemOf(part)));
  }

  #isJoinedPart(part: string): boolean {
    return joints.some((joint) => this.#isKnownBefore(part, joint));
  }

  #isKnownBefore(part: string, joint: string): boolean {
    if (!part.endsWith(joint)) return false;
    const bare = part.slice(0, part.length - joint.length);
    return bare.length >= partLettersMin && this.#known.has(bare);
  }

  #withoutJoint(part: string): string {
    const joint = joints.find((it) => this.#isKnownBefore(part, it)) ?? "";
    return part.slice(0, part.length - joint.length);
  }
}

function toPart(part: string): CompoundPart {
  return { stem: stemOf(part), letters: part.length };
}
