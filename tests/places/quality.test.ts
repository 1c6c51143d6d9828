import { describe, expect, test } from "vitest";
import { createPlaces } from "../../src/places/places.ts";
import { makePlaceQueries } from "../bench/place-queries.ts";
import { measurePlaces, readDevelopmentQueries, readForeignQueries } from "../bench/places.ts";
import { gazetteer } from "./gazetteer.ts";

const places = createPlaces(gazetteer);
const seed = 2026;

/** Least share of right first hits; what is measured lies one or two points above. */
const floors: Record<string, number> = {
  exact: 1,
  "without addition": 1,
  "ae oe ue": 1,
  "umlaut dropped": 1,
  sentence: 0.985,
  "postal code": 0.98,
  "with Verbandsgemeinde": 0.98,
  "with district": 0.99,
  "with municipality": 0.99,
  "one typo": 0.95,
  misheard: 0.95,
  "two typos": 0.88,
  begun: 0.94,
  outside: 0.95,
  "outside-unseen": 0.83,
  nonsense: 0.98,
};

describe(`every municipality and locality, said in many ways (seed ${seed})`, () => {
  const cases = [...makePlaceQueries(gazetteer, seed), ...readForeignQueries()];
  const { kinds, misses } = measurePlaces(places, cases);

  test("all kinds of queries are measured", () => {
    expect([...kinds.keys()].toSorted()).toEqual(Object.keys(floors).toSorted());
  });

  test.each(Object.entries(floors))("%s: at least %f are right", (kind, floor) => {
    const { right, total } = kinds.get(kind)!;
    const missed = misses.filter((miss) => miss.kind === kind);
    const isEnough = right / total >= floor;
    expect(isEnough ? [] : missed).toEqual([]);
  });
});

test("all queries of the sample are right", () => {
  expect(measurePlaces(places, readDevelopmentQueries(places)).misses).toEqual([]);
});
