import { describe, expect, test } from "vitest";
import { explain } from "../../src/routing/explain.ts";
import { asked, callingBack, dialled, names, notReached } from "./callback-deeds.ts";
import { number, promise, reached } from "./callback-deeds.ts";
import { Centre, startAt, types } from "./centre.ts";

const hour = 3_600_000;
const attempts = { attemptsMax: 3, retrySeconds: 600, dialSecondsMax: 30 };

/** A citizen is being dialled by Anna. */
function underWay(): { centre: Centre; contactId: string } {
  const centre = new Centre([callingBack("115", attempts)]);
  asked(centre);
  centre.ready("anna");
  return { centre, contactId: dialled(centre, "anna") };
}

describe("R11: the citizen is called back", () => {
  test("accept, the person's phone, the citizen's phone, talking", () => {
    const { centre, contactId } = underWay();
    const contact = centre.contact(contactId);
    expect(contact.callId).toMatch(new RegExp(`^callback-${contactId}-\\d+$`));
    expect(contact.party).toMatchObject({ role: "agent", extension: "1-anna" });
    expect(centre.stateOf("anna")).toBe("connecting");
    expect(types(reached(centre, contactId))).toEqual(["conversationStarted"]);
    expect(centre.stateOf(contactId)).toBe("talking");
    expect(centre.contact(contactId).callback).toMatchObject({ number, reached: true });
    expect(centre.state.index.callbacks.size).toBe(0);
  });

  test("from then on he is a caller like any other: parked, transferred, recalled, hung up", () => {
    const { centre, contactId } = underWay();
    reached(centre, contactId);
    const { callId } = centre.contact(contactId);
    centre.do({ type: "park", agentId: "anna", contactId });
    centre.do({ type: "retrieve", agentId: "anna", contactId });
    centre.answer(contactId);
    centre.transfer("anna", contactId);
    centre.fail(contactId, "busy");
    expect(centre.offered("anna")).toBe(contactId);
    centre.accept("anna");
    centre.answer(contactId);
    expect(centre.contact(contactId)).toMatchObject({ state: "talking", callId });
    centre.do({ type: "callerHangsUp", contactId, callId: callId! });
    expect(centre.stateOf(contactId)).toBe("gone");
    expect(centre.stateOf("anna")).toBe("wrapUp");
  });

  test("a late word of an earlier call changes nothing", () => {
    const { centre, contactId } = underWay();
    for (const callId of [`call-${contactId}`, "callback-x-1"]) {
      expect(centre.do({ type: "callerAnswers", contactId, callId })).toEqual([]);
      const failure = "busy" as const;
      expect(centre.do({ type: "callerNotReached", contactId, callId, failure })).toEqual([]);
      expect(centre.do({ type: "callVanishes", contactId, callId })).toEqual([]);
    }
    expect(centre.stateOf(contactId)).toBe("dialling");
  });

  test("a person whose phone cannot be reached is not responding; he keeps his place", () => {
    const centre = new Centre([callingBack()]);
    const contactId = asked(centre);
    const { queuedAt } = centre.contact(contactId);
    centre.ready("anna");
    centre.accept("anna");
    centre.fail(contactId, "noAnswer");
    expect(centre.stateOf("anna")).toBe("notResponding");
    expect(centre.contact(contactId)).toMatchObject({ state: "waiting", callId: null, queuedAt });
    centre.ready("bert");
    expect(centre.offered("bert")).toBe(contactId);
  });
});

