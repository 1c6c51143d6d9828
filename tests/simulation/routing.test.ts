import fc from "fast-check";
import { expect, test } from "vitest";
import { createState, type CenterState } from "../../src/routing/center-state.ts";
import { nextDueAt } from "../../src/routing/deadlines.ts";
import { RoutingAuditor } from "./routing-auditor.ts";
import { operations, resolve, type Operation } from "./routing-operations.ts";
import { lineVariants, profileVariant, startAt } from "./routing-world.ts";

// More: ROUTING_RUNS=5000. Again: ROUTING_SEED=… ROUTING_PATH=… as printed at a failure.
const seed = Number(process.env["ROUTING_SEED"] ?? Date.now() % 2 ** 31);
const numRuns = Number(process.env["ROUTING_RUNS"] ?? 80);
const path = process.env["ROUTING_PATH"];
const again = `ROUTING_SEED=${seed} ROUTING_RUNS=${numRuns} npx vitest run tests/simulation/routing`;

test("whatever happens in whatever order, the invariants hold after every step", () => {
  let steps = 0;
  const seen: Record<string, number> = {};
  const property = fc.property(operations(400), (sequence) => {
    const auditor = play(sequence);
    steps += auditor.steps;
    for (const [type, count] of Object.entries(auditor.seen)) {
      seen[type] = (seen[type] ?? 0) + count;
    }
  });
  console.log(`random sequences: seed ${seed}; again: ${again}`);
  fc.assert(property, {
    seed,
    numRuns,
    ...(path === undefined ? {} : { path, endOnFailure: true }),
  });
  console.log(`${numRuns} sequences, ${steps} steps; events: ${JSON.stringify(seen)}`);
  if (path === undefined && numRuns >= 80) expect(Object.keys(seen).length).toBe(38);
}, 3_600_000);

/** Plays the sequence with a team of six, then lets everybody go home. */
function play(sequence: readonly Operation[]): RoutingAuditor {
  const state = createState();
  const auditor = new RoutingAuditor(state);
  let now = startAt;
  auditor.step({ type: "changeLines", lines: lineVariants[0]! }, now);
  for (let i = 0; i < 6; i++) {
    const profile = profileVariant(i, i * 7);
    auditor.step({ type: "admitAgent", profile }, now);
    const presence = i === 5 ? "break" : "ready";
    auditor.step({ type: "choosePresence", agentId: profile.id, presence, reason: null }, now);
  }
  for (const [step, operation] of sequence.entries()) {
    const { contactIds, offerIds } = auditor;
    const resolved = resolve({ state, now, step, contactIds, offerIds }, operation);
    now = resolved.now;
    auditor.step(resolved.command, now);
  }
  for (const agentId of Object.keys(state.agents)) {
    auditor.step({ type: "choosePresence", agentId, presence: "offline", reason: null }, now);
  }
  for (let i = 0; i < 2; i++) now = goHome(auditor, state, now);
  for (let due = nextDueAt(state); due !== null; due = nextDueAt(state)) {
    now = due;
    auditor.step({ type: "timePasses" }, now);
  }
  // At rest nobody is held by anything (F3, F4).
  expect(Object.keys(state.contacts)).toEqual([]);
  expect(Object.keys(state.offers)).toEqual([]);
  expect(Object.keys(state.keptPlaces)).toEqual([]);
  for (const agent of Object.values(state.agents)) {
    expect(["ready", "break", "offline", "notResponding"]).toContain(agent.state);
  }
  return auditor;
}

/** Callers leave and callbacks are given up; those that ring just now a little later. */
function goHome(auditor: RoutingAuditor, state: CenterState, now: number): number {
  const later = now + 120_000;
  for (const contactId of Object.keys(state.contacts)) {
    auditor.step({ type: "callerHangsUp", contactId }, now);
  }
  auditor.step({ type: "timePasses" }, later);
  for (const contactId of Object.keys(state.contacts)) {
    auditor.step({ type: "cancelCallback", contactId, agentId: null, byName: "Leitung" }, later);
  }
  return later;
}
