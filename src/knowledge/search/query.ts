import { stemOf } from "../../language/stem.ts";
import type { ServiceIndex } from "./service-index.ts";
import { takePlaces, type PlaceFinder } from "./place-in-query.ts";
import { readTerms, type QueryTerm, type QueryWord } from "./query-terms.ts";
import { add, findGroups, readWords, type Word } from "./terms.ts";
import { weights } from "./weights.ts";

export interface ReadQuery {
  terms: QueryTerm[];
  place: { ags: string; name: string } | null;
}

const wordsMax = 20;
const joinedWordsMax = 4;

/** Takes a query apart: places out, words joined that belong together, errors forgiven. */
export function readQuery(
  text: string,
  index: ServiceIndex,
  findPlace: PlaceFinder,
  unfound?: ReadonlySet<string>,
): ReadQuery {
  const all = readWords(text.slice(0, 300), index.words)
    .slice(0, wordsMax)
    .map((word) => readDialect(word, index));
  const taken = takePlaces(all, index, findPlace, unfound);
  const words = joinWords(joinVerbs(taken.words, index), index);
  const isBeingTyped = /[\p{L}\p{N}]$/u.test(text);
  const parts = words.map((word, position) => {
    return readTerms(word, isBeingTyped && position === words.length - 1, index);
  });
  for (const { from, until, concept } of findGroups(words, index.words)) {
    for (const term of parts.slice(from, until).flat()) {
      add(term.meanings, `concept:${concept}`, weights.concept);
    }
  }
  const terms = parts.flat().filter((term) => term.mass > 0);
  return { terms: easeSentence(terms), place: taken.place };
}

/** In a sentence many words belong to the story, in a short query hardly one. */
function easeSentence(terms: QueryTerm[]): QueryTerm[] {
  const ease = Math.min(1, weights.sentenceWords / terms.length);
  return terms.map((term) => (term.isKnown ? term : { ...term, mass: term.mass * ease }));
}

/** Moselle Franconian prefixes: "ofmelden" is "abmelden". */
const dialectPrefixes: readonly (readonly [string, string])[] = [
  ["of", "ab"],
  ["op", "auf"],
  ["un", "an"],
  ["em", "um"],
];

function readDialect(word: Word, { vocabulary }: ServiceIndex): Word {
  if (word.weight === 0 || vocabulary.has(word.folded)) return word;
  for (const [prefix, german] of dialectPrefixes) {
    const folded = german + word.folded.slice(prefix.length);
    if (word.folded.startsWith(prefix) && vocabulary.has(folded)) {
      return { ...word, folded, stem: stemOf(folded) };
    }
  }
  return word;
}

const particles = new Set(
  "ab an auf aus ein um zu weg los vor nach raus rein mit zuruck".split(" "),
);

/** "melde mein Gewerbe ab" → "abmelde mein Gewerbe", when that is a word that is known. */
function joinVerbs(words: Word[], index: ServiceIndex): Word[] {
  const joined = [...words];
  words.forEach((particle, position) => {
    if (!particle.endsClause || !particles.has(particle.folded)) return;
    for (let before = position - 1; before >= 0; before -= 1) {
      const verb = joined[before]!;
      if (verb.endsClause) return;
      const folded = particle.folded + verb.folded;
      if (verb.folded.length < 3 || !index.vocabulary.hasStem(stemOf(folded))) continue;
      joined[before] = { ...verb, folded, stem: stemOf(folded), weight: 1 };
      joined[position] = { ...particle, weight: 0 };
      return;
    }
  });
  return joined;
}

/** "wohn geld" → each also "wohngeld", when the whole is known. */
function joinWords(words: Word[], index: ServiceIndex): QueryWord[] {
  const joined: QueryWord[] = words.map((word) => ({ ...word, whole: null, wholeWords: 1 }));
  for (let from = 0; from < words.length;) {
    const until = findJoinEnd(words, from, index);
    const whole = words
      .slice(from, until)
      .map((word) => word.folded)
      .join("");
    for (let at = from; until > from + 1 && at < until; at += 1) {
      joined[at] = { ...joined[at]!, whole, wholeWords: until - from };
    }
    from = until;
  }
  return joined;
}

function findJoinEnd(words: Word[], from: number, index: ServiceIndex): number {
  // "e auto": a letter says nothing alone, but may belong to the next word.
  if (words[from]!.weight === 0 && words[from]!.folded.length > 1) return from + 1;
  for (let count = joinedWordsMax; count > 1; count -= 1) {
    const part = words.slice(from, from + count);
    if (part.length < count || part[count - 1]!.weight === 0) continue;
    const whole = part.map((word) => word.folded).join("");
    if (whole.length >= 3 && index.vocabulary.has(whole)) return from + count;
  }
  return from + 1;
}
