import { describe, expect, test } from "vitest";
import { isOpen } from "../../src/routing/calendar.ts";
import { Centre, line, startAt, types } from "./centre.ts";

const nord = { kind: "switchboard", administrationId: "nord" } as const;
const closed = { open: [] };

describe("R1 entry", () => {
  const arrives = (lineId: string, origin: [string, number][]) => {
    const centre = new Centre([line("115"), line("zentrale-nord", nord)]);
    const hints = origin.map(([administrationId, probability]) => ({
      administrationId,
      probability,
      placeName: "Ort",
      reason: "Vorwahl",
    }));
    const ids = { contactId: "c", callId: "k", lineId, callerNumber: null };
    centre.do({ type: "contactArrives", ...ids, origin: hints });
    const { administrationId, administrationCertainty } = centre.contact("c");
    return [administrationId, administrationCertainty];
  };

  test("a switchboard's caller belongs to its administration, whatever the origin says", () => {
    expect(arrives("zentrale-nord", [["sued", 0.99]])).toEqual(["nord", "line"]);
  });

  test("a caller of 115 gets the likeliest origin as a guess", () => {
    expect(
      arrives("115", [
        ["nord", 0.2],
        ["sued", 0.7],
        ["west", 0.1],
      ]),
    ).toEqual(["sued", "guess"]);
  });

  test("without any hint the origin is unknown", () => {
    expect(arrives("115", [])).toEqual([null, "unknown"]);
  });

  test("the agent's confirmation replaces the guess, also outside the member districts", () => {
    const centre = new Centre();
    centre.ready("anna");
    const contactId = centre.arrive("115", "nord");
    centre.accept("anna");
    centre.answer(contactId);
    const confirm = (administrationId: string | null, ags: string) =>
      centre.do({
        type: "confirmPlace",
        agentId: "anna",
        contactId,
        administrationId,
        place: {
          ags,
          name: "Kröv",
        },
      });
    confirm("sued", "07231070");
    expect(centre.contact(contactId)).toMatchObject({
      administrationId: "sued",
      administrationCertainty: "confirmed",
      place: { ags: "07231070", name: "Kröv" },
    });
    expect(confirm("sued", "07231070")).toEqual([]);
    confirm(null, "05315000");
    expect(centre.contact(contactId).administrationId).toBeNull();
  });

  test("the place can still be noted in wrap-up, when the caller is gone, by the same person only", () => {
    const centre = new Centre();
    centre.ready("anna");
    centre.ready("bert");
    const contactId = centre.talk("anna");
    const confirm = { type: "confirmPlace", contactId, administrationId: "nord" } as const;
    const place = { ags: "07231070", name: "Kröv" };
    centre.refuses({ ...confirm, agentId: "bert", place }, "not_your_contact");
    centre.do({ type: "callerHangsUp", contactId });
    expect(types(centre.do({ ...confirm, agentId: "anna", place }))).toEqual(["placeConfirmed"]);
    centre.do({ type: "endWrapUp", agentId: "anna" });
    centre.refuses({ ...confirm, agentId: "anna", place }, "unknown_contact");
  });

  test("a call that is reported twice is one contact", () => {
    const centre = new Centre();
    const contactId = centre.arrive();
    const callId = centre.contact(contactId).callId!;
    const again = { lineId: "115", callerNumber: null, origin: [] };
    expect(centre.do({ type: "contactArrives", contactId: "x", callId, ...again })).toEqual([]);
    expect(Object.keys(centre.state.contacts)).toEqual([contactId]);
  });

  test("a call on a line that nobody knows is refused", () => {
    const centre = new Centre();
    centre.refuses(
      {
        type: "contactArrives",
        contactId: "x",
        callId: "x",
        lineId: "constructor",
        callerNumber: null,
        origin: [],
      },
      "unknown_line",
    );
  });
});

describe("R2 hours", () => {
  test("outside the hours nobody is asked: the announcement plays, then the call ends", () => {
    const centre = new Centre([line("115", closed)]);
    centre.ready("anna");
    const contactId = centre.arrive();
    expect(centre.contact(contactId)).toMatchObject({ state: "turnedAway", offered: false });
    const events = centre.do({ type: "announcementEnds", contactId });
    expect(events).toMatchObject([{ type: "contactEnded", cause: "turnedAway" }]);
    expect(centre.stateOf("anna")).toBe("ready");
  });

  test("an announcement whose end is never reported does not keep the call for ever", () => {
    const centre = new Centre([line("115", closed)]);
    const contactId = centre.arrive();
    centre.wait(119);
    expect(centre.stateOf(contactId)).toBe("turnedAway");
    centre.wait(2);
    expect(centre.stateOf(contactId)).toBe("gone");
  });

  test("with a night target the caller is put through to it, and no agent has anything of it", () => {
    const centre = new Centre([line("115", { ...closed, nightTarget: "199" })]);
    centre.ready("anna");
    const contactId = centre.arrive();
    expect(centre.contact(contactId)).toMatchObject({
      state: "transferring",
      agentId: null,
      offered: false,
      party: {
        id: "x1",
        role: "target",
        extension: "199",
      },
    });
    centre.answer(contactId);
    expect(centre.stateOf(contactId)).toBe("transferred");
    expect(centre.contact(contactId).answeredAt).toBeNull();
    const hungUp = { contactId, partyId: "x1", lost: false };
    const events = centre.do({ type: "partyHangsUp", ...hungUp });
    expect(events).toMatchObject([{ type: "contactEnded", cause: "targetHungUp" }]);
  });

  test.each(["fails", "never answers", "vanishes in the talk"])(
    "a night target that %s leads to the announcement",
    (how) => {
      const centre = new Centre([line("115", { ...closed, nightTarget: "199" })]);
      centre.ready("anna");
      const contactId = centre.arrive();
      if (how === "fails") centre.fail(contactId, "busy");
      if (how === "never answers") centre.wait(31);
      if (how === "vanishes in the talk") {
        centre.answer(contactId);
        centre.do({ type: "partyHangsUp", contactId, partyId: "x1", lost: true });
      }
      expect(centre.stateOf(contactId)).toBe("turnedAway");
      expect(centre.stateOf("anna")).toBe("ready");
    },
  );

  test("who waits when the line closes is still served", () => {
    const centre = new Centre([line("115", { open: [{ from: 0, to: startAt + 60_000 }] })]);
    centre.admit("anna");
    centre.choose("anna", "break", "Pause");
    const waiting = centre.arrive();
    centre.wait(120);
    const late = centre.arrive();
    centre.choose("anna", "ready");
    expect(centre.offered("anna")).toBe(waiting);
    expect(centre.stateOf(late)).toBe("turnedAway");
  });

  test("an interval includes its start and excludes its end", () => {
    const open = [
      { from: 10, to: 20 },
      { from: 20, to: 30 },
      { from: 50, to: 60 },
    ];
    const openAt = (now: number) => isOpen(line("115", { open }), now);
    expect([9, 10, 19, 20, 29, 30, 49, 50, 59, 60].filter(openAt)).toEqual([
      10, 19, 20, 29, 50, 59,
    ]);
  });
});
