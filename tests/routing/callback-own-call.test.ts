import { describe, expect, test } from "vitest";
import { createState, toData } from "../../src/routing/center-state.ts";
import { explain } from "../../src/routing/explain.ts";
import { advance } from "../../src/routing/decide.ts";
import { checkInvariants } from "../../src/routing/invariants.ts";
import type { CenterData } from "../../src/routing/state.ts";
import { asked, callingBack, dialled, names, number, other } from "./callback-deeds.ts";
import { press, promise, reached, ring } from "./callback-deeds.ts";
import { Centre, startAt, types } from "./centre.ts";

const hour = 3_600_000;

describe("R11: the same person rings himself", () => {
  test("his call takes over the place, and nobody calls him meanwhile (R12)", () => {
    const centre = new Centre([callingBack()]);
    const callback = asked(centre);
    const { queuedAt } = centre.contact(callback);
    centre.wait(60);
    const stranger = centre.arrive();
    const own = ring(centre);
    expect(centre.contact(own).queuedAt).toBe(queuedAt);
    expect(centre.contact(callback)).toMatchObject({ state: "postponed" });
    centre.ready("anna");
    expect(centre.offered("anna")).toBe(own);
    centre.ready("bert");
    expect(centre.offered("bert")).toBe(stranger);
    centre.ready("cara");
    expect(centre.offered("cara")).toBeNull();
  });

  test("however he writes his number, and whichever line of the centre he rings", () => {
    const centre = new Centre([callingBack(), callingBack("zentrale")]);
    const callback = asked(centre, number);
    const own = ring(centre, "065929991", "zentrale");
    expect(centre.contact(callback).callback?.ownContactId).toBe(own);
    expect(centre.contact(own).queuedAt).toBe(centre.contact(callback).queuedAt);
  });

  test("once he talks, the callback is dropped", () => {
    const centre = new Centre([callingBack()]);
    const callback = asked(centre);
    const own = ring(centre);
    centre.ready("anna");
    centre.accept("anna");
    const events = centre.answer(own);
    expect(types(events)).toEqual(["conversationStarted", "contactEnded"]);
    expect(events[1]).toMatchObject({ contactId: callback, cause: "callerGotThrough" });
    expect(explain(events[1]!, names)).toBe(
      "Die Person hat inzwischen selbst jemanden erreicht: Der Rückruf entfällt.",
    );
    expect(Object.keys(centre.state.contacts)).toEqual([own]);
  });

  test("when he leaves unanswered, it goes on at its place", () => {
    const centre = new Centre([callingBack()]);
    const callback = asked(centre);
    const { queuedAt } = centre.contact(callback);
    const own = ring(centre);
    const events = centre.do({ type: "callerHangsUp", contactId: own });
    expect(types(events)).toEqual(["contactEnded", "callbackReleased", "contactQueued"]);
    expect(centre.contact(callback)).toMatchObject({ state: "waiting", queuedAt });
  });

  test.each(["offered", "connecting", "dialling"])(
    "while the callback is %s: whoever was at it is free without penalty and gets the call",
    (state) => {
      const centre = new Centre([callingBack()]);
      const callback = asked(centre);
      centre.ready("anna");
      if (state === "connecting") centre.accept("anna");
      if (state === "dialling") dialled(centre, "anna");
      expect(centre.stateOf(callback)).toBe(state);
      const own = ring(centre);
      expect(centre.contact(callback)).toMatchObject({ state: "postponed", callId: null });
      expect(centre.offered("anna")).toBe(own);
      expect(centre.agent("anna").declines).toBe(0);
    },
  );

  test("a suppressed or another number touches nothing, nor does a call outside the hours", () => {
    const centre = new Centre([callingBack(), callingBack("zu", { open: [] })]);
    const callback = asked(centre);
    for (const contactId of [ring(centre, null), ring(centre, other), ring(centre, number, "zu")]) {
      expect(centre.contact(contactId).queuedAt).toBe(centre.contact(contactId).arrivedAt);
    }
    expect(centre.stateOf(callback)).toBe("waiting");
  });

  test("one that was promised in this very conversation stays, also after a recall", () => {
    const centre = new Centre([callingBack()]);
    centre.ready("anna");
    const own = ring(centre);
    centre.accept("anna");
    centre.answer(own);
    centre.do(promise("anna", own, "back", { at: startAt + 2 * hour }));
    centre.transfer("anna", own);
    centre.fail(own, "busy");
    centre.accept("anna");
    centre.answer(own);
    expect(centre.stateOf(own)).toBe("talking");
    expect(centre.stateOf("back")).toBe("postponed");
  });
});

