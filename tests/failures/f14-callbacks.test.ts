import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { LiveCenter } from "../../src/center/live-center.ts";
import type { CallbackSettings } from "../../src/routing/callback-state.ts";
import type { CenterEvent } from "../../src/routing/events.ts";
import { checkInvariants } from "../../src/routing/invariants.ts";
import type { Contact, LineSettings } from "../../src/routing/state.ts";
import { testDatabase } from "../support/database.ts";
import { startCenter, submit, testAgent, testLine } from "../support/live-center.ts";
import { until } from "../support/until.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const callsPerCallback = 3;
const callback: CallbackSettings = {
  byKey: true,
  callsPerCallback,
  retrySeconds: 600,
  attemptsMax: 2,
  dialSecondsMax: 600,
};
const number = "+4965710115";

let database: Awaited<ReturnType<typeof testDatabase>>;
let center: LiveCenter;
let happened: CenterEvent[];

beforeEach(async () => {
  database = await testDatabase();
  happened = [];
  await open();
});

afterEach(async () => {
  expect(checkInvariants(center.state)).toEqual([]);
  await center.stop();
  await database.close();
});

/** The centre as a process has it; also again, from what is in the database. */
async function open(): Promise<void> {
  center = await startCenter(database);
  center.onEntry(({ events }) => happened.push(...events));
}

async function setLine(changes: Partial<LineSettings> = {}): Promise<void> {
  const line = testLine({ callback, wrapUpSecondsMax: 0, ...changes });
  await submit(center, { type: "changeLines", lines: [line] });
}

async function ring(contactId: string, callerNumber: string | null = null): Promise<void> {
  const known = { callId: `call-${contactId}`, lineId: "115", callerNumber, origin: [] };
  await submit(center, { type: "contactArrives", contactId, ...known });
}

/** A caller who presses 1, hears that he will be called, and hangs up. */
async function asks(contactId: string, callerNumber = number): Promise<void> {
  await ring(contactId, callerNumber);
  await submit(center, { type: "callerPressesKey", contactId, key: "1" });
  await submit(center, { type: "callerHangsUp", contactId, callId: `call-${contactId}` });
}

async function ready(agentId: string): Promise<void> {
  await submit(center, { type: "admitAgent", profile: testAgent(agentId) });
  await submit(center, { type: "choosePresence", agentId, presence: "ready", reason: null });
}

function offeredTo(agentId: string): Contact | null {
  const { offerId } = center.state.agents[agentId]!;
  return offerId === null ? null : center.state.contacts[center.state.offers[offerId]!.contactId]!;
}

/** Serves what is offered from the offer to the end. @returns whether it was a callback */
async function serve(agentId: string): Promise<boolean> {
  const { offerId } = center.state.agents[agentId]!;
  const { id: contactId, callback: isCallback } = offeredTo(agentId)!;
  await submit(center, { type: "acceptOffer", agentId, offerId: offerId! });
  const partyId = center.state.contacts[contactId]!.party!.id;
  await submit(center, { type: "partyAnswers", contactId, partyId });
  if (isCallback !== null) {
    const callId = center.state.contacts[contactId]!.callId!;
    await submit(center, { type: "callerAnswers", contactId, callId });
  }
  await submit(center, { type: "hangUp", agentId, contactId });
  return isCallback !== null;
}

