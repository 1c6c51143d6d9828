import { CompoundSplitter } from "../language/compounds.ts";
import { typingDistance } from "../language/distance.ts";
import { stemOf } from "../language/stem.ts";
import { phoneticCode } from "./phonetic.ts";
import type { EntryRecord } from "./records.ts";
import { wordsOf } from "./text.ts";

/** Weights say how much a word found in a field tells: a name more than a keyword. */
const weights = {
  name: 10,
  unit: 8,
  keyword: 7,
  task: 6,
  nameOfPlace: 6,
  authority: 5,
  administration: 3,
  deputy: 3,
} as const;
const numberWeight = 12;
const fillers = new Set(
  wordsOf(
    "Frau Herr Herrn Dr Doktor die der das den dem in im am und für zu mit von vom bei " +
      "ich möchte bitte gern sprechen verbinden brauche will jemand wegen",
  ),
);
const partLettersMin = 4;
const unmatchedPenalty = 0.4;
/** Hits further behind the best one only distract. */
const nearFactor = 0.25;
/** A compound that is found by its parts is a little less sure. */
const partsFactor = 0.85;
/** "Ausländeramt" and "Ausländerbehörde" are one office. */
const offices = wordsOf(
  "Amt Behörde Stelle Abteilung Büro Dienst Referat Sachgebiet Fachbereich Verwaltung",
);
const officeStems = new Set(offices.map(stemOf));
const officeEnd = new RegExp(`(?<=[a-z]{4})s?(?:${offices.join("|")})n?$`);
/** Short words sound like too many others. */
const soundDigitsMin = 3;
/** From here on a word begins as it was typed, or is another form of it; below, it is only alike. */
const sureLikeness = 0.72;
const soundLikeness = 0.7;

export interface ScoredEntry {
  entry: EntryRecord;
  /** 0 … 1: how well the whole query is explained by the entry. */
  score: number;
  /** Every word asked for begins a word of the entry; what only sounds or looks alike is a guess. */
  sure: boolean;
}

/** What other records say about an entry. */
export interface EntryContext {
  entry: EntryRecord;
  deputyName: string | null;
  /** Names of the administration, so that "Zulassung Vulkaneifel" finds the unit in Daun. */
  administrationNames: readonly string[];
}

export type EntrySearch = (
  query: string,
  accept?: (entry: EntryRecord) => boolean,
) => ScoredEntry[];

/** A word of the whole directory, once: a query is compared with each only once. */
interface Term {
  text: string;
  /** Sound of a proper name, "" for other words. */
  sound: string;
  stem: string;
}

interface IndexedEntry {
  entry: EntryRecord;
  /** Best weight of each term, by its number. */
  terms: Map<number, number>;
  /** Extension and room, compared as they are dialled or read off a door. */
  numbers: string[];
}

/**
 * Finds by name, sound of the name, unit, task, keyword, room, extension, deputy, administration.
 * Typing errors are forgiven; one of several words may stay unexplained. What begins as it was
 * typed comes before every guess; then best first, units before persons. The public number is left
 * out, so that no search can guess at a confidential one.
 */
export function createEntrySearch(contexts: readonly EntryContext[]): EntrySearch {
  const terms: Term[] = [];
  const numberOfTerm = new Map<string, number>();
  const termNumber = (text: string, sounds: boolean): number => {
    const key = sounds ? `~${text}` : text;
    let number = numberOfTerm.get(key);
    if (number === undefined) {
      number =
        terms.push({ text, sound: sounds ? phoneticCode(text) : "", stem: stemOf(text) }) - 1;
      numberOfTerm.set(key, number);
    }
    return number;
  };
  const entries = contexts.map((context) => indexEntry(context, termNumber));
  const words = terms.filter(({ sound }) => sound === "").map(({ text }) => text);
  const splitter = new CompoundSplitter([...words, ...officeStems]);

  return (query, accept = () => true) => {
    const asked = askedWords(query).map((text) => askedWord(text, terms, splitter));
    if (asked.length === 0) return [];
    const whole: ScoredEntry[] = [];
    const partial: ScoredEntry[] = [];
    for (const indexed of entries) {
      if (!accept(indexed.entry)) continue;
      const { score, unmatchedCount, sure } = scoreEntry(indexed, asked);
      const { entry } = indexed;
      if (score > 0) (unmatchedCount > 0 ? partial : whole).push({ entry, score, sure });
    }
    // Beside an entry that explains every word, one that does not only distracts.
    const found = (whole.length > 0 ? whole : partial).toSorted(compareHits);
    const least = Math.max(0, ...found.map(({ score }) => score)) * nearFactor;
    return found.filter(({ score }) => score >= least);
  };
}

function indexEntry(
  { entry, deputyName, administrationNames }: EntryContext,
  termNumber: (text: string, sounds: boolean) => number,
): IndexedEntry {
  const terms = new Map<number, number>();
  const add = (word: string, weight: number, sounds = false) => {
    const number = termNumber(word, sounds);
    terms.set(number, Math.max(terms.get(number) ?? 0, weight));
  };
  const authority = wordsOf(entry.authorityId ?? "");
  const administration = administrationNames.flatMap(wordsOf);
  const placeWords = new Set(entry.kind === "unit" ? [...authority, ...administration] : []);
  for (const word of wordsOf(entry.name)) {
    add(word, placeWords.has(word) ? weights.nameOfPlace : weights.name, true);
  }
  for (const word of wordsOf(entry.unit ?? "")) add(word, weights.unit);
  for (const word of wordsOf(entry.unitKey ?? "")) add(word, weights.keyword);
  for (const word of entry.keywords.flatMap(wordsOf)) add(word, weights.keyword);
  for (const word of wordsOf(entry.task ?? "")) add(word, weights.task);
  for (const word of authority) add(word, weights.authority);
  for (const word of administration) add(word, weights.administration);
  for (const word of wordsOf(deputyName ?? "")) add(word, weights.deputy, true);
  return { entry, terms, numbers: [entry.extension ?? "", entry.room ?? ""].flatMap(wordsOf) };
}

