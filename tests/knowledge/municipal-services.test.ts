import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EscalationTarget, ServiceDetail } from "../../src/knowledge/schema.ts";
import { describeService } from "../../src/knowledge/service-detail.ts";
import type { ResolvedPlace } from "../../src/places/schema.ts";
import { berlin, buildSmallHouse, type SmallHouse } from "./small-house.ts";

const root = fileURLToPath(new URL("../../knowledge-base", import.meta.url));
const date = "2026-11-23";
let house: SmallHouse;
let areas: ResolvedPlace[];

beforeAll(async () => {
  house = await buildSmallHouse(root);
  const first = new Map<string, ResolvedPlace>();
  for (const place of house.editing.places.municipalities(date)) {
    const key = place.association?.key ?? place.municipality.ags;
    if (!first.has(key)) first.set(key, place);
  }
  areas = [...first.values()];
}, 120_000);
afterAll(() => house.database.close());

function detail(slug: string, place: ResolvedPlace, chosen: string | null = null): ServiceDetail {
  const rooms = { ...house, places: house.editing.places };
  const placeAgs = place.municipality.ags;
  const at = berlin(`${date}T10:00`);
  return describeService(rooms, { slug, placeAgs, case: chosen, date, at });
}

const municipal = () =>
  house.knowledge
    .services()
    .filter(({ level }) => level === "verbandsgemeinde" || level === "gemeinde");

/** "Verbandsgemeinde Daun", "Stadt Wittlich": who does the municipal work there. */
function townHallOf({ municipality, association }: ResolvedPlace): string {
  if (association) return `Verbandsgemeinde ${association.name}`;
  return municipality.kind.endsWith("Stadt")
    ? `Stadt ${municipality.name}`
    : `Gemeinde ${municipality.name}`;
}

const isCall = ({ kind, extension }: EscalationTarget) => kind !== "ticket" && extension !== null;

describe("a matter of the Verbandsgemeinde", () => {
  test("is asked for in all sixteen associations and the three without one", () => {
    expect(areas.filter(({ association }) => association !== null)).toHaveLength(16);
    const free = areas.filter(({ association }) => association === null);
    const names = free.map(({ municipality }) => municipality.name);
    expect(names.toSorted()).toEqual(["Bitburg", "Morbach", "Wittlich"]);
    expect(municipal()).toHaveLength(57);
  });

  test("always gives the contact of its town hall, and says why", () => {
    const faults: string[] = [];
    for (const { slug } of municipal()) {
      for (const place of areas) {
        const asked = detail(slug, place);
        const cases = asked.responsibility ? [null] : (asked.question?.cases ?? []);
        const townHall = townHallOf(place);
        const found = cases
          .map((each) => detail(slug, place, each))
          .filter(({ responsibility }) => responsibility?.authority.name === townHall);
        if (found.length === 0) faults.push(`${slug}: nobody leads to ${townHall}`);
        for (const { responsibility, escalation } of found) {
          const { authority, reason } = responsibility ?? {};
          const own = escalation.filter(({ detail: words, name }) =>
            [words, name].some((text) => text.includes(townHall.replace("Verbandsgemeinde ", ""))),
          );
          const where = `${slug}, ${place.municipality.name}`;
          if (!authority?.phone) faults.push(`${where}: no number`);
          if (!authority?.sample) faults.push(`${where}: an invented number is not marked`);
          if (!reason?.startsWith(`Zuständig ist die ${townHall}, weil `)) faults.push(where);
          if (!own.some(isCall)) faults.push(`${where}: nobody of ${townHall} to connect to`);
        }
      }
    }
    expect(faults).toEqual([]);
  });

  test("is answered with general words and the contact only, in every district", () => {
    const scopes = municipal()
      .filter(({ slug }) => slug !== "wasser-abwasser")
      .flatMap(({ slug }) => areas.map((place) => detail(slug, place).answer?.scope));
    expect([...new Set(scopes)]).toEqual(["contactOnly"]);
  });

  test.each([
    ["verkehrsverstoss-bussgeld", "Falsch geparkt", "Ordnungsamt"],
    ["rente", "Antrag ausfüllen und aufnehmen lassen", "Rentenstelle"],
    ["hochwasser", "Hilfe vor Ort, Sandsäcke, Sperrungen", "Ordnungsamt"],
    ["schulbuchausleihe", "Grundschule", "Schul"],
  ])("of %s that becomes one by „%s“ leads to its %s", (slug, chosen, unit) => {
    for (const place of areas) {
      const { responsibility, escalation } = detail(slug, place, chosen);
      expect(responsibility?.authority.name).toBe(townHallOf(place));
      expect(escalation[0]).toMatchObject({ kind: "unit", name: expect.stringContaining(unit) });
    }
  });
});

test("a number that is known is given as it is, and not marked as a sample", () => {
  const place = areas.find(({ district }) => district.ags === "07231");
  const authority = place && detail("elterngeld", place).responsibility?.authority;
  expect(authority).toMatchObject({ phone: "06571 14-0", sample: false });
  const withoutNumber = place && detail("adoption", place).responsibility?.authority;
  expect(withoutNumber).toMatchObject({ phone: null, sample: false });
});
