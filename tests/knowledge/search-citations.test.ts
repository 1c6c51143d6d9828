import { describe, expect, test } from "vitest";
import {
  citedApart,
  findBareSection,
  findCitations,
  lawsOf,
} from "../../src/knowledge/search/citations.ts";
import { splitWords } from "../../src/language/spelling.ts";

const laws = lawsOf(
  ["§§ 2, 4 GastG", "§ 9 AufenthG", "§ 74 SGB XII", "Richtlinie (BEG EM)"],
  new Map([["gaststattengesetz", "gastg"]]),
);
const cited = (text: string) =>
  findCitations(splitWords(text), laws).map(({ law, sections }) => [law, ...sections]);

describe("a law is cited", () => {
  test.each([
    ["§ 2 GastG", ["gastg", "2"]],
    ["§2 gastg", ["gastg", "2"]],
    ["nach Paragraf 2 des Gaststättengesetzes", ["gastg", "2"]],
    ["nach Paragraf 2 Gaststättengesetz", ["gastg", "2"]],
    ["GastG § 2", ["gastg", "2"]],
    ["§§ 2, 4 und 8 GastG", ["gastg", "2", "4", "8"]],
    ["§ 60a Abs. 2 Satz 3 AufenthG", ["aufenthg", "60a"]],
    ["§§ 27 bis 29a AufenthG", ["aufenthg", "27", "28", "29", "29a"]],
    ["§§ 1 bis 900 GastG", ["gastg", "1", "900"]],
    ["§ 74 SGB XII", ["sgb12", "74"]],
    ["SGB 2", ["sgb2"]],
    ["Leistungen nach dem AufenthG", ["aufenthg"]],
    ["EM", []],
    ["2 Kilo Kartoffeln", []],
  ])("in %s", (text, expected) => {
    expect(cited(text)).toEqual(expected.length === 0 ? [] : [expected]);
  });

  test("twice in one text", () => {
    expect(cited("§ 2 GastG und § 9 AufenthG")).toEqual([
      ["gastg", "2"],
      ["aufenthg", "9"],
    ]);
  });

  test("by a section alone, when the sign stands before it", () => {
    expect(findBareSection("nach § 34a", ["nach", "34a"])?.sections).toEqual(["34a"]);
    expect(findBareSection("Hausnummer 34a", ["hausnummer", "34a"])).toBeNull();
  });
});

test("a legal basis is taken apart into its sections", () => {
  expect(citedApart("§§ 2, 4 GastG", laws)).toEqual(["§ 2 GastG", "§ 4 GastG"]);
  expect(citedApart("§ 74 SGB XII", laws)).toEqual(["§ 74 SGB XII"]);
  expect(citedApart("GastG", laws)).toEqual(["GastG"]);
  expect(citedApart("keine: allgemeine Auskunft", laws)).toEqual([]);
});
