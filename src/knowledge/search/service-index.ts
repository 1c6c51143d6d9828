import { foldSpelling, splitRaw, splitWords } from "../../language/spelling.ts";
import type { SearchableService } from "./search.ts";
import { textsOf, type Text } from "./phrases.ts";
import { Postings, PostingsBuilder } from "./postings.ts";
import { findCitations, lawsOf, meaningsOfCitation, type Laws } from "./citations.ts";
import {
  add,
  conceptStrength,
  findGroups,
  joinElectric,
  meaningsOf,
  readWords,
  type Meanings,
  type Word,
} from "./terms.ts";
import { weights } from "./weights.ts";
import { CompoundSplitter } from "../../language/compounds.ts";
import type { SearchWords } from "./words/search-words.ts";
import { Vocabulary } from "./words/vocabulary.ts";

/** One name, synonym or phrase of a service: found as a whole. */
export interface Phrase extends Text {
  /** Sum of the weights of its words. */
  mass: number;
}

export interface ServiceIndex {
  services: readonly SearchableService[];
  phrases: readonly Phrase[];
  postings: Postings;
  vocabulary: Vocabulary;
  splitter: CompoundSplitter;
  words: SearchWords;
  laws: Laws;
  /** Folded word → as somebody wrote it. */
  spellings: ReadonlyMap<string, string>;
  /**
   * How much a meaning tells: the fewer services share it, the more; `weights.rarest` for what one
   * service alone says, however many services there are.
   */
  rarity(meaning: string): number;
}

/** Shorter words of other fields of life are found in too many others. */
const foreignPartLettersMin = 5;

const shortParts = splitWords(
  "öl kfz bau amt weg rad bus hof tod ehe tor gas see eis bio pin lkw pkw tür uhr",
);

/**
 * Reads all services into an index; the words of `words` complete their names and synonyms. Pauses
 * often, so that who drives it may let others work in between.
 */
export function* buildIndex(
  services: readonly SearchableService[],
  words: SearchWords,
): Generator<void, ServiceIndex> {
  const texts: Text[] = [];
  const laws = lawsOf(
    services.flatMap(({ legalBasis }) => legalBasis),
    words.laws,
  );
  for (const [index, service] of services.entries()) {
    texts.push(...textsOf(service, index, words, laws));
    if (index % 50 === 0) yield;
  }
  const spellings = yield* collectSpellings(texts);
  const known = yield* collectWords(texts, words);
  yield;
  const names = texts.filter(({ source }) => source === "name");
  const namingWords = new Set(names.flatMap(({ text }) => splitWords(text)));
  yield;
  const vocabulary = yield* new Vocabulary(known, namingWords).fill();
  yield;
  const foreign = [...words.elsewhere.words].filter((word) => word.length >= foreignPartLettersMin);
  const splitter = new CompoundSplitter(
    [...known, ...foreign].filter((word) => isCompoundPart(word) && !words.silent.has(word)),
    new Map([...words.dialect].filter(([word]) => isCompoundPart(word))),
  );
  const reader = createReader(words, splitter, laws);
  const rarity = yield* weighMeanings(texts, services.length, reader);
  const { phrases, postings } = yield* post(texts, reader, rarity);
  return { services, phrases, postings, vocabulary, splitter, words, laws, spellings, rarity };
}

function* collectSpellings(texts: readonly Text[]): Generator<void, Map<string, string>> {
  const spellings = new Map<string, string>();
  for (const [index, { text, source }] of texts.entries()) {
    if (index % textsPerPause === 0) yield;
    if (source === "body" || source === "law") continue;
    for (const raw of splitRaw(text)) {
      const folded = foldSpelling(raw);
      const known = spellings.get(folded);
      // Nouns with their capital, umlauts as letters of their own.
      if (known === undefined || raw.length < known.length) spellings.set(folded, raw);
    }
  }
  return spellings;
}

function* collectWords(texts: readonly Text[], words: SearchWords): Generator<void, string[]> {
  const known = new Set<string>();
  for (const [count, { text, source }] of texts.entries()) {
    if (count % textsPerPause === 0) yield;
    if (source === "body" || source === "law") continue;
    const split = splitWords(joinElectric(text));
    split.forEach((word, index) => {
      known.add(word);
      const next = split[index + 1];
      const joined = next === undefined ? null : joinShort(word, next, words);
      if (joined !== null) known.add(joined);
    });
  }
  for (const stem of words.concepts.keys()) known.add(stem);
  return [...known].filter((word) => word.length > 1);
}

function isCompoundPart(word: string): boolean {
  return word.length >= 4 || shortParts.includes(word);
}

