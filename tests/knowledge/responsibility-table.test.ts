import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { AppError } from "../../src/errors.ts";
import { responsiblePhrase } from "../../src/knowledge/authority-phrase.ts";
import { readKnowledgeTree, type KnowledgeTree } from "../../src/knowledge/knowledge-tree.ts";
import type { ServiceRecord } from "../../src/knowledge/records.ts";
import { casesAt, resolveResponsibility } from "../../src/knowledge/responsibility.ts";
import { createResolver } from "../../src/places/resolve.ts";
import type { ResolvedPlace } from "../../src/places/schema.ts";
import { municipalityKey, readCases } from "./responsibility-cases.ts";

const root = fileURLToPath(new URL("../../knowledge-base", import.meta.url));
const today = "2026-11-23";
let tree: KnowledgeTree;
let resolve: (ags: string, date: string) => ResolvedPlace | null;

beforeAll(async () => {
  tree = await readKnowledgeTree(root, { today, demo: false });
  resolve = createResolver(tree.places);
});

const municipality = (spoken: string) => municipalityKey(tree, spoken);

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
    ["verkehrsverstoss-bussgeld", "Kröv WIL", "Geht es ums Fahren oder ums Parken?", 2],
    ["bildung-und-teilhabe", "Daun DAU", "Bekommt die Familie Geld vom Jobcenter?", 2],
    [
      "eingliederungshilfe",
      "Daun DAU",
      "Für wen ist die Hilfe, und welche Behinderung hat der Mensch?",
      2,
    ],
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

describe("the table of cases", () => {
  test("is long, and names each case once", () => {
    const rows = readCases().map(([slug, place, , chosen]) => [slug, place, chosen].join(" · "));
    expect(rows.length).toBeGreaterThanOrEqual(150);
    expect(rows.filter((row, index) => rows.indexOf(row) !== index)).toEqual([]);
  });

  test("notices each rule of the knowledge base that is taken away", () => {
    const unnoticed = tree.records.services.flatMap((service) => {
      const asked = readCases()
        .filter(([slug]) => slug === service.slug)
        .map(([, place, , chosen]) => [resolve(municipality(place), today), chosen] as const);
      return service.responsibility
        .filter(({ authority, level }) => authority !== undefined || level !== undefined)
        .filter((rule) => {
          const left = service.responsibility.filter((each) => each !== rule);
          const mutant = { ...service, responsibility: left };
          return asked.every(
            ([place, chosen]) => told(service, place, chosen) === told(mutant, place, chosen),
          );
        })
        .map((rule) => `${service.slug}: ${JSON.stringify(rule)}`);
    });
    expect(unnoticed).toEqual([]);
  });
});

/** What somebody who transfers the call would notice of a decision. */
function told(service: ServiceRecord, place: ResolvedPlace | null, chosen: string | null) {
  if (place === null) throw new Error(`a place of ${service.slug} is unknown`);
  const { authorities } = tree.records;
  try {
    const { authority, rule } = resolveResponsibility(service, place, today, authorities, chosen);
    return [authority.id, rule?.unitKey, rule?.sharedByDistricts].join(" ");
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

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
      "sterbeurkunde",
      "Kröv WIL",
      "Zuständig ist die Verbandsgemeinde Traben-Trarbach, weil „Sterbeurkunde ausstellen“ Aufgabe der Verbandsgemeinde ist und Kröv als Sterbeort zur Verbandsgemeinde Traben-Trarbach gehört.",
    ],
    [
      "fundsachen",
      "Wittlich WIL",
      "Zuständig ist die Stadt Wittlich, weil Wittlich als Fundort zu keiner Verbandsgemeinde gehört und deren Aufgaben selbst erledigt.",
    ],
    [
      "schuelerbefoerderung",
      "Daun DAU",
      "Zuständig ist die Kreisverwaltung Vulkaneifel, weil „Schülerbeförderung und Schülerfahrkarten“ Aufgabe des Landkreises ist und Daun als Ort der Schule zum Landkreis Vulkaneifel gehört.",
    ],
    [
      "heimtierausweis",
      "Daun DAU",
      "Zuständig ist eine ermächtigte Tierarztpraxis, weil ermächtigte Tierärztinnen und Tierärzte den Heimtierausweis ausstellen.",
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
      .filter((name) => !/^Zuständig (ist|sind) (der|die|das|eine) /.test(responsiblePhrase(name)));
    expect(bare).toEqual(["KfW und BAFA (Förderung von Heizung und Sanierung)"]);
  });
});
