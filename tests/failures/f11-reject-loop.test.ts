import { describe, expect, test } from "vitest";
import { Centre, line } from "../routing/centre.ts";

describe("F11 a reject loop on the only agent ends in rests that are seen, never in removal", () => {
  test("the only agent who keeps declining rests 5, 10, 20, 40, 60, 60 s and is never removed", () => {
    const centre = new Centre();
    centre.ready("anna");
    const contactId = centre.arrive();
    for (const seconds of [5, 10, 20, 40, 60, 60]) {
      expect(centre.offered("anna")).toBe(contactId);
      centre.decline("anna");
      centre.wait(seconds - 0.001);
      expect(centre.stateOf("anna")).toBe("ready");
      expect(centre.offered("anna")).toBeNull();
      centre.wait(0.001);
    }
    expect(centre.offered("anna")).toBe(contactId);
  });

  test("an accepted offer ends the series", () => {
    const centre = new Centre();
    centre.ready("anna");
    const contactId = centre.arrive();
    for (const seconds of [5, 10, 20]) {
      centre.decline("anna");
      centre.wait(seconds);
    }
    centre.accept("anna");
    centre.answer(contactId);
    centre.hangUp("anna", contactId);
    centre.do({ type: "endWrapUp", agentId: "anna" });
    centre.arrive();
    centre.decline("anna");
    centre.wait(5);
    expect(centre.offered("anna")).toBe("c2");
  });

  test("who says ready again during the rest is asked at once", () => {
    const centre = new Centre();
    centre.ready("anna");
    const contactId = centre.arrive();
    centre.decline("anna");
    centre.choose("anna", "ready");
    expect(centre.offered("anna")).toBe(contactId);
  });

  test("the declined caller goes to the next at once, and the resting one is counted as such", () => {
    const centre = new Centre([line("115")]);
    centre.ready("anna");
    centre.ready("bert");
    const contactId = centre.arrive();
    centre.decline("anna");
    expect(centre.offered("bert")).toBe(contactId);
    expect(centre.offerTo("bert").reasons.notAsked).toEqual({ resting: 1 });
  });
});
