import type { PlaceHit, Places } from "../../places/schema.ts";
import { ordinaryWords } from "../../places/words/ordinary-words.ts";
import { outsideNames } from "../../places/words/outside-names.ts";
import type { ServiceIndex } from "./service-index.ts";
import { isElsewhere, type Word } from "./terms.ts";

/** The words of a query without those that name a place. */
export interface WordsAndPlace {
  words: Word[];
  /** Null when none is named, or one that several municipalities bear. */
  place: { ags: string; name: string } | null;
  /** Not a mistyped name, which may be any word. */
  isPlaceSure: boolean;
}

const placeWordsMax = 4;
/** How often a query is looked up among the places; each costs about a millisecond. */
const findsMax = 12;
const beginningLettersMax = 4;
const surely = 0.95;
/** Enough for a word that is like nothing else. */
const likely = 0.8;
const strangeLettersMin = 5;
/** Rarity of a word that one service names at the most: that may be a place in its texts. */
const rare = 4.9;
/** "Zell Mosel", "Wittlich Land" */
const behindNames = new Set(["mosel", "eifel", "hunsruck", "land"]);
const locative = new Set(["in", "aus", "nach", "bei", "vg", "kreis", "stadt", "gemeinde", "ort"]);

/**
 * Takes places out of a query: "Sperrmüll Bernkastel" asks for Sperrmüll.
 * @param unfound folded words that the best service says nothing of: rather places
 */
export function takePlaces(
  words: Word[],
  index: ServiceIndex,
  findPlace: PlaceFinder,
  unfound: ReadonlySet<string> = new Set(),
): WordsAndPlace {
  const rest: Word[] = [];
  let place: WordsAndPlace["place"] = null;
  let isPlaceSure = false;
  let finds = 0;
  const findPlaceOf: PlaceFinder = (asked) => {
    finds += 1;
    return finds > findsMax ? null : findPlace(asked);
  };
  for (let from = 0; from < words.length;) {
    const found = placeFrom(words, from, index, { findPlace: findPlaceOf, unfound });
    if (found === null) {
      rest.push(isOutside(words[from]!, index) ? { ...words[from]!, weight: 0 } : words[from]!);
      from += 1;
      continue;
    }
    isPlaceSure ||= found.hit.score >= surely;
    if (place === null && !found.hit.ambiguous) {
      place = { ags: found.hit.municipality.ags, name: found.hit.name };
    }
    from = found.until;
    while (behindNames.has(words[from]?.folded ?? "")) from += 1;
  }
  return { words: rest, place, isPlaceSure };
}

/** The place that some words surely name, if any. */
export type PlaceFinder = (words: string) => PlaceHit | null;

const rememberedMax = 20_000;

/** Remembers what was asked: of a query that is being typed all words but the last stay. */
export function createPlaceFinder(places: Places): PlaceFinder {
  const remembered = new Map<string, PlaceHit | null>();
  return (words) => {
    const known = remembered.get(words);
    if (known !== undefined) return known;
    const [hit] = places.search(words, 1);
    const found = hit !== undefined && hit.score >= likely ? hit : null;
    if (remembered.size >= rememberedMax) remembered.clear();
    remembered.set(words, found);
    return found;
  };
}

function placeFrom(
  words: readonly Word[],
  from: number,
  index: ServiceIndex,
  { findPlace, unfound }: { findPlace: PlaceFinder; unfound: ReadonlySet<string> },
): { hit: PlaceHit; until: number } | null {
  const { folded } = words[from]!;
  const isNamed = locative.has(words[from - 1]?.folded ?? "") || unfound.has(folded);
  if (!mayBePlace(words[from]!, isNamed, index)) return null;
  for (let count = placeWordsMax; count > 0; count -= 1) {
    const part = words.slice(from, from + count);
    if (part.length < count || part.slice(1).some((word) => !mayContinue(word, index))) continue;
    const hit = findPlace(part.map((word) => word.raw).join(" "));
    if (hit === null) continue;
    const isMistyped = count === 1 && isStrange(words[from]!, index) && !hit.ambiguous;
    if (hit.score >= (isMistyped ? likely : surely)) return { hit, until: from + count };
  }
  return null;
}

/** A word that a service or everyday language knows is a place only behind "in", "aus", "nach". */
function mayBePlace(word: Word, isNamed: boolean, index: ServiceIndex): boolean {
  if (word.weight === 0 || word.citation || /^\d{1,4}$/.test(word.folded)) return false;
  if (isElsewhere(word, index.words, index.vocabulary)) return false;
  if (isNamed) return true;
  const isCommon = index.vocabulary.has(word.folded) && index.rarity(word.stem) < rare;
  return !isCommon && !ordinaryWords.has(word.folded);
}

/** Neither known nor mistyped nor a place elsewhere: "Gerolsteyn". */
function isStrange({ folded }: Word, index: ServiceIndex): boolean {
  if (folded.length < strangeLettersMin || outsideNames.has(folded)) return false;
  const { vocabulary, splitter } = index;
  if (vocabulary.has(folded) || vocabulary.similar(folded).length > 0) return false;
  if (vocabulary.dialect(folded).length > 0) return false;
  return splitter.split(folded)?.every(({ stem }) => stem !== "") !== true;
}

/** "Mülheim an der Mosel", but not "Daun Sperrmüll". */
function mayContinue(word: Word, index: ServiceIndex): boolean {
  return word.weight === 0 || !index.vocabulary.has(word.folded);
}

function isOutside(word: Word, index: ServiceIndex): boolean {
  const { folded } = word;
  // "verl" is a town, too, but more probably the beginning of "verloren".
  if (folded.length <= beginningLettersMax && index.vocabulary.beginning(folded).length > 0) {
    return false;
  }
  return outsideNames.has(folded) && !ordinaryWords.has(folded) && !index.vocabulary.has(folded);
}
