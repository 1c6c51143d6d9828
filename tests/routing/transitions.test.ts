import { describe, expect, test } from "vitest";
import { agentTransitions, contactTransitions } from "../../src/routing/transitions.ts";

type Table = Record<string, Record<string, string | null>>;

/** Every state that can be reached from `start`. */
function reachable(table: Table, start: string): string[] {
  const found = new Set([start]);
  for (const state of found) {
    for (const next of Object.values(table[state]!)) if (next !== null) found.add(next);
  }
  return [...found].sort();
}

describe("the state machines", () => {
  test("a contact can reach every state, can end from every state, and stays ended", () => {
    const table: Table = contactTransitions;
    expect(reachable(table, "waiting")).toEqual(Object.keys(table).sort());
    for (const [state, steps] of Object.entries(table)) {
      expect(steps["end"]).toBe(state === "ended" ? null : "ended");
    }
    expect(reachable(table, "ended")).toEqual(["ended"]);
  });

  test("an agent can reach every state and come back to ready from every state", () => {
    const table: Table = agentTransitions;
    for (const state of Object.keys(table)) {
      expect(reachable(table, state)).toEqual(Object.keys(table).sort());
    }
  });

  test("only a wish or the end of work leads to ready, break or offline (R8)", () => {
    for (const [state, steps] of Object.entries(agentTransitions)) {
      for (const [step, next] of Object.entries(steps)) {
        if (next === state || next === null) continue;
        if (next !== "ready" && next !== "break" && next !== "offline") continue;
        expect([`choose:${next}`, `free:${next}`]).toContain(step);
      }
    }
  });

  test("nobody is offered anything except when ready, or in the wrap-up a recall ends", () => {
    const offerable = Object.entries(agentTransitions)
      .filter(([, steps]) => steps.offer !== null)
      .map(([state]) => state);
    expect(offerable).toEqual(["ready", "wrapUp"]);
  });
});
