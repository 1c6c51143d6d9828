import type { SearchableService } from "./search.ts";
import {
  add,
  findGroups,
  meaningsOf,
  readWords,
  type Meanings,
  type Word,
} from "./search-terms.ts";
import { weights } from "./search-weights.ts";
import { CompoundSplitter } from "./words/compounds.ts";
import type { SearchWords } from "./words/search-words.ts";
import { splitWords } from "../language/spelling.ts";
import { Vocabulary } from "./words/vocabulary.ts";

/** One name, synonym or phrase of a service: found as a whole. */
export interface Phrase {
  service: number;
  text: string;
  source: "name" | "synonym" | "callerWords" | "body";
  /** Sum of the weights of its words. */
  mass: number;
}

/** Where a meaning stands. */
export interface Posting {
  phrase: number;
  strength: number;
  /** Weight of the word there. */
  mass: number;
}

export interface ServiceIndex {
  services: readonly SearchableService[];
  phrases: Phrase[];
  postings: Map<string, Posting[]>;
  vocabulary: Vocabulary;
  splitter: CompoundSplitter;
  words: SearchWords;
  /** How much a meaning tells: the fewer services share it, the more. */
  rarity(meaning: string): number;
}

const shortParts = splitWords(
  "öl kfz bau amt weg rad bus hof tod ehe tor gas see eis bio pin lkw pkw tür uhr",
);

/** Reads all services into an index; the words of `words` complete their names and synonyms. */
export function buildIndex(
  services: readonly SearchableService[],
  words: SearchWords,
): ServiceIndex {
  const texts = services.flatMap((service, index) => textsOf(service, index, words));
  const known = collectWords(texts, words);
  const splitter = new CompoundSplitter(
    known.filter((word) => isCompoundPart(word) && !words.silent.has(word)),
  );
  const read = texts.map(({ text }) => readPhrase(text, words, splitter));
  const serviceCounts = countServices(texts, read);
  const rarity = (meaning: string) =>
    Math.log(1 + (services.length + 1) / ((serviceCounts.get(meaning) ?? 0) + 0.5));
  const postings = new Map<string, Posting[]>();
  const phrases = texts.map((phrase, index): Phrase => {
    let mass = 0;
    for (const { word, meanings } of read[index]!) {
      const wordMass = word.weight * rarity(word.stem);
      mass += wordMass;
      for (const [meaning, strength] of meanings) {
        const list = postings.get(meaning) ?? [];
        if (list.length === 0) postings.set(meaning, list);
        list.push({ phrase: index, strength, mass: wordMass });
      }
    }
    return { ...phrase, mass };
  });
  return {
    services,
    phrases,
    postings,
    vocabulary: new Vocabulary(known),
    splitter,
    words,
    rarity,
  };
}

type Text = Omit<Phrase, "mass">;

function textsOf(service: SearchableService, index: number, words: SearchWords): Text[] {
  const phrase = (source: Phrase["source"]) => (text: string) => ({ service: index, text, source });
  const names = [service.name, ...nameParts(service.name), service.slug.replaceAll("-", " ")];
  const body = [
    service.category,
    service.responsibleUnit,
    service.legalBasis.join(" "),
    service.leikaKey ?? "",
    service.spoken,
    ...service.text.split(/\n\s*\n/),
  ];
  return [
    ...names.map(phrase("name")),
    ...service.synonyms.map(phrase("synonym")),
    ...(words.callerWords.get(service.slug) ?? []).map(phrase("callerWords")),
    ...body.filter((text) => text.trim() !== "").map(phrase("body")),
  ];
}

/** "Umzug (Kreis, Land)" is also found as "Umzug"; "Grabstelle und Friedhof" as each of them. */
function nameParts(name: string): string[] {
  const parts = [name.replace(/\s*\(.*?\)/g, ""), ...name.split(/\s+(?:und|oder)\s+|[,/()–:]/)];
  return [...new Set(parts.map((part) => part.trim()))].filter((part) => part && part !== name);
}

interface ReadWord {
  word: Word;
  meanings: Meanings;
}

function readPhrase(text: string, words: SearchWords, splitter: CompoundSplitter): ReadWord[] {
  const all = readWords(text, words);
  const read = all.map((word) => ({ word, meanings: meaningsOf(word, words, splitter) }));
  for (const { from, until, concept } of findGroups(all, words)) {
    for (let index = from; index < until; index += 1) {
      add(read[index]!.meanings, `concept:${concept}`, weights.concept);
    }
  }
  for (let index = 0; index + 1 < read.length; index += 1) addJoined(read, index, words);
  return read.filter(({ word }) => word.weight > 0);
}

/** "B-Plan" is also "bplan", "ALG 1" also "alg1". */
function addJoined(read: ReadWord[], index: number, words: SearchWords): void {
  const [left, right] = [read[index]!, read[index + 1]!];
  const joined = joinShort(left.word.folded, right.word.folded, words);
  if (joined !== null) add(left.meanings, joined, 1);
}

function joinShort(left: string, right: string, { silent }: SearchWords): string | null {
  if (silent.has(left) || silent.has(right)) return null;
  const isShort = left.length <= 2 || right.length <= 2 || /^\d/.test(right);
  return isShort ? left + right : null;
}

function collectWords(texts: readonly Text[], words: SearchWords): string[] {
  const known = new Set<string>();
  for (const { text, source } of texts) {
    if (source === "body") continue;
    const split = splitWords(text);
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

function countServices(texts: readonly Text[], read: readonly ReadWord[][]): Map<string, number> {
  const seen = new Map<string, Set<number>>();
  texts.forEach(({ service, source }, index) => {
    if (source === "body") return;
    for (const { meanings } of read[index]!) {
      for (const [meaning, strength] of meanings) {
        if (strength < 0.8) continue;
        const services = seen.get(meaning) ?? new Set();
        if (services.size === 0) seen.set(meaning, services);
        services.add(service);
      }
    }
  });
  return new Map([...seen].map(([meaning, services]) => [meaning, services.size]));
}
