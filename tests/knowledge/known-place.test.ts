import { expect, test } from "vitest";
import { knownPlace } from "../../src/knowledge/known-place.ts";
import { createPlaces } from "../../src/places/places.ts";
import { gazetteer } from "../places/gazetteer.ts";

const places = createPlaces(gazetteer);
const [niedergeckler, formerObergeckler, obergeckler] = ["07232089", "07232096", "07232503"];

function refusal(ags: string, date: string) {
  try {
    knownPlace(places, ags, date);
  } catch (error) {
    return error;
  }
  throw new Error("There is such a place.");
}

test("a municipality that has ended names the one that it belongs to, and offers it", () => {
  expect(refusal(niedergeckler, "2025-01-01")).toMatchObject({
    status: 422,
    code: "place_unknown",
    message: "Niedergeckler gehört seit 1. Januar 2025 zu Obergeckler.",
    details: { successor: { ags: obergeckler, name: "Obergeckler", since: "2025-01-01" } },
  });
  expect(refusal(formerObergeckler, "2026-11-22")).toMatchObject({
    message: "Obergeckler ist seit 1. Januar 2025 neu gebildet und hat den Schlüssel 07232503.",
    details: { successor: { ags: obergeckler } },
  });
  expect(knownPlace(places, niedergeckler, "2024-12-31").municipality.name).toBe("Niedergeckler");
});

test("nothing is offered for a place outside, or for one that did not yet exist", () => {
  for (const [ags, date] of [
    ["07211000", "2026-11-22"],
    [obergeckler, "2024-12-31"],
  ] as const) {
    const error = refusal(ags, date);
    expect(error).toMatchObject({ code: "place_unknown", details: { place: ags, date } });
    expect(error).not.toHaveProperty("details.successor");
  }
});

test("mergers are followed one after the other, and never in a circle", () => {
  const merger = (name: string, ags: string, validUntil: string | null, next: string | null) => ({
    ...gazetteer.municipalities[0]!,
    name,
    ags,
    ars: ags,
    validFrom: null,
    validUntil,
    successorAgs: next,
  });
  const chain = createPlaces({
    ...gazetteer,
    municipalities: [
      merger("Altdorf", "00000001", "2009-12-31", "00000002"),
      merger("Mittdorf", "00000002", "2019-12-31", "00000003"),
      merger("Neudorf", "00000003", null, null),
      merger("Hin", "00000004", "2009-12-31", "00000005"),
      merger("Her", "00000005", "2009-12-31", "00000004"),
    ],
  });
  const now = (ags: string, date: string) => {
    const found = chain.successor(ags, date);
    return found && [found.formerName, found.since, found.place.municipality.name];
  };
  expect(now("00000001", "2015-06-01")).toEqual(["Altdorf", "2010-01-01", "Mittdorf"]);
  expect(now("00000001", "2026-11-22")).toEqual(["Altdorf", "2020-01-01", "Neudorf"]);
  expect(now("00000003", "2026-11-22")).toBeNull();
  expect(now("00000004", "2026-11-22")).toBeNull();
});
