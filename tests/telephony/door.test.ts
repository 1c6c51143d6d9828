import pino from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { AppError } from "../../src/errors.ts";
import { callbackDefaults } from "../../src/routing/callback-state.ts";
import { TelephonyDoor } from "../../src/telephony/door.ts";
import type { ActualCall, DesiredCall, Telephony } from "../../src/telephony/telephony.ts";
import type { TelephonyEvent } from "../../src/telephony/telephony.ts";
import { testAgent, testLine } from "../support/live-center.ts";
import { ManualClock } from "../support/manual-clock.ts";
import { CoreCenter } from "./core-center.ts";

/** A switch whose reports and answers the test writes itself. */
class ScriptedTelephony implements Telephony {
  report: (event: TelephonyEvent) => void = () => {};
  readonly directed: [string, DesiredCall["kind"]][] = [];
  readonly wishes = new Map<string, DesiredCall>();
  answer: () => Promise<ActualCall[]> = () => Promise.resolve([]);

  start(listener: (event: TelephonyEvent) => void): Promise<void> {
    this.report = listener;
    return Promise.resolve();
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }

  direct(callId: string, desired: DesiredCall): void {
    this.directed.push([callId, desired.kind]);
    this.wishes.set(callId, desired);
  }

  observe(): Promise<ActualCall[]> {
    return this.answer();
  }

  connected(): boolean {
    return true;
  }
}

const arrived = { callId: "c.1", dialled: "115", callerNumber: "+4965710115" };
const actual: ActualCall = {
  ...arrived,
  direction: "incoming",
  caller: "present",
  party: null,
};

let clock: ManualClock;
let center: CoreCenter;
let telephony: ScriptedTelephony;
let door: TelephonyDoor;
let guessFails: boolean;

beforeEach(async () => {
  clock = new ManualClock();
  guessFails = false;
  center = new CoreCenter(clock);
  telephony = new ScriptedTelephony();
  door = new TelephonyDoor({
    telephony,
    center,
    guessOrigin(callerNumber) {
      if (guessFails) throw new Error("a defect");
      const guess = { administrationId: "vulkaneifel", placeName: "Daun", probability: 1 };
      return callerNumber === null ? [] : [{ ...guess, reason: "Test" }];
    },
    closedAnnouncementOf: () => "",
    clock,
    log: pino({ level: "silent" }),
  });
  await center.submit({ type: "changeLines", lines: [testLine()] });
  await door.start();
});
afterEach(async () => {
  await door.stop();
  center.stop();
});

function contacts() {
  return Object.values(center.state.contacts);
}

test("an arrival becomes a contact with the guess of its origin, and hears music", () => {
  telephony.report({ type: "callArrived", ...arrived });
  expect(contacts()).toMatchObject([
    { callId: "c.1", lineId: "115", administrationId: "vulkaneifel", state: "waiting" },
  ]);
  expect(telephony.directed).toEqual([["c.1", "wait"]]);
});

test("R11: who waits is told of the callback as soon as the line offers it, and no longer", async () => {
  telephony.report({ type: "callArrived", ...arrived });
  await center.submit({ type: "admitAgent", profile: testAgent("anna") });
  const ready = { type: "choosePresence", presence: "ready", reason: null } as const;
  await center.submit({ ...ready, agentId: "anna" });
  telephony.report({ type: "callArrived", ...arrived, callId: "c.2" });
  expect(contacts().map(({ state }) => state)).toEqual(["offered", "waiting"]);
  const seen = () => ["c.1", "c.2"].map((callId) => telephony.wishes.get(callId));
  expect(seen()).toEqual([{ kind: "wait" }, { kind: "wait" }]);

  const offers = testLine({ callback: { ...callbackDefaults, byKey: true } });
  await center.submit({ type: "changeLines", lines: [offers] });
  const told = { kind: "wait", notice: { name: "callbackOffer" } };
  expect(seen()).toMatchObject([told, told]);

  await center.submit({ type: "changeLines", lines: [testLine()] });
  expect(seen()).toEqual([{ kind: "wait" }, { kind: "wait" }]);
});

test("an arrival that is reported twice is one contact", async () => {
  telephony.report({ type: "callArrived", ...arrived });
  telephony.report({ type: "callArrived", ...arrived });
  telephony.answer = () => Promise.resolve([actual]);
  await door.reconcile();
  expect(contacts()).toHaveLength(1);
});

test("a call that arrives while the switch is being asked has not vanished", async () => {
  let reply: (calls: ActualCall[]) => void = () => {};
  telephony.answer = () => new Promise((resolve) => (reply = resolve));
  const reconciled = door.reconcile();
  await Promise.resolve();
  telephony.report({ type: "callArrived", ...arrived });
  reply([]);
  await reconciled;
  expect(contacts().map((contact) => contact.state)).toEqual(["waiting"]);
});

test("a call whose end is reported while the switch is being asked does not arrive anew", async () => {
  telephony.report({ type: "callArrived", ...arrived });
  let reply: (calls: ActualCall[]) => void = () => {};
  telephony.answer = () => new Promise((resolve) => (reply = resolve));
  const reconciled = door.reconcile();
  await Promise.resolve();
  telephony.report({ type: "callEnded", callId: "c.1" });
  reply([actual]);
  await reconciled;
  expect(center.all("contactArrived")).toHaveLength(1);
  expect(center.all("contactEnded")).toHaveLength(1);
});

