import { describe, expect, test } from "vitest";
import { nextDueAt } from "../../src/routing/deadlines.ts";
import { explain } from "../../src/routing/explain.ts";
import type { LineSettings, WideningStep } from "../../src/routing/state.ts";
import { Centre, line, types } from "./centre.ts";

const names = { agent: (id: string) => id, line: (id: string) => id, administration: String };
const north = { administrationId: "nord" };
const south = { administrationId: "sued" };

function switchboard(widening: WideningStep[] | undefined): LineSettings {
  const settings = line("zentrale", { kind: "switchboard", ...north });
  return widening === undefined ? settings : { ...settings, widening };
}

const after = (afterSeconds: number, to: "partners" | "all" = "partners"): WideningStep => ({
  afterSeconds,
  to,
});

describe("R4 widening in place", () => {
  test("before the first step only its own administration is asked, then the partners", () => {
    const centre = new Centre([switchboard([after(15)])]);
    centre.ready("partner", south);
    const contactId = centre.arrive("zentrale");
    centre.wait(14.9);
    expect(centre.offered("partner")).toBeNull();
    const events = centre.wait(0.1);
    expect(types(events)).toEqual(["contactWidened", "offerMade"]);
    expect(explain(events[0]!, names)).toBe(
      "Jetzt werden auch die anderen Verwaltungen gefragt; der Platz bleibt.",
    );
    expect(centre.offered("partner")).toBe(contactId);
  });

  test("her own people are asked at once, and the partner who is ready is counted", () => {
    const centre = new Centre([switchboard([after(15)])]);
    centre.ready("partner", south);
    centre.ready("own", north);
    centre.arrive("zentrale");
    const offer = centre.offerTo("own");
    expect(offer.reasons.notAsked).toEqual({ beyondReach: 1 });
    expect(explain({ type: "offerMade", offer }, names)).toMatch(
      /nicht gefragt: 1 aus anderen Verwaltungen, die erst später gefragt werden\.$/,
    );
  });

  test("the position is kept: who widened is before those who came later, on any line", () => {
    const centre = new Centre([switchboard([after(10)]), line("115")]);
    const first = centre.arrive("zentrale");
    const { queuedAt } = centre.contact(first);
    centre.wait(5);
    const later = centre.arrive("115");
    centre.wait(20);
    expect(centre.contact(first)).toMatchObject({ reach: "partners", queuedAt });
    centre.ready("partner", south);
    expect(centre.offered("partner")).toBe(first);
    centre.ready("another", south);
    expect(centre.offered("another")).toBe(later);
  });

  test("115 is everybody's from the first second, unless configured otherwise", () => {
    const open = new Centre();
    open.ready("partner", south);
    const contactId = open.arrive("115", "nord");
    expect(open.offered("partner")).toBe(contactId);

    const steps = new Centre([line("115", { widening: [after(20)] })]);
    steps.ready("partner", south);
    const guessed = steps.arrive("115", "nord");
    expect(steps.offered("partner")).toBeNull();
    const unknown = steps.arrive("115");
    expect(steps.offered("partner")).toBe(unknown);
    steps.decline("partner");
    steps.wait(20);
    expect(steps.contact(guessed).reach).toBe("partners");
  });

  test("a call that nobody may take yet does not hold up those behind it (F6, F7)", () => {
    const centre = new Centre([switchboard([after(3600)]), line("115")]);
    for (let i = 0; i < 30; i++) centre.arrive("zentrale");
    centre.wait(60);
    const served = centre.arrive("115");
    centre.ready("partner", south);
    expect(centre.offered("partner")).toBe(served);
  });

  test("who comes back has waited since the beginning: the steps passed stay passed", () => {
    const centre = new Centre([switchboard([after(10), after(30, "all")])]);
    centre.ready("own", north);
    const contactId = centre.arrive("zentrale");
    centre.wait(12);
    expect(centre.contact(contactId).reach).toBe("home");
    centre.ready("partner", south);
    centre.decline("own");
    expect(centre.contact(contactId).reach).toBe("partners");
    expect(centre.offered("partner")).toBe(contactId);
    centre.wait(19);
    centre.decline("partner");
    expect(centre.contact(contactId).reach).toBe("all");
  });

  test("new steps are effective for the next decision, also for those who wait already", () => {
    const centre = new Centre([switchboard([after(600)])]);
    const contactId = centre.arrive("zentrale");
    centre.ready("partner", south);
    centre.wait(20);
    expect(centre.offered("partner")).toBeNull();
    centre.do({ type: "changeLines", lines: [switchboard([after(25)])] });
    expect(nextDueAt(centre.state)).toBe(centre.contact(contactId).queuedAt + 25_000);
    centre.do({ type: "changeLines", lines: [switchboard(undefined)] });
    expect(centre.offered("partner")).toBe(contactId);
  });

  test("a person of the line may pull a call that is not yet offered to him (R9)", () => {
    const centre = new Centre([switchboard([after(600)])]);
    const contactId = centre.arrive("zentrale");
    centre.ready("partner", south);
    centre.do({ type: "pull", agentId: "partner", contactId });
    expect(centre.stateOf(contactId)).toBe("connecting");
  });

  test("steps before the call arrives are refused", () => {
    const centre = new Centre();
    const lines = [switchboard([after(-1)])];
    centre.refuses({ type: "changeLines", lines }, "invalid_lines");
  });
});
