import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import MiniSearch from "minisearch";
import { createServiceSearch, type SearchableService } from "../../src/knowledge/search.ts";
import { readPlaceFiles } from "../../src/places/import.ts";
import { createPlaces } from "../../src/places/places.ts";
import { readSearchableServices } from "./searchable-services.ts";

// How well services are found: npx tsx tests/bench/search.ts [--misses]

export interface ServiceQuery {
  q: string;
  /** Right slugs, any of them; none: nothing may be found. */
  expect: string[];
  kind: string;
}

/** Slugs, best first. */
export type Finder = (query: string) => string[];

export interface SearchFigures {
  first: number;
  firstThree: number;
  /** Queries that something is expected for. */
  asked: number;
  rejected: number;
  /** Queries that nothing is expected for. */
  foreign: number;
}

export function readServiceQueries(name: string): ServiceQuery[] {
  const path = new URL(`queries/${name}.jsonl`, import.meta.url);
  const lines = readFileSync(path, "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line) as ServiceQuery);
}

/** The half for tuning (0) or for measuring (1), the same on every run. */
export function halfOf(queries: readonly ServiceQuery[], half: 0 | 1): ServiceQuery[] {
  return queries.filter(({ q }) => {
    let sum = 0;
    for (let index = 0; index < q.length; index += 1) sum = (sum * 31 + q.charCodeAt(index)) | 0;
    return (sum & 1) === half;
  });
}

/** Hits at 1 and 3, and how much of the nonsense was rejected, by kind and overall (""). */
export function measureSearch(find: Finder, queries: readonly ServiceQuery[]) {
  const figures = new Map<string, SearchFigures>();
  const misses: { query: ServiceQuery; found: string[] }[] = [];
  for (const query of queries) {
    const found = find(query.q);
    const isForeign = query.expect.length === 0;
    const isFirst = isForeign ? found.length === 0 : query.expect.includes(found[0] ?? "");
    const isNear = found.slice(0, 3).some((slug) => query.expect.includes(slug));
    for (const kind of ["", query.kind]) {
      const its = figures.get(kind) ?? emptyFigures();
      figures.set(kind, its);
      if (isForeign) {
        its.foreign += 1;
        if (isFirst) its.rejected += 1;
      } else {
        its.asked += 1;
        if (isFirst) its.first += 1;
        if (isNear) its.firstThree += 1;
      }
    }
    if (!isFirst) misses.push({ query, found });
  }
  return { figures, misses };
}

function emptyFigures(): SearchFigures {
  return { first: 0, firstThree: 0, asked: 0, rejected: 0, foreign: 0 };
}

/** What a search library makes of the same services without any words of ours. */
export function createPlainFinder(services: readonly SearchableService[]): Finder {
  const library = new MiniSearch<SearchableService>({
    idField: "slug",
    fields: ["name", "synonyms", "category", "responsibleUnit", "spoken", "text"],
    extractField: (service, field) => {
      const value = service[field as keyof SearchableService];
      return Array.isArray(value) ? value.join(" ") : (value ?? "");
    },
    searchOptions: { boost: { name: 3, synonyms: 3 }, fuzzy: 0.2, prefix: true },
  });
  library.addAll(services);
  return (query) => library.search(query).map((hit) => String(hit.id));
}

function print(title: string, find: Finder, queries: readonly ServiceQuery[]): void {
  const { figures, misses } = measureSearch(find, queries);
  console.log(`\n${title} (${queries.length} queries)`);
  const percent = (share: number, of: number) =>
    of === 0 ? "      –" : `${((100 * share) / of).toFixed(1).padStart(5)} %`;
  for (const [kind, it] of figures) {
    console.log(
      `  ${(kind || "all").padEnd(14)} hit@1 ${percent(it.first, it.asked)}  hit@3 ` +
        `${percent(it.firstThree, it.asked)}  rejected ${percent(it.rejected, it.foreign)}` +
        `  of ${it.asked} + ${it.foreign}`,
    );
  }
  if (!process.argv.includes("--misses")) return;
  for (const { query, found } of misses) {
    const expected = query.expect.join("|") || "nothing";
    console.log(`    ${query.kind}: ${query.q} → ${found.slice(0, 4).join(", ")} (${expected})`);
  }
}

function printLatency(title: string, run: (query: string) => void, queries: readonly string[]) {
  for (const query of queries) run(query);
  const times = queries.map((query) => {
    const start = performance.now();
    run(query);
    return performance.now() - start;
  });
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)]!.toFixed(2);
  console.log(`${title}: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms (${times.length} queries)`);
}

async function main(): Promise<void> {
  const directory = new URL("../../knowledge-base/places", import.meta.url).pathname;
  const places = createPlaces(await readPlaceFiles(directory));
  const services = readSearchableServices();
  const search = createServiceSearch(services, places);
  const find: Finder = (query) => search(query, { limit: 10 }).hits.map((hit) => hit.slug);
  const sample = readServiceQueries("services-dev");
  const unseen = readServiceQueries("services-unseen");
  const known = readServiceQueries("services-known");
  print("sample, tuning half", find, halfOf(sample, 0));
  print("sample, measuring half", find, halfOf(sample, 1));
  print("unseen: written last, not in the vocabulary", find, unseen);
  print("known: their words are in the vocabulary", find, known);
  const plain = createPlainFinder(services);
  print("MiniSearch, sample", plain, sample);
  print("MiniSearch, unseen", plain, unseen);
  const queries = [...sample, ...unseen].map(({ q }) => q);
  const keystrokes = queries.flatMap((q) => [...q].map((_, index) => q.slice(0, index + 1)));
  console.log();
  printLatency("a whole query", (query) => search(query, { limit: 10 }), queries);
  printLatency("a keystroke", (query) => search(query, { limit: 10 }), keystrokes);
}

if (process.argv[1] === new URL(import.meta.url).pathname) await main();