describe("F14 callbacks and live callers in one queue", () => {
  test("starve each other never: while callers wait every fourth offer is a callback", async () => {
    await setLine();
    for (let i = 0; i < 8; i++) await asks(`back${i}`, `+49657101${150 + i}`);
    for (let i = 0; i < 40; i++) await ring(`live${i}`);
    await ready("1");
    await ready("2");
    let order = "";
    for (let i = 0; i < 32; i++) {
      // In the middle the process goes and another one comes: turns are as durable as offers.
      if (i === 14) {
        await center.stop();
        await open();
      }
      const isCallback = await serve(i % 2 === 0 ? "1" : "2");
      order += isCallback ? "B" : "c";
    }
    expect(order).toMatch(/^(c{3}B){7}/);
    for (let i = 0; i + 8 <= order.length; i++) {
      const callbacks = order.slice(i, i + 8).replaceAll("c", "").length;
      expect(callbacks, `${order} from ${i}`).toBeLessThanOrEqual(3);
    }
    // The eighth callback is not forgotten over the callers who are left.
    const served = new Set(happened.flatMap((event) => spokenTo(event)));
    expect([...served].filter((id) => id.startsWith("back"))).toHaveLength(8);
  });

  test("callers who come all the time do not put a callback off for good", async () => {
    await setLine();
    await asks("back");
    for (let i = 0; i < 4; i++) await ring(`first${i}`);
    await ready("1");
    let served = 0;
    for (; offeredTo("1")?.id !== "back"; served++) {
      await ring(`next${served}`);
      await serve("1");
    }
    expect(served).toBe(callsPerCallback);
  });
});

describe("F14 callbacks and the hours", () => {
  test("are not offered after the line has closed, nor lost: the next opening has them", async () => {
    const closes = Date.now() + 5_000;
    const reopens = closes + 4_000;
    const interval = [
      { from: 0, to: closes },
      { from: reopens, to: reopens + 3_600_000 },
    ];
    await setLine({ open: interval });
    await asks("back");
    const { queuedAt } = center.state.contacts["back"]!;
    const postponed = await until("the line closes", () =>
      happened.find((event) => event.type === "callbackPostponed" && event.why === "closed"),
    );
    expect(postponed).toMatchObject({ contactId: "back" });
    await ready("1");
    expect(offeredTo("1")).toBeNull();
    await until("it is offered when the line is open again", () => offeredTo("1"));
    expect(Date.now()).toBeGreaterThanOrEqual(reopens);
    expect(offeredTo("1")).toMatchObject({ id: "back", queuedAt });
  });

  test("hold also when the line is closed by hand between two offers", async () => {
    await setLine();
    await ready("1");
    await ready("2");
    await asks("back");
    const first = offeredTo("1") === null ? "2" : "1";
    await setLine({ open: [] });
    const { offerId } = center.state.agents[first]!;
    await submit(center, { type: "declineOffer", agentId: first, offerId: offerId! });
    expect(offeredTo("1") ?? offeredTo("2")).toBeNull();
    expect(center.state.contacts["back"]).toMatchObject({ state: "postponed" });
  });
});

describe("F14 a callback and its caller's own new call", () => {
  test("are one: the call takes the place, and whoever has talked is not called", async () => {
    await setLine();
    await asks("back");
    const { queuedAt } = center.state.contacts["back"]!;
    await ring("other");
    await ring("own", "06571 0115");
    expect(center.state.contacts["own"]).toMatchObject({ queuedAt });
    await ready("1");
    await ready("2");
    const asked = [offeredTo("1")?.id, offeredTo("2")?.id];
    expect(asked.toSorted()).toEqual(["other", "own"]);
    await serve("1");
    await serve("2");
    await ready("3");
    expect(offeredTo("3")).toBeNull();
    expect(Object.keys(center.state.contacts)).toEqual([]);
    expect(happened).toContainEqual(
      expect.objectContaining({ contactId: "back", cause: "callerGotThrough" }),
    );
  });

  test("who gives up again is called at the old place", async () => {
    await setLine();
    await asks("back");
    await ring("own", number);
    await submit(center, { type: "callerHangsUp", contactId: "own", callId: "call-own" });
    await ready("1");
    expect(offeredTo("1")?.id).toBe("back");
  });

  test("and two wishes of one number are one callback", async () => {
    await setLine();
    for (const id of ["first", "second", "third"]) await asks(id);
    expect(Object.keys(center.state.contacts)).toEqual(["third"]);
    await ready("1");
    await ready("2");
    expect([offeredTo("1")?.id, offeredTo("2")?.id]).toEqual(["third", undefined]);
  });
});

function spokenTo(event: CenterEvent): string[] {
  return event.type === "conversationStarted" ? [event.contactId] : [];
}