function askedWords(query: string): string[] {
  return [...new Set(wordsOf(query))].filter((word) => !fillers.has(word));
}

interface AskedWord {
  text: string;
  likeness: Map<number, number>;
  /** What a compound is made of, offices left out; empty for a simple word. */
  parts: Map<number, number>[];
}

function askedWord(text: string, terms: readonly Term[], splitter: CompoundSplitter): AskedWord {
  const task = text.replace(officeEnd, "");
  const split = (splitter.split(task) ?? []).filter(({ stem }) => !officeStems.has(stem));
  const isWhole = split.length > 0 && split.every(({ stem }) => stem !== "");
  const telling = isWhole ? split.map(({ stem }) => stem) : task === text ? [] : [task];
  const parts = telling.map((part) => likenesses(terms, part));
  return { text, likeness: likenesses(terms, text), parts };
}

function scoreEntry(indexed: IndexedEntry, asked: readonly AskedWord[]) {
  let sum = 0;
  let unmatchedCount = 0;
  for (const word of asked) {
    const best = Math.max(
      termScore(indexed, word.likeness),
      partsFactor * partsScore(indexed, word.parts),
      numberScore(indexed, word.text),
    );
    if (best === 0) unmatchedCount += 1;
    sum += best;
  }
  if (unmatchedCount > (asked.length >= 2 ? 1 : 0)) {
    return { score: 0, unmatchedCount, sure: false };
  }
  const share = sum / (asked.length * numberWeight);
  const score = unmatchedCount > 0 ? share * unmatchedPenalty : share;
  return { score, unmatchedCount, sure: asked.every((word) => isSure(indexed, word)) };
}

function isSure(indexed: IndexedEntry, { text, likeness, parts }: AskedWord): boolean {
  const begins = (found: ReadonlyMap<number, number>) =>
    [...indexed.terms.keys()].some((number) => (found.get(number) ?? 0) >= sureLikeness);
  if (numberScore(indexed, text) > 0 || begins(likeness)) return true;
  return parts.length > 0 && parts.every(begins);
}

/** All parts must be found. */
function partsScore(indexed: IndexedEntry, parts: readonly Map<number, number>[]): number {
  if (parts.length === 0) return 0;
  const scores = parts.map((likeness) => termScore(indexed, likeness));
  return Math.min(...scores) === 0 ? 0 : scores.reduce((sum, it) => sum + it, 0) / parts.length;
}

function termScore({ terms }: IndexedEntry, likeness: ReadonlyMap<number, number>): number {
  let best = 0;
  for (const [number, weight] of terms) {
    const score = weight * (likeness.get(number) ?? 0);
    if (score > best) best = score;
  }
  return best;
}

function numberScore({ numbers }: IndexedEntry, asked: string): number {
  if (!/^\d+[a-z]?$/.test(asked)) return 0;
  if (numbers.includes(asked)) return numberWeight;
  const begins = asked.length >= 2 && numbers.some((number) => number.startsWith(asked));
  return begins ? numberWeight / 2 : 0;
}

/** How like the asked word each term is, by its number; terms that are not like it are missing. */
function likenesses(terms: readonly Term[], asked: string): Map<number, number> {
  const found = new Map<number, number>();
  const sound = phoneticCode(asked);
  terms.forEach((term, number) => {
    const likeness = likenessOf(asked, sound, term);
    if (likeness > 0) found.set(number, likeness);
  });
  return found;
}

/** 1 for the same word, less for a beginning, a sound, a part, a typing error; 0 for none. */
function likenessOf(asked: string, sound: string, term: Term): number {
  const { text } = term;
  if (text === asked) return 1;
  const isDigits = /^\d+$/.test(asked);
  if (!isDigits && asked.length >= 2 && text.startsWith(asked)) {
    return 0.75 + (0.2 * asked.length) / text.length;
  }
  if (sound === term.sound && isTellingSound(sound, asked, text)) return soundLikeness;
  if (!isDigits && term.sound === "" && term.stem === stemOf(asked)) return sureLikeness;
  if (isDigits || asked.length < partLettersMin || text.length < partLettersMin) return 0;
  if (text.includes(asked)) return 0.55;
  // "land" says little of "Ausländeramt".
  if (asked.includes(text)) return 2 * text.length >= asked.length ? 0.55 : 0.3;
  const errorsMax = asked.length >= 12 ? 3 : asked.length >= 8 ? 2 : 1;
  if (typingDistance(asked, text, errorsMax) <= errorsMax) return 0.6;
  const beginning = text.slice(0, asked.length);
  return asked.length >= 6 && typingDistance(asked, beginning, 1) <= 1 ? 0.5 : 0;
}

function isTellingSound(sound: string, asked: string, text: string): boolean {
  if (sound.length >= soundDigitsMin) return asked.length >= partLettersMin;
  return sound.length === soundDigitsMin - 1 && asked[0] === text[0];
}

function compareHits(left: ScoredEntry, right: ScoredEntry): number {
  const kind = (entry: EntryRecord) => (entry.kind === "unit" ? 0 : 1);
  return (
    Number(right.sure) - Number(left.sure) ||
    right.score - left.score ||
    kind(left.entry) - kind(right.entry) ||
    left.entry.name.localeCompare(right.entry.name, "de") ||
    (left.entry.id < right.entry.id ? -1 : 1)
  );
}
