import { describe, expect, test } from "vitest";
import { explain } from "../../src/routing/explain.ts";
import { callingBack, names, number, press, promise, ring } from "./callback-deeds.ts";
import { Centre, line, startAt, types } from "./centre.ts";

const hour = 3_600_000;

/** @returns the contact */
function pressed(centre: Centre, contactId: string, key = "1"): string {
  press(centre, contactId, key);
  return contactId;
}

describe("R11: a waiting caller asks to be called back", () => {
  test("by pressing 1: he keeps his place, hears that he will be called, and his line is free", () => {
    const centre = new Centre([callingBack()]);
    const contactId = ring(centre);
    const { queuedAt } = centre.contact(contactId);
    centre.wait(20);
    const [event] = press(centre, contactId);
    expect(centre.contact(contactId)).toMatchObject({ state: "confirming", queuedAt });
    expect(explain(event!, names)).toBe(
      "Rückruf unter der angezeigten Nummer gewünscht (Taste 1); behält den Platz von 08:00:00 Uhr.",
    );
    expect(types(centre.do({ type: "announcementEnds", contactId }))).toEqual([
      "callbackPostponed",
      "contactQueued",
    ]);
    const callback = { number, promisedBy: null, attempts: 0, reached: false };
    const waiting = { state: "waiting", callId: null, queuedAt, callback };
    expect(centre.contact(contactId)).toMatchObject(waiting);
    expect(centre.state.index.byCall.size).toBe(0);
  });

  test("and loses nothing by hanging up before the announcement is over", () => {
    const centre = new Centre([callingBack()]);
    const contactId = ring(centre);
    press(centre, contactId);
    centre.do({ type: "callVanishes", contactId, callId: `call-${contactId}` });
    expect(centre.stateOf(contactId)).toBe("waiting");
    // Told once more, and of the call that is long over.
    centre.do({ type: "callerHangsUp", contactId, callId: `call-${contactId}` });
    centre.do({ type: "callerHangsUp", contactId });
    expect(centre.stateOf(contactId)).toBe("waiting");
  });

  test("and an announcement whose end nobody reports is taken to be over", () => {
    const centre = new Centre([callingBack()]);
    const contactId = ring(centre);
    press(centre, contactId);
    centre.wait(120);
    expect(centre.stateOf(contactId)).toBe("waiting");
  });

  test("also while he is being offered: the person who was asked is free without penalty", () => {
    const centre = new Centre([callingBack()]);
    centre.ready("anna");
    const contactId = ring(centre);
    expect(types(press(centre, contactId))).toEqual(["offerEnded", "callbackAsked"]);
    expect(centre.agent("anna")).toMatchObject({ state: "ready", declines: 0 });
  });

  test.each<[string, (centre: Centre) => string]>([
    ["another key", (centre) => pressed(centre, ring(centre), "2")],
    ["a suppressed number", (centre) => pressed(centre, ring(centre, null))],
    ["an inner number", (centre) => pressed(centre, ring(centre, "4711"))],
    ["a number that costs", (centre) => pressed(centre, ring(centre, "09001234567"))],
    ["a number abroad", (centre) => pressed(centre, ring(centre, "+352621123456"))],
    ["a line that does not offer it", (centre) => pressed(centre, ring(centre, number, "still"))],
  ])("%s changes nothing: he goes on waiting", (_, does) => {
    const centre = new Centre([callingBack(), line("still")]);
    const contactId = does(centre);
    expect(centre.contact(contactId)).toMatchObject({ state: "waiting", callback: null });
  });

  test("once: a second press, or one in the conversation, changes nothing", () => {
    const centre = new Centre([callingBack()]);
    const contactId = ring(centre);
    press(centre, contactId);
    expect(press(centre, contactId)).toEqual([]);
    centre.ready("anna");
    const talking = centre.talk("anna");
    expect(press(centre, talking)).toEqual([]);
  });
});

