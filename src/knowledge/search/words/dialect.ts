import { typingDistance } from "../../../language/distance.ts";
import { stemOf } from "../../../language/stem.ts";
import { NearWords } from "./near-words.ts";
import type { Likely } from "./vocabulary.ts";

const lettersMin = 6;
const differencesMax = 4;
const bonesMin = 4;
const wordsPerPause = 500;
const rules: readonly (readonly [RegExp, string])[] = [
  [/sch|ch/g, "x"],
  [/(?<=s)p/g, "p"],
  [/nd|nt/g, "n"],
  [/ld|lt/g, "l"],
  [/pf/g, "p"],
  [/ck/g, "k"],
  [/v/g, "f"],
  [/d/g, "t"],
  [/b(?=[aeiouy]|$)/g, "w"],
  [/g$|j/g, "g"],
  [/(?:en|e|n)$/, ""],
  [/[aeiouy]+/g, "a"],
  [/(.)\1+/g, "$1"],
];

/**
 * What Moselle Franconian leaves of a word: vowels shift, "nd" and "ld" lose their end, so does
 * the ending. "ummelle" and "ummelden" come out alike.
 */
export function bonesOf(word: string): string {
  return rules.reduce((text, [pattern, put]) => text.replace(pattern, put), word);
}

/** Finds the known words that a word of the dialect may stand for. */
export class DialectWords {
  readonly #words = new Map<string, string[]>();
  #bones = new NearWords([]);

  /** Takes in known words; pauses often. */
  *fill(words: readonly string[]): Generator<void, void> {
    for (const [index, word] of words.entries()) {
      if (index % wordsPerPause === 0) yield;
      if (word.length < lettersMin - 1 || /\d/.test(word)) continue;
      const bones = bonesOf(word);
      if (bones.length < bonesMin) continue;
      const same = this.#words.get(bones);
      if (same === undefined) this.#words.set(bones, [word]);
      else same.push(word);
    }
    this.#bones = new NearWords(this.#words.keys());
  }

  /** Known words with the same bones, or one bone apart in a long word; the most alike first. */
  meantBy(word: string): Likely[] {
    if (word.length < lettersMin) return [];
    const bones = bonesOf(word);
    if (bones.length < bonesMin) return [];
    const near = this.#bones.near(bones, bones.length >= 7 ? 1 : 0);
    const found = near.flatMap(({ word: known, errors }) =>
      this.#words.get(known)!.map((meant) => {
        const differences = typingDistance(word, meant, differencesMax) + errors;
        return { stem: stemOf(meant), word: meant, likeness: 0.92 - 0.06 * differences };
      }),
    );
    return found
      .filter(({ likeness }) => likeness >= 0.92 - 0.06 * differencesMax)
      .toSorted((a, b) => b.likeness - a.likeness)
      .slice(0, 3);
  }
}
