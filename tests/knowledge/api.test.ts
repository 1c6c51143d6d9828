import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EscalationTarget, ServiceDetail } from "../../src/knowledge/schema.ts";
import { berlin, buildSmallHouse, type SmallHouse } from "./small-house.ts";

const [kroev, wittlich, daun] = ["07231075", "07231134", "07233501"];
let house: SmallHouse;
beforeAll(async () => {
  house = await buildSmallHouse();
});
afterAll(() => house.database.close());

const read = (path: string, at?: string) => house.read(path, at);

async function detail(path: string, at?: string): Promise<ServiceDetail> {
  const { status, body } = await read(path, at);
  expect(status).toBe(200);
  return body as ServiceDetail;
}

describe("GET /api/services", () => {
  test("finds a service by an everyday word", async () => {
    const { body } = await read("/api/services?q=Perso");
    expect(body.hits[0]).toMatchObject({ slug: "personalausweis", name: "Personalausweis" });
    expect(body.hits[0].excerpt).toMatch(/^Den Personalausweis beantragen/);
  });

  test("has no hits for an empty query, for nonsense, and no more than the limit", async () => {
    expect((await read("/api/services")).body.hits).toEqual([]);
    expect((await read("/api/services?q=")).body.hits).toEqual([]);
    expect((await read("/api/services?q=%20%20")).body.hits).toEqual([]);
    expect((await read("/api/services?q=xqzptlk")).body.hits).toEqual([]);
    expect((await read("/api/services?q=Auto")).body.hits).toHaveLength(2);
    expect((await read("/api/services?q=Auto&limit=1")).body.hits).toHaveLength(1);
  });

  test("refuses a place that is no key", async () => {
    expect(await read("/api/services?q=Perso&place=Kr%C3%B6v")).toMatchObject({
      status: 422,
      body: { error: { code: "invalid_input" } },
    });
  });
});

describe("GET /api/services/{slug}", () => {
  test("answers with authority, reason and the shared answer where the district has none", async () => {
    const reply = await detail(`/api/services/personalausweis?place=${kroev}`);
    expect(reply.place).toEqual({ ags: kroev, name: "Kröv", districtAgs: "07231" });
    expect(reply.responsibility?.authority.id).toBe("vg-traben-trarbach");
    expect(reply.responsibility?.reason).toContain("Kröv zur Verbandsgemeinde Traben-Trarbach");
    expect(reply.answer).toMatchObject({
      scope: "shared",
      administrationId: null,
      fee: "37,00 Euro",
      sample: false,
      source: "PAuswG",
      checkedAt: "2026-11-01",
      reviewDueAt: "2027-05-01",
    });
    expect(reply.related).toEqual([{ slug: "kfz-zulassung", name: "Kfz-Zulassung" }]);
    expect(reply.agentHints).toBe("Nie die Seriennummer erfragen.");
  });

  test("gives the district's own answer, field by field over the shared one", async () => {
    const reply = await detail(`/api/services/personalausweis?place=${daun}`);
    expect(reply.answer).toMatchObject({
      scope: "district",
      administrationId: "vulkaneifel",
      spoken: "In der Verbandsgemeinde Daun geht das ohne Termin.",
      text: "## Ablauf\n\n1. Termin vereinbaren\n2. Antrag stellen",
      fee: "37,00 Euro, Eilausgabe 20,00 Euro mehr",
      documents: ["alter Ausweis", "Lichtbild"],
      sample: true,
      checkedAt: "2026-10-01",
      reviewDueAt: "2027-04-01",
    });
    expect(reply.variants.map(({ code, answer }) => [code, answer?.scope])).toEqual([
      ["WIL", "shared"],
      ["DAU", "district"],
    ]);
  });

  test("without a place has the shared answer and nobody responsible", async () => {
    const reply = await detail("/api/services/personalausweis");
    expect(reply).toMatchObject({ place: null, responsibility: null, escalation: [] });
    expect(reply.answer?.scope).toBe("shared");
  });

  test("says what is wrong", async () => {
    const code = async (path: string) => {
      const { status, body } = await read(path);
      return [status, body.error.code];
    };
    expect(await code("/api/services/einhorn")).toEqual([404, "service_not_found"]);
    expect(await code("/api/services/personalausweis?place=07211000")).toEqual([
      422,
      "place_unknown",
    ]);
    expect(await code("/api/services/personalausweis?place=abc")).toEqual([422, "invalid_input"]);
    expect(await code("/api/services/personalausweis?date=morgen")).toEqual([422, "invalid_input"]);
  });

  test("still gives the answer where responsibility is unclear, and says so", async () => {
    await house.database.prisma.authority.update({
      where: { id: "vg-traben-trarbach" },
      data: { associationKey: null },
    });
    await house.knowledge.reload();
    const reply = await detail(`/api/services/personalausweis?place=${kroev}`);
    expect(reply.responsibility).toBeNull();
    expect(reply.responsibilityProblem?.code).toBe("responsibility_unclear");
    expect(reply.answer?.spoken).toMatch(/^Den Personalausweis/);
    await house.database.prisma.authority.update({
      where: { id: "vg-traben-trarbach" },
      data: { associationKey: "072315009" },
    });
    await house.knowledge.reload();
  });
});

