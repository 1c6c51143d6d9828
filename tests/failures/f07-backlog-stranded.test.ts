import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Centre, line } from "../routing/centre.ts";

describe("F7 no backlog is stranded while newer work is served", () => {
  test("an agent who arrives late gets the oldest, not the newest", () => {
    const centre = new Centre();
    centre.ready("anna");
    centre.talk("anna");
    const backlog = [centre.arrive(), centre.arrive()];
    centre.wait(600);
    centre.arrive();
    centre.ready("bert");
    expect(centre.offered("bert")).toBe(backlog[0]);
  });

  test("capacity that is freed drains the backlog before a newcomer is served", () => {
    const centre = new Centre();
    centre.ready("anna");
    const talking = centre.talk("anna");
    const backlog = centre.arrive();
    centre.hangUp("anna", talking);
    const newcomer = centre.arrive();
    centre.do({ type: "endWrapUp", agentId: "anna" });
    expect(centre.offered("anna")).toBe(backlog);
    expect(centre.stateOf(newcomer)).toBe("waiting");
  });

  test("a profile that learns the line takes over what waits there at once", () => {
    const centre = new Centre([line("115"), line("zentrale")]);
    const stranded = centre.arrive("zentrale");
    centre.ready("anna", { lineIds: ["115"] });
    expect(centre.offered("anna")).toBeNull();
    centre.admit("anna", { lineIds: ["115", "zentrale"] });
    expect(centre.offered("anna")).toBe(stranded);
  });
});

describe("F7 in any mixture of arrivals, freed capacity, newcomers and learned lines", () => {
  test("of all that an agent may serve he gets whoever has waited longest", () => {
    const deeds = fc.array(
      fc.record({
        what: fc.constantFrom("arrive", "arrive", "arrive", "serve", "come", "leave", "learn"),
        who: fc.nat(4),
        seconds: fc.nat(5),
      }),
      { minLength: 20, maxLength: 60 },
    );
    const property = fc.property(deeds, (chosen) => {
      const centre = new Centre([line("115"), line("zentrale")]);
      const team = ["anna", "bert", "cara", "dora", "emil"];
      for (const id of team) centre.admit(id, { lineIds: ["115"] });
      for (const { what, who, seconds } of chosen) {
        const id = team[who]!;
        const waiting = oldestFor(centre, id);
        if (what === "arrive") centre.arrive(who % 2 === 0 ? "115" : "zentrale");
        if (what === "leave") centre.choose(id, "offline");
        if (what === "learn") centre.admit(id, { lineIds: ["115", "zentrale"] });
        if (what === "come" && centre.stateOf(id) === "offline") {
          centre.choose(id, "ready");
          expect(centre.offered(id)).toBe(waiting);
        }
        if (what === "serve" && centre.stateOf(id) === "offered") {
          const contactId = centre.offered(id)!;
          centre.accept(id);
          centre.answer(contactId);
          centre.hangUp(id, contactId);
          const next = oldestFor(centre, id);
          centre.do({ type: "endWrapUp", agentId: id });
          expect(centre.offered(id)).toBe(centre.agent(id).intent === "ready" ? next : null);
        }
        centre.wait(seconds);
      }
    });
    fc.assert(property, { numRuns: 80 });
  }, 120_000);
});

/** Both lines promise the same: the arrival alone decides (R3). */
function oldestFor(centre: Centre, agentId: string): string | null {
  const { lineIds } = centre.agent(agentId);
  const waiting = Object.values(centre.state.contacts)
    .filter(({ state, lineId }) => state === "waiting" && lineIds.includes(lineId))
    .toSorted((one, other) => one.queuedAt - other.queuedAt);
  return waiting[0]?.id ?? null;
}