describe("R11: a person promises it", () => {
  test("in conversation, to the team: another contact of the same line, in its own place", () => {
    const centre = new Centre([callingBack()]);
    centre.ready("anna");
    const contactId = centre.talk("anna");
    const [event] = centre.do(promise("anna", contactId, "back"));
    expect(explain(event!, names)).toMatch(/^anna hat einen Rückruf zugesagt, ab 6\.7\./);
    expect(centre.contact("back")).toMatchObject({
      state: "waiting",
      lineId: "115",
      callId: null,
      queuedAt: centre.now,
      callback: { number, promisedBy: "anna", promisedIn: contactId, note: "Unterlagen" },
    });
    expect(centre.stateOf(contactId)).toBe("talking");
    centre.ready("bert");
    expect(centre.offered("bert")).toBe("back");
  });

  test("in wrap-up, when the caller has left the centre", () => {
    const centre = new Centre([callingBack()]);
    centre.ready("anna");
    const contactId = centre.talk("anna");
    centre.hangUp("anna", contactId);
    centre.do(promise("anna", contactId, "back"));
    expect(centre.stateOf("back")).toBe("waiting");
    centre.do({ type: "endWrapUp", agentId: "anna" });
    centre.refuses(promise("anna", contactId, "late"), "not_your_contact");
  });

  test("sent twice it is one callback", () => {
    const centre = new Centre([callingBack()]);
    centre.ready("anna");
    const contactId = centre.talk("anna");
    centre.do(promise("anna", contactId, "back"));
    expect(centre.do(promise("anna", contactId, "back"))).toEqual([]);
  });

  test.each(["115", "14-0", "", "0900 1234567", "0180 5123456", "+49 137 1234567"])(
    "„%s“ is no number that can be called back",
    (wrong) => {
      const centre = new Centre([callingBack()]);
      centre.ready("anna");
      const contactId = centre.talk("anna");
      const command = promise("anna", contactId, "back", { number: wrong });
      centre.refuses(command, "invalid_number");
    },
  );

  test("at a time: it is not offered before, and its place begins then", () => {
    const centre = new Centre([callingBack()]);
    centre.ready("anna");
    const contactId = centre.talk("anna");
    const at = startAt + 2 * hour;
    centre.do(promise("anna", contactId, "back", { at }));
    centre.hangUp("anna", contactId);
    centre.wait(300);
    expect(centre.stateOf("anna")).toBe("ready");
    expect(centre.stateOf("back")).toBe("postponed");
    centre.now = at - 1;
    centre.doNow({ type: "timePasses" });
    expect(centre.offered("anna")).toBeNull();
    centre.now = at;
    centre.doNow({ type: "timePasses" });
    expect(centre.offered("anna")).toBe("back");
    expect(centre.contact("back").queuedAt).toBe(at);
  });

  test("a time at which the line is closed is refused, with the sentence that says so", () => {
    const centre = new Centre([callingBack()]);
    centre.ready("anna");
    const contactId = centre.talk("anna");
    const at = startAt + 11 * hour;
    centre.refuses(promise("anna", contactId, "back", { at }), "outside_hours");
  });

  test("to herself: she is asked first, the team when she does not come", () => {
    const centre = new Centre([callingBack()]);
    centre.ready("anna");
    const contactId = centre.talk("anna");
    centre.do(promise("anna", contactId, "back", { toHerself: true }));
    centre.ready("bert");
    expect(centre.offered("bert")).toBeNull();
    centre.hangUp("anna", contactId);
    centre.do({ type: "endWrapUp", agentId: "anna" });
    expect(centre.offerTo("anna")).toMatchObject({ contactId: "back", kind: "recall" });
    const sentence = explain({ type: "offerMade", offer: centre.offerTo("anna") }, names);
    expect(sentence).toMatch(/weil diese Person den Rückruf zugesagt hat/);
    centre.decline("anna");
    expect(centre.offered("bert")).toBe("back");
  });

  test("to herself, who goes on a break: the team takes over at once", () => {
    const centre = new Centre([callingBack()]);
    centre.ready("anna");
    const contactId = centre.talk("anna");
    centre.do(promise("anna", contactId, "back", { toHerself: true }));
    centre.ready("bert");
    centre.choose("anna", "break");
    expect(centre.offered("bert")).toBe("back");
  });
});
