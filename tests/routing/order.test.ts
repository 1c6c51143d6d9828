import { describe, expect, test } from "vitest";
import { Centre, line } from "./centre.ts";

const lines = [line("115"), line("zentrale", { answerTargetSeconds: 20 })];

/** The agent ends what she does and takes the next; returns which contact that is. */
function serveNext(centre: Centre, agentId: string): string {
  centre.accept(agentId);
  const contactId = centre.agent(agentId).contactId!;
  centre.answer(contactId);
  centre.hangUp(agentId, contactId);
  centre.do({ type: "endWrapUp", agentId });
  return contactId;
}

describe("R3 order", () => {
  test("within a line the one who came first is offered first", () => {
    const centre = new Centre();
    const waiting = [centre.arrive(), centre.arrive(), centre.arrive()];
    centre.ready("anna");
    expect(waiting.map(() => serveNext(centre, "anna"))).toEqual(waiting);
  });

  test("of those who arrive in the same moment the id decides, so that it is decided", () => {
    const centre = new Centre();
    const arrive = (contactId: string) => {
      const known = { lineId: "115", callerNumber: null, origin: [] };
      centre.doNow({ type: "contactArrives", contactId, callId: contactId, ...known });
    };
    for (const id of ["b", "a", "c"]) arrive(id);
    centre.ready("anna");
    expect(centre.offered("anna")).toBe("a");
  });

  test("between lines the greater part of the promise used up goes first", () => {
    const centre = new Centre(lines);
    const early = centre.arrive("115");
    centre.wait(4);
    const pressing = centre.arrive("zentrale");
    centre.wait(10); // 14 of 30 s against 10 of 20 s
    centre.ready("anna");
    expect(centre.offered("anna")).toBe(pressing);
    centre.ready("bert");
    expect(centre.offered("bert")).toBe(early);
  });

  test("the same two, a little sooner, come the other way round", () => {
    const centre = new Centre(lines);
    const early = centre.arrive("115");
    centre.wait(4);
    centre.arrive("zentrale");
    centre.wait(7); // 11 of 30 s against 7 of 20 s
    centre.ready("anna");
    expect(centre.offered("anna")).toBe(early);
  });

  test.each(["declined", "expired", "phone dead", "phone lost in the talk", "transfer failed"])(
    "who comes back (%s) keeps the place before those who came later",
    (how) => {
      const centre = new Centre();
      centre.ready("anna");
      const first = centre.arrive();
      const second = centre.arrive();
      if (how === "declined") centre.decline("anna");
      else if (how === "expired") centre.wait(21);
      else {
        centre.accept("anna");
        if (how === "phone dead") centre.fail(first, "unreachable");
        else {
          centre.answer(first);
          const partyId = centre.partyOf(first);
          if (how === "transfer failed") {
            centre.transfer("anna", first);
            centre.choose("anna", "break");
            centre.do({ type: "endWrapUp", agentId: "anna" });
            centre.fail(first);
          } else centre.do({ type: "partyHangsUp", contactId: first, partyId, lost: true });
        }
      }
      expect(centre.stateOf(first)).toBe("waiting");
      centre.ready("bert");
      expect(centre.offered("bert")).toBe(first);
      centre.ready("cara");
      expect(centre.offered("cara")).toBe(second);
    },
  );

  test("an agent who may not serve the oldest gets the oldest that he may serve", () => {
    const centre = new Centre([line("115"), line("zentrale", { requiredSkills: ["vermittlung"] })]);
    centre.arrive("zentrale");
    centre.wait(10);
    const mine = centre.arrive("115");
    centre.ready("anna", { skills: [] });
    expect(centre.offered("anna")).toBe(mine);
  });

  test("under lasting overload no line starves: waits settle in the ratio of the promises", () => {
    const centre = new Centre([line("slow", { answerTargetSeconds: 60 }), line("fast")]);
    centre.ready("anna");
    const waits: Record<string, number[]> = { slow: [], fast: [] };
    for (let minute = 0; minute < 120; minute++) {
      centre.arrive("slow");
      centre.arrive("fast");
      const contact = centre.contact(centre.offered("anna")!);
      waits[contact.lineId]!.push(centre.now - contact.queuedAt);
      centre.wait(6);
      serveNext(centre, "anna");
      centre.wait(6);
    }
    const late = (lineId: string) => waits[lineId]!.at(-1)!;
    expect(waits["slow"]!.length).toBeGreaterThan(20);
    expect(waits["fast"]!.length).toBeGreaterThan(20);
    expect(late("slow") / late("fast")).toBeGreaterThan(1.8);
    expect(late("slow") / late("fast")).toBeLessThan(2.2);
  });

  test("a recall reaches the person who transferred before any call that is more urgent", () => {
    const centre = new Centre([line("115"), line("zentrale", { answerTargetSeconds: 2 })]);
    centre.ready("anna");
    const contactId = centre.talk("anna");
    centre.transfer("anna", contactId);
    centre.do({ type: "endWrapUp", agentId: "anna" });
    const other = centre.talk("anna");
    const urgent = centre.arrive("zentrale");
    centre.wait(10);
    centre.fail(contactId);
    centre.hangUp("anna", other);
    centre.do({ type: "endWrapUp", agentId: "anna" });
    expect(centre.offerTo("anna")).toMatchObject({ contactId, kind: "recall" });
    expect(centre.stateOf(urgent)).toBe("waiting");
    centre.decline("anna");
    centre.choose("anna", "ready");
    expect(centre.offered("anna")).toBe(urgent);
  });
});
