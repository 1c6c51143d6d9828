import type { Places } from "../places/schema.ts";
import { ordinaryWords } from "../places/words/ordinary-words.ts";
import type { ServiceIndex } from "./search-index.ts";
import { takePlaces } from "./search-place.ts";
import {
  add,
  findGroups,
  meaningsOf,
  readWords,
  type Meanings,
  type Word,
} from "./search-terms.ts";
import { weights } from "./search-weights.ts";
import { stemOf } from "./words/spelling.ts";

/** One thing that a query asks for. */
export interface QueryTerm {
  text: string;
  meanings: Meanings;
  /** How much it tells; what is not found of it speaks against a service. */
  mass: number;
  isKnown: boolean;
}

export interface ReadQuery {
  terms: QueryTerm[];
  place: { ags: string; name: string } | null;
}

const wordsMax = 20;
const joinedWordsMax = 4;

/** Takes a query apart: places out, words joined that belong together, errors forgiven. */
export function readQuery(text: string, index: ServiceIndex, places: Places): ReadQuery {
  const all = readWords(text.slice(0, 300), index.words).slice(0, wordsMax);
  const taken = takePlaces(all, index, places);
  const words = joinWords(taken.words, index);
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

/** "wohn geld" → "wohngeld", when the whole is known. */
function joinWords(words: Word[], index: ServiceIndex): Word[] {
  const joined: Word[] = [];
  for (let from = 0; from < words.length;) {
    const until = findJoinEnd(words, from, index);
    joined.push(until === from + 1 ? words[from]! : joinPart(words.slice(from, until)));
    from = until;
  }
  return joined;
}

function joinPart(part: Word[]): Word {
  const folded = part.map((word) => word.folded).join("");
  return { raw: folded, folded, stem: stemOf(folded), weight: 1 };
}

function findJoinEnd(words: Word[], from: number, index: ServiceIndex): number {
  if (words[from]!.weight === 0) return from + 1;
  for (let count = joinedWordsMax; count > 1; count -= 1) {
    const part = words.slice(from, from + count);
    if (part.length < count || part[count - 1]!.weight === 0) continue;
    const whole = part.map((word) => word.folded).join("");
    if (whole.length >= 3 && index.vocabulary.has(whole)) return from + count;
  }
  return from + 1;
}

function readTerms(word: Word, isLast: boolean, index: ServiceIndex): QueryTerm[] {
  const { vocabulary, words, splitter } = index;
  if (word.weight === 0)
    return [{ text: word.folded, meanings: new Map(), mass: 0, isKnown: true }];
  if (words.elsewhere.has(word.stem)) return [elsewhereTerm(word, index)];
  if (vocabulary.has(word.folded)) {
    const term = makeTerm(word, meaningsOf(word, words, splitter), index);
    if (isLast) addBeginnings(term.meanings, word, index, 0.6);
    return [term];
  }
  if (ordinaryWords.has(word.folded)) return [unknownTerm(word, index)];
  const meanings = readMistyped(word, index);
  if (isLast) addBeginnings(meanings, word, index, 1);
  if (meanings.size > 0) return [makeTerm(word, meanings, index)];
  return readParts(word, index);
}

function readMistyped(word: Word, { vocabulary, words, splitter }: ServiceIndex): Meanings {
  const meanings: Meanings = new Map();
  for (const { stem, likeness } of vocabulary.similar(word.folded)) {
    for (const [meaning, strength] of meaningsOf({ folded: stem, stem }, words, splitter)) {
      add(meanings, meaning, strength * likeness);
    }
  }
  return meanings;
}

/** A compound that nobody named as a whole: its parts are looked for. */
function readParts(word: Word, index: ServiceIndex): QueryTerm[] {
  const parts = index.splitter.split(word.folded);
  if (parts === null) return [unknownTerm(word, index)];
  const letters = parts.reduce((sum, part) => sum + part.letters, 0);
  const isWhole = parts.every((part) => part.stem !== "");
  return parts.map((part) => {
    if (part.stem === "") return unknownTerm(word, index);
    const share = isWhole ? 0.4 + (0.6 * part.letters) / letters : weights.rest;
    const its = { ...word, folded: part.stem, stem: part.stem, weight: word.weight * share };
    return makeTerm(its, meaningsOf(its, index.words, index.splitter), index);
  });
}

function addBeginnings(meanings: Meanings, word: Word, index: ServiceIndex, factor: number): void {
  for (const { stem, likeness } of index.vocabulary.beginning(word.folded)) {
    add(meanings, stem, likeness * factor);
  }
}

function makeTerm(word: Word, meanings: Meanings, index: ServiceIndex): QueryTerm {
  const rarity = rarityOf(word, meanings, index);
  if (rarity === 0) return { ...unknownTerm(word, index), meanings };
  return { text: word.folded, meanings, mass: word.weight * rarity, isKnown: true };
}

/** The rarity of the word itself, or of the rarest thing that it may mean. */
function rarityOf(word: Word, meanings: Meanings, index: ServiceIndex): number {
  if (meanings.has(word.stem) && index.postings.has(word.stem)) return index.rarity(word.stem);
  let rarity = 0;
  for (const [meaning, strength] of meanings) {
    if (strength < 0.5 || !index.postings.has(meaning)) continue;
    rarity = Math.max(rarity, index.rarity(meaning) * strength);
  }
  return rarity;
}

/** A word of other fields of life weighs against all services that do not name it. */
function elsewhereTerm(word: Word, index: ServiceIndex): QueryTerm {
  const own = meaningsOf(word, index.words, index.splitter);
  const found = [...own].map(([meaning, strength]): [string, number] => [
    meaning,
    strength * weights.elsewhereFound,
  ]);
  const mass = weights.elsewhere * index.rarity("");
  return { text: word.folded, meanings: new Map(found), mass, isKnown: false };
}

function unknownTerm(word: Word, index: ServiceIndex): QueryTerm {
  const isPlain = ordinaryWords.has(word.folded) || /^\d+$/.test(word.folded);
  const share = weights.unknown * (isPlain ? weights.plain : 1);
  const mass = word.weight * share * index.rarity("");
  return { text: word.folded, meanings: new Map(), mass, isKnown: false };
}
