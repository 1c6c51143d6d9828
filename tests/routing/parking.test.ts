import { describe, expect, test } from "vitest";
import { evolve } from "../../src/routing/evolve.ts";
import { explain } from "../../src/routing/explain.ts";
import { Centre, line, types } from "./centre.ts";

const names = { agent: (id: string) => id, line: (id: string) => id, administration: String };

const pull = (agentId: string, contactId: string) =>
  ({ type: "pull", agentId, contactId }) as const;
const park = (agentId: string, contactId: string) =>
  ({ type: "park", agentId, contactId }) as const;
const retrieve = (agentId: string, contactId: string) =>
  ({ type: "retrieve", agentId, contactId }) as const;

/** Two callers wait; anna, who has just become ready, is offered the first. */
function withWaiting(): { centre: Centre; first: string; second: string } {
  const centre = new Centre();
  centre.admit("anna");
  const first = centre.arrive();
  const second = centre.arrive();
  centre.choose("anna", "ready");
  return { centre, first, second };
}

function parked(settings: { recallSeconds?: number } = {}): { centre: Centre; contactId: string } {
  const centre = new Centre([line("115", settings)]);
  centre.ready("anna");
  const contactId = centre.talk("anna");
  centre.do(park("anna", contactId));
  return { centre, contactId };
}

describe("R9 pull", () => {
  test("a ready person takes a caller past the order; her offer goes back without penalty", () => {
    const { centre, first, second } = withWaiting();
    expect(centre.offered("anna")).toBe(first);
    const events = centre.do(pull("anna", second));
    expect(types(events)).toEqual(["offerEnded", "contactQueued", "agentRung"]);
    expect(explain(events[2]!, names)).toBe(
      "anna hat den Anruf selbst aus der Warteschlange geholt; das Telefon klingelt (1-anna).",
    );
    expect(centre.stateOf(first)).toBe("waiting");
    expect(centre.agent("anna")).toMatchObject({ state: "connecting", declines: 0 });
    centre.answer(second);
    expect(centre.stateOf(second)).toBe("talking");
  });

  test("pulling what one is offered is accepting it", () => {
    const { centre, first } = withWaiting();
    expect(types(centre.do(pull("anna", first)))).toEqual(["offerEnded", "agentRung"]);
    expect(centre.do(pull("anna", first))).toEqual([]);
  });

  test("her phone dead: the caller keeps the place and she is not responding (F13)", () => {
    const { centre, first, second } = withWaiting();
    const { queuedAt } = centre.contact(second);
    centre.do(pull("anna", second));
    centre.fail(second, "unreachable");
    expect(centre.contact(second)).toMatchObject({ state: "waiting", queuedAt });
    expect(centre.stateOf("anna")).toBe("notResponding");
    centre.ready("bert");
    expect(centre.offered("bert")).toBe(first);
  });

  test("two pull the same caller: the first has him, the second changes nothing (F1)", () => {
    const { centre, second } = withWaiting();
    centre.ready("bert"); // bert is offered the second
    centre.refuses(pull("anna", second), "not_waiting");
    const third = centre.arrive();
    centre.do(pull("anna", third));
    centre.refuses(pull("bert", third), "not_waiting");
    expect(centre.contact(third).agentId).toBe("anna");
    expect(centre.do(pull("anna", third))).toEqual([]);
  });

  test("in wrap-up it ends the wrap-up; resting ends too, for it is her own wish", () => {
    const { centre, first, second } = withWaiting();
    centre.decline("anna");
    expect(centre.agent("anna").restsUntil).toBeGreaterThan(0);
    centre.do(pull("anna", first));
    expect(centre.agent("anna").restsUntil).toBe(0);
    centre.answer(first);
    centre.hangUp("anna", first);
    expect(types(centre.do(pull("anna", second)))).toEqual(["wrapUpEnded", "agentRung"]);
  });

  test("who is in a break, in a talk or of another line is refused, and nothing changes", () => {
    const centre = new Centre([line("115"), line("zentrale", { requiredSkills: ["vermittlung"] })]);
    const waiting = centre.arrive("zentrale");
    centre.ready("anna", { lineIds: ["115"] });
    centre.refuses(pull("anna", waiting), "not_your_line");
    centre.ready("bert", { skills: [] });
    centre.refuses(pull("bert", waiting), "missing_skill");
    centre.talk("anna");
    centre.admit("cara", { skills: ["vermittlung"] });
    centre.refuses(pull("cara", waiting), "not_ready");
    centre.choose("cara", "break");
    centre.refuses(pull("cara", waiting), "not_ready");
    centre.refuses(pull("nobody", waiting), "unknown_agent");
    centre.refuses(pull("bert", "gone"), "unknown_contact");
    centre.admit("anna", { skills: ["vermittlung"] });
    centre.refuses(pull("anna", waiting), "agent_in_conversation");
    expect(centre.stateOf(waiting)).toBe("waiting");
  });

  test("a caller who is reserved for somebody may be pulled by somebody else of the line", () => {
    const { centre, contactId } = parked();
    centre.do({ type: "endWrapUp", agentId: "anna" });
    const other = centre.talk("anna");
    centre.wait(60);
    expect(centre.contact(contactId).reservedFor?.agentId).toBe("anna");
    centre.ready("bert");
    centre.do(pull("bert", contactId));
    expect(centre.contact(contactId)).toMatchObject({ state: "connecting", reservedFor: null });
    centre.hangUp("anna", other);
    centre.do({ type: "endWrapUp", agentId: "anna" });
    expect(centre.stateOf("anna")).toBe("ready");
  });
});

