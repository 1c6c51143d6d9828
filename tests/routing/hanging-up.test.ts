import { describe, expect, test } from "vitest";
import { Centre, line, types } from "./centre.ts";

/** Every gap of the set-up and after, and where the agent is once the caller is gone in it. */
const gaps: [gap: string, reach: (centre: Centre, contactId: string) => void, agent: string][] = [
  ["while the offer rings", () => {}, "ready"],
  ["between accept and answer", (centre) => void centre.accept("anna"), "ready"],
  ["in the talk", (centre, id) => (centre.accept("anna"), void centre.answer(id)), "wrapUp"],
  [
    "while the target rings",
    (centre, id) => {
      centre.accept("anna");
      centre.answer(id);
      centre.transfer("anna", id);
    },
    "wrapUp",
  ],
  [
    "while the recall rings",
    (centre, id) => {
      centre.accept("anna");
      centre.answer(id);
      centre.transfer("anna", id);
      centre.fail(id);
    },
    "ready",
  ],
];

describe("F2 the caller hangs up", () => {
  test.each(gaps)(
    "%s: nothing of the call is left, the agent without penalty",
    (_, reach, agent) => {
      const centre = new Centre();
      centre.ready("anna");
      const contactId = centre.arrive();
      reach(centre, contactId);
      const party = centre.contact(contactId).party?.id ?? "a1";
      const events = centre.do({ type: "callerHangsUp", contactId });
      expect(events).toContainEqual({ type: "contactEnded", contactId, cause: "callerHungUp" });
      expect(centre.stateOf("anna")).toBe(agent);
      expect(centre.agent("anna")).toMatchObject({ declines: 0, restsUntil: 0, offerId: null });
      // What the switch says of it afterwards finds nothing.
      expect(centre.do({ type: "partyAnswers", contactId, partyId: party })).toEqual([]);
      expect(centre.do({ type: "partyFails", contactId, partyId: party, failure: "busy" })).toEqual(
        [],
      );
      expect(centre.do({ type: "callerHangsUp", contactId })).toEqual([]);
      expect(centre.do({ type: "callVanishes", contactId })).toEqual([]);
    },
  );

  test("while waiting: the place is free and nobody is asked for him any more", () => {
    const centre = new Centre();
    const contactId = centre.arrive();
    centre.do({ type: "callerHangsUp", contactId });
    centre.ready("anna");
    expect(centre.stateOf("anna")).toBe("ready");
  });

  test("a break chosen while connecting holds when the caller leaves before the answer", () => {
    const centre = new Centre();
    centre.ready("anna");
    const contactId = centre.arrive();
    centre.accept("anna");
    centre.choose("anna", "break");
    centre.do({ type: "callerHangsUp", contactId });
    expect(centre.stateOf("anna")).toBe("break");
  });

  test("the freed agent gets the next caller in the same step", () => {
    const centre = new Centre();
    centre.ready("anna");
    const gone = centre.arrive();
    const next = centre.arrive();
    const events = centre.do({ type: "callerHangsUp", contactId: gone });
    expect(types(events)).toEqual(["offerEnded", "contactEnded", "offerMade"]);
    expect(centre.offered("anna")).toBe(next);
  });
});

