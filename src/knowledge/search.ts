import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Places } from "../places/schema.ts";
import type { ServiceHit } from "./schema.ts";
import { isConvincing } from "./search-doubt.ts";
import { buildIndex, type Phrase, type ServiceIndex } from "./search-index.ts";
import { linksOf } from "./search-links.ts";
import { createPlaceFinder } from "./search-place.ts";
import { readQuery } from "./search-query.ts";
import { createRanking, type Ranked } from "./search-ranking.ts";
import { readSearchWords, type SearchWords } from "./words/search-words.ts";

/** What the search needs to know of a service. */
export interface SearchableService {
  slug: string;
  name: string;
  category: string;
  synonyms: string[];
  responsibleUnit: string;
  legalBasis: string[];
  leikaKey: string | null;
  related?: string[];
  /** Words to read aloud. */
  spoken: string;
  /** Text of the answers, Markdown. */
  text: string;
  /** First words of the answer, shown beside the hit. */
  excerpt: string;
}

export interface ServiceSearchOptions {
  limit: number;
  /** The place already set for the call; it does not change the order of services. */
  placeAgs?: string | null;
}

export interface ServiceSearchResult {
  hits: ServiceHit[];
  /** The place named inside the query ("Sperrmüll Bernkastel"). */
  place: { ags: string; name: string } | null;
}

export type ServiceSearch = (query: string, options: ServiceSearchOptions) => ServiceSearchResult;

/**
 * @returns the search over all services, best first; no hits for what an administration does not
 * do and for nonsense. The everyday vocabulary comes from knowledge-base/search.
 */
export function createServiceSearch(
  services: SearchableService[],
  places: Places,
  words: SearchWords = everydayWords(),
): ServiceSearch {
  const steps = buildIndex(services, words);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return searchIn(step.value, places);
}

/** The same, built in small steps: nothing else waits longer than some milliseconds for it. */
export async function buildServiceSearch(
  services: SearchableService[],
  places: Places,
  words: SearchWords = everydayWords(),
): Promise<ServiceSearch> {
  const steps = buildIndex(services, words);
  let step = steps.next();
  while (!step.done) {
    const pauseAt = performance.now() + stepMillisecondsMax;
    while (!step.done && performance.now() < pauseAt) step = steps.next();
    await setImmediate();
  }
  return searchIn(step.value, places);
}

const stepMillisecondsMax = 5;
const unfoundBelow = 0.3;

function searchIn(index: ServiceIndex, places: Places): ServiceSearch {
  const rank = createRanking(index);
  const findPlace = createPlaceFinder(places);
  const findOnce = (query: string, unfound?: ReadonlySet<string>) => {
    const { terms, place } = readQuery(query, index, findPlace, unfound);
    const ranked = rank(terms);
    const links = ranked[0] ? linksOf(terms, ranked[0].service, index) : [];
    return { terms, place, ranked, links };
  };
  /** "Speicher" in "Hundesteuer Speicher" is a place, as the tax has nothing to do with attics. */
  const find = (query: string) => {
    const found = findOnce(query);
    const unfound = found.links.filter(({ strength }) => strength < unfoundBelow);
    if (found.place !== null || unfound.length === 0) return found;
    const again = findOnce(query, new Set(unfound.map(({ term }) => term.text)));
    return again.place === null || again.ranked.length === 0 ? found : again;
  };
  return (query, { limit }) => {
    const { place, ranked, links } = find(query);
    const [best] = ranked;
    if (best === undefined || !isConvincing(best, links, index.words)) return { hits: [], place };
    return { hits: ranked.slice(0, limit).map((it) => present(it, index.services)), place };
  };
}

const searchWordsDirectory = join(import.meta.dirname, "../../knowledge-base/search");
let wordsRead: SearchWords | undefined;

/** Read once: they change with the program, services change while it runs. */
function everydayWords(): SearchWords {
  return (wordsRead ??= readSearchWords(searchWordsDirectory));
}

function present(
  { service, score, phrase }: Ranked,
  services: readonly SearchableService[],
): ServiceHit {
  const { slug, name, category, excerpt } = services[service]!;
  const reason = reasonOf(phrase);
  return { slug, name, category, excerpt, score: Math.round(score * 1000) / 1000, reason };
}

function reasonOf(phrase: Phrase): string {
  if (phrase.source === "body") return "gefunden im Text der Leistung";
  return phrase.source === "name" ? "Name der Leistung" : `gefunden über „${phrase.text}“`;
}
