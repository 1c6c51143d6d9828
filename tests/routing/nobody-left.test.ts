import { describe, expect, test } from "vitest";
import { createState, toData } from "../../src/routing/center-state.ts";
import { nextDueAt } from "../../src/routing/deadlines.ts";
import { explain } from "../../src/routing/explain.ts";
import type { Command } from "../../src/routing/commands.ts";
import type { AgentProfile, LineSettings } from "../../src/routing/state.ts";
import { Centre, line, startAt, types } from "./centre.ts";

const minute = 60_000;
const hour = 60 * minute;
const openFor = (seconds: number) => [{ from: 0, to: startAt + seconds * 1000 }];
const north = { kind: "switchboard", administrationId: "nord" } as const;
const names = { agent: String, line: String, administration: String };

/** A caller waits, the people are there but cannot take him, and the line closes after a minute. */
function closing(
  changes: Partial<LineSettings> = {},
  profile: Partial<AgentProfile> = {},
  others: LineSettings[] = [],
) {
  const centre = new Centre([line("115", { open: openFor(60), ...changes }), ...others]);
  centre.admit("anna", profile);
  centre.choose("anna", "break", "Pause");
  return { centre, waiting: centre.arrive() };
}

describe("R2: who waits at a closed line when the last person goes", () => {
  test("is told that it is closed, and let go with a reason of its own", () => {
    const { centre, waiting } = closing();
    expect(types(centre.wait(120))).toEqual(["hoursOutlasted"]);
    expect(centre.stateOf(waiting)).toBe("waiting");
    expect(centre.choose("anna", "offline")).toMatchObject([
      { type: "presenceChosen" },
      { type: "contactTurnedAway", contactId: waiting, why: "nobodyLeft" },
    ]);
    const ended = centre.do({ type: "announcementEnds", contactId: waiting });
    expect(ended).toMatchObject([{ type: "contactEnded", cause: "nobodyLeft" }]);
    expect(explain(ended[0]!, names)).toMatch(/^Nach der Ansage, dass niemand mehr da ist/);
  });

  test("is let go although nobody reports the announcement's end", () => {
    const { centre, waiting } = closing();
    centre.choose("anna", "offline");
    expect(centre.wait(179)).toMatchObject([
      { type: "hoursOutlasted" },
      { type: "contactTurnedAway", why: "nobodyLeft" },
    ]);
    expect(centre.wait(2)).toMatchObject([{ type: "contactEnded", cause: "nobodyLeft" }]);
    expect(centre.stateOf(waiting)).toBe("gone");
  });

  test("is told in the moment of the closing when all have gone before", () => {
    const { centre, waiting } = closing();
    centre.choose("anna", "offline");
    centre.wait(59);
    expect(centre.stateOf(waiting)).toBe("waiting");
    expect(nextDueAt(centre.state)).toBe(startAt + minute);
    centre.wait(1);
    expect(centre.stateOf(waiting)).toBe("turnedAway");
  });

  test("is told when the last person is withdrawn", () => {
    const { centre, waiting } = closing();
    centre.wait(60);
    centre.do({ type: "withdrawAgent", agentId: "anna" });
    expect(centre.stateOf(waiting)).toBe("turnedAway");
  });

  test("is told when a line without people at work is closed by hand", () => {
    const centre = new Centre([line("115")]);
    const waiting = centre.arrive();
    centre.do({ type: "changeLines", lines: [line("115", { open: [] })] });
    expect(centre.stateOf(waiting)).toBe("turnedAway");
  });

  test("all are told, those who waited longest first", () => {
    const { centre, waiting } = closing();
    const second = centre.arrive();
    centre.wait(60);
    const told = centre.choose("anna", "offline").slice(1);
    expect(told).toMatchObject([{ contactId: waiting }, { contactId: second }]);
  });

  test("is put through to the night target where there is one", () => {
    const { centre, waiting } = closing({ nightTarget: "199" });
    centre.wait(60);
    centre.choose("anna", "offline");
    expect(centre.contact(waiting)).toMatchObject({
      state: "transferring",
      party: { extension: "199" },
    });
    centre.fail(waiting, "busy");
    expect(centre.stateOf(waiting)).toBe("turnedAway");
  });

  test("is told at the second closing, too, when the line was open in between", () => {
    const open = [...openFor(60), { from: startAt + hour, to: startAt + 2 * hour }];
    const { centre, waiting } = closing({ open });
    centre.wait(3600);
    centre.choose("anna", "offline");
    centre.wait(3599);
    expect(centre.stateOf(waiting)).toBe("waiting");
    centre.wait(2);
    expect(centre.stateOf(waiting)).toBe("turnedAway");
  });

  test("is told when he comes back from parking to nobody", () => {
    const centre = new Centre([line("115", { open: openFor(30) })]);
    centre.ready("anna");
    const parked = centre.talk("anna");
    centre.do({ type: "park", agentId: "anna", contactId: parked });
    centre.choose("anna", "offline");
    centre.wait(58);
    expect(centre.stateOf(parked)).toBe("parked");
    centre.wait(5);
    expect(centre.stateOf(parked)).toBe("turnedAway");
  });

  test("is told by a centre that goes on from a snapshot, too", () => {
    const { centre, waiting } = closing();
    centre.wait(60);
    const { contacts } = toData(centre.state);
    expect(createState(toData(centre.state)).index.outlasting.get("115")?.has(waiting)).toBe(true);
    // Written before anybody outlasted hours: what is missing is filled in.
    const { hoursOutlastedAt: _, ...older } = contacts[waiting]!;
    const data = { ...toData(centre.state), contacts: { [waiting]: older as never } };
    expect(nextDueAt(createState(data))).toBe(startAt + minute);
  });
});

