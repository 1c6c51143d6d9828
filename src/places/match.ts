import { hearingDistance, typingDistance } from "./distance.ts";
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
    if (!span.mayVary) return matches;
    const letters = letterSet(span.spelling);
    for (const key of this.#keys) {
      if (key.spelling === span.spelling) continue;
      const begun = span.isLast ? beginningLikeness(key, span) : 0;
      if (begun > 0) {
        matches.push({ entry: key.entry, span, likeness: begun * key.weight, kind: "beginning" });
        continue;
      }
      const likeness = exact.length > 0 ? 0 : similarity(key, span, letters);
      if (likeness <= 0) continue;
      const kind = key.sound === span.sound ? "sound" : "similar";
      matches.push({ entry: key.entry, span, likeness: likeness * key.weight, kind });
    }
    return matches;
  }
}

function beginningLikeness(key: PlaceKey, span: Span): number {
  const { spelling } = span;
  if (spelling.length < 3) return 0;
  const begins =
    key.spelling.startsWith(spelling) ||
    (span.sound.length >= 5 && key.sound.startsWith(span.sound));
  if (!begins) return 0;
  return 0.7 + 0.22 * Math.min(1, spelling.length / key.spelling.length);
}

/** Price of the errors that a name of this length may hold. */
function priceMax(length: number): number {
  if (length <= 3) return 0;
  if (length === 4) return 0.6;
  if (length <= 6) return 1;
  if (length <= 8) return 1.6;
  if (length <= 11) return 2.2;
  return 3;
}

function similarity(key: IndexedKey, span: Span, letters: number): number {
  const length = Math.max(key.spelling.length, span.spelling.length);
  const limit = priceMax(length);
  if (limit === 0 || Math.abs(key.spelling.length - span.spelling.length) > 3) return 0;
  if (bitCount(key.letters ^ letters) > 2 * Math.ceil(limit) + 3) return 0;
  const heard = hearingDistance(span.sound, key.sound, limit);
  const typed = typingDistance(span.spelling, key.spelling, limit);
  const price = Math.min(heard, typed) + firstLetterPrice(span, key);
  if (price > limit) return 0;
  return 0.97 - (0.9 * price) / Math.min(length, 9);
}

/** People get the beginning of a name right. */
function firstLetterPrice(span: Span, key: PlaceKey): number {
  if (span.sound[0] === key.sound[0] || span.spelling[0] === key.spelling[0]) return 0;
  return hearingDistance(span.sound[0] ?? "", key.sound[0] ?? "", 1) < 0.5 ? 0 : 0.4;
}

function letterSet(word: string): number {
  let set = 0;
  for (let index = 0; index < word.length; index += 1) set |= 1 << (word.charCodeAt(index) % 31);
  return set;
}

function bitCount(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
