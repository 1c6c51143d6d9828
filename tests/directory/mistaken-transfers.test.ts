import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readDirectoryTree } from "../../src/directory/import.ts";
import { createEntrySearch } from "../../src/directory/search.ts";

const root = fileURLToPath(new URL("../../knowledge-base", import.meta.url));
const { records } = readDirectoryTree(root, false);
const search = createEntrySearch(
  records.entries.map((entry) => ({ entry, deputyName: null, administrationNames: [] })),
);
const emergency = /Frauenhaus|Hilfetelefon/;

describe("in the real directory", () => {
  test.each(["franz", "fran", "französ", "englisch", "türk", "russ", "luxemb"])(
    "the beginning of a language, %s, finds a shelter or a help line at most as a guess",
    (typed) => {
      const sure = search(typed).filter((hit) => hit.sure);
      expect(sure.filter(({ entry }) => emergency.test(entry.name))).toEqual([]);
    },
  );

  test("some of them are found by likeness indeed", () => {
    expect(search("franz").some(({ entry }) => emergency.test(entry.name))).toBe(true);
  });

  test.each(["frauenh", "Frauenhaus"])("%s finds the shelter as it is named", (typed) => {
    const [best] = search(typed);
    expect(best?.sure).toBe(true);
    expect(best?.entry.name).toMatch(/Frauenhaus|Gleichstellung/);
  });

  test.each(["zulass", "jugendamt", "standesamt wittlich", "Elterngeld", "ausländeramt"])(
    "%s is no guess",
    (typed) => {
      expect(search(typed)[0]?.sure).toBe(true);
    },
  );

  test("what begins as typed stands before every guess", () => {
    for (const typed of ["stand", "bau", "sozial", "jugend"]) {
      const sures = search(typed).map((hit) => hit.sure);
      expect(sures).toEqual(sures.toSorted((left, right) => Number(right) - Number(left)));
      expect(sures).toContain(true);
    }
  });
});
