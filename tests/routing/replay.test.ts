import { expect, test } from "vitest";
import { createState, toData } from "../../src/routing/center-state.ts";
import { nextDueAt } from "../../src/routing/deadlines.ts";
import { advance } from "../../src/routing/decide.ts";
import type { CenterEvent } from "../../src/routing/events.ts";
import { evolve } from "../../src/routing/evolve.ts";
import { checkInvariants } from "../../src/routing/invariants.ts";
import type { CenterData } from "../../src/routing/state.ts";
import { Centre, line } from "./centre.ts";

/** A centre with somebody in every state. */
function busyCentre(): Centre {
  const centre = new Centre([line("115"), line("nachts", { open: [], nightTarget: "199" })]);
  for (const id of ["anna", "bert", "cara", "dora", "emil"]) centre.ready(id);
  const transferred = centre.talk("anna");
  centre.transfer("anna", transferred);
  centre.talk("bert");
  centre.arrive();
  centre.accept("cara");
  centre.arrive();
  centre.arrive();
  centre.decline("emil");
  centre.arrive();
  centre.arrive("nachts");
  return centre;
}

test("I6: a snapshot in the middle and the events after it give the identical state", () => {
  const centre = busyCentre();
  const snapshot = JSON.parse(JSON.stringify(toData(centre.state)));
  const journal: { at: number; events: CenterEvent[] }[] = [];
  for (let i = 0; i < 40; i++) {
    centre.now = nextDueAt(centre.state) ?? centre.now + 1;
    journal.push({ at: centre.now, events: centre.doNow({ type: "timePasses" }) });
  }
  const restored = createState(snapshot);
  for (const { at, events } of JSON.parse(JSON.stringify(journal)) as typeof journal) {
    for (const event of events) evolve(restored, event, at);
  }
  expect(toData(restored)).toEqual(toData(centre.state));
  expect(nextDueAt(restored)).toBe(nextDueAt(centre.state));
});

test("a state restored from a snapshot decides the same as the one that went on living", () => {
  const centre = busyCentre();
  const restored = createState(toData(centre.state));
  for (let i = 0; i < 40; i++) {
    const due = nextDueAt(centre.state)!;
    expect(nextDueAt(restored)).toBe(due);
    centre.now = due;
    const events = centre.doNow({ type: "timePasses" });
    expect(advance(restored, { type: "timePasses" }, due).events).toEqual(events);
    if (nextDueAt(centre.state) === null) break;
  }
});

test("a snapshot is a copy: the centre that goes on does not change it", () => {
  const centre = busyCentre();
  const snapshot = toData(centre.state);
  const before = JSON.stringify(snapshot);
  centre.wait(600);
  expect(JSON.stringify(snapshot)).toBe(before);
  const restored = createState(snapshot);
  advance(restored, { type: "timePasses" }, centre.now);
  expect(JSON.stringify(snapshot)).toBe(before);
});

test("a snapshot from before parking, widening and lending is taken over and goes on", () => {
  const centre = busyCentre();
  const { keptPlaces: _, lending: __, ...snapshot } = toData(centre.state);
  for (const contact of Object.values(snapshot.contacts)) {
    Reflect.deleteProperty(contact, "parked");
    Reflect.deleteProperty(contact, "reach");
  }
  for (const agent of Object.values(snapshot.agents)) Reflect.deleteProperty(agent, "lent");
  const restored = createState(snapshot as CenterData);
  expect(checkInvariants(restored)).toEqual([]);
  const parked = centre.agent("bert").contactId!;
  const park = { type: "park", agentId: "bert", contactId: parked } as const;
  const retrieve = { ...park, type: "retrieve", agentId: "emil" } as const;
  expect(advance(restored, retrieve, centre.now)).toMatchObject({
    rejection: { code: "not_parked" },
  });
  expect(advance(restored, park, centre.now).ok).toBe(true);
  expect(restored.contacts[parked]?.state).toBe("parked");
  expect(checkInvariants(restored)).toEqual([]);
});

test("a journal that cannot have happened stops the replay instead of inventing a state", () => {
  const state = createState();
  const gone: CenterEvent = { type: "contactEnded", contactId: "c", cause: "vanished" };
  expect(() => evolve(state, gone, 0)).toThrow(/Invariant broken/);
});

test("an empty centre has nothing due, and time that passes does nothing", () => {
  const state = createState();
  expect(nextDueAt(state)).toBeNull();
  expect(advance(state, { type: "timePasses" }, 1e12)).toEqual({ ok: true, events: [] });
});

test("a timer that comes hours late leads to the same people as one in time", () => {
  const centre = busyCentre();
  centre.now += 6 * 3_600_000;
  centre.doNow({ type: "timePasses" });
  expect(nextDueAt(centre.state) ?? Infinity).toBeGreaterThan(centre.now);
  expect(centre.stateOf("bert")).toBe("talking");
});
