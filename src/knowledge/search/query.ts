import { stemOf } from "../../language/stem.ts";
import type { ServiceIndex } from "./service-index.ts";
import { takePlaces, type PlaceFinder } from "./place-in-query.ts";
import { readTerms, type QueryTerm, type QueryWord } from "./query-terms.ts";
import { outsideNames } from "../../places/words/outside-names.ts";
import { ordinaryWords } from "../../places/words/ordinary-words.ts";
import { findBareSection, findCitations, isPartOfCitation } from "./citations.ts";
import { add, conceptStrength, findGroups, readWords, type Word } from "./terms.ts";
import { weights } from "./weights.ts";

export interface ReadQuery {
  terms: QueryTerm[];
  /** How many words were left out that say nothing: "ich brauche". */
  silentWords: number;
  place: { ags: string; name: string } | null;
  isPlaceSure: boolean;
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
  const read = readWords(text.slice(0, 300), index.words).slice(0, wordsMax);
  const all = takeCitations(read, text, index).map((word) => readDialect(word, index));
  const taken = takePlaces(all, index, findPlace, unfound);
  const moved = taken.isPlaceSure ? readMoves(taken.words) : taken.words;
  const words = joinWords(joinVerbs(moved, index), index);
  const isBeingTyped = /[\p{L}\p{N}]$/u.test(text);
  const parts = words.map((word, position) => {
    return readTerms(word, isBeingTyped && position === words.length - 1, index);
  });
  for (const { from, until, concept } of findGroups(words, index.words)) {
    for (const term of parts.slice(from, until).flat()) {
      add(term.meanings, `concept:${concept}`, conceptStrength(concept, index.words));
    }
  }
  const terms = parts.flat().filter((term) => term.mass > 0);
  const silentWords = all.filter(({ folded }) => index.words.silent.has(folded)).length;
  return {
    terms: easeSentence(terms),
    silentWords,
    place: taken.place,
    isPlaceSure: taken.isPlaceSure,
  };
}

/** The law that is cited becomes one word with its sections. */
function takeCitations(words: Word[], text: string, { laws }: ServiceIndex): Word[] {
  const folded = words.map((word) => word.folded);
  const names = words.map((word) => (mayNameLaw(word) ? word.folded : ""));
  const citations = findCitations(names, laws);
  const bare = citations.length === 0 ? findBareSection(text, folded) : null;
  const taken = [...words];
  for (const citation of bare === null ? citations : [bare]) {
    for (let at = citation.from; at < citation.until; at += 1) {
      const isName = at >= citation.nameFrom && at < citation.nameUntil;
      taken[at] = isName ? { ...words[at]!, citation } : { ...words[at]!, weight: 0 };
    }
  }
  return taken;
}

/** "weg" is no "WEG". */
function mayNameLaw({ raw, folded, weight }: Word): boolean {
  const isOrdinary = weight < 1 || ordinaryWords.has(folded);
  const isCapital = /\p{Lu}\p{L}*\p{Lu}/u.test(raw);
  return !isOrdinary || isCapital || /^\d/.test(raw) || isPartOfCitation(folded);
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
  ["aan", "an"],
  ["em", "um"],
  ["om", "um"],
  ["en", "ein"],
  ["zo", "zu"],
  ["iwer", "uber"],
  ["iwwer", "uber"],
];

function readDialect(word: Word, { vocabulary }: ServiceIndex): Word {
  if (word.weight === 0 || word.citation || vocabulary.has(word.folded)) return word;
  for (const [prefix, german] of dialectPrefixes) {
    if (!word.folded.startsWith(prefix)) continue;
    const spelt = german + word.folded.slice(prefix.length);
    const folded = vocabulary.has(spelt) ? spelt : vocabulary.dialect(spelt)[0]?.word;
    if (folded?.startsWith(german)) return { ...word, folded, stem: stemOf(folded) };
  }
  return word;
}

/** Who "zieht von Köln nach Prüm" moves house; where from is no matter. */
function readMoves(words: Word[]): Word[] {
  if (words.every(({ stem }) => stem !== draw)) return words;
  return words.map((word, position) => {
    const isFrom = leaving.has(words[position - 1]?.folded ?? "") && outsideNames.has(word.folded);
    return word.stem === draw ? { ...word, ...moving } : isFrom ? { ...word, weight: 0 } : word;
  });
}

const draw = stemOf("ziehen");
const moving = { folded: "umziehen", stem: stemOf("umziehen"), weight: 1 };
const leaving = new Set(["von", "aus"]);

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
  // "e auto", "vor sorge": says nothing alone, but may belong to the next word.
  const { weight, folded } = words[from]!;
  if (weight === 0 && folded.length > 1 && !particles.has(folded)) return from + 1;
  for (let count = joinedWordsMax; count > 1; count -= 1) {
    const part = words.slice(from, from + count);
    if (part.length < count || part[count - 1]!.weight === 0) continue;
    const whole = part.map((word) => word.folded).join("");
    if (whole.length < 3 || !index.vocabulary.has(whole)) continue;
    // "Hond em" is no form of "Hund".
    if (part.every(({ stem }) => stem !== stemOf(whole))) return from + count;
  }
  return from + 1;
}
