import { describe, expect, test } from "vitest";
import { Centre, types } from "./centre.ts";

describe("R7 offer", () => {
  test("an accepted offer rings the agent's phone, and her answer starts the conversation", () => {
    const centre = new Centre();
    centre.ready("anna", { extension: "11" });
    const contactId = centre.arrive();
    expect(centre.offerTo("anna")).toMatchObject({ contactId, kind: "queue" });
    expect(centre.accept("anna")).toMatchObject([
      { type: "offerEnded", outcome: "accepted" },
      { type: "agentRung", party: { id: "a1", role: "agent", extension: "11" } },
    ]);
    expect(centre.answer(contactId)).toMatchObject([{ type: "conversationStarted", first: true }]);
    expect(centre.contact(contactId)).toMatchObject({ state: "talking", answeredAt: centre.now });
  });

  test("an offer nobody answers expires: not responding, the next is asked, one key brings back", () => {
    const centre = new Centre();
    centre.ready("anna");
    centre.ready("bert");
    const contactId = centre.arrive();
    const { expiresAt } = centre.offerTo("anna");
    centre.wait((expiresAt - centre.now - 1) / 1000);
    expect(centre.offered("anna")).toBe(contactId);
    const events = centre.wait(0.001);
    expect(types(events)).toEqual([
      "offerEnded",
      "agentStoppedResponding",
      "contactQueued",
      "offerMade",
    ]);
    expect(centre.agent("anna")).toMatchObject({
      state: "notResponding",
      intent: "ready",
      notRespondingReason: "offerExpired",
    });
    expect(centre.offered("bert")).toBe(contactId);
    const next = centre.arrive();
    centre.choose("anna", "ready");
    expect(centre.offered("anna")).toBe(next);
  });

  test("whoever does not respond is left alone but never removed", () => {
    const centre = new Centre();
    centre.ready("anna");
    const contactId = centre.arrive();
    centre.wait(3600);
    expect(centre.stateOf("anna")).toBe("notResponding");
    expect(centre.stateOf(contactId)).toBe("waiting");
    centre.choose("anna", "ready");
    expect(centre.offered("anna")).toBe(contactId);
  });

  test("a late accept is refused, however late the timer is", () => {
    const centre = new Centre();
    centre.ready("anna");
    centre.ready("bert");
    const contactId = centre.arrive();
    const { id: offerId, expiresAt } = centre.offerTo("anna");
    centre.now = expiresAt - 1; // the command comes at the very moment of expiry
    const events = centre.refuses(
      { type: "acceptOffer", agentId: "anna", offerId },
      "offer_expired",
    );
    expect(types(events)).toContain("agentStoppedResponding");
    expect(centre.offered("bert")).toBe(contactId);
  });

  test("the last millisecond before expiry still counts", () => {
    const centre = new Centre();
    centre.ready("anna");
    const contactId = centre.arrive();
    centre.now = centre.offerTo("anna").expiresAt - 2;
    centre.accept("anna");
    expect(centre.stateOf(contactId)).toBe("connecting");
  });

  test("the same key pressed twice does nothing the second time", () => {
    const centre = new Centre();
    centre.ready("anna");
    const contactId = centre.arrive();
    const { id: offerId } = centre.offerTo("anna");
    centre.do({ type: "acceptOffer", agentId: "anna", offerId });
    expect(centre.do({ type: "acceptOffer", agentId: "anna", offerId })).toEqual([]);
    centre.answer(contactId);
    expect(centre.do({ type: "acceptOffer", agentId: "anna", offerId })).toEqual([]);
    centre.hangUp("anna", contactId);
    centre.refuses({ type: "acceptOffer", agentId: "anna", offerId }, "offer_expired");
  });

  test("only the person asked may decline, and only once", () => {
    const centre = new Centre();
    centre.ready("anna");
    centre.admit("bert");
    centre.arrive();
    const { id: offerId } = centre.offerTo("anna");
    centre.refuses({ type: "declineOffer", agentId: "bert", offerId }, "not_your_offer");
    centre.decline("anna");
    centre.refuses({ type: "declineOffer", agentId: "anna", offerId }, "offer_expired");
    centre.refuses({ type: "declineOffer", agentId: "nobody", offerId }, "unknown_agent");
  });

  test.each(["busy", "noAnswer", "unreachable", "declined"] as const)(
    "a phone that is %s: the caller keeps the place, the agent is visibly not responding (F13)",
    (failure) => {
      const centre = new Centre();
      centre.ready("anna");
      const contactId = centre.arrive();
      const { queuedAt } = centre.contact(contactId);
      centre.accept("anna");
      const events = centre.fail(contactId, failure);
      expect(types(events)).toEqual(["agentNotReached", "agentStoppedResponding", "contactQueued"]);
      expect(centre.contact(contactId)).toMatchObject({
        state: "waiting",
        queuedAt,
        answeredAt: null,
        agentId: null,
        party: null,
      });
      expect(centre.agent("anna").notRespondingReason).toBe(failure);
    },
  );

  test("a phone of which the switch says nothing at all is given up after ringing time and guard", () => {
    const centre = new Centre();
    centre.ready("anna");
    const contactId = centre.arrive();
    centre.accept("anna");
    centre.wait(19);
    expect(centre.stateOf(contactId)).toBe("connecting");
    const events = centre.wait(2);
    expect(events).toContainEqual(
      expect.objectContaining({ type: "agentNotReached", failure: "noAnswer" }),
    );
    // The answer that comes after all changes nothing.
    expect(centre.do({ type: "partyAnswers", contactId, partyId: "a1" })).toEqual([]);
  });
});
