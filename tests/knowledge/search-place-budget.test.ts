import { expect, test } from "vitest";
import { createServiceSearch } from "../../src/knowledge/search/search.ts";
import { createPlaces } from "../../src/places/places.ts";
import { readSearchableServices } from "../bench/searchable-services.ts";
import { gazetteer } from "../places/gazetteer.ts";

const places = createPlaces(gazetteer);
let finds = 0;
const counted = {
  ...places,
  search(...asked: Parameters<typeof places.search>) {
    finds += 1;
    return places.search(...asked);
  },
};
const search = createServiceSearch(readSearchableServices(), counted);
search("Perso", { limit: 10 });

test("words that nobody knows are not all looked up among the places", () => {
  const unknown = "qzwabel fruxtol kimbraz wolgepunz tarkvist blemfuz rondaxel pimqualt".split(" ");
  finds = 0;
  search(unknown.concat(unknown.toReversed()).join(" "), { limit: 10 });
  expect(finds).toBeGreaterThan(0);
  expect(finds).toBeLessThanOrEqual(24);
});

test("a place at the end of a long question is found", () => {
  const question = "ich habe leider gestern meinen Personalausweis verloren und wohne in Wittlich";
  expect(search(question, { limit: 10 }).place?.name).toBe("Wittlich");
});