describe("R2: who waits at a closed line goes on waiting", () => {
  test.each<[string, (centre: Centre) => void]>([
    ["is in a break", () => {}],
    ["does not respond", (centre) => (centre.choose("anna", "ready"), centre.wait(21))],
    [
      "has signed off in the last talk",
      (centre) => {
        centre.choose("anna", "ready");
        centre.accept("anna");
        centre.answer(centre.agent("anna").contactId!);
        centre.choose("anna", "offline");
      },
    ],
  ])("while somebody of the line %s", (_, prepare) => {
    const { centre } = closing();
    prepare(centre);
    const last = centre.arrive();
    centre.wait(70);
    expect(centre.stateOf(last)).toBe("waiting");
  });

  test("while the line is open, although nobody is at work", () => {
    const centre = new Centre();
    const waiting = centre.arrive();
    centre.wait(3600);
    expect(centre.stateOf(waiting)).toBe("waiting");
  });

  test("as a callback: nobody is on the line, and it waits for the next opening", () => {
    const callback = {
      byKey: true,
      callsPerCallback: 3,
      retrySeconds: 900,
      attemptsMax: 3,
      dialSecondsMax: 30,
    };
    const centre = new Centre([line("115", { open: openFor(60), callback })]);
    centre.do({
      type: "contactArrives",
      contactId: "c",
      callId: "k",
      lineId: "115",
      callerNumber: "+4965719301",
      origin: [],
    });
    centre.do({ type: "callerPressesKey", contactId: "c", key: "1" });
    centre.do({ type: "announcementEnds", contactId: "c" });
    centre.wait(120);
    expect(centre.stateOf("c")).toBe("postponed");
  });
});

describe("R4, R5: a person at work counts when the caller could ever be offered to her", () => {
  const sued = { administrationId: "sued" };
  const never = line("zentrale-sued", { ...north, administrationId: "sued", lending: null });
  test.each<[string, boolean, Partial<LineSettings>, Partial<AgentProfile>, LineSettings[]]>([
    ["of another line", false, {}, { lineIds: [] }, []],
    ["without the line's skill", false, { requiredSkills: ["vermittlung"] }, {}, []],
    [
      "of a partner, before the widening",
      true,
      { ...north, widening: widens("partners") },
      sued,
      [],
    ],
    ["of a partner that never lends", false, north, sued, [never]],
    [
      "of a partner that never lends, widened",
      true,
      { ...north, widening: widens("all") },
      sued,
      [never],
    ],
  ])("a person %s: %s", (_, counts, changes, profile, others) => {
    const { centre, waiting } = closing(changes, profile, others);
    centre.wait(61);
    expect(centre.stateOf(waiting)).toBe(counts ? "waiting" : "turnedAway");
  });

  test("a partner whose lending only pauses counts", () => {
    const lending = { budgetShare: 0, healthyShareMin: 0.5, recoverShareMin: 0.6 };
    const pausing = line("zentrale-sued", { ...north, administrationId: "sued", lending });
    const { centre, waiting } = closing(north, sued, [pausing]);
    const ready: Command = {
      type: "choosePresence",
      agentId: "anna",
      presence: "ready",
      reason: null,
    };
    expect(types(centre.do(ready))).toContain("lendingReviewed");
    centre.wait(61);
    expect(centre.stateOf(waiting)).toBe("waiting");
  });
});

function widens(to: "partners" | "all") {
  return [{ afterSeconds: 600, to }];
}
