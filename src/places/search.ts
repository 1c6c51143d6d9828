import type { PlaceData } from "./data.ts";
import { collectGazetteer, type Gazetteer, type PlaceEntry } from "./entries.ts";
import { judge } from "./judge.ts";
import { NameMatcher, type NameMatch } from "./match.ts";
import { readQuery, type PlaceQuery, type Span } from "./query.ts";
import type { PlaceHit } from "./schema.ts";

interface Found {
  entry: PlaceEntry;
  hit: PlaceEntry["hit"];
  score: number;
}

const scoreMin = 0.62;
/** Hits this far behind the best one are no alternatives. */
const distanceMax = 0.25;
/** Hits this close together fit equally well. */
const equalWithin = 0.03;

/**
 * @param today the ISO day whose places are searched
 * @returns the search by name, locality, postal code, Verbandsgemeinde, district or licence plate,
 * best first; nothing for places outside the member districts and for words that are no place.
 */
export function createPlaceSearch(
  data: PlaceData,
  today: () => string,
): (query: string, limit: number) => PlaceHit[] {
  const namesOn = rememberNames(data);
  return (text, limit) => {
    const query = readQuery(text);
    if (query.words.length === 0) return [];
    const { gazetteer, matcher } = namesOn(today());
    const found =
      findByPlate(text, gazetteer) ??
      findByCode(query, gazetteer) ??
      findByName(query, matcher, gazetteer);
    return present(found).slice(0, limit);
  };
}

/** The names of a day, collected anew when it turns: a merger may lie in between. */
function rememberNames(data: PlaceData) {
  const collect = (day: string) => {
    const gazetteer = collectGazetteer(data, day);
    return { day, gazetteer, matcher: new NameMatcher(gazetteer.entries) };
  };
  let known: ReturnType<typeof collect> | null = null;
  return (day: string) => {
    if (known?.day !== day) known = collect(day);
    return known;
  };
}

/** "BIT", in capitals and alone, or after "Kennzeichen". */
function findByPlate(text: string, { licencePlates }: Gazetteer): Found[] | null {
  const spoken = /^\s*kennzeichen\s+([a-zäöü]{1,3})\s*$/i.exec(text)?.[1]?.toUpperCase();
  const plate = spoken ?? text.trim();
  const entry = licencePlates.get(plate);
  if (entry === undefined) return null;
  const reason = `Kennzeichen ${plate}: ${entry.hit.reason}`;
  return [{ entry, hit: { ...entry.hit, reason }, score: 1 }];
}

/** A postal code alone, complete or with four figures. */
function findByCode(query: PlaceQuery, { postalCodes }: Gazetteer): Found[] | null {
  const numbers = query.words.filter((word) => word.kind === "number");
  if (query.words.some((word) => word.kind !== "number" && word.kind !== "filler")) return null;
  const [number] = numbers;
  if (number === undefined || numbers.length > 1 || number.spelling.length < 4) return null;
  const codes = [...postalCodes.keys()].filter((code) => code.startsWith(number.spelling));
  return codes.flatMap((code) =>
    postalCodes.get(code)!.map((entry) => ({
      entry,
      hit: postalCodeHit(entry, code),
      score: code === number.spelling ? 1 : 0.75,
    })),
  );
}

function postalCodeHit(entry: PlaceEntry, code: string): PlaceEntry["hit"] {
  const { name } = entry.hit.municipality;
  return { ...entry.hit, kind: "postalCode", name: code, reason: `Postleitzahl von ${name}` };
}

function findByName(query: PlaceQuery, matcher: NameMatcher, { postalCodes }: Gazetteer): Found[] {
  const codes = query.postalCodes.flatMap((code) => postalCodes.get(code) ?? []);
  if (query.postalCodes.length > 0 && codes.length === 0) return [];
  const matches = withoutParts(query.spans.flatMap((span) => matcher.match(span)));
  const mentions = matches.filter(
    ({ likeness, span }) => likeness >= 0.85 && !isFiller(span, query),
  );
  const best = new Map<string, Found>();
  for (const match of matches) {
    const score = judge(match, query, mentions);
    const known = best.get(match.entry.id);
    if (score < scoreMin || (known !== undefined && known.score >= score)) continue;
    best.set(match.entry.id, { entry: match.entry, hit: explain(match), score });
  }
  if (best.size > 0) return [...best.values()];
  return codes.map((entry) => ({
    entry,
    hit: postalCodeHit(entry, query.postalCodes[0]!),
    score: 0.8,
  }));
}

/** Leaves out "Zell" where "Cochem-Zell" is said. */
function withoutParts(matches: NameMatch[]): NameMatch[] {
  const whole = new Set(matches.filter(({ kind }) => kind === "exact").map(({ span }) => span));
  return matches.filter(
    ({ span }) =>
      ![...whole].some(
        (other) =>
          other.until - other.from > span.until - span.from &&
          other.from <= span.from &&
          other.until >= span.until,
      ),
  );
}

/** "kommen" in "wir kommen aus Prüm" is not the village of that name. */
function isFiller(span: Span, query: PlaceQuery): boolean {
  return query.words.slice(span.from, span.until).every((word) => word.kind === "filler");
}

function explain({ entry, kind }: NameMatch): PlaceEntry["hit"] {
  if (kind === "exact" || kind === "beginning") return entry.hit;
  const how = kind === "sound" ? "klingt gleich" : "ähnlich geschrieben";
  return { ...entry.hit, reason: `${entry.hit.reason} (${how})` };
}

/** Best first, the larger place first among equals, each municipality once. */
function present(found: Found[]): PlaceHit[] {
  const sorted = found
    .map((it) => ({ ...it, score: Math.round(it.score * 1000) / 1000 }))
    .toSorted((a, b) => b.score - a.score || b.entry.rank - a.entry.rank);
  const best = sorted[0]?.score ?? 0;
  const near = sorted.filter(({ score }) => score >= best - distanceMax);
  const seen = new Set<string>();
  const distinct = near.filter(({ entry, hit }) => {
    const isPlace = entry.kind === "municipality" || entry.kind === "locality";
    const key = isPlace ? hit.municipality.ags : entry.id;
    return seen.has(key) ? false : seen.add(key) !== undefined;
  });
  const equals = distinct.filter(({ score }) => score >= best - equalWithin);
  const isAmbiguous = new Set(equals.map(({ hit }) => hit.municipality.ags)).size > 1;
  return distinct.map(({ hit, score }) => ({
    ...hit,
    score,
    ambiguous: isAmbiguous && score >= best - equalWithin,
  }));
}
