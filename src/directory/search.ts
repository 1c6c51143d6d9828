import { phoneticCode } from "./phonetic.ts";
import type { EntryRecord } from "./records.ts";
import { isWithinEdits, wordsOf } from "./text.ts";

/** Weights say how much a word found in a field tells: a name more than a keyword. */
const weights = {
  name: 10,
  unit: 8,
  keyword: 7,
  task: 6,
  deputy: 3,
} as const;
const numberWeight = 12;
const fillers = new Set(
  wordsOf(
    "Frau Herr Herrn Herrn Dr Doktor die der das den dem in im am und fuer zu mit von vom bei",
  ),
);
const fillersAskedWith = new Set(
  wordsOf("ich moechte bitte gern sprechen verbinden brauche will jemand wegen"),
);
const partLettersMin = 4;
const unmatchedPenalty = 0.4;

interface Word {
  text: string;
  weight: number;
  /** Names only: sounds count where they are proper names. */
  sound: string;
}

export interface IndexedEntry {
  entry: EntryRecord;
  words: Word[];
  /** Extension and room, compared as they are dialled or read off a door. */
  numbers: string[];
}

/** Prepares an entry once; the public number is left out so that no search can guess at it. */
export function indexEntry(entry: EntryRecord, deputyName: string | null): IndexedEntry {
  const words: Word[] = [];
  const add = (text: string | null, weight: number, sounds = false) => {
    for (const word of wordsOf(text ?? "")) {
      words.push({ text: word, weight, sound: sounds ? phoneticCode(word) : "" });
    }
  };
  add(entry.name, weights.name, true);
  add(entry.unit, weights.unit);
  add(entry.unitKey, weights.keyword);
  for (const keyword of entry.keywords) add(keyword, weights.keyword);
  add(entry.task, weights.task);
  add(deputyName, weights.deputy, true);
  const numbers = [entry.extension, entry.room].flatMap((each) => (each ? wordsOf(each) : []));
  return { entry, words, numbers };
}

export interface ScoredEntry {
  entry: EntryRecord;
  /** 0 … 1: how well the whole query is explained by the entry. */
  score: number;
}

/**
 * Finds by name, sound of the name, unit, task, keyword, room, extension or deputy. Typing errors
 * are forgiven; one of several words may stay unexplained. Best first, units before persons.
 */
export function searchEntries(entries: readonly IndexedEntry[], query: string): ScoredEntry[] {
  const asked = queryWords(query);
  if (asked.length === 0) return [];
  const hits: ScoredEntry[] = [];
  for (const indexed of entries) {
    const score = scoreEntry(indexed, asked);
    if (score > 0) hits.push({ entry: indexed.entry, score });
  }
  return hits.toSorted(
    (left, right) =>
      right.score - left.score ||
      kindOrder(left.entry) - kindOrder(right.entry) ||
      left.entry.name.localeCompare(right.entry.name, "de") ||
      (left.entry.id < right.entry.id ? -1 : 1),
  );
}

interface AskedWord {
  text: string;
  sound: string;
  isNumber: boolean;
}

function queryWords(query: string): AskedWord[] {
  const all = wordsOf(query);
  const telling = all.filter((word) => !fillers.has(word) && !fillersAskedWith.has(word));
  return [...new Set(telling)].map((text) => ({
    text,
    sound: phoneticCode(text),
    isNumber: /^\d+[a-z]?$/.test(text),
  }));
}

function scoreEntry(indexed: IndexedEntry, asked: readonly AskedWord[]): number {
  let sum = 0;
  let unmatched = 0;
  for (const word of asked) {
    const best = word.isNumber ? numberScore(indexed, word.text) : wordScore(indexed, word);
    if (best === 0) unmatched += 1;
    sum += best;
  }
  const unmatchedMax = asked.length >= 2 ? 1 : 0;
  if (sum === 0 || unmatched > unmatchedMax) return 0;
  const share = sum / (asked.length * numberWeight);
  return Math.min(1, unmatched > 0 ? share * unmatchedPenalty : share);
}

function numberScore(indexed: IndexedEntry, asked: string): number {
  let best = 0;
  for (const number of indexed.numbers) {
    if (number === asked) best = Math.max(best, numberWeight);
    else if (asked.length >= 2 && number.startsWith(asked)) best = Math.max(best, numberWeight / 2);
  }
  for (const word of indexed.words) if (word.text === asked) best = Math.max(best, word.weight);
  return best;
}

function wordScore(indexed: IndexedEntry, asked: AskedWord): number {
  let best = 0;
  for (const word of indexed.words) {
    const possible = word.weight;
    if (possible <= best) continue;
    best = Math.max(best, possible * likeness(asked, word));
  }
  return best;
}

/** 1 for the same word, less for a beginning, a sound, a part, a typing error; 0 for none. */
function likeness(asked: AskedWord, word: Word): number {
  if (word.text === asked.text) return 1;
  if (asked.text.length >= 2 && word.text.startsWith(asked.text)) {
    return 0.75 + (0.2 * asked.text.length) / word.text.length;
  }
  if (word.sound !== "" && word.sound.length >= 2 && word.sound === asked.sound) return 0.7;
  const long = asked.text.length >= partLettersMin && word.text.length >= partLettersMin;
  if (!long) return 0;
  if (word.text.includes(asked.text) || asked.text.includes(word.text)) return 0.55;
  const editsMax = asked.text.length >= 8 ? 2 : 1;
  if (isWithinEdits(asked.text, word.text, editsMax)) return 0.6;
  const beginning = word.text.slice(0, asked.text.length);
  return asked.text.length >= 6 && isWithinEdits(asked.text, beginning, 1) ? 0.5 : 0;
}

function kindOrder(entry: EntryRecord): number {
  return entry.kind === "unit" ? 0 : 1;
}