describe("escalation targets", () => {
  const list = (targets: EscalationTarget[]) =>
    targets.map(({ kind, id, reachableNow }) => `${kind} ${id} ${reachableNow}`);

  test("go from unit to deputy, partner, switchboard and ticket box", async () => {
    const reply = await detail(`/api/services/kfz-zulassung?place=${kroev}`, "2026-11-24T10:00");
    expect(list(reply.escalation)).toEqual([
      "unit wil-kfz true",
      "deputy wil-meyer true",
      "partner dau-kfz true",
      "switchboard wil-zentrale true",
      "ticket ticket:bernkastel-wittlich true",
    ]);
    expect(reply.escalation[0]).toMatchObject({
      extension: "1001",
      reachability: "geöffnet bis 16:00",
      detail:
        "Kreisverwaltung Bernkastel-Wittlich · Fahrzeuge an- und abmelden · Zimmer E 12 · 06571 14-2001",
    });
  });

  test("say when a closed one opens again", async () => {
    const reply = await detail(`/api/services/kfz-zulassung?place=${kroev}`, "2026-11-27T13:00");
    expect(reply.escalation.map(({ id, reachability }) => [id, reachability])).toEqual([
      ["wil-kfz", "geschlossen, öffnet Mo 08:00"],
      ["wil-meyer", "geschlossen, öffnet Mo 08:00"],
      ["dau-kfz", "geschlossen, öffnet Di 09:00"],
      ["wil-zentrale", "geschlossen, öffnet Mo 08:00"],
      ["ticket:bernkastel-wittlich", "jederzeit, Rückmeldung am nächsten Servicetag"],
    ]);
  });

  test("learn from a transfer that nobody answered", async () => {
    house.directory.noteReached("wil-kfz", "noAnswer", berlin("2026-11-24T09:42"));
    const reply = await detail(`/api/services/kfz-zulassung?place=${kroev}`, "2026-11-24T10:00");
    expect(reply.escalation[0]).toMatchObject({
      id: "wil-kfz",
      reachableNow: false,
      reachability: "zuletzt nicht erreicht (09:42)",
    });
  });

  test("fall back to the switchboard where the authority has no such unit", async () => {
    const reply = await detail(`/api/services/personalausweis?place=${wittlich}`);
    expect(list(reply.escalation)).toEqual([
      "switchboard stw-zentrale true",
      // Its work is no business of the Kreisverwaltung.
      "ticket ticket:stadt-wittlich false",
    ]);
  });

  test("of a service that the switchboard itself answers name it once", async () => {
    const reply = await detail(`/api/services/sperrmuell?place=${daun}`);
    expect(list(reply.escalation)).toEqual([
      "switchboard art-zentrale false",
      "ticket ticket:art false",
    ]);
    expect(reply.answer?.scope).toBe("external");
  });
});

describe("a confidential number", () => {
  test("is in no reply, even where its owner is the target of an escalation", async () => {
    const unit = { id: "wil-kfz" };
    await house.database.prisma.directoryEntry.update({
      where: unit,
      data: { deputyId: "wil-frauenhaus" },
    });
    await house.directory.reload();
    const replies = await Promise.all(
      [
        `/api/services/kfz-zulassung?place=${kroev}`,
        "/api/directory?q=Frauenhaus",
        "/api/directory?q=Musterschutz",
        "/api/directory?q=Zulassung",
      ].map((path) => read(path)),
    );
    expect(JSON.stringify(replies)).toContain("wil-frauenhaus");
    expect(JSON.stringify(replies)).not.toContain("990066");
    const { escalation } = (await read(`/api/services/kfz-zulassung?place=${kroev}`))
      .body as ServiceDetail;
    const marked = escalation.filter((target) => target.confidential).map((target) => target.id);
    expect(marked).toEqual(["wil-frauenhaus"]);
    await house.database.prisma.directoryEntry.update({
      where: unit,
      data: { deputyId: "wil-meyer" },
    });
    await house.directory.reload();
  });
});
