import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Places } from "../../places/schema.ts";
import type { ServiceHit } from "../schema.ts";
import { stemOf } from "../../language/stem.ts";
import { reorder } from "./choices.ts";
import { isConvincing } from "./doubt.ts";
import { buildIndex, type ServiceIndex } from "./service-index.ts";
import { linksOf, type Link } from "./links.ts";
import { createPlaceFinder } from "./place-in-query.ts";
import { readQuery, type ReadQuery } from "./query.ts";
import type { QueryTerm } from "./query-terms.ts";
import { createRanking, type Ranked } from "./ranking.ts";
import { openedBy, withoutUnfinished } from "./unfinished.ts";
import { whyOf } from "./why.ts";
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
  /** By how much a service moves up that was chosen for such a query (see choices.ts). */
  bonuses?: (terms: string) => ReadonlyMap<string, number>;
}

export interface ServiceSearchResult {
  hits: ServiceHit[];
  /** The place named inside the query ("Sperrmüll Bernkastel"). */
  place: { ags: string; name: string } | null;
}

export interface ServiceSearch {
  (query: string, options: ServiceSearchOptions): ServiceSearchResult;
  /** The known words of a query as sorted stems: what may be learnt of it; null without one. */
  termsOf(query: string): string | null;
}

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
/** A query that means something finds these in few fields of life. */
const hitsThatLieTogether = 4;

type Found = ReadQuery & { ranked: Ranked[]; links: Link[] };

function searchIn(index: ServiceIndex, places: Places): ServiceSearch {
  const rank = createRanking(index);
  const findPlace = createPlaceFinder(places);
  const findOnce = (query: string, unfound?: ReadonlySet<string>): Found => {
    const read = readQuery(query, index, findPlace, unfound);
    const ranked = rank(read.terms);
    const links = ranked[0] ? linksOf(read.terms, ranked[0].service, index) : [];
    return { ...read, ranked, links };
  };
  /** "Speicher" in "Hundesteuer Speicher" is a place, as the tax has nothing to do with attics. */
  const find = (query: string) => {
    const found = findOnce(query);
    const unfound = found.links.filter(({ strength }) => strength < unfoundBelow);
    if (found.place !== null || unfound.length === 0) return found;
    const again = findOnce(query, new Set(unfound.map(({ term }) => term.text)));
    return again.place === null || again.ranked.length === 0 ? found : again;
  };
  const isMeant = ({ isPlaceSure, silentWords, ranked, links }: Found) => {
    const [best] = ranked;
    if (best === undefined) return false;
    const categories = ranked
      .slice(0, hitsThatLieTogether)
      .map(({ service }) => index.services[service]!.category);
    const told = { isPlaceNamed: isPlaceSure, silentWords };
    return isConvincing({ best, links, categories, ...told }, index.words);
  };
  /** What is shown of it: all when it is meant; what one word opens while it is typed. */
  const shownOf = (query: string, found: Found): Ranked[] => {
    if (isMeant(found)) return found.ranked;
    const [first, ...others] = found.terms;
    const opened = openedBy(query, others.length === 0 ? first?.readAs : undefined);
    if (opened === null || first?.isElsewhere) return [];
    const nearest = found.ranked.slice(0, openedMax);
    return nearest.filter(({ service }) => opened(index.services[service]!));
  };
  /** What was shown stays while the next word is still being typed. */
  const findShown = (query: string): Found => {
    const found = find(query);
    const ranked = shownOf(query, found);
    const before = ranked.length > 0 ? null : withoutUnfinished(query, index);
    if (before === null) return { ...found, ranked };
    const shown = find(before);
    return { ...shown, place: found.place ?? shown.place, ranked: shownOf(before, shown) };
  };
  const search = (query: string, { limit, bonuses }: ServiceSearchOptions): ServiceSearchResult => {
    const { place, terms, ranked } = findShown(query);
    const learnt = bonuses?.(keyOf(terms, index) ?? "") ?? new Map<string, number>();
    const bonusOf = (service: number) => learnt.get(index.services[service]!.slug) ?? 0;
    const order = learnt.size === 0 ? { ranked, lifted: none } : reorder(ranked, bonusOf);
    const hits = order.ranked.slice(0, limit).map((hit): ServiceHit => {
      const { slug, name, category, excerpt } = index.services[hit.service]!;
      const lifted = order.lifted.has(hit.service);
      const its = linksOf(terms, hit.service, index);
      const why = whyOf({
        name,
        phrase: hit.phrase,
        links: its,
        lifted,
        spellings: index.spellings,
      });
      return { slug, name, category, excerpt, score: Math.round(hit.score * 1000) / 1000, why };
    });
    return { hits, place };
  };
  return Object.assign(search, {
    termsOf: (query: string) => keyOf(findShown(query).terms, index),
  });
}

/** One word that opens more than that says too little yet. */
const openedMax = 50;
const none: ReadonlySet<number> = new Set();
const keyTermsMax = 4;
const keyMassMin = 1;

/** Figures and parts of unknown words are left out: somebody's number, somebody's name. */
function keyOf(terms: readonly QueryTerm[], { vocabulary }: ServiceIndex): string | null {
  const telling = terms.filter(({ isKnown, isPart, mass }) => {
    return isKnown && isPart !== true && mass >= keyMassMin;
  });
  const heaviest = telling.toSorted((a, b) => b.mass - a.mass).slice(0, keyTermsMax);
  const stems = heaviest.map(({ readAs, text }) => stemOf(readAs ?? text));
  const known = stems.filter((stem) => vocabulary.hasStem(stem) && !/\d/.test(stem));
  return known.length === 0 ? null : [...new Set(known)].toSorted().join(" ");
}

const searchWordsDirectory = join(import.meta.dirname, "../../../knowledge-base/search");
let wordsRead: SearchWords | undefined;

/** Read once: they change with the program, services change while it runs. */
function everydayWords(): SearchWords {
  return (wordsRead ??= readSearchWords(searchWordsDirectory));
}
