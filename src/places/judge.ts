import type { PlaceEntry } from "./entries.ts";
import type { NameMatch } from "./match.ts";
import type { PlaceQuery, QueryWord, Span } from "./query.ts";
import { ordinaryWords } from "./words/ordinary-words.ts";
import { regionDistricts } from "./words/query-words.ts";

/** A place said in a query, known well enough to help understand the other words. */
export interface Mention {
  entry: PlaceEntry;
  span: Span;
}

/**
 * How well the whole query fits when `match` is what it means: the likeness of the name, more for
 * every other word that fits the place, less for every one that does not.
 * @returns 0 … 1.
 */
export function judge(match: NameMatch, query: PlaceQuery, mentions: Mention[]): number {
  const { entry, span } = match;
  const others = query.words.flatMap((word, index) =>
    index < span.from || index >= span.until
      ? [{ word, price: weigh(word, index, match, query, mentions) }]
      : [],
  );
  const marked = judgeMark(match, query, mentions);
  const isWeak = isWeakName(span, query);
  const isSupported = marked > 0 || others.some(({ price }) => price >= 0.05);
  if (isWeak && !isSupported && needsSupport(others, query)) return 0;
  if (entry.kind === "association" && !isMarked(match, query) && sharesName(match, mentions)) {
    return 0;
  }
  const floor = match.kind === "exact" && !isWeak && !isCommonName(match, mentions) ? -0.3 : -1;
  const sum = others.reduce((total, { price }) => total + price, 0);
  const score =
    match.likeness + Math.max(floor, sum) + marked + outsidePrice(match, query, mentions);
  return Math.min(1, Math.max(0, score));
}

const relationPrices = { parent: 0.1, above: 0.06, child: -0.06, neighbour: 0.04, foreign: -0.2 };

/** What one word beside the name adds or costs. */
function weigh(
  word: QueryWord,
  index: number,
  match: NameMatch,
  query: PlaceQuery,
  mentions: Mention[],
): number {
  const { entry } = match;
  if (word.kind === "number") return numberPrice(word, entry, query);
  if (entry.qualifiers.some((qualifier) => word.spelling.endsWith(qualifier))) return 0.05;
  const relation = relationAt(index, match, mentions);
  if (relation !== null) return relation;
  if (word.kind === "filler") return 0;
  if (entry.surroundings.has(word.spelling)) return 0.05;
  if (word.kind === "region") return regionPrice(word, match);
  if (match.kind !== "exact") return word.kind === "ordinary" ? -0.2 : -0.3;
  if (word.kind === "ordinary") return -0.06;
  return isCommonName(match, mentions) ? -0.4 : -0.12;
}

function numberPrice(word: QueryWord, entry: PlaceEntry, query: PlaceQuery): number {
  if (!query.postalCodes.includes(word.spelling)) return -0.05;
  return entry.municipality.postalCodes.includes(word.spelling) ? 0.1 : -0.3;
}

function regionPrice(word: QueryWord, match: NameMatch): number {
  const { entry } = match;
  const districts = regionDistricts.get(word.spelling) ?? [];
  if (!districts.includes(entry.municipality.districtAgs)) return -0.2;
  if (entry.qualifiers.length === 0) return 0;
  const isVague = broadRegions.has(word.spelling) && !entry.qualifiers.some(isBroad);
  return isVague ? -0.15 : -0.5;
}

/** Regions so wide that people add them to any name there. */
const broadRegions = new Set(["eifel", "hunsruck", "mosel"]);

function isBroad(qualifier: string): boolean {
  return qualifier !== "mosel" && broadRegions.has(qualifier);
}

/** What the word at `index` says about the place if it belongs to the name of another place. */
function relationAt(index: number, match: NameMatch, mentions: Mention[]): number | null {
  let best: number | null = null;
  for (const { entry, span } of mentions) {
    if (index < span.from || index >= span.until || overlaps(span, match.span)) continue;
    const price = relate(match.entry, entry);
    if (best === null || price > best) best = price;
  }
  return best;
}

