import { describe, expect, test } from "vitest";
import { createState, toData } from "../../src/routing/center-state.ts";
import { explain } from "../../src/routing/explain.ts";
import { Centre, line, types } from "./centre.ts";

const names = { agent: (id: string) => id, line: (id: string) => id, administration: String };
const number = "+4965929991";

let calls = 0;
function ring(centre: Centre, callerNumber: string | null = number, lineId = "115"): string {
  const contactId = `ring${(calls += 1)}`;
  const known = { callId: contactId, lineId, callerNumber, origin: [] };
  centre.do({ type: "contactArrives", contactId, ...known });
  return contactId;
}

const leave = (contactId: string) => ({ type: "callerHangsUp", contactId }) as const;

describe("R12 redial", () => {
  test("who hangs up while waiting and rings again in time is served at the old place", () => {
    const centre = new Centre();
    const first = ring(centre);
    const { queuedAt } = centre.contact(first);
    centre.wait(10);
    const between = centre.arrive();
    const [ended] = centre.do(leave(first));
    expect(explain(ended!, names)).toMatch(
      /^Anruferin oder Anrufer hat aufgelegt\. Der Platz bleibt bei erneutem Anruf bis 08:05:10 Uhr/,
    );
    centre.wait(120);
    const again = ring(centre);
    expect(centre.contact(again)).toMatchObject({ queuedAt, arrivedAt: centre.now });
    centre.ready("anna");
    expect(centre.offered("anna")).toBe(again);
    const sentence = explain({ type: "offerMade", offer: centre.offerTo("anna") }, names);
    expect(sentence).toMatch(/behält den Platz von vor 2 min 10 s/);
    centre.ready("bert");
    expect(centre.offered("bert")).toBe(between);
  });

  test("the arrival says that it is a place resumed, and whose", () => {
    const centre = new Centre();
    const first = ring(centre);
    const { queuedAt } = centre.contact(first);
    centre.do(leave(first));
    const known = { callId: "k", lineId: "115", callerNumber: number, origin: [] };
    const [arrived] = centre.do({ type: "contactArrives", contactId: "again", ...known });
    expect(arrived).toMatchObject({ resumes: { contactId: first, queuedAt } });
    expect(explain(arrived!, names)).toBe(
      "Erneuter Anruf auf 115, behält den Platz von 08:00:00 Uhr; Herkunft unbekannt.",
    );
  });

  test("a place is taken once: of two calls from the number one resumes", () => {
    const centre = new Centre();
    const first = ring(centre);
    const { queuedAt } = centre.contact(first);
    centre.do(leave(first));
    expect(centre.contact(ring(centre)).queuedAt).toBe(queuedAt);
    expect(centre.contact(ring(centre)).queuedAt).toBe(centre.now);
  });

  test("who leaves and comes again and again goes on having the first place", () => {
    const centre = new Centre();
    let contactId = ring(centre);
    const { queuedAt } = centre.contact(contactId);
    for (let i = 0; i < 3; i++) {
      centre.wait(200);
      centre.do(leave(contactId));
      centre.wait(200);
      contactId = ring(centre);
      expect(centre.contact(contactId).queuedAt).toBe(queuedAt);
    }
  });

  test("after the time of the line it is a call like any other, and the number is forgotten", () => {
    const centre = new Centre([line("115", { redialSeconds: 60 })]);
    centre.do(leave(ring(centre)));
    centre.wait(59.9);
    expect(JSON.stringify(toData(centre.state))).toContain(number);
    expect(types(centre.wait(0.1))).toEqual(["placeForgotten"]);
    expect(JSON.stringify(toData(centre.state))).not.toContain(number);
    expect(centre.contact(ring(centre)).queuedAt).toBe(centre.now);
  });

  test.each<[string, (centre: Centre) => void]>([
    ["a suppressed number", (centre) => void centre.do(leave(ring(centre, null)))],
    ["another number", (centre) => void centre.do(leave(ring(centre, "+4926719993")))],
    ["another line", (centre) => void centre.do(leave(ring(centre, number, "zentrale")))],
    [
      "a caller who was answered",
      (centre) => {
        centre.ready("anna");
        const contactId = ring(centre);
        centre.accept("anna");
        centre.answer(contactId);
        centre.do(leave(contactId));
        centre.choose("anna", "offline");
      },
    ],
    [
      "a line that keeps no places",
      (centre) => {
        const lines = [line("115", { redialSeconds: 0 }), line("zentrale")];
        centre.do({ type: "changeLines", lines });
        centre.do(leave(ring(centre)));
      },
    ],
  ])("%s leaves no place behind for the next call", (_, leaves) => {
    const centre = new Centre([line("115"), line("zentrale")]);
    leaves(centre);
    centre.wait(10);
    for (const callerNumber of [number, null]) {
      expect(centre.contact(ring(centre, callerNumber)).queuedAt).toBe(centre.now);
    }
  });

  test.each(["offered", "connecting"])(
    "it holds also for a caller who leaves while %s",
    (state) => {
      const centre = new Centre();
      centre.ready("anna");
      const contactId = ring(centre);
      const { queuedAt } = centre.contact(contactId);
      if (state === "connecting") centre.accept("anna");
      expect(centre.stateOf(contactId)).toBe(state);
      centre.do({ type: "callVanishes", contactId });
      expect(centre.contact(ring(centre)).queuedAt).toBe(queuedAt);
    },
  );

  test("outside the hours nothing is resumed; the place lives through a recovery", () => {
    const centre = new Centre();
    const contactId = ring(centre);
    centre.do(leave(contactId));
    centre.do({ type: "changeLines", lines: [line("115", { open: [] })] });
    ring(centre);
    expect(centre.stateOf(`ring${calls}`)).toBe("turnedAway");
    const restored = createState(JSON.parse(JSON.stringify(toData(centre.state))));
    expect(restored.keptPlaces[contactId]).toMatchObject({ callerNumber: number });
    expect(restored.index.placesDue.peek()).toMatchObject({ id: contactId });
  });
});
