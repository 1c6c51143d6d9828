import { readFileSync } from "node:fs";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import MiniSearch from "minisearch";
import {
  buildServiceSearch,
  createServiceSearch,
  type SearchableService,
} from "../../src/knowledge/search/search.ts";
import { readSearchWords } from "../../src/knowledge/search/words/search-words.ts";
import { readPlaceFiles } from "../../src/places/import.ts";
import { createPlaces } from "../../src/places/places.ts";
import type { Places } from "../../src/places/schema.ts";
import { spread, tell, times } from "./parts/figures.ts";
import { fillUpCatalogue } from "./parts/made-up-catalogue.ts";
import { startPostgresSearch } from "./parts/postgres-search.ts";
import { readSearchableServices } from "./searchable-services.ts";

// How well and fast services are found, beside other searches: npx tsx tests/bench/search.ts
// [--misses]; NODE_OPTIONS=--expose-gc makes the memory exact.

/** Batches of queries that nobody had tuned on when they were first measured (queries/README.md). */
export const unseenBatches = [
  "services-unseen",
  "services-unseen-1",
  "services-unseen-2",
  "services-unseen-3",
  "services-unseen-4",
  "services-unseen-5",
  "services-unseen-6",
  "services-unseen-7",
  "services-unseen-8",
  "services-unseen-9",
  "services-unseen-10",
  "services-unseen-11",
  "services-unseen-12",
  "services-unseen-13",
  "services-unseen-14",
  "services-unseen-15",
  "services-unseen-16",
];
const searchWordsDirectory = new URL("../../knowledge-base/search", import.meta.url).pathname;

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
  /** Sum of 1 ÷ rank of the first right one. */
  reciprocalRanks: number;
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
    const rank = found.findIndex((slug) => query.expect.includes(slug));
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
        its.reciprocalRanks += rank < 0 ? 0 : 1 / (rank + 1);
      }
    }
    if (!isFirst) misses.push({ query, found });
  }
  return { figures, misses };
}

function emptyFigures(): SearchFigures {
  return { first: 0, firstThree: 0, reciprocalRanks: 0, asked: 0, rejected: 0, foreign: 0 };
}

/** What a search library makes of the same services; with `callerWords` of the same words, too. */
export function createPlainFinder(
  services: readonly SearchableService[],
  callerWords?: ReadonlyMap<string, readonly string[]>,
): Finder {
  const library = new MiniSearch<SearchableService>({
    idField: "slug",
    fields: ["name", "synonyms", "category", "responsibleUnit", "spoken", "text"],
    extractField: (service, field) => {
      const value = service[field as keyof SearchableService];
      if (field !== "synonyms") return Array.isArray(value) ? value.join(" ") : (value ?? "");
      return [...service.synonyms, ...(callerWords?.get(service.slug) ?? [])].join(" ");
    },
    searchOptions: { boost: { name: 3, synonyms: 3 }, fuzzy: 0.2, prefix: true },
  });
  library.addAll(services);
  return (query) => library.search(query).map((hit) => String(hit.id));
}

const percent = (share: number, of: number) =>
  of === 0 ? "      –" : `${((100 * share) / of).toFixed(1).padStart(5)} %`;

function print(title: string, find: Finder, queries: readonly ServiceQuery[], byKind = true) {
  const { figures, misses } = measureSearch(find, queries);
  console.log(`\n${title} (${queries.length} queries)`);
  for (const [kind, it] of figures) {
    if (kind !== "" && !byKind) continue;
    const mrr = it.asked === 0 ? "   –" : (it.reciprocalRanks / it.asked).toFixed(3);
    console.log(
      `  ${(kind || "all").padEnd(14)} hit@1 ${percent(it.first, it.asked)}  hit@3 ` +
        `${percent(it.firstThree, it.asked)}  MRR ${mrr}  rejected ` +
        `${percent(it.rejected, it.foreign)}  of ${it.asked} + ${it.foreign}`,
    );
  }
  for (const { query, found } of process.argv.includes("--misses") ? misses : []) {
    const expected = query.expect.join("|") || "nothing";
    console.log(`    ${query.kind}: ${query.q} → ${found.slice(0, 4).join(", ")} (${expected})`);
  }
  return figures.get("") ?? emptyFigures();
}

/** Wall clock, and the processor's time, which does not count what others on the machine take. */
async function printLatency(
  title: string,
  run: (query: string) => unknown,
  queries: readonly string[],
): Promise<number[]> {
  for (const query of queries) await run(query);
  const took: number[] = [];
  const own: number[] = [];
  for (const query of queries) {
    const processor = process.cpuUsage();
    const start = performance.now();
    const running = run(query);
    if (running instanceof Promise) await running;
    took.push(performance.now() - start);
    own.push(process.cpuUsage(processor).user / 1000);
  }
  const at = (list: number[], share: number) =>
    list.toSorted((a, b) => a - b)[Math.floor(list.length * share)]!.toFixed(2);
  console.log(
    `${title}: p50 ${at(took, 0.5)} ms, p99 ${at(took, 0.99)} ms; own processor time ` +
      `p50 ${at(own, 0.5)} ms, p99 ${at(own, 0.99)} ms (${queries.length})`,
  );
  return took;
}

