import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { RunningService } from "../../src/main/service.ts";
import { testDatabase } from "../support/database.ts";
import { auditJournal } from "../support/journal-audit.ts";
import {
  signIn,
  startTestService,
  type SignedInPerson,
  type TestDesk,
} from "../support/service.ts";
import { noFigures, recount, wrapUpsOf } from "./recount.ts";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 180_000 });

const line = "zentrale-bernkastel-wittlich";
const closedLine = "zentrale-cochem-zell";
const answerTargetSeconds = 60;

let database: Awaited<ReturnType<typeof testDatabase>>;
let service: RunningService;
let anna: SignedInPerson;
let bert: SignedInPerson;
let supervisor: SignedInPerson;
let annasDesk: TestDesk;
let bertsDesk: TestDesk;

beforeAll(async () => {
  database = await testDatabase();
  // A Tuesday.
  const DEMO_CLOCK = "2026-11-24T10:00:00+01:00";
  service = await startTestService(database.url, { DEMO_CLOCK });
  anna = await signIn(service.address, "agentin.wil1");
  bert = await signIn(service.address, "agent.wil2");
  supervisor = await signIn(service.address, "leitung");
  annasDesk = await anna.openDesk();
  bertsDesk = await bert.openDesk();
  await change(line, {
    answerTargetSeconds,
    offerSecondsMax: 60,
    transferSecondsMax: 5,
    recallSeconds: 10,
  });
  const hours = { sunday: [{ from: "08:00", to: "09:00" }] };
  await change(closedLine, { hours, nightTarget: "99911" });
});

afterAll(async () => {
  for (const desk of [annasDesk, bertsDesk]) desk?.close();
  await service?.stop();
  await database?.close();
});

async function change(lineId: string, changes: Record<string, unknown>): Promise<void> {
  const path = `/api/lines/${lineId}/settings`;
  const { body } = await supervisor.request("GET", path);
  const settings = { ...body.settings, ...changes };
  const changed = await supervisor.request("PUT", path, { version: body.version, settings });
  if (changed.status !== 200) throw new Error(JSON.stringify(changed.body));
}

async function ring(lineId = line, patienceSeconds = 900): Promise<string> {
  const call = { line: lineId, from: null, patienceSeconds };
  const { status, body } = await supervisor.request("POST", "/api/simulator/calls", call);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.id;
}

const isIn = (desk: TestDesk, state: string) =>
  desk.sees(state, ({ snapshot }) => snapshot?.desk?.state === state);
const choose = (desk: TestDesk, presence: "ready" | "break" | "offline") =>
  desk.send("presence.choose", { presence, reason: null });

async function accept(desk: TestDesk, contactId: string): Promise<void> {
  const { snapshot } = await desk.sees("the offer", (state) =>
    Boolean(state.snapshot?.desk?.offer && state.snapshot.desk.contact?.id === contactId),
  );
  await desk.send("offer.accept", { offerId: snapshot?.desk?.offer?.id ?? "" });
  await isIn(desk, "talking");
}

async function hangUp(desk: TestDesk, contactId: string): Promise<void> {
  expect(await desk.send("contact.hangUp", { contactId })).toEqual({ ok: true });
  await isIn(desk, "wrapUp");
  await desk.send("wrapUp.end", {});
}

/** By the last digit, a phone of the demonstration (1) answers, (4) is busy, (7) rings, (9) is dead. */
async function transfer(desk: TestDesk, contactId: string, extension: string): Promise<void> {
  const target = { directoryEntryId: null, extension, evenIfClosed: true };
  expect(await desk.send("contact.transfer", { contactId, ...target })).toEqual({ ok: true });
}

/** Anna talks with somebody new, whom nobody else is asked for. */
async function annaTalks(): Promise<string> {
  await choose(bertsDesk, "offline");
  await choose(annasDesk, "ready");
  const contactId = await ring();
  await accept(annasDesk, contactId);
  return contactId;
}

