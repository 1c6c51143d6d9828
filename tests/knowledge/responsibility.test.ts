import { describe, expect, test } from "vitest";
import { AppError } from "../../src/errors.ts";
import type { AuthorityRecord } from "../../src/knowledge/records.ts";
import {
  resolveResponsibility,
  type ResponsibilityService,
} from "../../src/knowledge/responsibility.ts";
import type { ResolvedPlace } from "../../src/places/schema.ts";

function authority(
  fields: Pick<AuthorityRecord, "id" | "kind" | "name"> & Partial<AuthorityRecord>,
): AuthorityRecord {
  return {
    administrationId: null,
    associationKey: null,
    municipalityAgs: null,
    districtAgs: [],
    address: null,
    phone: null,
    website: null,
    sample: false,
    ...fields,
  };
}

const authorities = [
  authority({
    id: "kreis-bernkastel-wittlich",
    kind: "district",
    name: "Kreisverwaltung Bernkastel-Wittlich",
    districtAgs: ["07231"],
  }),
  authority({
    id: "kreis-cochem-zell",
    kind: "district",
    name: "Kreisverwaltung Cochem-Zell",
    districtAgs: ["07135"],
  }),
  authority({
    id: "vg-traben-trarbach",
    kind: "association",
    name: "Verbandsgemeinde Traben-Trarbach",
    associationKey: "072315009",
  }),
  authority({
    id: "stadt-wittlich",
    kind: "municipality",
    name: "Stadt Wittlich",
    municipalityAgs: "07231134",
  }),
  authority({
    id: "art",
    kind: "specialPurpose",
    name: "Zweckverband A.R.T.",
    districtAgs: ["07231"],
  }),
  authority({
    id: "kreiswerke",
    kind: "specialPurpose",
    name: "Kreiswerke Cochem-Zell",
    districtAgs: ["07135"],
  }),
  authority({ id: "finanzamt", kind: "state", name: "Finanzamt Wittlich", districtAgs: ["07231"] }),
];

const district = { ags: "07231", name: "Landkreis Bernkastel-Wittlich" };
const kroev: ResolvedPlace = {
  municipality: { ags: "07231075", name: "Kröv", kind: "Ortsgemeinde" },
  association: { key: "072315009", name: "Traben-Trarbach" },
  district,
};
const wittlich: ResolvedPlace = {
  municipality: { ags: "07231134", name: "Wittlich", kind: "verbandsfreie Stadt" },
  association: null,
  district,
};
const cochem: ResolvedPlace = {
  municipality: { ags: "07135020", name: "Cochem", kind: "Stadt" },
  association: { key: "071355001", name: "Cochem" },
  district: { ags: "07135", name: "Landkreis Cochem-Zell" },
};

const today = "2026-11-23";
const service = (fields: Partial<ResponsibilityService>): ResponsibilityService => ({
  slug: "personalausweis",
  name: "Personalausweis",
  level: "verbandsgemeinde",
  question: null,
  responsibility: [],
  ...fields,
});
const resolve = (
  fields: Partial<ResponsibilityService>,
  place: ResolvedPlace,
  date = today,
  chosen: string | null = null,
) => resolveResponsibility(service(fields), place, date, authorities, chosen);

function unclear(run: () => unknown): AppError {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("responsibility was clear");
}

