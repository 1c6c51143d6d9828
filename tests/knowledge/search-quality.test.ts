import { describe, expect, test } from "vitest";
import { createServiceSearch } from "../../src/knowledge/search/search.ts";
import { createPlaces } from "../../src/places/places.ts";
import {
  createPlainFinder,
  halfOf,
  measureSearch,
  readServiceQueries,
  unseenBatches,
  type SearchFigures,
} from "../bench/search.ts";
import { readSearchableServices } from "../bench/searchable-services.ts";
import { gazetteer } from "../places/gazetteer.ts";

const services = readSearchableServices();
const search = createServiceSearch(services, createPlaces(gazetteer));
const find = (query: string) => search(query, { limit: 3 }).hits.map((hit) => hit.slug);
const overall = (figures: Map<string, SearchFigures>) => figures.get("")!;

const sample = readServiceQueries("services-dev");
const unseen = unseenBatches.flatMap(readServiceQueries);
const foreignOnly = readServiceQueries("services-foreign");

/** Least shares; what is measured lies some points above. */
describe.each([
  ["the measuring half of the sample", halfOf(sample, 1), { first: 0.92, firstThree: 0.97 }],
  ["queries whose words are not in the vocabulary", unseen, { first: 0.9, firstThree: 0.95 }],
])("%s", (_, queries, floor) => {
  const { figures, misses } = measureSearch(find, queries);
  const { first, firstThree, asked } = overall(figures);

  test("are answered by the first hit", () => {
    expect(first / asked >= floor.first ? [] : misses).toEqual([]);
  });

  test("are answered among the first three", () => {
    expect(firstThree / asked >= floor.firstThree ? [] : misses).toEqual([]);
  });
});

test("most of what no administration does is rejected", () => {
  const { figures, misses } = measureSearch(find, [...sample, ...unseen, ...foreignOnly]);
  const { rejected, foreign } = overall(figures);
  const wrong = misses.filter(({ query }) => query.expect.length === 0);
  expect(rejected / foreign >= 0.9 ? [] : wrong).toEqual([]);
});

test("a plain search library finds clearly less", { timeout: 180_000 }, () => {
  const plain = measureSearch(createPlainFinder(services), unseen);
  const { first: plainFirst } = overall(plain.figures);
  const { first, asked } = overall(measureSearch(find, unseen).figures);
  expect((first - plainFirst) / asked).toBeGreaterThan(0.1);
});
