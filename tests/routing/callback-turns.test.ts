import { describe, expect, test } from "vitest";
import { explain } from "../../src/routing/explain.ts";
import { asked, callingBack, names } from "./callback-deeds.ts";
import { Centre } from "./centre.ts";

/** So many callbacks, then so many callers, all of them waiting before anybody is ready. */
function rush(callsPerCallback: number, callbacks = 6, callers = 20): Centre {
  const centre = new Centre([callingBack("115", { callsPerCallback, wrapUpSecondsMax: 0 })]);
  for (let i = 0; i < callbacks; i++) asked(centre, `+49659299${100 + i}`);
  for (let i = 0; i < callers; i++) centre.arrive();
  return centre;
}

/** Serves what is offered, one after the other. @returns "c" and "B" for calls and callbacks */
function served(centre: Centre, agentId: string, count: number): string {
  let order = "";
  for (let i = 0; i < count; i++) {
    const contactId = centre.offered(agentId)!;
    const isCallback = centre.contact(contactId).callback !== null;
    order += isCallback ? "B" : "c";
    centre.accept(agentId);
    centre.answer(contactId);
    if (isCallback) {
      const { callId } = centre.contact(contactId);
      centre.do({ type: "callerAnswers", contactId, callId: callId! });
    }
    centre.hangUp(agentId, contactId);
  }
  return order;
}

describe("R11: callbacks starve nobody and are not starved", () => {
  test("while callers wait, one callback comes after so many calls, though its place is older", () => {
    const centre = rush(3);
    centre.ready("anna");
    expect(served(centre, "anna", 16)).toBe("cccBcccBcccBcccB");
  });

  test("0: by place alone", () => {
    const centre = rush(0);
    centre.ready("anna");
    expect(served(centre, "anna", 8)).toBe("BBBBBBcc");
  });

  test("when no caller waits, callbacks come at once, one after the other", () => {
    const centre = rush(3, 4, 0);
    centre.ready("anna");
    expect(served(centre, "anna", 4)).toBe("BBBB");
  });

  test("when the callbacks are done, callers come one after the other", () => {
    const centre = rush(2, 1, 6);
    centre.ready("anna");
    expect(served(centre, "anna", 7)).toBe("ccBcccc");
  });

  test("only callers count whom the person may be offered", () => {
    const lines = [callingBack("115", { callsPerCallback: 3 }), callingBack("zentrale")];
    const centre = new Centre(lines);
    const callback = asked(centre);
    centre.arrive("zentrale");
    centre.ready("anna", { lineIds: ["115"] });
    expect(centre.offered("anna")).toBe(callback);
  });

  test("a busy team does not give away the turns of another", () => {
    const lines = [callingBack("a", { callsPerCallback: 2 }), callingBack("b")];
    const centre = new Centre(lines);
    centre.ready("anna", { lineIds: ["a"] });
    for (let i = 0; i < 6; i++) centre.arrive("a");
    for (let i = 0; i < 4; i++) {
      const contactId = centre.offered("anna")!;
      centre.accept("anna");
      centre.answer(contactId);
      centre.hangUp("anna", contactId);
      centre.do({ type: "endWrapUp", agentId: "anna" });
    }
    asked(centre, "+496592991", "b");
    asked(centre, "+496592992", "b");
    for (let i = 0; i < 9; i++) centre.arrive("b");
    centre.ready("bert", { lineIds: ["b"] });
    expect(centre.contact(centre.offered("bert")!).callback).toBeNull();
  });

  test("the reasons tell whose turn it is, of calls and of callbacks (R13)", () => {
    const centre = rush(2);
    centre.ready("anna");
    const sentence = () => explain({ type: "offerMade", offer: centre.offerTo("anna") }, names);
    expect(sentence()).toMatch(/ein älterer Rückruf kommt nach 2 Anrufen/);
    served(centre, "anna", 1);
    expect(sentence()).toMatch(/ein älterer Rückruf kommt nach einem Anruf/);
    served(centre, "anna", 1);
    expect(sentence()).toMatch(/nach 2 Anrufen ist ein Rückruf an der Reihe/);
  });
});
