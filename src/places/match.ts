import { countLetters, hearingDistance, letterSet, typingDistance } from "../language/distance.ts";
import type { PlaceEntry, PlaceKey } from "./entries.ts";
import type { Span } from "./query.ts";

/** How well a part of the query says the name of an entry. */
export interface NameMatch {
  entry: PlaceEntry;
  span: Span;
  /** 0 … 1. */
  likeness: number;
  kind: "exact" | "sound" | "similar" | "beginning";
}

interface IndexedKey extends PlaceKey {
  entry: PlaceEntry;
  letters: number;
}

/** Finds names in parts of a query: as written, as heard, with typing errors, or begun. */
export class NameMatcher {
  readonly #exact = new Map<string, IndexedKey[]>();
  readonly #keys: IndexedKey[] = [];

  constructor(entries: PlaceEntry[]) {
    for (const entry of entries) {
      for (const key of entry.keys) {
        const indexed = { ...key, entry, letters: letterSet(key.spelling) };
        this.#keys.push(indexed);
        this.#exact.set(key.spelling, [...(this.#exact.get(key.spelling) ?? []), indexed]);
      }
    }
  }

  /** Whether the words are the name of a place, letter by letter. */
  hasExact(spelling: string): boolean {
    return this.#exact.has(spelling);
  }

  match(span: Span): NameMatch[] {
    const exact = this.#exact.get(span.spelling) ?? [];
    const matches: NameMatch[] = exact.map((key) => ({
      entry: key.entry,
      span,
      likeness: key.weight,
      kind: "exact",
    }));
    if (span.tolerance === "written") return matches;
    const letters = letterSet(span.spelling);
    for (const key of this.#keys) {
      if (key.spelling === span.spelling) continue;
      const begun = beginningLikeness(key, span);
      const like = exact.length > 0 ? 0 : similarity(key, span, letters);
      const likeness = Math.max(begun, like) * key.weight;
      if (likeness === 0) continue;
      const heard = key.sound === span.sound ? "sound" : "similar";
      matches.push({ entry: key.entry, span, likeness, kind: begun > like ? "beginning" : heard });
    }
    return matches;
  }
}

function beginningLikeness(key: PlaceKey, span: Span): number {
  const { spelling, tolerance } = span;
  const lengthMin = tolerance === "begun" ? 6 : 3;
  if (!span.isLast || tolerance === "heard" || spelling.length < lengthMin) return 0;
  const begins =
    key.spelling.startsWith(spelling) ||
    (span.sound.length >= 5 && key.sound.startsWith(span.sound));
  if (!begins) return 0;
  return 0.8 + 0.16 * Math.min(1, spelling.length / key.spelling.length);
}

/** Endings that so many names share that they prove little. */
const commonEnding =
  /(?:ingen|heim|burg|bach|berg|dorf|feld|weiler|scheid|rath|hausen|born|bruck|hof|muhle|stein)$/;

/** Length that counts: of two names with one common ending mostly what stands before it. */
function tellingLength(a: string, b: string): number {
  const length = Math.max(a.length, b.length);
  const ending = commonEnding.exec(a)?.[0];
  return ending !== undefined && b.endsWith(ending) ? length - 0.6 * ending.length : length;
}

/** Price of the errors that a name of this length may hold. */
function priceMax(length: number, telling: number): number {
  if (length <= 3) return 0;
  if (length === 4) return 0.6;
  return Math.min(2.6, Math.max(1, 0.25 * telling - 0.25));
}

function similarity(key: IndexedKey, span: Span, letters: number): number {
  if (span.tolerance === "begun") return 0;
  if (span.tolerance === "heard") return key.sound === span.sound ? 0.9 : 0;
  const length = Math.max(key.spelling.length, span.spelling.length);
  const telling = tellingLength(key.spelling, span.spelling);
  const limit = priceMax(length, telling);
  const lengthGap = Math.abs(key.spelling.length - span.spelling.length);
  if (limit === 0 || lengthGap > (length < 12 ? 2 : 3)) return 0;
  if (countLetters(key.letters ^ letters) > 2 * Math.ceil(limit) + 3) return 0;
  const heard = hearingDistance(span.sound, key.sound, limit);
  const typed = typingDistance(span.spelling, key.spelling, limit);
  const price = Math.min(heard, typed) + firstLetterPrice(span, key);
  return price > limit ? 0 : 0.97 - (0.9 * price) / Math.min(telling, 9);
}

/** People get the beginning of a name right. */
function firstLetterPrice(span: Span, key: PlaceKey): number {
  if (span.sound[0] === key.sound[0] || span.spelling[0] === key.spelling[0]) return 0;
  return hearingDistance(span.sound[0] ?? "", key.sound[0] ?? "", 1) < 0.5 ? 0 : 0.7;
}