describe("the agent's side", () => {
  test.each(["desk", "phone"])("she hangs up by her %s: the call ends, wrap-up begins", (by) => {
    const centre = new Centre();
    centre.ready("anna");
    const contactId = centre.talk("anna");
    const hungUp = { contactId, partyId: "a1", lost: false };
    const events =
      by === "desk"
        ? centre.hangUp("anna", contactId)
        : centre.do({ type: "partyHangsUp", ...hungUp });
    expect(events).toMatchObject([
      { type: "contactEnded", cause: "agentHungUp" },
      { type: "wrapUpStarted", contactId, until: centre.now + 60_000 },
    ]);
  });

  test("her phone vanishes in the talk: the caller is kept at his old place, she is marked", () => {
    const centre = new Centre();
    centre.ready("anna");
    const contactId = centre.talk("anna");
    const { queuedAt, answeredAt } = centre.contact(contactId);
    centre.wait(100);
    const events = centre.do({ type: "partyHangsUp", contactId, partyId: "a1", lost: true });
    expect(types(events)).toEqual(["agentLost", "agentStoppedResponding", "contactQueued"]);
    expect(centre.contact(contactId)).toMatchObject({ state: "waiting", queuedAt, answeredAt });
    expect(centre.agent("anna").notRespondingReason).toBe("unreachable");
    centre.ready("bert");
    centre.accept("bert");
    expect(centre.answer(contactId)).toMatchObject([{ type: "conversationStarted", first: false }]);
  });

  test.each([true, false])(
    "a phone that is gone before its answer was reported counts as not reached (lost: %s)",
    (lost) => {
      const centre = new Centre();
      centre.ready("anna");
      const contactId = centre.arrive();
      centre.accept("anna");
      centre.do({ type: "partyHangsUp", contactId, partyId: "a1", lost });
      expect(centre.stateOf(contactId)).toBe("waiting");
      expect(centre.stateOf("anna")).toBe("notResponding");
    },
  );

  test("nobody hangs up another's call, and nobody what is not a talk", () => {
    const centre = new Centre();
    centre.ready("anna");
    centre.ready("bert");
    const contactId = centre.arrive();
    centre.refuses({ type: "hangUp", agentId: "anna", contactId }, "not_your_contact");
    centre.accept("anna");
    centre.refuses({ type: "hangUp", agentId: "anna", contactId }, "not_talking");
    centre.answer(contactId);
    centre.refuses({ type: "hangUp", agentId: "bert", contactId }, "not_your_contact");
    centre.refuses({ type: "hangUp", agentId: "bert", contactId: "__proto__" }, "unknown_contact");
  });
});

describe("the switch", () => {
  test("reports about other parties, twice or too late change nothing", () => {
    const centre = new Centre();
    centre.ready("anna");
    const contactId = centre.arrive();
    const about = { contactId, partyId: "a1" };
    expect(centre.do({ type: "partyAnswers", ...about })).toEqual([]);
    centre.accept("anna");
    expect(centre.do({ type: "partyFails", contactId, partyId: "a9", failure: "busy" })).toEqual(
      [],
    );
    centre.answer(contactId);
    expect(centre.do({ type: "partyAnswers", ...about })).toEqual([]);
    expect(centre.do({ type: "partyFails", ...about, failure: "noAnswer" })).toEqual([]);
    expect(centre.do({ type: "announcementEnds", contactId })).toEqual([]);
    for (const lost of [true, false]) {
      expect(centre.do({ type: "partyHangsUp", contactId, partyId: "a9", lost })).toEqual([]);
    }
    expect(centre.do({ type: "partyAnswers", contactId: "unknown", partyId: "a1" })).toEqual([]);
    expect(centre.stateOf(contactId)).toBe("talking");
  });

  test("a call that it no longer knows ends as vanished, and its agent is free (F4)", () => {
    const centre = new Centre();
    centre.ready("anna");
    const contactId = centre.talk("anna");
    expect(centre.do({ type: "callVanishes", contactId })).toMatchObject([
      { type: "contactEnded", cause: "vanished" },
      { type: "wrapUpStarted" },
    ]);
    centre.wait(60);
    expect(centre.stateOf("anna")).toBe("ready");
  });
});

describe("F9 wrap-up", () => {
  test.each(["hangs up", "is left", "transfers", "recalled and hangs up", "took it back"])(
    "whoever talked has her wrap-up once, of her own contact: she %s",
    (how) => {
      const centre = new Centre([line("115")]);
      centre.ready("anna");
      const contactId = centre.talk("anna");
      if (how === "is left") centre.do({ type: "callerHangsUp", contactId });
      else if (how === "hangs up") centre.hangUp("anna", contactId);
      else {
        centre.transfer("anna", contactId);
        if (how === "transfers") centre.answer(contactId);
        if (how === "recalled and hangs up") {
          centre.fail(contactId);
          centre.accept("anna");
        }
        if (how === "took it back") centre.do({ type: "takeBack", agentId: "anna", contactId });
        if (how !== "transfers") {
          centre.answer(contactId);
          centre.hangUp("anna", contactId);
        }
      }
      expect(centre.agent("anna").wrapUp?.contactId).toBe(contactId);
      expect(types(centre.wait(61)).filter((type) => type === "wrapUpEnded")).toHaveLength(1);
      expect(centre.stateOf("anna")).toBe("ready");
    },
  );
});
