import { describe, expect, test } from "vitest";
import { createState, toData } from "../../src/routing/center-state.ts";
import { nextDueAt } from "../../src/routing/deadlines.ts";
import { explain } from "../../src/routing/explain.ts";
import type { LendingSettings } from "../../src/routing/lending-figures.ts";
import type { LineSettings } from "../../src/routing/state.ts";
import { Centre, line } from "./centre.ts";

const names = { agent: (id: string) => id, line: (id: string) => id, administration: String };
const limits: LendingSettings = { budgetShare: 0.5, healthyShareMin: 0.5, recoverShareMin: 0.8 };

function lines(lending: LendingSettings | null | undefined): LineSettings[] {
  const kind = "switchboard" as const;
  const south = line("sued", { kind, administrationId: "sued" });
  return [
    line("nord", { kind, administrationId: "nord" }),
    lending === undefined ? south : { ...south, lending },
  ];
}

/** Sued has one person at work, who serves both switchboards. */
function lender(lending: LendingSettings | null = limits): Centre {
  return lenderWith(lending);
}

function lenderWith(lending: LendingSettings | null | undefined): Centre {
  const centre = new Centre(lines(lending));
  centre.ready("sued1", { administrationId: "sued" });
  return centre;
}

/** So many callers of the lender's own line are answered at once. */
function keep(centre: Centre, count: number): void {
  for (let i = 0; i < count; i++) {
    const contactId = centre.talk("sued1", "sued");
    centre.hangUp("sued1", contactId);
    centre.do({ type: "endWrapUp", agentId: "sued1" });
  }
}

/** So many callers of the lender's own line leave unanswered. */
function abandon(centre: Centre, count: number): void {
  centre.choose("sued1", "break");
  for (let i = 0; i < count; i++) {
    centre.do({ type: "callerHangsUp", contactId: centre.arrive("sued") });
  }
  centre.choose("sued1", "ready");
}

/** Works for the other switchboard for so long. */
function lend(centre: Centre, seconds: number): void {
  const contactId = centre.talk("sued1", "nord");
  centre.wait(seconds);
  centre.hangUp("sued1", contactId);
  centre.do({ type: "endWrapUp", agentId: "sued1" });
}