describe("R11: two wishes of one number are one", () => {
  test("the newer goes on, in the better place", () => {
    const centre = new Centre([callingBack()]);
    const first = asked(centre);
    const { queuedAt } = centre.contact(first);
    centre.wait(60);
    const second = ring(centre);
    const events = press(centre, second);
    expect(events.map((event) => explain(event, names))).toEqual([
      "Für dieselbe Nummer wurde neu ein Rückruf vereinbart: Dieser entfällt.",
      expect.stringContaining("behält den Platz von 08:00:00 Uhr"),
    ]);
    centre.do({ type: "announcementEnds", contactId: second });
    expect(Object.keys(centre.state.contacts)).toEqual([second]);
    expect(centre.contact(second)).toMatchObject({ state: "waiting", queuedAt });
  });

  test("also one that a person promises to the number, as soon as possible or at a time", () => {
    const centre = new Centre([callingBack()]);
    const first = asked(centre, other);
    const { queuedAt } = centre.contact(first);
    centre.ready("anna");
    centre.decline("anna");
    centre.choose("anna", "ready");
    centre.decline("anna");
    const contactId = centre.arrive();
    centre.do({ type: "pull", agentId: "anna", contactId });
    centre.answer(contactId);
    centre.do(promise("anna", contactId, "soon", { number: "02671 9993" }));
    expect(centre.contact("soon").queuedAt).toBe(queuedAt);
    const at = startAt + 3 * hour;
    centre.do(promise("anna", contactId, "later", { number: "02671/9993", at }));
    expect(Object.keys(centre.state.contacts)).toEqual([contactId, "later"]);
    expect(centre.contact("later").queuedAt).toBe(at);
  });
});

describe("R2, R11: hours are checked when it is offered", () => {
  const open = [
    { from: startAt - hour, to: startAt + hour },
    { from: startAt + 3 * hour, to: startAt + 5 * hour },
  ];

  test("a callback that nobody took before the line closed waits for the next opening", () => {
    const centre = new Centre([callingBack("115", { open })]);
    const callback = asked(centre);
    const { queuedAt } = centre.contact(callback);
    const events = centre.wait(3600);
    expect(events.map((event) => explain(event, names))).toEqual([
      "Der Anschluss hat geschlossen: Der Rückruf wartet auf die nächste Öffnung.",
    ]);
    centre.ready("anna");
    expect(centre.offered("anna")).toBeNull();
    centre.wait(2 * 3600);
    expect(centre.offered("anna")).toBe(callback);
    expect(centre.contact(callback).queuedAt).toBe(queuedAt);
  });

  test("one that is declined after closing is not offered again that day", () => {
    const centre = new Centre([callingBack("115", { open })]);
    centre.ready("anna");
    centre.ready("bert");
    centre.now = startAt + hour - 5000;
    asked(centre);
    centre.wait(6);
    centre.decline("anna");
    expect(centre.offered("bert")).toBeNull();
    expect(types(centre.wait(3600))).not.toContain("offerMade");
  });

  test("a line that is closed by hand keeps its callbacks, and goes on when it opens again", () => {
    const centre = new Centre([callingBack("115", { open })]);
    const callback = asked(centre);
    centre.do({ type: "changeLines", lines: [callingBack("115", { open: [] })] });
    centre.ready("anna");
    centre.wait(60);
    expect(centre.stateOf(callback)).toBe("postponed");
    centre.do({ type: "changeLines", lines: [callingBack("115", { open })] });
    expect(centre.offered("anna")).toBe(callback);
  });
});

describe("R11 lives through a recovery", () => {
  test("a snapshot in the middle of a callback goes on with it", () => {
    const centre = new Centre([callingBack()]);
    asked(centre);
    centre.ready("anna");
    const contactId = dialled(centre, "anna");
    const restored = createState(JSON.parse(JSON.stringify(toData(centre.state))) as CenterData);
    expect(checkInvariants(restored)).toEqual([]);
    const callId = centre.contact(contactId).callId!;
    reached(centre, contactId);
    advance(restored, { type: "callerAnswers", contactId, callId }, centre.now);
    expect(toData(restored)).toEqual(
      expect.objectContaining({ contacts: toData(centre.state).contacts }),
    );
  });

  test("a snapshot from before callbacks is taken over", () => {
    const centre = new Centre([callingBack()]);
    centre.arrive();
    const { callsSinceCallback: _, ...old } = toData(centre.state);
    for (const contact of Object.values(old.contacts)) Reflect.deleteProperty(contact, "callback");
    const restored = createState(old as CenterData);
    expect(checkInvariants(restored)).toEqual([]);
    expect(toData(restored)).toEqual(toData(centre.state));
  });
});