describe("responsibility tells authority and reason", () => {
  test.each<[string, Partial<ResponsibilityService>, ResolvedPlace, string]>([
    [
      "of the association",
      {},
      kroev,
      "Zuständig ist die Verbandsgemeinde Traben-Trarbach, weil „Personalausweis“ Aufgabe der Verbandsgemeinde ist und Kröv zur Verbandsgemeinde Traben-Trarbach gehört.",
    ],
    [
      "of the association that runs its municipalities' business",
      { level: "gemeinde", name: "Hundesteuer" },
      kroev,
      "Zuständig ist die Verbandsgemeinde Traben-Trarbach, weil die Verbandsgemeinde die Verwaltungsgeschäfte ihrer Gemeinden führt und Kröv zur Verbandsgemeinde Traben-Trarbach gehört.",
    ],
    [
      "of a town that is free of an association",
      {},
      wittlich,
      "Zuständig ist die Stadt Wittlich, weil Wittlich zu keiner Verbandsgemeinde gehört und deren Aufgaben selbst erledigt.",
    ],
    [
      "at another place than the caller's home",
      { name: "Fundsachen", responsibility: [{ placeRole: "Fundort" }] },
      kroev,
      "Zuständig ist die Verbandsgemeinde Traben-Trarbach, weil „Fundsachen“ Aufgabe der Verbandsgemeinde ist und Kröv als Fundort zur Verbandsgemeinde Traben-Trarbach gehört.",
    ],
    [
      "of the district",
      { level: "kreis", name: "Kfz-Zulassung" },
      kroev,
      "Zuständig ist die Kreisverwaltung Bernkastel-Wittlich, weil „Kfz-Zulassung“ Aufgabe des Landkreises ist und Kröv zum Landkreis Bernkastel-Wittlich gehört.",
    ],
    [
      "of an external body, in the words of the rule",
      {
        level: "zweckverband",
        responsibility: [{ authority: "art", because: "der A.R.T. den Abfall entsorgt" }],
      },
      kroev,
      "Zuständig ist der Zweckverband A.R.T., weil der A.R.T. den Abfall entsorgt.",
    ],
    [
      "of a state authority, without words in the rule",
      { level: "land", name: "Einkommensteuer", responsibility: [{ authority: "finanzamt" }] },
      kroev,
      "Zuständig ist das Finanzamt Wittlich, weil „Einkommensteuer“ Aufgabe des Landes ist.",
    ],
    [
      "of several works, in the plural",
      { level: "zweckverband", responsibility: [{ authority: "kreiswerke" }] },
      cochem,
      "Zuständig sind die Kreiswerke Cochem-Zell, weil diese Aufgabe für den Landkreis Cochem-Zell dorthin übertragen ist.",
    ],
  ])("%s", (_, fields, place, reason) => {
    expect(resolve(fields, place).reason).toBe(reason);
  });
});

describe("rules", () => {
  const rules = [
    { authority: "art", districts: ["07231"] },
    { authority: "kreiswerke", districts: ["07135"] },
  ];

  test("hold in their districts", () => {
    expect(resolve({ responsibility: rules }, kroev).authority.id).toBe("art");
    expect(resolve({ responsibility: rules }, cochem).authority.id).toBe("kreiswerke");
  });

  test("naming an authority hold only where it serves, even without districts", () => {
    const bare = [{ authority: "art" }, { authority: "kreiswerke" }];
    expect(resolve({ responsibility: bare }, cochem).authority.id).toBe("kreiswerke");
  });

  test("hold at their places, by municipality or association", () => {
    const byPlace = [
      { authority: "finanzamt", places: ["07231134"] },
      { authority: "art", places: ["072315009"] },
    ];
    expect(resolve({ responsibility: byPlace }, wittlich).authority.id).toBe("finanzamt");
    expect(resolve({ responsibility: byPlace }, kroev).authority.id).toBe("art");
  });

  test("hold from day to day, both inclusive, and leave the rest to the level", () => {
    const dated = [{ authority: "art", validFrom: "2025-02-01", validUntil: "2025-12-31" }];
    const id = (date: string) => resolve({ responsibility: dated }, kroev, date).authority.id;
    expect(id("2025-01-31")).toBe("vg-traben-trarbach");
    expect(id("2025-02-01")).toBe("art");
    expect(id("2025-12-31")).toBe("art");
    expect(id("2026-01-01")).toBe("vg-traben-trarbach");
  });

  test("the first that fits wins", () => {
    const order = [{ level: "district" as const }, { authority: "art" }];
    expect(resolve({ responsibility: order }, kroev).authority.id).toBe(
      "kreis-bernkastel-wittlich",
    );
  });

  test("may move a task to another level, also where there is no association", () => {
    const moved = [{ level: "association" as const }];
    expect(resolve({ level: "kreis", responsibility: moved }, wittlich).authority.id).toBe(
      "stadt-wittlich",
    );
  });
});

