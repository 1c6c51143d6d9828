import { describe, expect, test } from "vitest";
import { createPlaces } from "../../src/places/places.ts";
import { placeHitSchema } from "../../src/places/schema.ts";
import { gazetteer } from "./gazetteer.ts";

const places = createPlaces(gazetteer);
const search = (query: string, limit = 10) => places.search(query, limit);
const first = (query: string) => search(query)[0]?.municipality.name ?? null;

describe("a name", () => {
  test("is found with everything that hangs above it", () => {
    expect(search("Kröv")[0]).toEqual({
      kind: "municipality",
      name: "Kröv",
      municipality: { ags: "07231072", name: "Kröv" },
      association: { key: "072315009", name: "Traben-Trarbach" },
      district: { ags: "07231", name: "Landkreis Bernkastel-Wittlich" },
      score: 1,
      ambiguous: false,
      reason: "Ortsgemeinde, Verbandsgemeinde Traben-Trarbach",
    });
  });

  test("of every municipality leads to that municipality", () => {
    for (const { ags, name, successorAgs } of gazetteer.municipalities) {
      if (successorAgs !== null) continue;
      const best = search(name).filter((hit) => hit.score === 1);
      expect(best.map((hit) => hit.municipality.ags)).toContain(ags);
    }
  });

  test.each([
    ["Gonzerath", "Morbach"],
    ["Morbach OT Gonzerath", "Morbach"],
    ["Gerolstein-Lissingen", "Gerolstein"],
    ["Wittlich Wengerohr", "Wittlich"],
    ["Niedergeckler", "Obergeckler"],
  ])("of a locality, %s, leads to %s", (query, municipality) => {
    const [hit] = search(query);
    expect(hit?.kind).toBe("locality");
    expect(hit?.municipality.name).toBe(municipality);
  });

  test.each([
    ["jünkerat", "Jünkerath"],
    ["Schoenecken", "Schönecken"],
    ["Schonecken", "Schönecken"],
    ["Uexheim", "Üxheim"],
    ["St. Aldegund", "Sankt Aldegund"],
    ["Cröv", "Kröv"],
    ["Kochem", "Cochem"],
    ["Wittlisch", "Wittlich"],
    ["Gerolsteen", "Gerolstein"],
    ["Manderschaid", "Manderscheid"],
    ["Bernkassel", "Bernkastel-Kues"],
    ["Morbahc", "Morbach"],
  ])("spelt as heard or mistyped, %s, is %s", (query, municipality) => {
    expect(first(query)).toBe(municipality);
  });

  test.each([
    ["ich bin aus Bad Bertrich", "Bad Bertrich"],
    ["also wir kommen aus Prüm", "Prüm"],
    ["Irrel an der Grenze", "Irrel"],
    ["Spangdahlem Air Base", "Spangdahlem"],
    ["Biersdorf am Stausee", "Biersdorf am See"],
    ["Familie Wolf aus Kröv", "Kröv"],
    ["54536 Kröv", "Kröv"],
  ])("inside a sentence, %s, is %s", (query, municipality) => {
    expect(first(query)).toBe(municipality);
  });

  test("is found from its beginning while it is typed", () => {
    expect(first("Traben-Tr")).toBe("Traben-Trarbach");
    expect(first("Gerolst")).toBe("Gerolstein");
    expect(first("Dudeld")).toBe("Dudeldorf");
  });

  test("says in its reason when it was only similar", () => {
    expect(search("Morbahc")[0]?.reason).toContain("ähnlich geschrieben");
    expect(search("Cröv")[0]?.reason).toContain("klingt gleich");
  });
});

describe("several places of one name", () => {
  test("come all, marked as ambiguous, the largest first", () => {
    const hits = search("Esch").filter((hit) => hit.ambiguous);
    expect(hits.map((hit) => hit.municipality.ags)).toEqual(["07233022", "07231031"]);
    const manderscheid = search("Manderscheid").filter((hit) => hit.ambiguous);
    expect(manderscheid.map((hit) => hit.municipality.ags)).toEqual(["07231080", "07232264"]);
    const roth = search("Roth").filter((hit) => hit.ambiguous);
    expect(roth.map((hit) => hit.municipality.name)).toEqual([
      "Roth bei Prüm",
      "Roth an der Our",
      "Gerolstein",
    ]);
  });

  test.each([
    ["Esch bei Gerolstein", "07233022"],
    ["Gerolstein Esch", "07233022"],
    ["Esch VG Wittlich-Land", "07231031"],
    ["Esch Kreis Vulkaneifel", "07233022"],
    ["54585 Esch", "07233022"],
    ["Forst Hunsrück", "07135032"],
    ["Neuerburg Wittlich", "07231134"],
  ])("are told apart by what is said beside the name: %s", (query, ags) => {
    const [best] = search(query);
    expect(best?.municipality.ags).toBe(ags);
    expect(best?.ambiguous).toBe(false);
  });

  test("share a postal code: all of them come, ambiguous, the largest first", () => {
    const hits = search("54533", 50);
    expect(hits.length).toBeGreaterThan(5);
    expect(hits.every((hit) => hit.kind === "postalCode" && hit.ambiguous)).toBe(true);
    expect(hits.map((hit) => hit.name)).toEqual(hits.map(() => "54533"));
    expect(hits[0]?.municipality.name).toBe("Bettenfeld");
    expect(search("54550")).toMatchObject([
      { municipality: { name: "Daun" }, ambiguous: false, score: 1 },
    ]);
  });
});

