import { describe, expect, test } from "vitest";
import { createPlaces } from "../../src/places/places.ts";
import { gazetteer } from "./gazetteer.ts";

const places = createPlaces(gazetteer);

describe("where a call probably comes from", () => {
  test.each(["+4965711234567", "06571 123456", "0049 6571 123456", "(06571) 12-34-56"])(
    "is read from the area code of %s",
    (caller) => {
      expect(places.guessOrigin(caller)).toEqual([
        {
          districtAgs: "07231",
          districtName: "Landkreis Bernkastel-Wittlich",
          placeName: "Wittlich",
          probability: 1,
          reason: "Vorwahl 06571 (Wittlich)",
        },
      ]);
    },
  );

  test("is ranked where an exchange reaches into several districts", () => {
    const guesses = places.guessOrigin("06594123456");
    expect(guesses.length).toBeGreaterThan(1);
    const shares = guesses.map((guess) => guess.probability);
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    expect(new Set(guesses.map((guess) => guess.districtAgs)).size).toBe(guesses.length);
  });

  test("is less sure where the exchange serves places outside", () => {
    const [guess] = places.guessOrigin("02656123456");
    expect(guess?.districtAgs).toBe("07233");
    expect(guess?.probability).toBeCloseTo(1 / 16);
  });

  test.each([
    ["suppressed", null],
    ["empty", ""],
    ["not a number", "anonymous"],
    ["a mobile phone", "+4915112345678"],
    ["a personal number", "032123456789"],
    ["a service number", "08001234567"],
    ["abroad", "+352267123456"],
    ["elsewhere in Germany", "+493012345678"],
    ["without area code", "123456"],
  ])("stays open when the number is %s", (_, caller) => {
    expect(places.guessOrigin(caller)).toEqual([]);
  });
});
