import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../src/database/database.ts";
import type { RunningService } from "../../src/main/service.ts";
import { testDatabase } from "../support/database.ts";
import { signIn, startTestService, type SignedInPerson } from "../support/service.ts";
import { until } from "../support/until.ts";

let database: Database;
let service: RunningService;
let anna: SignedInPerson;
let karin: SignedInPerson;

beforeAll(async () => {
  database = await testDatabase();
  service = await startTestService(database.url);
  anna = await signIn(service.address, "agentin.wil1");
  karin = await signIn(service.address, "leitung");
});
afterAll(async () => {
  await service.stop();
  await database.close();
});

const line = "zentrale-bernkastel-wittlich";
const path = `/api/lines/${line}`;

async function ring() {
  const call = { line, from: "+496571011501", patienceSeconds: 600 };
  const { status, body } = await anna.request("POST", "/api/simulator/calls", call);
  expect(status).toBe(201);
  return body as { id: string; state: string };
}

async function change(changes: Record<string, unknown>) {
  const { body } = await karin.request("GET", `${path}/settings`);
  const { version, settings } = body;
  return karin.request("PUT", `${path}/settings`, {
    version,
    settings: { ...settings, ...changes },
  });
}

async function lineNow() {
  const { body } = await karin.request("GET", "/api/center");
  return body.lines.find((each: { id: string }) => each.id === line);
}

describe("a setting that a supervisor changes", () => {
  it("holds for the next offer: it lasts as long as set and expires", async () => {
    const desk = await anna.openDesk();
    await desk.send("presence.choose", { presence: "ready", reason: null });
    const offerOf = ({ snapshot }: typeof desk.state) => snapshot?.desk?.offer ?? null;
    const contact = await ring();
    const first = offerOf(await desk.sees("an offer", (state) => offerOf(state) !== null));
    expect((first?.expiresAt ?? 0) - (first?.madeAt ?? 0)).toBe(12_000);

    expect((await change({ offerSecondsMax: 5 })).status).toBe(200);
    // An offer that is being made keeps its time; only the next one has the new one.
    expect(offerOf(desk.state)?.expiresAt).toBe(first?.expiresAt);
    await desk.send("offer.decline", { offerId: first?.id ?? "" });
    const next = offerOf(
      await desk.sees("the next offer", (state) => (offerOf(state)?.id ?? first?.id) !== first?.id),
    );
    expect((next?.expiresAt ?? 0) - (next?.madeAt ?? 0)).toBe(5_000);
    const silent = await desk.sees(
      "the offer expiring",
      ({ snapshot }) => snapshot?.desk?.state === "notResponding",
    );
    expect(silent.snapshot?.desk?.notRespondingReason).toBe("offerExpired");

    const { body } = await karin.request("GET", `${path}/history`);
    expect(body.changes).toEqual([
      expect.objectContaining({
        kind: "settings",
        by: "Karin Beispiel",
        from: { offerSecondsMax: 12 },
        to: { offerSecondsMax: 5 },
      }),
    ]);
    await desk.send("presence.choose", { presence: "ready", reason: null });
    const { id = "" } =
      offerOf(await desk.sees("the caller again", (state) => offerOf(state) !== null)) ?? {};
    await desk.send("offer.accept", { offerId: id });
    await desk.sees("the talk", ({ snapshot }) => snapshot?.desk?.state === "talking");
    await desk.send("contact.hangUp", { contactId: contact.id });
    await desk.sees("the wrap-up", ({ snapshot }) => snapshot?.desk?.state === "wrapUp");
    await desk.send("wrapUp.end", {});
    await desk.send("presence.choose", { presence: "offline", reason: null });
    desk.close();
  });

  it("is refused when it contradicts another, with a sentence for the field", async () => {
    const { status, body } = await change({ offerSecondsMax: 60 });
    expect(status).toBe(422);
    expect(body.error).toMatchObject({
      code: "contradictory_settings",
      details: [{ field: "offerSecondsMax", message: expect.stringContaining("(20 s)") }],
    });
    const { body: now } = await karin.request("GET", `${path}/settings`);
    expect(now.settings.offerSecondsMax).toBe(5);
  });

  it("made from an older picture is answered with what is there now", async () => {
    const { body } = await karin.request("GET", `${path}/settings`);
    await change({ wrapUpSecondsMax: 33 });
    const late = await karin.request("PUT", `${path}/settings`, {
      version: body.version,
      settings: { ...body.settings, wrapUpSecondsMax: 44 },
    });
    expect(late.status).toBe(409);
    expect(late.body.error).toMatchObject({
      code: "settings_changed",
      details: { version: body.version + 1, by: "Karin Beispiel" },
    });
    expect(late.body.error.details.settings.wrapUpSecondsMax).toBe(33);
  });

  it("can be tried before: what would be refused, and the week that follows from it", async () => {
    const { body } = await karin.request("GET", `${path}/settings`);
    const settings = {
      ...body.settings,
      wrapUpSecondsMax: 1,
      hours: { monday: [{ from: "09:00", to: "12:00" }] },
    };
    const { status, body: tried } = await karin.request("POST", `${path}/settings/check`, {
      settings,
    });
    expect(status).toBe(200);
    expect(tried.problems.map((each: { field: string }) => each.field)).toEqual([
      "wrapUpSecondsMax",
    ]);
    expect(tried.week).toHaveLength(7);
    expect((await karin.request("GET", `${path}/settings`)).body).toEqual(body);
  });
});

