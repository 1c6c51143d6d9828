import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EscalationTarget, ServiceDetail } from "../../src/knowledge/schema.ts";
import { describeService } from "../../src/knowledge/service-detail.ts";
import { berlin, buildSmallHouse, type SmallHouse } from "./small-house.ts";

const root = fileURLToPath(new URL("../../knowledge-base", import.meta.url));
const kroev = "07231072";
const bitburg = "07232018";
const daun = "07233501";
const cochem = "07135020";
const everywhere = [kroev, bitburg, daun, cochem];
let house: SmallHouse;

beforeAll(async () => {
  house = await buildSmallHouse(root);
}, 120_000);
afterAll(() => house.database.close());

/** @param clockTime in Berlin; the day counts for responsibility, too */
function detail(slug: string, placeAgs: string, clockTime: string, chosen: string | null = null) {
  const rooms = { ...house, places: house.editing.places };
  const [date = ""] = clockTime.split("T");
  const at = berlin(clockTime);
  return describeService(rooms, { slug, placeAgs, case: chosen, date, at });
}

const monday = "2026-11-23T10:00";
const firstReachable = ({ escalation }: ServiceDetail): EscalationTarget | undefined =>
  escalation.find(({ reachableNow, kind }) => reachableNow && kind !== "ticket");

describe("vehicle registration", () => {
  const services = () =>
    house.knowledge
      .services()
      .filter(({ responsibility }) => responsibility.some((rule) => rule.sharedByDistricts));

  test("is what the fourteen services of the joint office are", () => {
    expect(services()).toHaveLength(14);
    expect([...new Set(services().map(({ unitKey }) => unitKey))]).toEqual(["kfz-zulassung"]);
  });

  test("is done by any of the four offices for any citizen", () => {
    for (const { slug } of services()) {
      for (const place of everywhere) {
        const { escalation, responsibility } = detail(slug, place, monday);
        const offices = escalation.filter(({ kind }) => kind === "unit" || kind === "partner");
        const homes = offices.map(({ administrationId }) => administrationId);
        expect(new Set(homes).size, slug).toBe(4);
        expect(offices[0]?.kind).toBe("unit");
        expect(responsibility?.authority.id).toBe(`kreis-${homes[0]}`);
      }
    }
  });

  test("leads to the open office of a partner at lunch time, and says when the own one opens", () => {
    // By the hours of the sample offices only Bitburg is open on a Wednesday at one.
    for (const place of [kroev, daun, cochem]) {
      const found = detail("kfz-zulassung", place, "2026-11-25T13:00");
      expect(found.escalation[0]).toMatchObject({ kind: "unit", reachableNow: false });
      expect(firstReachable(found)).toMatchObject({
        kind: "partner",
        administrationId: "bitburg-pruem",
        reachability: "geöffnet bis 15:00",
      });
    }
    const { escalation } = detail("kfz-zulassung", daun, "2026-11-25T13:00");
    expect(escalation[0]?.reachability).toBe("geschlossen, öffnet morgen 07:30");
    expect(escalation[0]?.opensAt).toBe("2026-11-26T06:30:00.000Z");
  });

  test("keeps its clock time over the change of summer time, and skips holidays and closing days", () => {
    const opensAt = (clockTime: string) =>
      detail("kfz-zulassung", kroev, clockTime).escalation[0]?.opensAt;
    expect(opensAt("2026-03-27T13:00")).toBe("2026-03-30T05:30:00.000Z");
    expect(opensAt("2026-10-23T13:00")).toBe("2026-10-26T06:30:00.000Z");
    // Corpus Christi is a holiday in Rhineland-Palatinate only.
    expect(opensAt("2026-06-03T18:00")).toBe("2026-06-05T05:30:00.000Z");
    // Christmas Eve is a closing day of the administration, two holidays and a Sunday follow.
    expect(opensAt("2026-12-23T18:00")).toBe("2026-12-28T06:30:00.000Z");
    const eve = detail("kfz-zulassung", kroev, "2026-12-24T10:00");
    expect(eve.escalation[0]?.reachability).toContain("geschlossen (Heiligabend)");
    expect(firstReachable(eve)).toBeUndefined();
  });
});