interface ReadWord {
  word: Word;
  meanings: Meanings;
}

type Reader = (text: Text) => ReadWord[];

function createReader(words: SearchWords, splitter: CompoundSplitter, laws: Laws): Reader {
  const known = new Map<string, Meanings>();
  const meaningsFor = (word: Word): Meanings => {
    const remembered = known.get(word.folded);
    if (remembered !== undefined) return remembered;
    const meanings = meaningsOf(word, words, splitter);
    known.set(word.folded, meanings);
    return meanings;
  };
  return ({ text, source }) => {
    if (source === "law") return readCitations(text, laws);
    const all = readWords(text, words);
    const read = all.map((word) => ({ word, meanings: meaningsFor(word) }));
    if (source === "body") return eachOnce(read);
    for (const { from, until, concept } of findGroups(all, words)) {
      for (let index = from; index < until; index += 1) {
        addOwn(read, index, `concept:${concept}`, conceptStrength(concept, words));
      }
    }
    // "B-Plan" is also "bplan", "ALG 1" also "alg1".
    for (let index = 0; index + 1 < read.length; index += 1) {
      const joined = joinShort(all[index]!.folded, all[index + 1]!.folded, words);
      if (joined !== null) addOwn(read, index, joined, 1);
    }
    return read.filter(({ word }) => word.weight > 0);
  };
}

/** A citation is one word: its rarity is that of the section, its law says half as much. */
function readCitations(text: string, laws: Laws): ReadWord[] {
  return findCitations(splitWords(text), laws).map((citation) => {
    const meanings: Meanings = new Map();
    for (const [meaning] of meaningsOfCitation(citation)) meanings.set(meaning, 1);
    for (const section of citation.sections) meanings.set(`section:${section}`, 1);
    const [stem = ""] = meanings.keys();
    return { word: { raw: text, folded: stem, stem, weight: 1, endsClause: true }, meanings };
  });
}

/** Meanings are shared by all places of a word: one that holds here alone needs a copy. */
function addOwn(read: ReadWord[], index: number, meaning: string, strength: number): void {
  const { word, meanings } = read[index]!;
  const own = new Map(meanings);
  add(own, meaning, strength);
  read[index] = { word, meanings: own };
}

function eachOnce(read: readonly ReadWord[]): ReadWord[] {
  const distinct = new Map<string, ReadWord>();
  for (const it of read) if (it.word.weight > 0) distinct.set(it.word.folded, it);
  return [...distinct.values()];
}

function joinShort(left: string, right: string, { silent }: SearchWords): string | null {
  if (silent.has(left) || silent.has(right)) return null;
  const isShort = left.length <= 2 || right.length <= 2 || /^\d/.test(right);
  return isShort ? left + right : null;
}

const textsPerPause = 50;

function* weighMeanings(
  texts: readonly Text[],
  serviceCount: number,
  read: Reader,
): Generator<void, ServiceIndex["rarity"]> {
  const counts = new Map<string, { services: number; last: number }>();
  for (const [index, text] of texts.entries()) {
    if (index % textsPerPause === 0) yield;
    if (text.source === "body") continue;
    for (const { meanings } of read(text)) {
      for (const [meaning, strength] of meanings) {
        if (strength < 0.8) continue;
        const count = counts.get(meaning);
        if (count === undefined) counts.set(meaning, { services: 1, last: text.service });
        else if (count.last !== text.service) {
          count.services += 1;
          count.last = text.service;
        }
      }
    }
  }
  const logOf = (count: number) => Math.log(1 + (serviceCount + 1) / (count + 0.5));
  const scale = weights.rarest / logOf(0);
  return (meaning) => scale * logOf(counts.get(meaning)?.services ?? 0);
}

/** What a text of an answer says in passing only costs room. */
const bodyStrengthMin = 0.6;

function* post(
  texts: readonly Text[],
  read: Reader,
  rarity: ServiceIndex["rarity"],
): Generator<void, Pick<ServiceIndex, "phrases" | "postings">> {
  const builder = new PostingsBuilder();
  const phrases: Phrase[] = [];
  for (const [index, text] of texts.entries()) {
    if (index % textsPerPause === 0) yield;
    const strengthMin = text.source === "body" ? bodyStrengthMin : 0;
    let mass = 0;
    for (const { word, meanings } of read(text)) {
      const wordMass = word.weight * rarity(word.stem);
      mass += wordMass;
      for (const [meaning, strength] of meanings) {
        if (strength >= strengthMin) builder.add(meaning, index, strength, wordMass);
      }
    }
    phrases.push({ ...text, text: text.source === "body" ? "" : text.text, mass });
  }
  return { phrases, postings: builder.finish() };
}