describe("where the place alone does not decide, the caller is asked", () => {
  const road: Partial<ResponsibilityService> = {
    name: "Straßenschaden",
    question: "Um welche Straße geht es?",
    responsibility: [
      { case: "Straße im Ort", level: "association" },
      { case: "Kreisstraße", authority: "finanzamt" },
      { case: "Müllplatz", authority: "kreiswerke", districts: ["07135"] },
    ],
  };
  const ask = (place: ResolvedPlace, chosen: string | null = null) =>
    unclear(() => resolve(road, place, today, chosen));

  test("with the service's question and the cases of the place, and nothing is guessed", () => {
    const error = ask(kroev);
    expect(error).toMatchObject({
      code: "case_needed",
      status: 422,
      message: "Um welche Straße geht es?",
      details: { cases: ["Straße im Ort", "Kreisstraße"] },
    });
  });

  test("and his answer decides", () => {
    const id = (chosen: string) => resolve(road, kroev, today, chosen).authority.id;
    expect(id("Straße im Ort")).toBe("vg-traben-trarbach");
    expect(id("Kreisstraße")).toBe("finanzamt");
  });

  test("but not where every case leads to the same authority", () => {
    const same = [
      { case: "Trinkwasser", authority: "art" },
      { case: "Abwasser", authority: "art" },
    ];
    expect(resolve({ responsibility: same }, kroev).authority.id).toBe("art");
  });

  test("and where they lead to different units of one authority", () => {
    const young = { case: "Jugendliche", unitKey: "jugendamt" };
    const help = { level: "kreis" as const, responsibility: [young, { case: "Erwachsene" }] };
    expect(unclear(() => resolve(help, kroev)).code).toBe("case_needed");
    expect(resolve(help, kroev, today, "Jugendliche").rule?.unitKey).toBe("jugendamt");
    expect(resolve(help, kroev, today, "Erwachsene").rule?.unitKey).toBeUndefined();
  });

  test("a case that the place does not have is refused by name", () => {
    expect(ask(kroev, "Müllplatz")).toMatchObject({ code: "case_unknown" });
    expect(ask(kroev, "Müllplatz").message).toContain("Straße im Ort; Kreisstraße");
  });
});

describe("an unclear responsibility is an error and never a guess", () => {
  test("where no rule fits and the level names nobody", () => {
    for (const level of ["land", "bund", "zweckverband", "other"] as const) {
      const error = unclear(() => resolve({ level }, kroev));
      expect(error).toMatchObject({ code: "responsibility_unclear", status: 422 });
      expect(error.message).toBe(
        "Für „Personalausweis“ ist in Kröv (Landkreis Bernkastel-Wittlich) keine zuständige Behörde hinterlegt.",
      );
    }
  });

  test("where the association has no authority", () => {
    expect(unclear(() => resolve({}, cochem)).code).toBe("responsibility_unclear");
  });

  test("where two authorities claim the same place", () => {
    const twice = [
      ...authorities,
      authority({ ...authorities[2]!, id: "vg-doppelt", name: "Verbandsgemeinde Doppelt" }),
    ];
    const error = unclear(() => resolveResponsibility(service({}), kroev, today, twice));
    expect(error.message).toContain(
      "mehrere Behörden in Frage: Verbandsgemeinde Traben-Trarbach, Verbandsgemeinde Doppelt",
    );
    expect(error.details).toMatchObject({ candidates: ["vg-traben-trarbach", "vg-doppelt"] });
  });

  test("where the rule names an authority that does not exist any more", () => {
    const gone = [{ authority: "aufgeloest" }];
    expect(unclear(() => resolve({ level: "land", responsibility: gone }, kroev)).code).toBe(
      "responsibility_unclear",
    );
  });
});