test("a call that goes on although its end was reported arrives anew", async () => {
  telephony.report({ type: "callArrived", ...arrived });
  telephony.report({ type: "callEnded", callId: "c.1" });
  telephony.answer = () => Promise.resolve([actual]);
  clock.advance(11_000);
  await door.reconcile();
  expect(center.all("contactArrived")).toHaveLength(2);
});

test("a late report of the arrival of a call that has ended makes no contact", () => {
  telephony.report({ type: "callArrived", ...arrived });
  telephony.report({ type: "callEnded", callId: "c.1" });
  telephony.report({ type: "callArrived", ...arrived });
  expect(center.all("contactArrived")).toHaveLength(1);
  expect(contacts()).toEqual([]);
});

test("a call that was let go is ended by the process that finds it, not taken in again", async () => {
  await center.submit({ type: "admitAgent", profile: testAgent("anna") });
  const anna = { agentId: "anna" };
  await center.submit({ type: "choosePresence", ...anna, presence: "ready", reason: null });
  telephony.report({ type: "callArrived", ...arrived });
  await center.accept("anna");
  const { id: contactId, party } = contacts()[0]!;
  await center.submit({ type: "partyAnswers", contactId, partyId: party!.id });
  // The process dies here: what is decided now never reaches the switch.
  await door.stop();
  await center.submit({ type: "hangUp", ...anna, contactId });
  telephony.directed.length = 0;
  telephony.answer = () => Promise.resolve([actual]);
  await door.start();
  await door.reconcile();
  expect(await door.contactOf("c.1")).toBeNull();
  expect(telephony.directed).toEqual([["c.1", "end"]]);
  expect(center.all("contactArrived")).toHaveLength(1);
});

test("a call that the centre could not take in is taken in later", async () => {
  const { submit } = center;
  center.submit = () => {
    throw new AppError(503, "center_overloaded", "Die Zentrale ist überlastet.");
  };
  telephony.report({ type: "callArrived", ...arrived });
  expect(await door.contactOf("c.1")).toBeNull();
  center.submit = submit;
  telephony.answer = () => Promise.resolve([actual]);
  await door.reconcile();
  expect(contacts()).toHaveLength(1);
  expect(await door.contactOf("c.1")).toBe(contacts()[0]?.id);
});

test("an end that the centre could not take is told again until it is taken", async () => {
  telephony.report({ type: "callArrived", ...arrived });
  const { submit } = center;
  center.submit = () => Promise.reject(new AppError(503, "center_overloaded", "überlastet"));
  telephony.report({ type: "callEnded", callId: "c.1" });
  await door.reconcile();
  expect(center.all("contactEnded")).toHaveLength(0);
  center.submit = submit;
  await door.reconcile();
  expect(center.all("contactEnded")).toMatchObject([{ cause: "vanished" }]);
});

test("a call that cannot be healed keeps neither the others nor the next comparison from it", async () => {
  const others = ["c.2", "c.3"].map((callId) => ({ ...actual, callId }));
  telephony.report({ type: "callArrived", ...arrived });
  const { direct } = telephony;
  telephony.direct = (callId, desired) => {
    if (callId === "c.1") throw new Error("a defect");
    direct.call(telephony, callId, desired);
  };
  telephony.answer = () => Promise.resolve([actual, ...others]);
  telephony.report({ type: "connection", up: true });
  await door.reconcile();
  expect(contacts().map(({ callId }) => callId)).toEqual(["c.1", "c.2", "c.3"]);
  telephony.direct = direct;
  telephony.directed.length = 0;
  clock.advance(3_000);
  await door.reconcile();
  // What could not be said after the new connection is said now.
  expect(telephony.directed).toContainEqual(["c.1", "wait"]);
});

test("a comparison that fails is not the last", async () => {
  telephony.answer = () => Promise.resolve([undefined as never as ActualCall]);
  await door.reconcile();
  telephony.answer = () => Promise.resolve([actual]);
  await door.reconcile();
  expect(contacts()).toHaveLength(1);
});

test("a caller whose origin cannot be guessed is taken in without a guess", () => {
  guessFails = true;
  telephony.report({ type: "callArrived", ...arrived });
  expect(contacts()).toMatchObject([{ callId: "c.1", origin: [] }]);
});

test("a new connection makes the door say everything again", async () => {
  telephony.report({ type: "callArrived", ...arrived });
  telephony.answer = () => Promise.resolve([actual]);
  telephony.directed.length = 0;
  await door.reconcile();
  expect(telephony.directed).toEqual([]);
  telephony.report({ type: "connection", up: true });
  await door.reconcile();
  expect(telephony.directed).toEqual([["c.1", "wait"]]);
});

test("an end that did not reach the switch is asked for again", async () => {
  telephony.report({ type: "callArrived", ...arrived });
  const contactId = contacts()[0]?.id ?? "";
  await center.submit({ type: "callerHangsUp", contactId });
  telephony.answer = () => Promise.resolve([actual]);
  await door.reconcile();
  expect(telephony.directed).toEqual([
    ["c.1", "wait"],
    ["c.1", "end"],
    ["c.1", "end"],
  ]);
});

test("a door that is opened again knows what was decided meanwhile", async () => {
  telephony.report({ type: "callArrived", ...arrived });
  await door.stop();
  await center.submit({ type: "callVanishes", contactId: contacts()[0]?.id ?? "" });
  await door.start();
  telephony.answer = () => Promise.resolve([actual]);
  await door.reconcile();
  expect(center.all("contactArrived")).toHaveLength(2);
});
