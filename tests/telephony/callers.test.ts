import { expect, test } from "vitest";
import { inventCallerNumber, startCallers } from "../../src/telephony/simulated/callers.ts";
import { demonstrationPhone, failureOf } from "../../src/telephony/simulated/phones.ts";
import { seededRandom } from "../../src/telephony/simulated/random.ts";
import type { PlacedCall } from "../../src/telephony/simulated/call.ts";
import { SimulatedSwitch } from "../../src/telephony/simulated/switch.ts";
import type { TelephonyEvent } from "../../src/telephony/telephony.ts";
import { ManualClock } from "../support/manual-clock.ts";

const hour = 3_600_000;
const lines = ["115", "06561150", "06571140"];

function callsOf(callsPerHour: number, hours: number, seed: number): PlacedCall[] {
  const clock = new ManualClock();
  const calls: PlacedCall[] = [];
  const stop = startCallers({
    callsPerHour,
    dialledNumbers: () => lines,
    placeCall: (call) => void calls.push(call),
    clock,
    random: seededRandom(seed),
  });
  clock.advance(hours * hour);
  stop();
  clock.advance(hour);
  return calls;
}

test("callers ring every line about as often as was set", () => {
  const calls = callsOf(60, 24, 7);
  expect(calls.length / 24).toBeGreaterThan(50);
  expect(calls.length / 24).toBeLessThan(70);
  expect(new Set(calls.map((call) => call.dialled))).toEqual(new Set(lines));
});

test("nobody calls when no calls are wanted", () => {
  expect(callsOf(0, 24, 7)).toEqual([]);
});

test("the same seed gives the same callers", () => {
  expect(callsOf(60, 2, 115)).toEqual(callsOf(60, 2, 115));
  expect(callsOf(60, 2, 115)).not.toEqual(callsOf(60, 2, 116));
});

test("caller numbers belong to nobody: fiction, or a subscriber that begins with 0", () => {
  const random = seededRandom(1);
  const numbers = Array.from({ length: 500 }, () => inventCallerNumber(random));
  const shown = numbers.filter((number) => number !== null);
  expect(shown.length).toBeGreaterThan(350);
  expect(shown.length).toBeLessThan(500);
  for (const number of shown) {
    expect(number).toMatch(/^\+49(17139200\d{2}|\d{4}0115\d{2})$/);
  }
});

test("an agent's phone always answers, one of the directory by its last digit", () => {
  const failure = (role: "agent" | "target", extension: string) =>
    failureOf(demonstrationPhone({ id: "x", role, extension }));
  expect(failure("agent", "7007")).toBeNull();
  expect(failure("target", "3000")).toBeNull();
  expect(failure("target", "3004")).toBe("busy");
  expect(failure("target", "3007")).toBe("noAnswer");
  expect(failure("target", "3009")).toBe("unreachable");
});

function switchWith(clock: ManualClock) {
  const events: TelephonyEvent[] = [];
  const exchange = new SimulatedSwitch({ clock, phoneOf: demonstrationPhone, name: "test" });
  exchange.attach((event) => void events.push(event));
  return { exchange, events };
}

test("a caller gives up when his patience is over, and not while he talks", () => {
  const clock = new ManualClock();
  const { exchange, events } = switchWith(clock);
  const impatient = exchange.placeCall({ dialled: "115", from: null, patienceSeconds: 30 });
  const served = exchange.placeCall({ dialled: "115", from: null, patienceSeconds: 30 });
  const party = { id: "a1", role: "agent", extension: "7001" } as const;
  exchange.apply(served, { kind: "ring", party, secondsMax: 15 });
  clock.advance(2_000);
  exchange.apply(served, { kind: "talk", party });
  clock.advance(60_000);
  expect(exchange.list().map((call) => call.callId)).toEqual([served]);
  expect(events).toContainEqual({ type: "callEnded", callId: impatient });
  exchange.apply(served, { kind: "wait" });
  clock.advance(31_000);
  expect(exchange.list()).toEqual([]);
});

test("a conversation ends by itself when the caller has said what he wanted", () => {
  const clock = new ManualClock();
  const { exchange } = switchWith(clock);
  const placed = { dialled: "115", from: null, patienceSeconds: 30, talkSecondsMax: 90 };
  const callId = exchange.placeCall(placed);
  const party = { id: "a1", role: "agent", extension: "7001" } as const;
  exchange.apply(callId, { kind: "ring", party, secondsMax: 15 });
  clock.advance(2_000);
  exchange.apply(callId, { kind: "talk", party });
  clock.advance(89_000);
  expect(exchange.heard(callId)).toEqual({ extension: "7001" });
  clock.advance(2_000);
  expect(exchange.heard(callId)).toBeNull();
});

test("a phone serves one call at a time", () => {
  const clock = new ManualClock();
  const { exchange, events } = switchWith(clock);
  const party = { id: "a1", role: "agent", extension: "7001" } as const;
  const [first, second] = [1, 2].map(() =>
    exchange.placeCall({ dialled: "115", from: null, patienceSeconds: 600 }),
  );
  for (const callId of [first, second]) {
    exchange.apply(callId ?? "", { kind: "ring", party, secondsMax: 15 });
  }
  clock.advance(5_000);
  expect(events).toContainEqual({ type: "partyAnswered", callId: first, partyId: "a1" });
  expect(events).toContainEqual({
    type: "partyFailed",
    callId: second,
    partyId: "a1",
    failure: "busy",
  });
});
