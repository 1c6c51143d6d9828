import { describe, expect, test } from "vitest";
import { Centre, line, types } from "./centre.ts";

function transferring(): { centre: Centre; contactId: string } {
  const centre = new Centre();
  centre.ready("anna");
  const contactId = centre.talk("anna");
  centre.transfer("anna", contactId);
  return { centre, contactId };
}

describe("R10 blind transfer", () => {
  test("the target rings, the agent is in wrap-up; the target answers and she is out of it", () => {
    const { centre, contactId } = transferring();
    expect(centre.contact(contactId)).toMatchObject({
      state: "transferring",
      party: { id: "x2", role: "target", extension: "400" },
    });
    expect(centre.agent("anna").wrapUp?.contactId).toBe(contactId);
    expect(types(centre.answer(contactId))).toEqual(["transferConnected"]);
    centre.do({ type: "endWrapUp", agentId: "anna" });
    expect([centre.stateOf(contactId), centre.stateOf("anna")]).toEqual(["transferred", "ready"]);
    const hungUp = { contactId, partyId: "x2", lost: false };
    expect(centre.do({ type: "partyHangsUp", ...hungUp })).toMatchObject([
      { type: "contactEnded", cause: "targetHungUp" },
    ]);
  });

  test.each(["busy", "noAnswer", "unreachable", "declined"] as const)(
    "a target that is %s: the call comes back to her at once, with everything known",
    (failure) => {
      const { centre, contactId } = transferring();
      const { answeredAt } = centre.contact(contactId);
      centre.ready("bert");
      centre.wait(5);
      expect(types(centre.fail(contactId, failure))).toEqual([
        "transferFailed",
        "contactQueued",
        "wrapUpEnded",
        "offerMade",
      ]);
      expect(centre.offerTo("anna")).toMatchObject({ contactId, kind: "recall" });
      expect(centre.contact(contactId).recall).toMatchObject({
        failure,
        byAgentId: "anna",
        at: centre.now,
        target: {
          extension: "400",
          name: "Zulassungsstelle",
        },
      });
      centre.accept("anna");
      expect(centre.answer(contactId)).toMatchObject([
        { type: "conversationStarted", first: false },
      ]);
      expect(centre.contact(contactId).answeredAt).toBe(answeredAt);
      centre.hangUp("anna", contactId);
      expect(centre.stateOf("anna")).toBe("wrapUp");
    },
  );

  test("a target of which the switch says nothing is given up after its time and the guard", () => {
    const { centre, contactId } = transferring();
    centre.wait(29);
    expect(centre.stateOf(contactId)).toBe("transferring");
    centre.wait(1);
    expect(centre.offerTo("anna").kind).toBe("recall");
    expect(centre.do({ type: "partyAnswers", contactId, partyId: "x2" })).toEqual([]);
  });

  test("the second target answers after the first did not", () => {
    const { centre, contactId } = transferring();
    centre.fail(contactId);
    centre.accept("anna");
    centre.answer(contactId);
    centre.transfer("anna", contactId, "401");
    expect(centre.partyOf(contactId)).toBe("x4");
    centre.answer(contactId);
    expect(centre.contact(contactId)).toMatchObject({
      state: "transferred",
      agentId: "anna",
      transfer: { target: { extension: "401" } },
    });
  });

  test.each(["declined", "expired"])("a recall that is %s goes to the team", (how) => {
    const { centre, contactId } = transferring();
    centre.ready("bert");
    centre.talk("bert");
    centre.fail(contactId);
    if (how === "declined") centre.decline("anna");
    else centre.wait(21);
    expect(centre.contact(contactId)).toMatchObject({ state: "waiting", reservedFor: null });
    centre.ready("cara");
    expect(centre.offerTo("cara")).toMatchObject({ contactId, kind: "queue" });
  });

  test("if she is ready again, it is offered to her at once", () => {
    const { centre, contactId } = transferring();
    centre.choose("anna", "break");
    centre.do({ type: "endWrapUp", agentId: "anna" });
    centre.choose("anna", "ready");
    centre.fail(contactId);
    expect(centre.offerTo("anna")).toMatchObject({ contactId, kind: "recall" });
  });

  test("if she is busy, it is reserved for her and offered as soon as she is free", () => {
    const { centre, contactId } = transferring();
    centre.do({ type: "endWrapUp", agentId: "anna" });
    const other = centre.talk("anna");
    centre.wait(10);
    centre.fail(contactId);
    const { reservedFor } = centre.contact(contactId);
    expect(reservedFor).toEqual({ agentId: "anna", until: centre.now + 45_000 });
    centre.ready("bert");
    expect(centre.offered("bert")).toBeNull();
    const older = centre.arrive();
    expect(centre.offered("bert")).toBe(older);
    centre.hangUp("anna", other);
    expect(centre.stateOf("anna")).toBe("wrapUp");
    centre.do({ type: "endWrapUp", agentId: "anna" });
    expect(centre.offerTo("anna")).toMatchObject({ contactId, kind: "recall" });
  });

  test("if she stays busy too long, the team takes over", () => {
    const { centre, contactId } = transferring();
    centre.do({ type: "endWrapUp", agentId: "anna" });
    centre.talk("anna");
    centre.fail(contactId);
    centre.ready("bert");
    centre.wait(44.9);
    expect(centre.stateOf(contactId)).toBe("waiting");
    const events = centre.wait(0.1);
    expect(events[0]).toMatchObject({ type: "contactQueued", cause: "reservationOver" });
    expect(centre.offerTo("bert")).toMatchObject({ contactId, kind: "queue" });
  });

  test.each(["break", "offline", "withdrawn", "not responding"])(
    "if she is gone (%s) when the transfer fails, the team takes over at once",
    (where) => {
      const { centre, contactId } = transferring();
      centre.do({ type: "endWrapUp", agentId: "anna" });
      if (where === "withdrawn") centre.do({ type: "withdrawAgent", agentId: "anna" });
      else if (where === "not responding") {
        centre.arrive();
        centre.wait(20);
      } else centre.choose("anna", where as "break");
      centre.ready("bert");
      centre.fail(contactId);
      expect(centre.contact(contactId).reservedFor).toBeNull();
      centre.ready("cara");
      expect(Object.values(centre.state.offers).map((offer) => offer.contactId)).toContain(
        contactId,
      );
    },
  );

  test("if she was withdrawn in its wrap-up, the team takes over at once", () => {
    const { centre, contactId } = transferring();
    centre.do({ type: "withdrawAgent", agentId: "anna" });
    centre.ready("bert");
    centre.fail(contactId);
    expect(centre.stateOf("anna")).toBe("wrapUp");
    expect(centre.offerTo("bert")).toMatchObject({ contactId, kind: "queue" });
  });

  test("if she rests after a refusal, the recall waits for the end of the rest (R7)", () => {
    const { centre, contactId } = transferring();
    centre.do({ type: "endWrapUp", agentId: "anna" });
    centre.arrive();
    centre.decline("anna");
    centre.fail(contactId);
    expect(centre.offered("anna")).toBeNull();
    centre.wait(5);
    expect(centre.offerTo("anna")).toMatchObject({ contactId, kind: "recall" });
  });

  test("if she turns to a break while it is reserved for her, the team takes over at once", () => {
    const { centre, contactId } = transferring();
    centre.do({ type: "endWrapUp", agentId: "anna" });
    centre.talk("anna");
    centre.fail(contactId);
    centre.ready("bert");
    const events = centre.choose("anna", "break");
    expect(types(events)).toEqual(["presenceChosen", "contactQueued", "offerMade"]);
    expect(centre.offered("bert")).toBe(contactId);
  });

  test("a break chosen before the recall holds after it", () => {
    const { centre, contactId } = transferring();
    centre.choose("anna", "break");
    centre.fail(contactId);
    expect(centre.offerTo("anna").kind).toBe("recall");
    centre.decline("anna");
    expect(centre.stateOf("anna")).toBe("break");
    expect(centre.contact(contactId).reservedFor).toBeNull();
  });

  test("a target whose phone vanishes in the talk brings the caller back", () => {
    const { centre, contactId } = transferring();
    centre.answer(contactId);
    centre.do({ type: "partyHangsUp", contactId, partyId: "x2", lost: true });
    expect(centre.offerTo("anna")).toMatchObject({ contactId, kind: "recall" });
    expect(centre.contact(contactId).recall?.failure).toBe("unreachable");
  });

  test("the caller who leaves while the target rings ends it, and nobody is called back", () => {
    const { centre, contactId } = transferring();
    centre.do({ type: "callerHangsUp", contactId });
    expect(centre.stateOf(contactId)).toBe("gone");
    centre.wait(120);
    expect(centre.stateOf("anna")).toBe("ready");
  });

  test("only the person who talks may transfer, only while talking, and not to herself", () => {
    const centre = new Centre();
    centre.ready("anna", { extension: "11" });
    centre.ready("bert");
    const contactId = centre.arrive();
    centre.accept("anna");
    const to = (agentId: string, extension: string) => ({
      ...({ type: "transfer", agentId, contactId } as const),
      target: { extension, name: "Ziel", directoryEntryId: null },
    });
    centre.refuses(to("anna", "400"), "not_talking");
    centre.answer(contactId);
    centre.refuses(to("bert", "400"), "not_your_contact");
    for (const extension of ["", " ", "11", "4 00", "400\n"]) {
      centre.refuses(to("anna", extension), "invalid_target");
    }
    centre.refuses({ ...to("anna", "400"), contactId: "constructor" }, "unknown_contact");
    centre.do(to("anna", "400"));
    centre.refuses(to("anna", "401"), "not_talking");
  });
});

