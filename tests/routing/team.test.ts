import { describe, expect, test } from "vitest";
import { Centre, line, types } from "./centre.ts";

describe("the team", () => {
  test("who is admitted is offline until she says otherwise; the same profile again does nothing", () => {
    const centre = new Centre();
    centre.arrive();
    centre.admit("anna");
    expect(centre.agent("anna")).toMatchObject({ state: "offline", intent: "offline" });
    const { id, displayName, administrationId, extension, lineIds, skills } = centre.agent("anna");
    const profile = { id, displayName, administrationId, extension, lineIds, skills };
    expect(centre.do({ type: "admitAgent", profile })).toEqual([]);
  });

  test("a change of profile does not cut the call, and holds for the next offer", () => {
    const centre = new Centre([line("115"), line("zentrale")]);
    centre.ready("anna");
    const contactId = centre.talk("anna");
    centre.admit("anna", { lineIds: ["zentrale"], extension: "77" });
    expect(centre.stateOf(contactId)).toBe("talking");
    centre.arrive("115");
    centre.hangUp("anna", contactId);
    centre.do({ type: "endWrapUp", agentId: "anna" });
    expect(centre.stateOf("anna")).toBe("ready");
    const next = centre.arrive("zentrale");
    expect(centre.accept("anna")[1]).toMatchObject({ party: { extension: "77" } });
    expect(centre.agent("anna").contactId).toBe(next);
  });

  test("who is withdrawn in a call finishes it and its wrap-up, gets nothing more and is gone", () => {
    const centre = new Centre();
    centre.ready("anna");
    const contactId = centre.talk("anna");
    centre.do({ type: "withdrawAgent", agentId: "anna" });
    expect(centre.do({ type: "withdrawAgent", agentId: "anna" })).toEqual([]);
    expect(centre.stateOf(contactId)).toBe("talking");
    centre.arrive();
    centre.hangUp("anna", contactId);
    expect(centre.stateOf("anna")).toBe("wrapUp");
    expect(types(centre.do({ type: "endWrapUp", agentId: "anna" }))).toEqual(["wrapUpEnded"]);
    expect(centre.stateOf("anna")).toBe("gone");
    const ready = { type: "choosePresence", presence: "ready", reason: null } as const;
    centre.refuses({ ...ready, agentId: "anna" }, "unknown_agent");
  });

  test("who is withdrawn while connecting and is not reached is gone, the caller is kept", () => {
    const centre = new Centre();
    centre.ready("anna");
    const contactId = centre.arrive();
    centre.accept("anna");
    centre.do({ type: "withdrawAgent", agentId: "anna" });
    expect(types(centre.fail(contactId))).toEqual(["agentNotReached", "contactQueued"]);
    expect([centre.stateOf("anna"), centre.stateOf(contactId)]).toEqual(["gone", "waiting"]);
  });

  test("who is withdrawn with an offer gives it back", () => {
    const centre = new Centre();
    centre.ready("anna");
    const contactId = centre.arrive();
    centre.do({ type: "withdrawAgent", agentId: "anna" });
    expect([centre.stateOf("anna"), centre.stateOf(contactId)]).toEqual(["gone", "waiting"]);
  });

  test("who is admitted again while she finishes stays", () => {
    const centre = new Centre();
    centre.ready("anna");
    const contactId = centre.talk("anna");
    centre.do({ type: "withdrawAgent", agentId: "anna" });
    centre.admit("anna");
    centre.hangUp("anna", contactId);
    centre.do({ type: "endWrapUp", agentId: "anna" });
    expect(centre.stateOf("anna")).toBe("ready");
  });
});

