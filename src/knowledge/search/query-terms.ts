import { ordinaryWords } from "../../places/words/ordinary-words.ts";
import { meaningsOfCitation, type Citation } from "./citations.ts";
import { stemOf } from "../../language/stem.ts";
import type { ServiceIndex } from "./service-index.ts";
import { add, isElsewhere, meaningsOf, weightOf, type Meanings, type Word } from "./terms.ts";
import { weights } from "./weights.ts";
import type { CompoundPart } from "../../language/compounds.ts";
import { compoundsCutTo } from "./words/cut-compounds.ts";
import { mendCompound } from "./words/mended-compounds.ts";
import type { Likely } from "./words/vocabulary.ts";

/** One thing that a query asks for. */
export interface QueryTerm {
  /** Folded. */
  text: string;
  /** As typed. */
  raw: string;
  meanings: Meanings;
  /** How much it tells; what is not found of it speaks against a service. */
  mass: number;
  isKnown: boolean;
  /** The known word that an unknown one was taken for. */
  readAs?: string | undefined;
  /** Of a word that nobody knows as a whole, which may be a name: "Hinter-moser". */
  isPart?: boolean;
  /** Cites a law that a service rests on. */
  isLaw?: boolean;
  /** Speaks of other fields of life. */
  isElsewhere?: boolean;
}

export interface QueryWord extends Word {
  /** The compound that it is a part of when written apart. */
  whole: string | null;
  wholeWords: number;
}

/** What a word of a query may mean, errors forgiven; several things for a compound. */
export function readTerms(word: QueryWord, isLast: boolean, index: ServiceIndex): QueryTerm[] {
  const { vocabulary, words, splitter } = index;
  if (word.citation) return citationTerms(word, word.citation, index);
  if (word.whole !== null) return [wholeTerm(word, word.whole, index)];
  if (word.weight === 0)
    return [{ text: word.folded, raw: word.raw, meanings: new Map(), mass: 0, isKnown: true }];
  if (isElsewhere(word, words, vocabulary)) return [elsewhereTerm(word, index)];
  const own = meaningsOf(word, words, splitter);
  if (
    vocabulary.has(word.folded) ||
    [...own].some(([it, of]) => of > 0.9 && isSureStem(it, word) && index.postings.has(it))
  ) {
    const term = makeTerm(word, own, index);
    // "Grundst" has the stem of "Grund", but rather begins "Grundsteuer".
    const asBeginning = index.spellings.has(word.folded) ? wordAsBeginning : 1;
    if (isLast) addBeginnings(term.meanings, word, index, asBeginning);
    return [term];
  }
  if (ordinaryWords.has(word.folded)) return [unknownTerm(word, index)];
  const cut = readLike(compoundsCutTo(word.raw, vocabulary, splitter), 0, index);
  if (cut.meanings.size > 0) return [{ ...makeTerm(word, cut.meanings, index), readAs: cut.as }];
  const parts = splitter.split(word.folded);
  const isWhole = parts !== null && parts.every((part) => part.stem !== "");
  const isSound = isWhole && parts.every(({ letters }) => letters >= soundLettersMin);
  const likenessMin = isWhole ? (isSound ? surelyMistyped : probablyMistyped) : 0;
  const isBegun = (isLast || word.isCut) && vocabulary.beginning(word.folded).length > 0;
  const similar = [...vocabulary.similar(word.folded), ...similarAsTyped(word, index)];
  const read = readLike(similar, likenessMin, index, isBegun ? begun : 1);
  if (isLast || word.isCut) addBeginnings(read.meanings, word, index, 1);
  if (read.meanings.size > 0) return [{ ...makeTerm(word, read.meanings, index), readAs: read.as }];
  if (!isWhole) {
    const dialect = readLike(vocabulary.dialect(word.folded), 0, index);
    if (dialect.meanings.size > 0) {
      return [{ ...makeTerm(word, dialect.meanings, index), readAs: dialect.as }];
    }
  }
  const mended = isSound ? null : mendAsTyped(word, index);
  const meant = mended ?? parts;
  return meant === null ? [unknownTerm(word, index)] : readParts(word, meant, index);
}

/** As folded, then as typed: of "obdachlsoen" the "oe" is no "ö". */
function mendAsTyped({ raw, folded }: Word, { vocabulary, splitter }: ServiceIndex) {
  const typed = raw.toLowerCase();
  const isOther = /^[a-z]+$/.test(typed) && typed !== folded;
  const mended = isOther ? mendCompound(typed, vocabulary, splitter) : null;
  return mended ?? mendCompound(folded, vocabulary, splitter);
}

/** A law says what its name says as a word, and stands for what rests on it. */
function citationTerms(word: QueryWord, citation: Citation, index: ServiceIndex): QueryTerm[] {
  const { citation: _, ...bare } = word;
  const cited = meaningsOfCitation(citation).filter(([meaning]) => index.postings.has(meaning));
  const [first] = cited;
  if (first === undefined) return readTerms(bare, false, index);
  const isKnown = index.vocabulary.has(word.folded) || word.whole !== null;
  const own = isKnown ? readTerms({ ...bare, weight: 1 }, false, index) : [];
  const meanings: Meanings = new Map(own.flatMap((term) => [...term.meanings]));
  for (const [meaning, strength] of cited) add(meanings, meaning, strength);
  const words = citation.nameUntil - citation.nameFrom;
  const ofLaw = (index.rarity(first[0]) * first[1]) / words;
  const mass = own.reduce((most, term) => Math.max(most, term.mass), ofLaw);
  return [{ text: word.folded, raw: word.raw, meanings, mass, isKnown: true, isLaw: true }];
}