describe("R5 lending", () => {
  test("while its own promise is healthy a partner is asked, and the reason is shown", () => {
    const centre = lender();
    keep(centre, 3);
    lend(centre, 60);
    centre.arrive("nord");
    const offer = centre.offerTo("sued1");
    expect(offer.reasons.lending).toMatchObject({
      administrationId: "sued",
      keptShare: 1,
      budgetSeconds: 450,
    });
    expect(offer.reasons.lending!.lentSeconds).toBeCloseTo(60, 1);
    expect(explain({ type: "offerMade", offer }, names)).toContain(
      "Aushilfe von sued (hält die eigene Zusage zu 100 %, 60 s von 7 min 30 s der Viertelstunde",
    );
  });

  test("a promise broken too often stops it, and it is said why they are not asked", () => {
    const centre = lender();
    keep(centre, 1);
    abandon(centre, 2);
    const contactId = centre.arrive("nord");
    expect(centre.stateOf(contactId)).toBe("waiting");
    centre.ready("nord1", { administrationId: "nord" });
    const offer = centre.offerTo("nord1");
    expect(offer.reasons.notAsked).toEqual({ "notLent.promise": 1 });
    expect(explain({ type: "offerMade", offer }, names)).toContain(
      "nicht gefragt: 1 aus Verwaltungen, die gerade ihre eigene Zusage nicht halten",
    );
  });

  test("an answer after the target is a broken promise as well", () => {
    const centre = lender();
    centre.choose("sued1", "break");
    centre.arrive("sued");
    centre.wait(31);
    centre.choose("sued1", "ready");
    const late = centre.offered("sued1")!;
    centre.accept("sued1");
    centre.answer(late);
    centre.hangUp("sued1", late);
    centre.do({ type: "endWrapUp", agentId: "sued1" });
    centre.arrive("nord");
    expect(centre.offered("sued1")).toBeNull();
    expect(centre.state.lending["sued"]!.why).toBe("promise");
  });

  test("hysteresis: it begins again at the higher share only", () => {
    const centre = lender();
    keep(centre, 1);
    abandon(centre, 2); // 1 of 3
    const contactId = centre.arrive("nord");
    centre.choose("sued1", "break");
    centre.do({ type: "callerHangsUp", contactId });
    centre.choose("sued1", "ready");
    keep(centre, 2); // 3 of 5: healthy, but not recovered
    const waiting = centre.arrive("nord");
    expect(centre.offered("sued1")).toBeNull();
    keep(centre, 4); // 7 of 9
    expect(centre.offered("sued1")).toBeNull();
    keep(centre, 1); // 8 of 10
    expect(centre.offered("sued1")).toBe(waiting);
  });

  test("what is older than a quarter of an hour is forgiven, without anything else happening", () => {
    const centre = lender();
    abandon(centre, 3);
    const waiting = centre.arrive("nord");
    expect(centre.offered("sued1")).toBeNull();
    const due = nextDueAt(centre.state)!;
    expect(due - centre.now).toBeGreaterThan(14 * 60_000);
    expect(due - centre.now).toBeLessThanOrEqual(15 * 60_000);
    const events = centre.wait(15 * 60);
    const reviewed = events.find(({ type }) => type === "lendingReviewed");
    expect(reviewed).toMatchObject({ why: null, keptShare: null });
    expect(explain(reviewed!, names)).toBe("sued hilft auf den Anschlüssen der anderen aus.");
    expect(centre.offered("sued1")).toBe(waiting);
  });

  test("own callers who wait beyond the promise stop it before anything is settled", () => {
    const [north, south] = lines(limits) as [LineSettings, LineSettings];
    const centre = new Centre([north, { ...south, requiredSkills: ["vermittlung"] }]);
    centre.arrive("sued"); // nobody has the skill
    centre.wait(31);
    const waiting = centre.arrive("nord");
    centre.ready("sued1", { administrationId: "sued" });
    expect(centre.stateOf(waiting)).toBe("waiting");
    expect(centre.state.lending["sued"]!.why).toBe("overdue");
    centre.admit("sued1", { administrationId: "sued", skills: ["vermittlung"] });
    expect(centre.contact(centre.offered("sued1")!).lineId).toBe("sued");
  });

  test("the budget of the quarter-hour ends it, a talk is never cut, and it frees itself", () => {
    const centre = lender({ ...limits, budgetShare: 0.2 }); // 180 s of one person
    lend(centre, 100);
    const running = centre.talk("sued1", "nord");
    centre.wait(100);
    expect(centre.stateOf(running)).toBe("talking");
    const next = centre.arrive("nord");
    centre.hangUp("sued1", running);
    const events = centre.do({ type: "endWrapUp", agentId: "sued1" });
    const reviewed = events.find(({ type }) => type === "lendingReviewed")!;
    expect(explain(reviewed, names)).toBe(
      "sued hilft vorerst nicht auf den Anschlüssen der anderen aus: " +
        "Die Aushilfszeit dieser Viertelstunde ist aufgebraucht.",
    );
    expect(centre.stateOf(next)).toBe("waiting");
    const offer = centre.wait(15 * 60).find(({ type }) => type === "offerMade");
    expect(offer).toMatchObject({ offer: { contactId: next, agentId: "sued1" } });
  });

  test("who stays at work for longer makes the budget greater: it is a share of working time", () => {
    const centre = lender({ ...limits, budgetShare: 0.2 });
    lend(centre, 200);
    const waiting = centre.arrive("nord");
    expect(centre.stateOf(waiting)).toBe("waiting");
    centre.ready("sued2", { administrationId: "sued" });
    expect(centre.stateOf(waiting)).toBe("offered");
  });

  test.each([
    ["null: they never help", null, null],
    ["left out: no limit is set", undefined, "offered"],
  ] as const)("%s", (_, lending, state) => {
    const centre = lenderWith(lending);
    const contactId = centre.arrive("nord");
    expect(centre.stateOf(contactId)).toBe(state ?? "waiting");
    expect(centre.state.lending).toEqual({});
  });

  test("115 and the own switchboard are nobody's loan", () => {
    const centre = new Centre([...lines(null), line("115")]);
    centre.ready("sued1", { administrationId: "sued" });
    const contactId = centre.arrive("115", "nord");
    expect(centre.offered("sued1")).toBe(contactId);
    expect(centre.offerTo("sued1").reasons.lending).toBeUndefined();
    centre.ready("sued2", { administrationId: "sued" });
    const own = centre.arrive("sued");
    expect(centre.offered("sued2")).toBe(own);
  });

  test("the step to all goes past the lending, and so does who pulls (R4, R9)", () => {
    const [north, south] = lines(null) as [LineSettings, LineSettings];
    const widening = [{ afterSeconds: 30, to: "all" as const }];
    const centre = new Centre([{ ...north, widening }, south]);
    centre.ready("sued1", { administrationId: "sued" });
    const contactId = centre.arrive("nord");
    centre.wait(30);
    expect(centre.offered("sued1")).toBe(contactId);
    const strict = lender(null);
    const pulled = strict.arrive("nord");
    strict.do({ type: "pull", agentId: "sued1", contactId: pulled });
    expect(strict.stateOf(pulled)).toBe("connecting");
  });

  test("of several lines of an administration the strictest limits hold, in any order", () => {
    const [north, south] = lines(limits) as [LineSettings, LineSettings];
    const lending = { budgetShare: 0.05, healthyShareMin: 0.2, recoverShareMin: 0.9 };
    const second = { ...south, id: "sued2", number: "sued2", lending };
    for (const own of [
      [south, second],
      [second, south],
    ]) {
      const centre = new Centre([north, ...own]);
      centre.ready("sued1", { administrationId: "sued" });
      centre.arrive("nord");
      expect(centre.offerTo("sued1").reasons.lending?.budgetSeconds).toBe(45);
      expect(centre.state.index.lenders.get("sued")).toEqual({
        budgetShare: 0.05,
        healthyShareMin: 0.5,
        recoverShareMin: 0.9,
      });
      const never = [north, south, { ...second, lending: null }];
      centre.do({ type: "changeLines", lines: never });
      expect(centre.state.index.lenders.get("sued")).toBeNull();
    }
  });

  test("a recovery knows who lends what, and decides the same", () => {
    const centre = lender({ ...limits, budgetShare: 0.2 });
    lend(centre, 100);
    centre.talk("sued1", "nord");
    centre.wait(100);
    const restored = createState(JSON.parse(JSON.stringify(toData(centre.state))));
    expect(toData(restored)).toEqual(toData(centre.state));
    expect(restored.index.staffs.get("sued")).toEqual({ working: 1 });
  });

  test("a recovery share below the healthy one is refused: it would flap", () => {
    const centre = new Centre();
    const flapping = lines({ budgetShare: 0.5, healthyShareMin: 0.8, recoverShareMin: 0.5 });
    centre.refuses({ type: "changeLines", lines: flapping }, "invalid_lines");
  });
});
