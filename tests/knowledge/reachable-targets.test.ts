import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { casesAt, resolveResponsibility } from "../../src/knowledge/responsibility.ts";
import { escalationTargets } from "../../src/knowledge/escalation.ts";
import type { EscalationTarget } from "../../src/knowledge/schema.ts";
import type { ResolvedPlace } from "../../src/places/schema.ts";
import { answerDesk, everywhere, hirePeople } from "./editing-desk.ts";
import { berlin, buildSmallHouse, type SmallHouse } from "./small-house.ts";

const root = fileURLToPath(new URL("../../knowledge-base", import.meta.url));
const day = "2026-11-23";
let house: SmallHouse;
let writer: string;
let reviewer: string;
beforeAll(async () => {
  house = await buildSmallHouse(root);
  ({ writer, reviewer } = await hirePeople(house, { writer: everywhere, reviewer: everywhere }));
}, 120_000);
afterAll(() => house.database.close());

/** One municipality of each association, and each that has none. */
function areas(): ResolvedPlace[] {
  const first = new Map<string, ResolvedPlace>();
  for (const place of house.editing.places.municipalities(day)) {
    const key = place.association?.key ?? place.municipality.ags;
    if (!first.has(key)) first.set(key, place);
  }
  return [...first.values()];
}

/** Every service at every kind of place in every case it asks for, with whom a call can go to. */
function* everyAnswer(at: number) {
  const { knowledge, directory } = house;
  const authorities = knowledge.authorities();
  for (const service of knowledge.services()) {
    for (const place of areas()) {
      const cases = casesAt(service, place, day, authorities);
      for (const chosen of cases.length > 0 ? cases : [null]) {
        const decision = resolveResponsibility(service, place, day, authorities, chosen);
        const question = { service, place, decision, authorities, directory, date: day, at };
        const where = `${service.slug}, ${place.municipality.name}, ${decision.authority.id}`;
        yield { where, authority: decision.authority.id, targets: escalationTargets(question) };
      }
    }
  }
}

const isCall = ({ kind, extension, hours }: EscalationTarget) =>
  kind !== "ticket" && extension !== null && hours !== "";

describe("who is responsible, of all services at all kinds of places", () => {
  test("can be called: a number, hours, and open or opening again", () => {
    const mute: string[] = [];
    const reached = new Set<string>();
    for (const { where, authority, targets } of everyAnswer(berlin("2026-11-21T22:00"))) {
      const opens = ({ reachableNow, opensAt }: EscalationTarget) => reachableNow || opensAt;
      if (!targets.some((target) => isCall(target) && opens(target))) mute.push(where);
      reached.add(authority);
    }
    expect(mute).toEqual([]);
    const idle = house.knowledge.authorities().filter(({ id }) => !reached.has(id));
    // Named in answers only, and to be called all the same.
    expect(idle.map(({ id }) => id)).toEqual(["bundesamt-justiz", "hilfetelefon-gewalt"]);
    for (const { id } of idle) {
      expect(house.directory.unitEntry(id, "telefonzentrale")?.extension).toMatch(/^\d{3,}$/);
    }
  });

  test("comes before whoever stands in for it", () => {
    const wrong = new Set<string>();
    let deputies = 0;
    for (const { where, targets } of everyAnswer(berlin("2026-11-23T10:00"))) {
      for (const [at, { id, kind }] of targets.entries()) {
        if (kind !== "deputy") continue;
        deputies += 1;
        const before = targets.slice(0, at).map((each) => house.directory.entry(each.id));
        if (!before.some((entry) => entry?.deputyId === id)) wrong.add(where);
      }
    }
    expect([...wrong]).toEqual([]);
    expect(deputies).toBeGreaterThan(1000);
  });

  test("can be called at once on a working morning", () => {
    const closed = new Set<string>();
    for (const { authority, targets } of everyAnswer(berlin("2026-11-23T10:00"))) {
      if (!targets.some((target) => isCall(target) && target.reachableNow)) closed.add(authority);
    }
    expect([...closed]).toEqual([]);
  });
});

test("the partner district's open office is offered while the own one is closed", async () => {
  const { prisma } = house.database;
  const own = { authorityId: "kreis-bernkastel-wittlich" };
  const before = await prisma.directoryEntry.findMany({ where: own });
  await prisma.directoryEntry.updateMany({ where: own, data: { hours: {} } });
  await house.directory.reload();
  house.signIn([{ role: "agent", administrationId: null }]);
  const { body } = await house.read("/api/services/kfz-abmeldung?place=07231075");
  const first = body.escalation.find((target: EscalationTarget) => target.reachableNow);
  expect(first).toMatchObject({ kind: "partner", name: expect.stringContaining("Zulassung") });
  for (const { id, hours } of before) {
    await prisma.directoryEntry.update({ where: { id }, data: { hours: hours as object } });
  }
  await house.directory.reload();
});

describe("a released answer", () => {
  const release = async (slug: string) => {
    const desk = answerDesk(house, slug, "shared");
    house.signIn(everywhere, writer);
    const draft = await desk.begin();
    const saved = (await desk.save(draft, { fee: `Stand ${draft.revision}` })).body;
    const submitted = (await desk.decide(saved, "submit")).body;
    house.signIn(everywhere, reviewer);
    const { status, body } = await desk.decide(submitted, "release");
    if (status !== 200) {
      const returned = (await desk.decide(submitted, "return", "Ziel fehlt")).body;
      house.signIn(everywhere, writer);
      await desk.decide(returned, "discard");
    }
    return { status, problems: body.error?.details };
  };

  test.each([
    ["personalausweis", "vg-daun", "Verbandsgemeinde Daun"],
    ["elterngeld", "kreis-vulkaneifel", "Kreisverwaltung Vulkaneifel"],
    ["sperrmuell", "art", "Zweckverband Abfallwirtschaft Region Trier (A.R.T.)"],
    ["einkommensteuer", "finanzamt-wittlich", "Finanzamt Wittlich"],
    ["buergergeld", "jobcenter-cochem-zell", "Jobcenter Cochem-Zell"],
    ["strassenschaden", "landesbetrieb-mobilitaet-trier", "Landesbetrieb Mobilität Trier"],
  ])("of %s needs a target at %s, with number and hours", async (slug, authorityId, name) => {
    const { prisma } = house.database;
    const where = { authorityId };
    const before = await prisma.directoryEntry.findMany({ where });
    const refused = {
      status: 422,
      problems: [
        {
          field: "targets",
          message:
            `Für ${name} fehlt ein Eskalationsziel mit Durchwahl und Zeiten; ` +
            "ergänzen Sie es im Verzeichnis.",
        },
      ],
    };
    for (const lost of [{ extension: null }, { hours: {} }]) {
      await prisma.directoryEntry.updateMany({ where, data: lost });
      await house.directory.reload();
      const attempt = await release(slug);
      for (const { id, extension, hours } of before) {
        const data = { extension, hours: hours as object };
        await prisma.directoryEntry.update({ where: { id }, data });
      }
      expect(attempt).toEqual(refused);
    }
    await house.directory.reload();
    expect(await release(slug)).toMatchObject({ status: 200 });
  });
});
