import { describe, expect, test } from "vitest";
import { Centre, line } from "./centre.ts";

const lines = [line("115"), line("zentrale", { requiredSkills: ["vermittlung"] })];

describe("R6 choice of agent", () => {
  test("home comes before narrower skills and longer idleness", () => {
    const centre = new Centre();
    centre.ready("away", { administrationId: "sued" });
    centre.wait(600);
    centre.ready("home", { administrationId: "nord", skills: ["a", "b", "c"] });
    const contactId = centre.arrive("115", "nord");
    expect(centre.offered("home")).toBe(contactId);
    expect(centre.offerTo("home").reasons).toMatchObject({
      rule: "home",
      passedOver: [{ agentId: "away", rule: "home" }],
    });
  });

  test("of several at home the one with the fewest skills that suffice is asked", () => {
    const centre = new Centre(lines);
    centre.ready("generalist", { skills: ["vermittlung", "englisch"] });
    centre.wait(600);
    centre.ready("narrow", { skills: ["vermittlung"] });
    centre.ready("unable", { skills: [] });
    const contactId = centre.arrive("zentrale");
    expect(centre.offered("narrow")).toBe(contactId);
    expect(centre.offerTo("narrow").reasons).toMatchObject({
      rule: "narrowestSkills",
      passedOver: [{ agentId: "generalist", rule: "narrowestSkills" }],
      notAsked: { missingSkills: 1 },
    });
  });

  test("with the same skills the one with fewer lines is asked: generalists stay free", () => {
    const centre = new Centre(lines);
    centre.ready("both", { lineIds: ["115", "zentrale"] });
    centre.wait(600);
    centre.ready("one", { lineIds: ["115"] });
    expect([centre.arrive("115"), centre.offered("one")]).toEqual(["c1", "c1"]);
  });

  test("among equals the longest idle is asked, across homes that are equally far", () => {
    const centre = new Centre();
    centre.ready("second", { administrationId: "west" });
    centre.wait(1);
    centre.ready("third", { administrationId: "sued" });
    centre.choose("second", "break");
    centre.wait(1);
    centre.choose("second", "ready");
    centre.arrive("115", "nord");
    expect(centre.offered("third")).toBe("c1");
    expect(centre.offerTo("third").reasons.rule).toBe("longestIdle");
  });

  test("who was asked in vain because the caller left stays the longest idle", () => {
    const centre = new Centre();
    centre.ready("anna");
    centre.wait(10);
    centre.ready("bert");
    const gone = centre.arrive();
    centre.accept("anna");
    centre.do({ type: "callerHangsUp", contactId: gone });
    centre.arrive();
    expect(centre.offered("anna")).toBe("c2");
  });

  test("nobody is asked for a line he does not serve or without the required skills", () => {
    const centre = new Centre(lines);
    centre.ready("other", { lineIds: ["115"], skills: ["vermittlung"] });
    centre.ready("unskilled", { lineIds: ["zentrale"] });
    const contactId = centre.arrive("zentrale");
    centre.wait(3600);
    expect(centre.stateOf(contactId)).toBe("waiting");
  });

  test("a single candidate is named as such", () => {
    const centre = new Centre();
    centre.ready("anna");
    centre.arrive();
    expect(centre.offerTo("anna").reasons).toMatchObject({ rule: "onlyCandidate", passedOver: [] });
  });
});