describe("what lies above the municipalities", () => {
  test("a Verbandsgemeinde answers with its seat, or its largest member, and says so", () => {
    const [pruem] = search("VG Prüm");
    expect(pruem?.kind).toBe("association");
    expect(pruem?.municipality.name).toBe("Prüm");
    expect(pruem?.reason).toContain("Sitz Prüm");
    const [land] = search("Wittlich-Land");
    expect(land?.kind).toBe("association");
    expect(land?.municipality.name).toBe("Salmtal");
    expect(land?.reason).toContain("größte Gemeinde Salmtal");
  });

  test("the name alone means the town, not the Verbandsgemeinde around it", () => {
    expect(search("Prüm")[0]?.kind).toBe("municipality");
  });

  test.each(["Vulkaneifel", "Landkreis Vulkaneifel", "DAU", "Kennzeichen dau"])(
    "the district is found as %s",
    (query) => {
      expect(search(query)[0]).toMatchObject({
        kind: "district",
        district: { ags: "07233" },
        municipality: { name: "Daun" },
      });
    },
  );
});

describe("nothing is found", () => {
  test.each([
    "Simmern im Hunsrück",
    "Trier",
    "Köln",
    "Berlin Mitte",
    "Koblenz",
    "Echternach",
    "Neunkirchen Saar",
    "66538 Neunkirchen",
    "Zell am See",
    "Burg Spreewald",
  ])("for %s, which lies outside", (query) => {
    expect(search(query)).toEqual([]);
  });

  test.each(["asdfgh", "xyz", "12345", "Haus", "Auto", "Öffnungszeiten", "Karl Müller"])(
    "for %s, which is no place",
    (query) => {
      expect(search(query)).toEqual([]);
    },
  );

  test.each(["", "   ", "?!", "ich bin aus", "in der"])("for the empty %j", (query) => {
    expect(search(query)).toEqual([]);
  });
});

test("hits keep to the contract and to the limit", () => {
  for (const query of ["Esch", "54518", "VG Prüm", "Mandersch", "Vulkaneifel", "Ober"]) {
    const hits = search(query, 3);
    expect(hits.length).toBeLessThanOrEqual(3);
    for (const hit of hits) {
      expect(placeHitSchema.safeParse(hit).success).toBe(true);
      expect(hit.score).toBeGreaterThan(0);
      expect(hit.score).toBeLessThanOrEqual(1);
    }
  }
});

test("a very long query is answered, not hung on", () => {
  expect(search("Daun ".repeat(2000)).length).toBeLessThanOrEqual(10);
  expect(search("x".repeat(100_000))).toEqual([]);
});

describe("a merger", () => {
  /** The one of 2025, entered ahead for 2030. */
  const entered = {
    ...gazetteer,
    municipalities: gazetteer.municipalities.map((record) => {
      if (record.successorAgs === "07232503") return { ...record, validUntil: "2029-12-31" };
      return record.ags === "07232503" ? { ...record, validFrom: "2030-01-01" } : record;
    }),
  };
  let day = "2026-11-22";
  const merged = createPlaces(entered, () => day);
  const found = (query: string) =>
    merged.search(query, 10).map(({ kind, municipality }) => [kind, municipality.ags]);

  test("that lies ahead changes nothing until its day, and then without a restart", () => {
    day = "2029-12-31";
    expect(found("Niedergeckler")[0]).toEqual(["municipality", "07232089"]);
    expect(found("Obergeckler")[0]).toEqual(["municipality", "07232096"]);
    expect(found("Niedergeckler")).not.toContainEqual(["locality", "07232503"]);
    day = "2030-01-01";
    expect(found("Niedergeckler")[0]).toEqual(["locality", "07232503"]);
    expect(found("Obergeckler")[0]).toEqual(["municipality", "07232503"]);
  });

  test("leaves nothing to be found that does not stand on the day", () => {
    for (const date of ["2029-12-31", "2030-01-01"]) {
      day = date;
      const hits = ["Niedergeckler", "Obergeckler", "54675"].flatMap((query) =>
        merged.search(query, 50),
      );
      for (const { municipality } of hits) {
        expect(merged.resolve(municipality.ags, date)?.municipality.name).toBe(municipality.name);
      }
    }
  });
});