describe("R9 park and retrieve", () => {
  test("the caller is parked, the person in wrap-up as after a transfer; then comes the next", () => {
    const { centre, contactId } = parked();
    expect(centre.contact(contactId)).toMatchObject({
      state: "parked",
      agentId: null,
      party: null,
      parked: {
        byAgentId: "anna",
        until: centre.now + 6e4,
      },
    });
    const wrapUp = { contactId, until: centre.now + 6e4 };
    expect(centre.agent("anna")).toMatchObject({ state: "wrapUp", wrapUp, contactId: null });
    const next = centre.arrive();
    expect(centre.stateOf(next)).toBe("waiting");
    centre.do({ type: "endWrapUp", agentId: "anna" });
    expect(centre.offered("anna")).toBe(next);
  });

  test("the wrap-up ends by itself, and the caller stays parked", () => {
    const { centre, contactId } = parked({ recallSeconds: 300 });
    centre.wait(60);
    expect(centre.stateOf("anna")).toBe("ready");
    expect(centre.stateOf(contactId)).toBe("parked");
  });

  test("a journal of before wrap-up followed upon parking is replayed as it was", () => {
    const centre = new Centre();
    centre.ready("anna");
    const contactId = centre.talk("anna");
    const ids = { contactId, agentId: "anna" };
    evolve(centre.state, { type: "contactParked", ...ids, until: centre.now + 6e4 }, centre.now);
    expect(centre.agent("anna")).toMatchObject({ state: "ready", contactId: null });
    expect(centre.stateOf(contactId)).toBe("parked");
  });

  test("a break chosen during the call holds after parking (R8)", () => {
    const centre = new Centre();
    centre.ready("anna");
    const contactId = centre.talk("anna");
    centre.choose("anna", "break");
    centre.do(park("anna", contactId));
    expect(centre.stateOf("anna")).toBe("wrapUp");
    centre.do({ type: "endWrapUp", agentId: "anna" });
    expect(centre.stateOf("anna")).toBe("break");
    centre.do(retrieve("anna", contactId));
    centre.answer(contactId);
    centre.hangUp("anna", contactId);
    centre.wait(60);
    expect(centre.stateOf("anna")).toBe("break");
  });

  test("anybody of the line fetches him, and it is said who did", () => {
    const { centre, contactId } = parked();
    centre.ready("bert");
    const events = centre.do(retrieve("bert", contactId));
    expect(events.map((event) => explain(event, names))).toEqual([
      "bert hat den geparkten Anruf geholt; das Telefon klingelt (1-bert).",
    ]);
    expect(centre.answer(contactId)).toMatchObject([{ first: false }]);
    expect(centre.contact(contactId)).toMatchObject({ agentId: "bert", parked: null });
    centre.wait(120);
    expect(centre.stateOf(contactId)).toBe("talking");
  });

  test("two fetch him at once: one has him, the other is told so", () => {
    const { centre, contactId } = parked();
    centre.ready("bert");
    centre.do(retrieve("anna", contactId));
    centre.refuses(retrieve("bert", contactId), "not_parked");
    expect(centre.do(retrieve("anna", contactId))).toEqual([]);
  });

  test("fetched to a phone that does not answer, he waits for the team at the old place", () => {
    const { centre, contactId } = parked();
    centre.do(retrieve("anna", contactId));
    const later = centre.arrive();
    centre.fail(contactId);
    centre.ready("bert");
    expect(centre.offered("bert")).toBe(contactId);
    expect(centre.stateOf(later)).toBe("waiting");
  });

  test("not fetched in time he comes back to the parker, who hears why", () => {
    const { centre, contactId } = parked({ recallSeconds: 20 });
    centre.ready("bert");
    centre.wait(19.9);
    expect(centre.stateOf(contactId)).toBe("parked");
    const events = centre.wait(0.1);
    // What she still wrote down was about him.
    expect(types(events)).toEqual(["contactQueued", "wrapUpEnded", "offerMade"]);
    expect(explain(events[0]!, names)).toMatch(/^Wiederanlauf nach dem Parken;/);
    expect(centre.offerTo("anna")).toMatchObject({ contactId, kind: "recall" });
    centre.wait(20);
    expect(centre.offerTo("bert")).toMatchObject({ contactId, kind: "queue" });
  });

  test.each(["break", "offline", "withdrawn"])(
    "if the parker is gone by then (%s), the team takes over at once",
    (where) => {
      const { centre, contactId } = parked();
      if (where === "withdrawn") centre.do({ type: "withdrawAgent", agentId: "anna" });
      else centre.choose("anna", where as "break");
      centre.ready("bert");
      centre.wait(60);
      expect(centre.offerTo("bert")).toMatchObject({ contactId, kind: "queue" });
    },
  );

  test("the caller who hangs up while parked is gone, and nobody has work from it", () => {
    const { centre, contactId } = parked();
    centre.do({ type: "endWrapUp", agentId: "anna" });
    expect(types(centre.do({ type: "callerHangsUp", contactId }))).toEqual(["contactEnded"]);
    expect(centre.stateOf("anna")).toBe("ready");
    centre.wait(120);
    centre.refuses(retrieve("anna", contactId), "unknown_contact");
  });

  test("only who talks may park, only while talking, and twice is once", () => {
    const centre = new Centre([line("115"), line("zentrale")]);
    centre.ready("anna");
    const contactId = centre.arrive();
    centre.accept("anna");
    centre.refuses(park("anna", contactId), "not_talking");
    centre.answer(contactId);
    centre.ready("bert", { lineIds: ["zentrale"] });
    centre.refuses(park("bert", contactId), "not_your_contact");
    centre.refuses(retrieve("bert", contactId), "not_parked");
    centre.do(park("anna", contactId));
    expect(centre.do(park("anna", contactId))).toEqual([]);
    centre.refuses(retrieve("bert", contactId), "not_your_line");
    centre.do({ type: "endWrapUp", agentId: "anna" });
    centre.talk("anna");
    centre.refuses(retrieve("anna", contactId), "agent_in_conversation");
  });
});

test("R7: how long a refusal rests is a setting of the line", () => {
  const backOff = { restSecondsFirst: 2, restSecondsMax: 3 };
  const centre = new Centre([line("115", { backOff })]);
  centre.ready("anna");
  centre.arrive();
  for (const seconds of [2, 3, 3]) {
    centre.decline("anna");
    expect(centre.agent("anna").restsUntil).toBe(centre.now + seconds * 1000);
    centre.wait(seconds);
  }
});
