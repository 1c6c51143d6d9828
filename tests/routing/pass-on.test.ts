import { describe, expect, test } from "vitest";
import { explain } from "../../src/routing/explain.ts";
import { soughtSecondsMax } from "../../src/routing/pass-on.ts";
import { Centre, line, types } from "./centre.ts";

const names = { agent: (id: string) => id, line: (id: string) => id, administration: String };

const passOn = (agentId: string, contactId: string, skills = ["fr"]) =>
  ({ type: "passOn", agentId, contactId, skills, words: "Französisch" }) as const;

/** Anna talks; Bert is ready and speaks no French, Chloé does and is in a talk of her own. */
function inTalk() {
  const centre = new Centre([line("115", { offerSecondsMax: 1_000 })]);
  centre.ready("chloe", { skills: ["fr"] });
  const busyWith = centre.talk("chloe");
  centre.ready("anna");
  const contactId = centre.talk("anna");
  centre.ready("bert");
  return { centre, contactId, busyWith };
}

describe("passing on to a skill", () => {
  test("waits at the old place for somebody who has it, whoever else is ready", () => {
    const { centre, contactId, busyWith } = inTalk();
    const { queuedAt } = centre.contact(contactId);
    const events = centre.do(passOn("anna", contactId));
    expect(types(events)).toEqual(["contactPassedOn", "contactQueued", "wrapUpStarted"]);
    expect(explain(events[0]!, names)).toBe("anna hat weitergegeben; gesucht wird „Französisch“.");
    expect(centre.contact(contactId)).toMatchObject({ state: "waiting", queuedAt });
    expect(centre.stateOf("anna")).toBe("wrapUp");
    expect(centre.stateOf("bert")).toBe("ready");
    centre.hangUp("chloe", busyWith);
    centre.do({ type: "endWrapUp", agentId: "chloe" });
    expect(centre.offered("chloe")).toBe(contactId);
  });

  test("comes before everybody who arrived later, for who has the skill", () => {
    const { centre, contactId, busyWith } = inTalk();
    centre.choose("bert", "break");
    centre.do(passOn("anna", contactId));
    centre.choose("anna", "break");
    centre.arrive();
    centre.hangUp("chloe", busyWith);
    centre.do({ type: "endWrapUp", agentId: "chloe" });
    expect(centre.offered("chloe")).toBe(contactId);
  });

  test("goes to the whole team when nobody with it is free in time", () => {
    const { centre, contactId } = inTalk();
    centre.do(passOn("anna", contactId));
    const before = centre.wait(soughtSecondsMax - 1);
    expect(types(before)).not.toContain("passingOnEnded");
    expect(centre.offered("bert")).toBeNull();
    const events = centre.wait(2);
    expect(types(events)).toEqual(["passingOnEnded", "offerMade"]);
    expect(explain(events[0]!, names)).toContain("wird wieder das ganze Team gefragt");
    expect([centre.offered("bert"), centre.offered("anna")]).toContain(contactId);
  });

  test("is still sought when the caller comes back from who has it", () => {
    const { centre, contactId, busyWith } = inTalk();
    centre.do(passOn("anna", contactId));
    centre.hangUp("chloe", busyWith);
    centre.do({ type: "endWrapUp", agentId: "chloe" });
    centre.accept("chloe");
    centre.answer(contactId);
    expect(centre.contact(contactId).sought).toMatchObject({ skills: ["fr"], until: null });
    const partyId = centre.partyOf(contactId);
    centre.do({ type: "partyHangsUp", contactId, partyId, lost: true });
    expect(centre.stateOf(contactId)).toBe("waiting");
    expect(centre.offered("bert")).toBeNull();
    expect(centre.contact(contactId).sought?.until).toBe(centre.now + soughtSecondsMax * 1000);
  });

  test("is refused where nobody else on duty has it, and changes nothing", () => {
    const { centre, contactId } = inTalk();
    centre.refuses(passOn("anna", contactId, ["pl"]), "nobody_has_skill");
    centre.choose("chloe", "offline");
    centre.refuses(passOn("anna", contactId), "nobody_has_skill");
    expect(centre.stateOf(contactId)).toBe("talking");
  });

  test("is refused to others, and when nobody talks any more", () => {
    const { centre, contactId } = inTalk();
    centre.refuses(passOn("bert", contactId), "not_your_contact");
    centre.transfer("anna", contactId);
    centre.refuses(passOn("anna", contactId), "not_talking");
  });
});