describe("the lines", () => {
  test.each([
    ["twice the same", [line("115"), line("115")]],
    [
      "overlapping hours",
      [
        line("115", {
          open: [
            { from: 0, to: 10 },
            { from: 9, to: 20 },
          ],
        }),
      ],
    ],
    [
      "hours in the wrong order",
      [
        line("115", {
          open: [
            { from: 9, to: 20 },
            { from: 0, to: 3 },
          ],
        }),
      ],
    ],
    ["an empty interval", [line("115", { open: [{ from: 5, to: 5 }] })]],
    ["no answer target", [line("115", { answerTargetSeconds: 0 })]],
    ["an offer without time", [line("115", { offerSecondsMax: 0 })]],
    ["a number that is none", [line("115", { transferSecondsMax: Number.NaN })]],
    ["a negative wrap-up", [line("115", { wrapUpSecondsMax: -1 })]],
  ])("settings with %s are refused and change nothing", (_, lines) => {
    new Centre().refuses({ type: "changeLines", lines }, "invalid_lines");
  });

  test("the same settings again are no event", () => {
    expect(new Centre([line("115")]).do({ type: "changeLines", lines: [line("115")] })).toEqual([]);
  });

  test("a line that is removed serves those who are on it, takes no more, and then goes", () => {
    const centre = new Centre([line("115"), line("zentrale", { nightTarget: "199" })]);
    const waiting = centre.arrive("zentrale");
    centre.admit("anna");
    centre.choose("anna", "break", "Pause");
    centre.do({ type: "changeLines", lines: [line("115")] });
    expect(centre.stateOf(waiting)).toBe("waiting");
    const late = centre.arrive("zentrale");
    expect(centre.stateOf(late)).toBe("turnedAway");
    centre.choose("anna", "ready");
    expect(centre.offered("anna")).toBe(waiting);
    for (const contactId of [waiting, late]) centre.do({ type: "callerHangsUp", contactId });
    centre.do({ type: "changeLines", lines: [line("115")] });
    expect(Object.keys(centre.state.lines)).toEqual(["115"]);
  });

  test("a skill that is required no more, or newly, is so at once for who waits", () => {
    const centre = new Centre([line("115", { requiredSkills: ["vermittlung"] })]);
    const waiting = centre.arrive();
    centre.ready("anna");
    expect(centre.offered("anna")).toBeNull();
    centre.do({ type: "changeLines", lines: [line("115")] });
    expect(centre.offered("anna")).toBe(waiting);

    const lines = [line("115", { requiredSkills: ["englisch"] })];
    centre.do({ type: "changeLines", lines });
    centre.decline("anna");
    centre.ready("bert", { skills: [] });
    expect(centre.offered("bert")).toBeNull();
    centre.ready("cara", { skills: ["englisch"] });
    expect(centre.offered("cara")).toBe(waiting);
  });

  test("a skill that somebody found the caller needs is sought under new settings too", () => {
    const centre = new Centre();
    centre.ready("anna");
    const contactId = centre.talk("anna");
    centre.ready("cara", { skills: ["französisch"] });
    centre.choose("cara", "break");
    const passOn = { type: "passOn", agentId: "anna", contactId, words: "Französisch" } as const;
    centre.do({ ...passOn, skills: ["französisch"] });
    const lines = [line("115", { requiredSkills: ["buergerservice"] })];
    centre.do({ type: "changeLines", lines });
    expect(centre.contact(contactId).requiredSkills).toEqual(["buergerservice", "französisch"]);
    centre.choose("cara", "ready");
    expect(centre.offered("cara")).toBeNull();
    centre.admit("cara", { skills: ["buergerservice", "französisch"] });
    expect(centre.offered("cara")).toBe(contactId);
  });

  test("a new answer target holds at once for who waits", () => {
    const centre = new Centre([line("115"), line("zentrale")]);
    const first = centre.arrive("115");
    centre.wait(1);
    const second = centre.arrive("zentrale");
    centre.wait(10);
    const lines = [line("115"), line("zentrale", { answerTargetSeconds: 5 })];
    centre.do({ type: "changeLines", lines });
    centre.ready("anna");
    expect([centre.offered("anna"), centre.stateOf(first)]).toEqual([second, "waiting"]);
  });
});
