import { describe, expect, test } from "vitest";
import { Centre, types } from "./centre.ts";

describe("R8 intent", () => {
  test.each(["connecting", "talking", "wrapUp"])(
    "a break chosen while %s holds after wrap-up, although somebody waits",
    (when) => {
      const centre = new Centre();
      centre.ready("anna");
      const contactId = centre.arrive();
      const waiting = centre.arrive();
      centre.accept("anna");
      if (when === "connecting") centre.choose("anna", "break", "Mittag");
      centre.answer(contactId);
      if (when === "talking") centre.choose("anna", "break", "Mittag");
      centre.hangUp("anna", contactId);
      if (when === "wrapUp") centre.choose("anna", "break", "Mittag");
      expect(centre.stateOf("anna")).toBe("wrapUp");
      centre.do({ type: "endWrapUp", agentId: "anna" });
      expect(centre.agent("anna")).toMatchObject({ state: "break", breakReason: "Mittag" });
      expect(centre.stateOf(waiting)).toBe("waiting");
    },
  );

  test("of several wishes in a call the latest counts", () => {
    const centre = new Centre();
    centre.ready("anna");
    const contactId = centre.talk("anna");
    for (const wish of ["break", "offline", "ready"] as const) centre.choose("anna", wish);
    centre.hangUp("anna", contactId);
    centre.do({ type: "endWrapUp", agentId: "anna" });
    expect(centre.stateOf("anna")).toBe("ready");
  });

  test.each(["break", "offline"] as const)(
    "%s while an offer rings: it is rescinded without penalty, the caller keeps the place",
    (wish) => {
      const centre = new Centre();
      centre.ready("anna");
      const contactId = centre.arrive();
      const events = centre.choose("anna", wish);
      expect(types(events)).toEqual(["presenceChosen", "offerEnded", "contactQueued"]);
      expect(events[1]).toMatchObject({ outcome: "rescinded" });
      expect(centre.agent("anna")).toMatchObject({ state: wish, declines: 0, restsUntil: 0 });
      expect(centre.stateOf(contactId)).toBe("waiting");
      centre.choose("anna", "ready");
      expect(centre.offered("anna")).toBe(contactId);
    },
  );

  test("ready chosen while an offer rings changes nothing", () => {
    const centre = new Centre();
    centre.ready("anna");
    const contactId = centre.arrive();
    expect(centre.choose("anna", "ready")).toEqual([]);
    expect(centre.offered("anna")).toBe(contactId);
  });

  test("a phone that fails does not turn a chosen break into anything else", () => {
    const centre = new Centre();
    centre.ready("anna");
    const contactId = centre.arrive();
    centre.accept("anna");
    centre.choose("anna", "break");
    expect(types(centre.fail(contactId))).not.toContain("agentStoppedResponding");
    expect(centre.stateOf("anna")).toBe("break");
  });

  test("not responding keeps the wish to be ready, and a break can be chosen from it", () => {
    const centre = new Centre();
    centre.ready("anna");
    centre.arrive();
    centre.wait(21);
    expect(centre.agent("anna")).toMatchObject({ state: "notResponding", intent: "ready" });
    centre.choose("anna", "break");
    expect(centre.stateOf("anna")).toBe("break");
  });

  test("a new reason for the break is taken over, the same one does nothing", () => {
    const centre = new Centre();
    centre.admit("anna");
    centre.choose("anna", "break", "Mittag");
    expect(centre.choose("anna", "break", "Mittag")).toEqual([]);
    centre.choose("anna", "break", "Schulung");
    expect(centre.agent("anna").breakReason).toBe("Schulung");
    centre.choose("anna", "ready");
    expect(centre.agent("anna").breakReason).toBeNull();
  });

  test("wrap-up ends by its limit where the person wanted to be, later when extended", () => {
    const centre = new Centre();
    centre.ready("anna");
    const contactId = centre.talk("anna");
    centre.choose("anna", "offline");
    centre.hangUp("anna", contactId);
    centre.do({ type: "extendWrapUp", agentId: "anna", seconds: 30 });
    centre.wait(89);
    expect(centre.stateOf("anna")).toBe("wrapUp");
    const events = centre.wait(1);
    expect(events).toMatchObject([{ type: "wrapUpEnded", by: "limit" }]);
    expect(centre.stateOf("anna")).toBe("offline");
    centre.refuses({ type: "endWrapUp", agentId: "anna" }, "not_in_wrap_up");
    centre.refuses({ type: "extendWrapUp", agentId: "anna", seconds: 9 }, "not_in_wrap_up");
  });
});