function relate(entry: PlaceEntry, other: PlaceEntry): number {
  const own = entry.municipality;
  const its = other.municipality;
  if (other.kind === "association") {
    return own.associationKey === its.associationKey
      ? relationPrices.above
      : relationPrices.foreign;
  }
  if (other.kind === "district") {
    return own.districtAgs === its.districtAgs ? relationPrices.above : relationPrices.foreign;
  }
  if (own.ags === its.ags) {
    if (entry.kind === "locality") return relationPrices.parent;
    return other.kind === "locality" ? relationPrices.child : 0;
  }
  if (own.associationKey !== null && own.associationKey === its.associationKey) {
    const isSmaller = (own.population ?? 0) <= (its.population ?? 0);
    return isSmaller ? relationPrices.neighbour : relationPrices.child;
  }
  if (entry.surroundings.has(other.keys[0]?.spelling ?? "")) return relationPrices.above;
  return relationPrices.foreign;
}

/** What the word before the name says: "aus Daun", "bei Daun", "Herr Daun", "VG Daun". */
function judgeMark(match: NameMatch, query: PlaceQuery, mentions: Mention[]): number {
  const { entry, span } = match;
  const mark = query.words[span.from]?.after ?? null;
  if (mark === "person") return -0.6;
  if (mark === "locative") return 0.05;
  if (mark === "near") return mentions.some((it) => !overlaps(it.span, span)) ? -0.2 : 0;
  if (mark === "association" || mark === "district") {
    const isNamed = mentions.some((it) => it.entry.kind === mark && overlaps(it.span, span));
    if (entry.kind !== mark) return isNamed ? -0.3 : 0;
    return hasMember(entry, span, mentions) ? -0.2 : 0.1;
  }
  return 0;
}

/** Whether a place inside the Verbandsgemeinde or district is named too: then that is meant. */
function hasMember(entry: PlaceEntry, span: Span, mentions: Mention[]): boolean {
  return mentions.some(
    (it) =>
      !overlaps(it.span, span) &&
      it.entry.kind !== "association" &&
      it.entry.kind !== "district" &&
      relate(it.entry, entry) === relationPrices.above,
  );
}

/** A name that is also an everyday word, or too short to be sure of. */
function isWeakName(span: Span, query: PlaceQuery): boolean {
  if (span.spelling.length <= 3 || ordinaryWords.has(span.spelling)) return true;
  return query.words.slice(span.from, span.until).every((word) => word.kind === "filler");
}

/** A short name that several places bear, here or elsewhere: "Burg", "Zell". */
function isCommonName({ entry, span }: NameMatch, mentions: Mention[]): boolean {
  if (entry.qualifiers.length > 0 && span.spelling.length <= 6) return true;
  return mentions.some((it) => it.span === span && it.entry.municipality !== entry.municipality);
}

/** Whether words are left that a weak name cannot explain. */
function needsSupport(others: { word: QueryWord }[], query: PlaceQuery): boolean {
  const fillers = others.filter(({ word }) => word.kind === "filler").length;
  const rest = others.length - fillers;
  return rest > 0 || (fillers > 0 && query.words.every((word) => word.kind === "filler"));
}

/** "Neunkirchen Saar" is not ours; "Wittlich bei Trier" is. */
function outsidePrice(match: NameMatch, query: PlaceQuery, mentions: Mention[]): number {
  const outside = query.outside.filter((span) => !overlaps(span, match.span));
  if (outside.length === 0) return 0;
  if (match.kind !== "exact" || isCommonName(match, mentions)) return -0.45;
  if (outside.every((span) => query.words[span.from]?.after === "near")) return -0.1;
  const isMeant = query.words[match.span.from]?.after === "locative";
  return isMeant && match.span.spelling.length >= 6 ? -0.2 : -0.45;
}

function isMarked({ entry, span }: NameMatch, query: PlaceQuery): boolean {
  return query.words[span.from]?.after === entry.kind;
}

function sharesName(match: NameMatch, mentions: Mention[]): boolean {
  return mentions.some(({ entry, span }) => entry.kind === "municipality" && span === match.span);
}

function overlaps(a: Span, b: Span): boolean {
  return a.from < b.until && b.from < a.until;
}