describe("R11: a citizen who is not reached", () => {
  test("is tried again later at his place; the person is free after a short wrap-up", () => {
    const { centre, contactId } = underWay();
    const { queuedAt } = centre.contact(contactId);
    const events = notReached(centre, contactId);
    expect(types(events)).toEqual(["callbackNotReached", "wrapUpStarted", "callbackPostponed"]);
    expect(events.map((event) => explain(event, names))).toEqual([
      "Nicht erreicht: besetzt (Versuch 1 von 3).",
      expect.stringMatching(/^anna ist in der Nachbearbeitung/),
      "Nächster Versuch ab 08:10:00 Uhr; der Platz bleibt.",
    ]);
    expect(centre.agent("anna")).toMatchObject({ state: "wrapUp", declines: 0 });
    centre.wait(30);
    expect(centre.stateOf("anna")).toBe("ready");
    centre.wait(569);
    expect(centre.offered("anna")).toBeNull();
    centre.wait(1);
    expect(centre.offered("anna")).toBe(contactId);
    const callback = { attempts: 1, lastFailure: "busy" };
    expect(centre.contact(contactId)).toMatchObject({ queuedAt, callback });
  });

  test("after the last attempt it ends, visibly, and the person is still not to blame", () => {
    const { centre } = underWay();
    let contactId = "";
    let events: ReturnType<typeof notReached> = [];
    for (let attempt = 1; attempt <= 3; attempt++) {
      contactId = attempt === 1 ? centre.agent("anna").contactId! : dialled(centre, "anna");
      events = notReached(centre, contactId);
      if (attempt < 3) centre.wait(600);
    }
    const ended = events.find(({ type }) => type === "contactEnded");
    expect(ended).toMatchObject({ cause: "callbackNotReached" });
    expect(explain(ended!, names)).toBe(
      "Der letzte Versuch war vergeblich: Der Rückruf ist beendet.",
    );
    expect(centre.stateOf(contactId)).toBe("gone");
    centre.wait(30);
    expect(centre.agent("anna")).toMatchObject({ state: "ready", declines: 0, restsUntil: 0 });
  });

  test("though the switch says nothing more: the core gives up by itself", () => {
    const { centre, contactId } = underWay();
    expect(types(centre.wait(34))).toEqual([]);
    expect(types(centre.wait(1))).toContain("callbackNotReached");
    expect(centre.stateOf(contactId)).toBe("postponed");
  });

  test.each(["hangUp", "receiver"])("because the person breaks it off (%s) counts", (how) => {
    const { centre, contactId } = underWay();
    if (how === "hangUp") centre.hangUp("anna", contactId);
    else {
      const partyId = centre.partyOf(contactId);
      centre.do({ type: "partyHangsUp", contactId, partyId, lost: false });
    }
    expect(centre.stateOf("anna")).toBe("wrapUp");
    const callback = { attempts: 1, lastFailure: "brokenOff" };
    expect(centre.contact(contactId)).toMatchObject({ state: "postponed", callback });
  });

  test("because the person's phone vanishes does not count: the team goes on", () => {
    const { centre, contactId } = underWay();
    const partyId = centre.partyOf(contactId);
    centre.do({ type: "partyHangsUp", contactId, partyId, lost: true });
    expect(centre.stateOf("anna")).toBe("notResponding");
    const callback = { attempts: 0 };
    expect(centre.contact(contactId)).toMatchObject({ state: "waiting", callback });
  });
});

describe("R11: a callback is taken over or given up by hand", () => {
  test("by pulling it, also before its time, while the line is open (R9)", () => {
    const centre = new Centre([callingBack("115", attempts)]);
    centre.ready("anna");
    const at = startAt + 2 * hour;
    centre.do(promise("anna", centre.talk("anna"), "back", { at }));
    centre.ready("bert");
    centre.do({ type: "pull", agentId: "bert", contactId: "back" });
    expect(centre.contact("back").callId).toMatch(/^callback-back-/);
    centre.answer("back");
    notReached(centre, "back");
    // What was agreed with the citizen still holds.
    expect(centre.contact("back").callback).toMatchObject({ notBefore: at, attempts: 1 });
  });

  test("not while the line is closed (R2)", () => {
    const centre = new Centre([callingBack()]);
    const contactId = asked(centre);
    centre.ready("anna");
    centre.decline("anna");
    centre.do({ type: "changeLines", lines: [callingBack("115", { open: [] })] });
    centre.refuses({ type: "pull", agentId: "anna", contactId }, "line_closed");
  });

  test("by cancelling: people of the line and supervisors, with their name", () => {
    const centre = new Centre([callingBack(), callingBack("zentrale")]);
    const contactId = asked(centre);
    centre.admit("fremd", { lineIds: ["zentrale"] });
    const cancel = { type: "cancelCallback", contactId, byName: "Petra Leitung" } as const;
    centre.refuses({ ...cancel, agentId: "fremd" }, "not_your_line");
    const events = centre.do({ ...cancel, agentId: null });
    expect(events.map((event) => explain(event, names))).toEqual([
      "Petra Leitung hat den Rückruf gestrichen.",
    ]);
    expect(centre.stateOf(contactId)).toBe("gone");
    centre.refuses({ ...cancel, agentId: null }, "unknown_contact");
  });

  test("while it is offered: the person who was asked is free without penalty", () => {
    const centre = new Centre([callingBack()]);
    const contactId = asked(centre);
    centre.ready("anna");
    centre.do({ type: "cancelCallback", contactId, agentId: "anna", byName: "anna" });
    expect(centre.agent("anna")).toMatchObject({ state: "ready", declines: 0 });
  });

  test("not while somebody is at it, nor what is no callback", () => {
    const { centre, contactId } = underWay();
    const cancel = { type: "cancelCallback", agentId: null, byName: "Leitung" } as const;
    centre.refuses({ ...cancel, contactId }, "callback_under_way");
    centre.refuses({ ...cancel, contactId: centre.arrive() }, "not_a_callback");
  });
});