/** So many of what the search is asked for while the queries are typed, evenly out of all. */
export function keystrokesOf(queries: readonly string[], count: number): string[] {
  return evenly(
    queries.flatMap((q) => [...q].map((_, index) => q.slice(0, index + 1))),
    count,
  );
}

function evenly<Item>(all: readonly Item[], count: number): Item[] {
  const every = Math.max(1, Math.floor(all.length / count));
  return all.filter((_, index) => index % every === 0);
}

/** Ours, PostgreSQL and MiniSearch on the same queries, with the same words to go by. */
async function compare(
  services: SearchableService[],
  ours: Finder,
  queries: readonly ServiceQuery[],
): Promise<void> {
  const { callerWords } = readSearchWords(searchWordsDirectory);
  const plain = createPlainFinder(services, callerWords);
  await using postgres = await startPostgresSearch(services, callerWords);
  const found = new Map<string, string[]>();
  for (const { q } of queries) found.set(q, await postgres.find(q));
  console.log("\n== The same queries, the same names and everyday words ==");
  const figures = [
    print("ours", ours, queries, false),
    print("PostgreSQL, german + pg_trgm", (query) => found.get(query)!, queries, false),
    print("MiniSearch", plain, queries, false),
  ];
  const shares = (of: (it: SearchFigures) => number) =>
    figures.map((it) => (100 * of(it)).toFixed(1)).join(", ");
  const all = `${queries.length} queries: ours, PostgreSQL, MiniSearch`;
  const first = `right one first ${shares((it) => it.first / it.asked)} %`;
  const three = `among three ${shares((it) => it.firstThree / it.asked)} %`;
  const nonsense = `nothing for nonsense ${shares((it) => it.rejected / it.foreign)} %`;
  tell({ name: `services found, ${all}`, ratio: first, value: three });
  tell({ name: `what no administration does, ${all}`, ratio: nonsense, value: "" });
  console.log();
  const typed = evenly(queries, comparedMax.latency).map(({ q }) => q);
  await printLatency("ours", ours, typed);
  await printLatency("PostgreSQL", (query) => postgres.find(query), typed);
  await printLatency("MiniSearch", plain, typed);
}

/** As many services as the national catalogue holds. */
const catalogueSize = 10_000;
const keystrokesMax = { ours: 5_000, catalogue: 1_500 };
/** PostgreSQL takes its time for each. */
const comparedMax = { hits: 700, latency: 200 };

async function measureCatalogue(
  services: SearchableService[],
  places: Places,
  keystrokes: readonly string[],
): Promise<number[]> {
  const many = fillUpCatalogue(services, catalogueSize);
  global.gc?.();
  const before = process.memoryUsage();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const start = performance.now();
  const search = await buildServiceSearch(many, places);
  const seconds = (performance.now() - start) / 1000;
  delay.disable();
  global.gc?.();
  const after = process.memoryUsage();
  const bytes = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
  console.log(
    `\n== ${catalogueSize} services ==\nbuilt in ${seconds.toFixed(1)} s beside other work, ` +
      `which waited ${(delay.percentile(99) / 1e6).toFixed(0)} ms (p99), ` +
      `${(delay.max / 1e6).toFixed(0)} ms at the most; ${(bytes / 1e6).toFixed(0)} MB`,
  );
  return printLatency("a keystroke", (query) => search(query, { limit: 10 }), keystrokes);
}

async function main(): Promise<void> {
  const directory = new URL("../../knowledge-base/places", import.meta.url).pathname;
  const places = createPlaces(await readPlaceFiles(directory));
  const services = readSearchableServices();
  const search = createServiceSearch(services, places);
  const find: Finder = (query) => search(query, { limit: 10 }).hits.map((hit) => hit.slug);
  const batches = unseenBatches.map((name) => ({ name, queries: readServiceQueries(name) }));
  const sample = readServiceQueries("services-dev");
  print("sample", find, sample);
  for (const { name, queries } of batches) print(name, find, queries);
  print("what no administration does", find, readServiceQueries("services-foreign"));
  print("known: their words are in the vocabulary", find, readServiceQueries("services-known"));
  const all = [...sample, ...batches.flatMap(({ queries }) => queries)];
  await compare(services, find, evenly(all, comparedMax.hits));
  const typed = all.map(({ q }) => q);
  const keystrokes = keystrokesOf(typed, keystrokesMax.ours);
  const ask = (query: string) => search(query, { limit: 10 });
  const ours = await printLatency("\nours, each keystroke", ask, keystrokes);
  const some = keystrokesOf(typed, keystrokesMax.catalogue);
  const catalogue = await measureCatalogue(services, places, some);
  tell({
    name: `a keystroke in the service search, ${services.length} services`,
    ratio: `with ${catalogueSize} services ${times(catalogue, ours)}`,
    value: spread(ours),
  });
}

if (process.argv[1] === new URL(import.meta.url).pathname) await main();
