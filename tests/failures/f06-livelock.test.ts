import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Centre, line } from "../routing/centre.ts";

describe("F6 no unusable agent halts the search for the others", () => {
  test("contacts that nobody can serve do not hold up those behind them", () => {
    const centre = new Centre([line("115"), line("zentrale", { requiredSkills: ["nie"] })]);
    for (let i = 0; i < 50; i++) centre.arrive("zentrale");
    centre.wait(3600);
    const served = centre.arrive("115");
    centre.ready("anna");
    expect(centre.offered("anna")).toBe(served);
  });

  test("an agent whose phone never answers is passed over, and the caller is served", () => {
    const centre = new Centre();
    centre.ready("dead");
    centre.ready("anna");
    const contactId = centre.arrive();
    expect(centre.offered("dead")).toBe(contactId);
    centre.accept("dead");
    centre.fail(contactId, "unreachable");
    expect(centre.offered("anna")).toBe(contactId);
    expect(centre.stateOf("dead")).toBe("notResponding");
  });

  test("if everybody declines again and again, every eligible pair is still offered in turn", () => {
    const centre = new Centre();
    const team = ["anna", "bert", "cara"];
    for (const id of team) centre.ready(id);
    const contactId = centre.arrive();
    const asked: string[] = [];
    for (let i = 0; i < 12; i++) {
      while (centre.stateOf(contactId) === "waiting") centre.wait(1);
      const agentId = team.find((id) => centre.offered(id) === contactId)!;
      asked.push(agentId);
      centre.decline(agentId);
    }
    for (const id of team) expect(asked.filter((agentId) => agentId === id)).toHaveLength(4);
  });
});

type Unusable = "declines" | "expires" | "phone dead" | "on a break" | "lacks the skill";

/** What becomes of the offer that an unusable agent has got. */
function disappoint(centre: Centre, agentId: string, how: Unusable): void {
  const contactId = centre.offered(agentId);
  if (contactId === null) return;
  if (how === "declines") centre.decline(agentId);
  if (how !== "phone dead") return;
  centre.accept(agentId);
  centre.fail(contactId, "unreachable");
}

describe("F6 among any number of unusable agents and of callers whom nobody may serve", () => {
  test("the one who works gets every caller within the time that the calls take", () => {
    const kinds = fc.constantFrom<Unusable>(
      "declines",
      "expires",
      "phone dead",
      "on a break",
      "lacks the skill",
    );
    const property = fc.property(
      fc.array(kinds, { maxLength: 12 }),
      fc.integer({ min: 1, max: 8 }),
      fc.nat(20),
      (unusable, callers, hopeless) => {
        const centre = new Centre([
          line("115", { requiredSkills: ["buergerservice"] }),
          line("zentrale", { requiredSkills: ["nie"] }),
        ]);
        for (let each = 0; each < hopeless; each += 1) centre.arrive("zentrale");
        centre.wait(600);
        const skills = ["buergerservice"];
        for (const [index, how] of unusable.entries()) {
          const id = `unusable${index}`;
          centre.admit(id, { skills: how === "lacks the skill" ? [] : skills });
          centre.choose(id, how === "on a break" ? "break" : "ready");
        }
        // Broader than all of them, and so always asked last (R6).
        centre.ready("works", { skills: [...skills, "vermittlung", "englisch"] });
        const startedAt = centre.now;
        const waiting = new Set(Array.from({ length: callers }, () => centre.arrive("115")));
        const expiring = unusable.filter((how) => how === "expires").length;
        const secondsMax = callers * serviceSeconds + (expiring + 1) * 21;
        while (waiting.size > 0) {
          for (const [index, how] of unusable.entries()) {
            disappoint(centre, `unusable${index}`, how);
          }
          const contactId = centre.offered("works");
          if (contactId === null) centre.wait(1);
          else serve(centre, contactId);
          if (contactId !== null) waiting.delete(contactId);
          expect((centre.now - startedAt) / 1000).toBeLessThanOrEqual(secondsMax);
        }
      },
    );
    fc.assert(property, { numRuns: 80 });
  }, 120_000);
});

const serviceSeconds = 10;

function serve(centre: Centre, contactId: string): void {
  centre.accept("works");
  centre.answer(contactId);
  centre.wait(serviceSeconds - 1);
  centre.hangUp("works", contactId);
  centre.do({ type: "endWrapUp", agentId: "works" });
}
