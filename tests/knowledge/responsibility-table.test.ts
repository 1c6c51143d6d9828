import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { responsiblePhrase } from "../../src/knowledge/authority-phrase.ts";
import { readKnowledgeTree, type KnowledgeTree } from "../../src/knowledge/knowledge-tree.ts";
import { casesAt, resolveResponsibility } from "../../src/knowledge/responsibility.ts";
import { createResolver } from "../../src/places/resolve.ts";
import type { ResolvedPlace } from "../../src/places/schema.ts";

const root = fileURLToPath(new URL("../../knowledge-base", import.meta.url));
const today = "2026-11-23";
let tree: KnowledgeTree;
let resolve: (ags: string, date: string) => ResolvedPlace | null;

beforeAll(async () => {
  tree = await readKnowledgeTree(root, { today, demo: false });
  resolve = createResolver(tree.places);
});

/** "Esch WIL": names repeat, so the badge of the district is said with them. */
const districts: Record<string, string> = {
  WIL: "07231",
  BIT: "07232",
  DAU: "07233",
  COC: "07135",
};

function municipality(spoken: string): string {
  const [, name = "", code = ""] = /^(.*) ([A-Z]{3})$/.exec(spoken) ?? [];
  const found = tree.places.municipalities.filter(
    (each) =>
      each.name === name && each.districtAgs === districts[code] && each.validUntil === null,
  );
  expect(found.map((each) => `${spoken} ${each.ags}`)).toHaveLength(1);
  return found[0]?.ags ?? "";
}

/** Service, place, authority and, where the service asks back, the case. */
function readCases() {
  const text = readFileSync(new URL("responsibility-cases.txt", import.meta.url), "utf8");
  const rows = text.split("\n").filter((row) => row !== "" && !row.startsWith("#"));
  return rows.map((row) => {
    const columns = /^(\S+)\s+(.+? [A-Z]{3})\s+(\S+)(?:\s{2,}(.+))?$/.exec(row) ?? [];
    const [, slug = row, place = "", id = "", chosen = null] = columns;
    return [slug, place, id, chosen] as const;
  });
}

function decide(slug: string, ags: string, date: string, chosen: string | null = null) {
  const service = tree.records.services.find((each) => each.slug === slug);
  const place = resolve(ags, date);
  if (!service || !place) throw new Error(`${slug} or ${ags} is unknown on ${date}`);
  return resolveResponsibility(service, place, date, tree.records.authorities, chosen);
}

function caught(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return null;
}

describe("who is responsible, by the real knowledge base", () => {
  test.each(readCases())("%s in %s: %s %s", (slug, place, id, chosen) => {
    const decision = decide(slug, municipality(place), today, chosen);
    expect(decision.authority.id).toBe(id);
    expect(decision.reason).toMatch(/^Zuständig (ist|sind) .+, weil .+\.$/);
  });

  test.each([
    ["strassenschaden", "Kröv WIL", "Um welche Straße geht es?", 3],
    ["schulbuchausleihe", "Wittlich WIL", "Auf welche Schule geht das Kind?", 3],
    ["wasser-abwasser", "Cochem COC", "Geht es um Trinkwasser oder um Abwasser?", 2],
  ])("%s in %s asks back instead of guessing: %s", (slug, place, question, count) => {
    const ask = () => decide(slug, municipality(place), today);
    expect(ask).toThrow(question);
    const expected = { code: "case_needed", details: { cases: { length: count } } };
    expect(caught(ask)).toMatchObject(expected);
  });

  test.each([
    ["Niedergeckler", "07232089"],
    ["the old Obergeckler", "07232096"],
  ])("%s is asked until 2024, the Obergeckler that it merged into from 2025", (_, old) => {
    const merged = "07232503";
    for (const [slug, id] of [
      ["personalausweis", "vg-suedeifel"],
      ["kfz-zulassung", "kreis-bitburg-pruem"],
      ["sperrmuell", "art"],
    ] as const) {
      expect(decide(slug, old, "2024-12-31").authority.id).toBe(id);
      expect(decide(slug, merged, "2025-01-01").authority.id).toBe(id);
    }
    expect(resolve(old, "2025-01-01")).toBeNull();
    expect(resolve(merged, "2024-12-31")).toBeNull();
  });

  test("every service leads somewhere from every place on other days too", () => {
    const led = new Set<string>();
    for (const day of ["2025-07-01", "2026-01-01", "2027-01-01"]) {
      for (const service of tree.records.services) {
        for (const { ags } of tree.places.municipalities) {
          const place = resolve(ags, day);
          if (!place) continue;
          const { authorities } = tree.records;
          const cases = casesAt(service, place, day, authorities);
          for (const each of cases.length > 0 ? cases : [null]) {
            const { authority } = resolveResponsibility(service, place, day, authorities, each);
            led.add(`${service.slug} ${authority.id}`);
          }
        }
      }
    }
    expect(led.size).toBeGreaterThan(tree.records.services.length);
  });
});

describe("the reason that may be said to the caller", () => {
  test.each([
    [
      "personalausweis",
      "Kröv WIL",
      "Zuständig ist die Verbandsgemeinde Traben-Trarbach, weil „Personalausweis beantragen“ Aufgabe der Verbandsgemeinde ist und Kröv zur Verbandsgemeinde Traben-Trarbach gehört.",
    ],
    [
      "personalausweis",
      "Wittlich WIL",
      "Zuständig ist die Stadt Wittlich, weil Wittlich zu keiner Verbandsgemeinde gehört und deren Aufgaben selbst erledigt.",
    ],
    [
      "sperrmuell",
      "Cochem COC",
      "Zuständig sind die Kreiswerke Cochem-Zell, weil in Cochem-Zell die Abfallwirtschaft der Kreiswerke für den Abfall zuständig ist.",
    ],
  ])("%s in %s", (slug, place, reason) => {
    expect(decide(slug, municipality(place), today).reason).toBe(reason);
  });

  test("is grammatical: an article for every authority but bare brand names", () => {
    const bare = tree.records.authorities
      .map((authority) => authority.name)
      .filter((name) => !/^Zuständig (ist|sind) (der|die|das) /.test(responsiblePhrase(name)));
    expect(bare).toEqual(["KfW und BAFA (Förderung von Heizung und Sanierung)"]);
  });
});