describe("bodies that the districts share, or that serve only some of them", () => {
  const responsible = (slug: string, place: string, chosen: string | null = null) =>
    detail(slug, place, monday, chosen).responsibility?.authority.id;

  test.each<[slug: string, ids: string[], chosen?: string]>([
    ["bussgeldstelle-kreis", Array(4).fill("bussgeldstelle-gemeinsam")],
    ["adoption", Array(4).fill("adoptionsstelle-gemeinsam")],
    ["sperrmuell", ["art", "art", "art", "kreiswerke-cochem-zell"]],
    ["oepnv-fahrplan", ["vrt", "vrt", "vrt", "vrm"]],
    [
      "einkommensteuer",
      [
        "finanzamt-wittlich",
        "finanzamt-bitburg-pruem",
        "finanzamt-wittlich",
        "finanzamt-simmern-zell",
      ],
    ],
    [
      "schwerbehindertenausweis",
      [
        "landesamt-soziales-trier",
        "landesamt-soziales-trier",
        "landesamt-soziales-trier",
        "landesamt-soziales-koblenz",
      ],
    ],
    [
      "buergergeld",
      [
        "jobcenter-bernkastel-wittlich",
        "jobcenter-bitburg-pruem",
        "jobcenter-vulkaneifel",
        "jobcenter-cochem-zell",
      ],
    ],
    [
      "arbeitslos-melden",
      [
        "agentur-fuer-arbeit-trier",
        "agentur-fuer-arbeit-trier",
        "agentur-fuer-arbeit-trier",
        "agentur-fuer-arbeit-koblenz-mayen",
      ],
    ],
    [
      "strassenschaden",
      [
        "landesbetrieb-mobilitaet-trier",
        "landesbetrieb-mobilitaet-gerolstein",
        "landesbetrieb-mobilitaet-gerolstein",
        "landesbetrieb-mobilitaet-cochem-koblenz",
      ],
      "Bundes-, Landes- oder Kreisstraße",
    ],
    ["kindergeld", Array(4).fill("familienkasse")],
    [
      "verkehrsverstoss-bussgeld",
      Array(4).fill("bussgeldstelle-polizei"),
      "Geblitzt oder anderer Verstoß beim Fahren",
    ],
    [
      "verkehrsverstoss-bussgeld",
      ["vg-traben-trarbach", "stadt-bitburg", "vg-daun", "vg-cochem"],
      "Falsch geparkt",
    ],
  ])("%s", (slug, ids, chosen) => {
    expect(everywhere.map((place) => responsible(slug, place, chosen))).toEqual(ids);
  });

  test("no traffic fine is sent to the joint office of the districts", () => {
    for (const place of everywhere) {
      const { question } = detail("verkehrsverstoss-bussgeld", place, monday);
      const leading = (question?.cases ?? []).map((each) =>
        responsible("verkehrsverstoss-bussgeld", place, each),
      );
      expect(leading).toHaveLength(2);
      expect(leading).not.toContain("bussgeldstelle-gemeinsam");
      expect(responsible("verkehrsverstoss-bussgeld", place)).toBeUndefined();
    }
  });

  test.each([
    ["Junger Mensch mit seelischer Behinderung, etwa Autismus", "Jugendamt"],
    ["Erwachsen, oder andere Behinderung", "Eingliederungshilfe"],
  ])("the district's unit depends on the case: %s", (chosen, unit) => {
    for (const place of everywhere) {
      const { escalation } = detail("eingliederungshilfe", place, monday, chosen);
      expect(escalation[0]).toMatchObject({ kind: "unit", name: expect.stringContaining(unit) });
    }
  });
});
