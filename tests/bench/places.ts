import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { readPlaceFiles } from "../../src/places/import.ts";
import { createPlaces } from "../../src/places/places.ts";
import type { Places } from "../../src/places/schema.ts";
import { spread, tell } from "./parts/figures.ts";
import { makePlaceQueries, type PlaceQueryCase } from "./place-queries.ts";

// How well places are found: npx tsx tests/bench/places.ts [seed] [--misses]

const dataDirectory = new URL("queries/", import.meta.url);

/** Share of the cases whose first hit is right; nothing found counts where nothing is expected. */
export function measurePlaces(places: Places, cases: PlaceQueryCase[]) {
  const misses: { query: string; found: string; kind: string }[] = [];
  const kinds = new Map<string, { right: number; first3: number; total: number }>();
  for (const { kind, query, expected } of cases) {
    const hits = places.search(query, 3);
    const found = hits.map((hit) => hit.municipality.ags);
    const isRight = expected.length === 0 ? found.length === 0 : expected.includes(found[0] ?? "");
    const isNear = isRight || found.some((ags) => expected.includes(ags));
    const figures = kinds.get(kind) ?? { right: 0, first3: 0, total: 0 };
    figures.total += 1;
    if (isRight) figures.right += 1;
    if (isNear) figures.first3 += 1;
    kinds.set(kind, figures);
    if (!isRight) misses.push({ kind, query, found: describe(hits) });
  }
  return { kinds, misses };
}

/** Places elsewhere and words that are no place: nothing may be found. */
export function readForeignQueries(): PlaceQueryCase[] {
  return ["outside", "outside-unseen", "nonsense"].flatMap((kind) =>
    readFileSync(new URL(`places-${kind}.txt`, dataDirectory), "utf8")
      .split("\n")
      .filter(Boolean)
      .map((query) => ({ kind, query, expected: [] })),
  );
}

/** What callers said, with district and municipality. */
export function readDevelopmentQueries(places: Places): PlaceQueryCase[] {
  const lines = readFileSync(new URL("places-dev.jsonl", dataDirectory), "utf8").trim().split("\n");
  return lines.map((line) => {
    const { q, municipality } = JSON.parse(line) as { q: string; municipality: string | null };
    const [hit] = municipality === null ? [] : places.search(municipality, 1);
    return { kind: "development", query: q, expected: hit ? [hit.municipality.ags] : [] };
  });
}

function describe(hits: ReturnType<Places["search"]>): string {
  return hits.map((hit) => `${hit.name} (${hit.score})`).join(", ");
}

async function main(): Promise<void> {
  const seed = Number(process.argv[2] ?? 115);
  const directory = new URL("../../knowledge-base/places", import.meta.url).pathname;
  const data = await readPlaceFiles(directory);
  const places = createPlaces(data);
  const cases = [
    ...readDevelopmentQueries(places),
    ...makePlaceQueries(data, seed),
    ...readForeignQueries(),
  ];
  const { kinds, misses } = measurePlaces(places, cases);
  console.log(`seed ${seed}, ${cases.length} queries`);
  for (const [kind, { right, first3, total }] of kinds) {
    const percent = ((100 * right) / total).toFixed(1).padStart(6);
    const percent3 = ((100 * first3) / total).toFixed(1).padStart(6);
    console.log(`${kind.padEnd(22)} hit@1 ${percent} %  hit@3 ${percent3} %  of ${total}`);
  }
  if (process.argv.includes("--misses")) {
    for (const { kind, query, found } of misses) console.log(`${kind}: ${query} → ${found}`);
  }
  const times = cases.map(({ query }) => {
    const start = performance.now();
    places.search(query, 10);
    return performance.now() - start;
  });
  const shares = ["one typo", "misheard", "outside-unseen"].map((kind) => {
    const { right = 0, total = 0 } = kinds.get(kind) ?? {};
    return `${kind} ${((100 * right) / total).toFixed(0)} %`;
  });
  tell({
    name: `places: right one first, or none if outside, ${cases.length} queries; a query takes`,
    ratio: shares.join(", "),
    value: spread(times),
  });
}

if (process.argv[1] === new URL(import.meta.url).pathname) await main();