const paths: Record<string, () => Promise<void>> = {
  "passed on blind, the target answers": async () => {
    const contactId = await annaTalks();
    await transfer(annasDesk, contactId, "99991");
    await annasDesk.sees(
      "the target answering",
      ({ snapshot }) => snapshot?.desk?.contact?.state === "transferred",
    );
    await annasDesk.send("wrapUp.end", {});
  },
  "comes back from a busy target to the same person": async () => {
    const contactId = await annaTalks();
    await transfer(annasDesk, contactId, "99994");
    await accept(annasDesk, contactId);
    await hangUp(annasDesk, contactId);
  },
  "comes back from a dead target, and is passed on again": async () => {
    const contactId = await annaTalks();
    await transfer(annasDesk, contactId, "99999");
    await accept(annasDesk, contactId);
    await transfer(annasDesk, contactId, "99981");
    await isIn(annasDesk, "wrapUp");
    await annasDesk.send("wrapUp.end", {});
  },
  "comes back to the team, as the person has left": async () => {
    const contactId = await annaTalks();
    await choose(annasDesk, "break");
    await transfer(annasDesk, contactId, "99997");
    await annasDesk.send("wrapUp.end", {});
    await choose(bertsDesk, "ready");
    await accept(bertsDesk, contactId);
    await hangUp(bertsDesk, contactId);
  },
  "taken back while the target rings": async () => {
    const contactId = await annaTalks();
    await transfer(annasDesk, contactId, "99997");
    expect(await annasDesk.send("contact.takeBack", { contactId })).toEqual({ ok: true });
    await isIn(annasDesk, "talking");
    await hangUp(annasDesk, contactId);
  },
  "parked, and fetched by another": async () => {
    const contactId = await annaTalks();
    await annasDesk.send("contact.park", { contactId });
    await annasDesk.send("wrapUp.end", {});
    await choose(bertsDesk, "ready");
    expect(await bertsDesk.send("contact.retrieve", { contactId })).toEqual({ ok: true });
    await isIn(bertsDesk, "talking");
    await hangUp(bertsDesk, contactId);
  },
  "parked until he comes back": async () => {
    const contactId = await annaTalks();
    await annasDesk.send("contact.park", { contactId });
    await accept(annasDesk, contactId);
    await hangUp(annasDesk, contactId);
  },
  "promised a callback, and called back": async () => {
    const contactId = await annaTalks();
    const wish = { number: "06571 900015", at: null, toHerself: true, note: "" };
    expect(await annasDesk.send("callback.promise", { contactId, ...wish })).toEqual({ ok: true });
    await annasDesk.send("contact.hangUp", { contactId });
    await isIn(annasDesk, "wrapUp");
    await annasDesk.send("wrapUp.end", {});
    const offered = await annasDesk.sees("the callback", ({ snapshot }) =>
      Boolean(snapshot?.desk?.offer && snapshot.desk.contact?.id !== contactId),
    );
    const callback = offered.snapshot?.desk?.contact?.id ?? "";
    await accept(annasDesk, callback);
    await hangUp(annasDesk, callback);
  },
  "pulled past the order": async () => {
    const first = await annaTalks();
    const contactId = await ring();
    await choose(bertsDesk, "break");
    await hangUp(annasDesk, first);
    await accept(annasDesk, contactId);
    const pulled = await ring();
    await choose(annasDesk, "offline");
    await hangUp(annasDesk, contactId);
    await choose(bertsDesk, "ready");
    await bertsDesk.send("contact.pull", { contactId: pulled });
    await isIn(bertsDesk, "talking");
    await hangUp(bertsDesk, pulled);
  },
  "gives up while nobody answers": async () => {
    for (const desk of [annasDesk, bertsDesk]) await choose(desk, "offline");
    const contactId = await ring(line, 1);
    await expect.poll(async () => (await life(contactId)).state, { timeout: 30_000 }).toBe("ended");
  },
  "outside the hours, to the night target": async () => {
    const contactId = await ring(closedLine);
    await expect
      .poll(async () => (await life(contactId)).state, { timeout: 30_000 })
      .toBe("transferred");
  },
};

async function life(contactId: string) {
  return (await supervisor.request("GET", `/api/contacts/${contactId}`)).body;
}

describe("F9 whatever way a call takes, it is counted once, and for who took it", () => {
  it.each(Object.keys(paths))("a call: %s", async (path) => {
    await paths[path]?.();
    await expectFigures();
  });
});

/** Events, live picture and report say the same (I7), and each person has his own. */
async function expectFigures(): Promise<void> {
  for (const desk of [annasDesk, bertsDesk]) {
    await desk.sees("the end of work", ({ snapshot }) =>
      ["ready", "break", "offline"].includes(snapshot?.desk?.state ?? ""),
    );
  }
  const { events } = await auditJournal(database);
  const figures = recount(events, answerTargetSeconds);
  const { body: center } = await supervisor.request("GET", "/api/center");
  const { body: report } = await supervisor.request("GET", "/api/reports/lines");
  for (const lineId of [line, closedLine]) {
    const expected = figures.get(lineId) ?? noFigures;
    const { callbacks, callbacksReached, ...today } = expected;
    const shown = center.lines.find(({ id }: { id: string }) => id === lineId);
    expect(shown.today).toEqual(today);
    expect(shown.callbacksToday).toMatchObject({ wished: callbacks, reached: callbacksReached });
    const reported = report.lines.find((each: { lineId: string }) => each.lineId === lineId);
    expect(reported).toMatchObject(expected);
  }
  expect(wrapUpsOf(events)).toEqual([]);
  for (const [person, desk] of [
    [anna, annasDesk],
    [bert, bertsDesk],
  ] as const) {
    const agentId = desk.state.snapshot?.me.agentId;
    const talks = events.flatMap(({ event }) =>
      event.type === "conversationStarted" && event.agentId === agentId ? [event.contactId] : [],
    );
    const { body: own } = await person.request("GET", "/api/reports/own");
    expect(own.answered).toBe(new Set(talks).size);
  }
}
