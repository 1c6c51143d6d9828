import { expect, it } from "vitest";
import { asSeenFrom, waitingViews } from "../../src/dashboard/waiting.ts";
import { Centre } from "../routing/centre.ts";

const words = "Französisch";

it("tells what a caller needs who was passed on, for as long as he needs it", () => {
  const centre = new Centre();
  centre.ready("anna");
  const id = centre.talk("anna");
  centre.ready("bert", { skills: [words] });
  centre.choose("bert", "break");
  const passOn = {
    type: "passOn" as const,
    agentId: "anna",
    contactId: id,
    skills: [words],
    words,
  };
  centre.do(passOn);
  const needed = () => waitingViews(centre.state, () => []).get(id)?.view.requiredSkills;
  expect(needed()).toEqual([words]);
  centre.choose("anna", "break");
  centre.wait((centre.contact(id).sought!.until! - centre.now) / 1_000 + 1);
  expect(needed()).toEqual([]);
});

it("names concerns, the office that was not reached and for whom he waits; nothing of who is new", () => {
  const centre = new Centre();
  centre.ready("anna");
  const id = centre.talk("anna");
  centre.transfer("anna", id);
  centre.fail(id, "busy");
  centre.accept("anna");
  centre.answer(id);
  centre.do({ type: "park", agentId: "anna", contactId: id });
  const fresh = centre.arrive();
  const seen = (of: string) =>
    waitingViews(centre.state, (contactId) => [`Anliegen von ${contactId}`]).get(of)?.view;
  const wanted = "Zulassungsstelle";
  const concerns = [`Anliegen von ${id}`];
  expect(seen(id)).toMatchObject({ state: "parked", parkedBy: "anna", concerns, wanted });
  expect(seen(fresh)).toMatchObject({ concerns: [], wanted: null, firstFor: null });
  // Nobody has fetched him, and she is in another talk by then: he waits for her first.
  centre.do({ type: "endWrapUp", agentId: "anna" });
  centre.accept("anna");
  centre.answer(fresh);
  centre.wait(60);
  expect(seen(id)).toMatchObject({ state: "waiting", parkedBy: null, firstFor: "anna", concerns });
});

it("shows the whole number to who may fetch the caller, and the area code to who looks on", () => {
  const centre = new Centre();
  const arrive = (contactId: string, callerNumber: string | null) => {
    const call = { contactId, callId: contactId, lineId: "115", callerNumber, origin: [] };
    centre.do({ type: "contactArrives", ...call });
  };
  arrive("known", "+496571011501");
  arrive("suppressed", null);
  const views = waitingViews(centre.state, () => []);
  const number = (contactId: string, lineIds: string[] | null) =>
    asSeenFrom(lineIds, views.get(contactId)!.view).number;
  expect(number("known", ["115"])).toBe("06571 011501");
  expect(number("known", ["zentrale"])).toBe("06571 …");
  expect(number("known", null)).toBe("06571 …");
  expect([number("suppressed", ["115"]), number("suppressed", null)]).toEqual([null, null]);
});