describe("R10 taking back", () => {
  test("while the target rings she takes the caller back: her phone rings, no offer", () => {
    const { centre, contactId } = transferring();
    expect(types(centre.do({ type: "takeBack", agentId: "anna", contactId }))).toEqual([
      "transferFailed",
      "wrapUpEnded",
      "agentRung",
    ]);
    expect(centre.contact(contactId)).toMatchObject({
      state: "connecting",
      recall: null,
      party: { id: "a3" },
    });
    centre.answer(contactId);
    expect(centre.stateOf("anna")).toBe("talking");
  });

  test("another offer that she has goes back to its place without penalty", () => {
    const { centre, contactId } = transferring();
    centre.do({ type: "endWrapUp", agentId: "anna" });
    const other = centre.arrive();
    expect(centre.offered("anna")).toBe(other);
    centre.do({ type: "takeBack", agentId: "anna", contactId });
    expect(centre.stateOf(other)).toBe("waiting");
    expect(centre.agent("anna")).toMatchObject({ state: "connecting", contactId, declines: 0 });
  });

  test("it is refused to others, in a conversation, and when the target has answered", () => {
    const { centre, contactId } = transferring();
    const takeBack = { type: "takeBack", contactId } as const;
    centre.ready("bert");
    centre.refuses({ ...takeBack, agentId: "bert" }, "not_your_contact");
    centre.choose("bert", "break");
    centre.do({ type: "endWrapUp", agentId: "anna" });
    centre.talk("anna");
    centre.refuses({ ...takeBack, agentId: "anna" }, "agent_in_conversation");
    centre.answer(contactId);
    centre.refuses({ ...takeBack, agentId: "anna" }, "not_transferring");
  });

  test("if her phone cannot be reached then, the team takes over", () => {
    const { centre, contactId } = transferring();
    centre.do({ type: "takeBack", agentId: "anna", contactId });
    centre.fail(contactId, "unreachable");
    centre.ready("bert");
    expect(centre.offered("bert")).toBe(contactId);
    // What the switch still says of her phone is not taken for bert's.
    centre.accept("bert");
    expect(centre.do({ type: "partyAnswers", contactId, partyId: "a3" })).toEqual([]);
    expect(centre.partyOf(contactId)).toBe("a4");
  });
});

test("a line without wrap-up: she is ready at once, and a recall still finds her", () => {
  const centre = new Centre([line("115", { wrapUpSecondsMax: 0, recallReservedSecondsMax: 0 })]);
  centre.ready("anna");
  const contactId = centre.talk("anna");
  centre.transfer("anna", contactId);
  expect(centre.stateOf("anna")).toBe("ready");
  centre.fail(contactId);
  expect(centre.offerTo("anna")).toMatchObject({ contactId, kind: "recall" });
});