/** "Wohn" of "Wohn Geld": what it says itself and what both say together. */
function wholeTerm(word: QueryWord, whole: string, index: ServiceIndex): QueryTerm {
  const { words, splitter } = index;
  const stem = stemOf(whole);
  // Its other parts are words of the query themselves.
  const meanings = meaningsOf({ folded: whole, stem }, words, null);
  const wholeMass = rarityOf({ ...word, stem }, meanings, index) / word.wholeWords;
  for (const [meaning, strength] of meaningsOf(word, words, splitter)) {
    add(meanings, meaning, strength);
  }
  const own = index.postings.has(word.stem) ? word.weight * index.rarity(word.stem) : 0;
  return {
    text: word.folded,
    raw: word.raw,
    meanings,
    mass: Math.max(own, wholeMass),
    isKnown: true,
  };
}

/** "pers" is no form of "per". */
function isSureStem(stem: string, { folded }: Word): boolean {
  return stem.length > 3 || stem === folded;
}

/** What is a word already less likely begins a longer one. */
const wordAsBeginning = 0.75;
/** A word that could be a compound as it stands is mistyped only when it is very like another. */
const surelyMistyped = 0.85;
/** The same for one that falls into bits: "person-laus-weiss". */
const probablyMistyped = 0.8;
const soundLettersMin = 5;
/** What may be the beginning of a word is less likely a mistyped one. */
const begun = 0.85;

/** "stuer" is folded like "stür", but the "ue" may be a swapped "eu". */
function similarAsTyped({ raw, folded }: Word, { vocabulary }: ServiceIndex): readonly Likely[] {
  const typed = raw.toLowerCase();
  const isOther = /^[a-z]+$/.test(typed) && typed !== folded;
  return isOther ? vocabulary.similar(typed) : [];
}

function readLike(
  likely: readonly Likely[],
  likenessMin: number,
  { words, splitter, spellings }: ServiceIndex,
  factor = 1,
) {
  const meanings: Meanings = new Map();
  const meant = likely.filter(({ likeness }) => likeness >= likenessMin);
  for (const { stem, likeness } of meant) {
    for (const [meaning, strength] of meaningsOf({ folded: stem, stem }, words, splitter)) {
      add(meanings, meaning, strength * likeness * factor);
    }
  }
  const shown = meant.find(({ word }) => spellings.has(word)) ?? meant[0];
  return { meanings, as: shown?.word };
}

/** A compound that nobody named as a whole: its parts are looked for. */
function readParts(word: Word, parts: CompoundPart[], index: ServiceIndex): QueryTerm[] {
  const letters = parts.reduce((sum, part) => sum + part.letters, 0);
  const isWhole = parts.every((part) => part.stem !== "");
  return parts.map((part, at) => {
    const ofLetters = part.letters / letters;
    if (part.stem === "") {
      const text = at === 0 ? word.folded.slice(0, part.letters) : word.folded.slice(-part.letters);
      return restTerm(text, { ...word, weight: word.weight * ofLetters }, index);
    }
    if (index.words.elsewhere.stems.has(part.stem)) return elsewhereTerm(word, index);
    const share = isWhole ? 0.4 + 0.6 * ofLetters : weights.rest;
    const weight = weightOf(part.stem, part.stem, index.words) * share;
    const its = { ...word, folded: part.stem, stem: part.stem, weight };
    const term = makeTerm(its, meaningsOf(its, index.words, index.splitter), index);
    return { ...term, isPart: true };
  });
}

/** What is left of a compound may be mistyped: "Fischerei-prüfnug". */
function restTerm(text: string, word: Word, index: ServiceIndex): QueryTerm {
  const likely = text.length >= soundLettersMin ? index.vocabulary.similar(text) : [];
  const read = readLike(likely, probablyMistyped, index);
  if (read.meanings.size === 0) return unknownTerm(word, index);
  return { ...makeTerm(word, read.meanings, index), text, readAs: read.as, isPart: true };
}

function addBeginnings(meanings: Meanings, word: Word, index: ServiceIndex, factor: number): void {
  for (const { stem, likeness } of index.vocabulary.beginning(word.folded)) {
    add(meanings, stem, likeness * factor);
  }
}

function makeTerm(word: Word, meanings: Meanings, index: ServiceIndex): QueryTerm {
  const rarity = rarityOf(word, meanings, index);
  if (rarity === 0) return { ...unknownTerm(word, index), meanings };
  // What stands in the text of an answer only tells no more than an unknown word.
  const isNamed = rarity < index.rarity("");
  const mass = isNamed ? word.weight * rarity : unknownTerm(word, index).mass;
  return { text: word.folded, raw: word.raw, meanings, mass, isKnown: isNamed };
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
  const own: Meanings = index.vocabulary.hasWord(word.folded)
    ? meaningsOf(word, index.words, index.splitter)
    : new Map();
  const found = [...own].map(([meaning, strength]): [string, number] => [
    meaning,
    strength * weights.elsewhereFound,
  ]);
  const mass = weights.elsewhere * index.rarity("");
  const meanings = new Map(found);
  return { text: word.folded, raw: word.raw, meanings, mass, isKnown: false, isElsewhere: true };
}

function unknownTerm(word: Word, index: ServiceIndex): QueryTerm {
  const isPlain = ordinaryWords.has(word.folded) || /^\d+$/.test(word.folded);
  const share = weights.unknown * (isPlain ? weights.plain : 1);
  const mass = word.weight * share * index.rarity("");
  return { text: word.folded, raw: word.raw, meanings: new Map(), mass, isKnown: false };
}