describe("a line that is closed by hand", () => {
  const announcement = "Heute ist wegen eines Wasserschadens geschlossen. Im Notfall: 112.";

  it("turns the next caller away with its words, keeps who waits, and opens with one step", async () => {
    const waiting = await ring();
    expect(waiting.state).toBe("waiting");
    const before = await lineNow();
    const work = await anna.openDesk();
    await work.send("presence.choose", { presence: "break", reason: "Mittag" });
    const desk = await karin.openDesk();
    const shut = await karin.request("POST", `${path}/closing`, { announcement });
    expect(shut.status).toBe(200);
    expect(shut.body).toMatchObject({
      openNow: false,
      closedByHand: true,
      opening: "heute geschlossen",
      closing: { announcement, by: "Karin Beispiel" },
    });
    await desk.sees("the closed line", ({ snapshot }) =>
      Boolean(
        snapshot?.lines.some(
          (each) => each.id === line && !each.open && each.hours === "heute geschlossen",
        ),
      ),
    );

    const turnedAway = await ring();
    expect(turnedAway.state).toBe("turnedAway");
    const after = await lineNow();
    expect(after.today.offered).toBe(before.today.offered);
    expect(after.waiting).toBe(1);
    const { body: kept } = await karin.request("GET", `/api/contacts/${waiting.id}`);
    expect(kept.state).toBe("waiting");
    const { body: told } = await karin.request("GET", `/api/contacts/${turnedAway.id}`);
    expect(told.life.map((step: { type: string }) => step.type)).toContain("contactTurnedAway");

    // The last one who could serve him goes home.
    await work.send("presence.choose", { presence: "offline", reason: null });
    const letGo = await until("he is let go", async () => {
      const { body } = await karin.request("GET", `/api/contacts/${waiting.id}`);
      return body.endCause === null ? null : body;
    });
    expect(letGo.endCause).toBe("nobodyLeft");
    expect(letGo.life.map((step: { text: string }) => step.text)).toContain(
      "Der Anschluss ist geschlossen und niemand mehr da, der helfen könnte: " +
        "Die Ansage läuft, dann endet der Anruf.",
    );
    const { today } = await lineNow();
    expect(today).toMatchObject({ ...before.today, abandoned: before.today.abandoned + 1 });
    work.close();

    const opened = await karin.request("DELETE", `${path}/closing`);
    expect(opened.body).toMatchObject({ openNow: true, closedByHand: false, closing: null });
    expect((await ring()).state).toBe("waiting");
    const { body } = await karin.request("GET", `${path}/history`);
    expect(body.changes.slice(0, 2).map((each: { kind: string }) => each.kind)).toEqual([
      "reopened",
      "closed",
    ]);
    desk.close();
  });

  it("opens by itself when the time has come", async () => {
    const ends = new Date(Date.now() + 1_500).toISOString();
    await karin.request("POST", `${path}/closing`, { announcement, until: ends });
    expect((await ring()).state).toBe("turnedAway");
    await until("the line being open again", async () => (await ring()).state === "waiting");
  });

  it("stays closed over a restart", async () => {
    await karin.request("POST", `${path}/closing`, { announcement });
    await service.stop();
    service = await startTestService(database.url);
    anna = await signIn(service.address, "agentin.wil1");
    karin = await signIn(service.address, "leitung");
    expect((await ring()).state).toBe("turnedAway");
    await karin.request("DELETE", `${path}/closing`);
  });

  it("is closed for every process, whichever of them is asked", async () => {
    await using standby = await startTestService(database.url);
    const there = await signIn(standby.address, "leitung");
    const desk = await there.openDesk();
    const shut = await there.request("POST", `${path}/closing`, { announcement });
    expect(shut.status).toBe(200);
    expect((await ring()).state).toBe("turnedAway");
    // Opened here, seen there.
    expect((await karin.request("DELETE", `${path}/closing`)).status).toBe(200);
    await desk.sees("the open line", ({ snapshot }) =>
      Boolean(snapshot?.lines.some((each) => each.id === line && each.open)),
    );
    await until("the other process reading it", async () => {
      const { body } = await there.request("GET", `${path}/settings`);
      return body.closing === null;
    });
    desk.close();
  });

  it("is not for agents to close", async () => {
    const { status, body } = await anna.request("POST", `${path}/closing`, { announcement });
    expect([status, body.error.code]).toEqual([403, "forbidden"]);
  });
});
