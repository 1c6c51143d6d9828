import { expect, it } from "vitest";
import { deskView, type ContactBackground } from "../../src/dashboard/desk-view.ts";
import type { Directory } from "../../src/directory/directory.ts";
import type { CenterState } from "../../src/routing/center-state.ts";
import { newAgent } from "../../src/routing/newcomers.ts";
import type { Agent, Offer, Recall } from "../../src/routing/state.ts";

const profile = { id: "a1", displayName: "Anna Muster", administrationId: "vulkaneifel" };
const work = { extension: "201", lineIds: ["115"], skills: [] };
const agent = { ...newAgent({ ...profile, ...work }, 0), offerId: "o1" };
const directory = { lines: () => [] } as unknown as Directory;
const failed: Recall = {
  target: { extension: "2210", name: "Zulassungsstelle", directoryEntryId: null },
  failure: "busy",
  byAgentId: "a1",
  at: 5,
};

/** What the offer is called of a caller with this recall and these returns to the queue. */
function kindOf(kind: Offer["kind"], recall: Recall | null, causes: string[]): string | undefined {
  const state = {
    offers: { o1: { id: "o1", contactId: "c1", kind, madeAt: 1, expiresAt: 2 } },
    contacts: { c1: { id: "c1", recall, callback: null } },
  } as unknown as CenterState;
  const decisions = causes.map((cause) => ({ event: { type: "contactQueued", cause } }));
  const row = { decisions: [...decisions, { event: { type: "offerMade" } }], concerns: [] };
  const background = { row, earlier: [] } as unknown as ContactBackground;
  return deskView(agent, state, directory, background).offer?.kind;
}

it("tells a parked caller who comes back from a transfer that comes back (R9, R10)", () => {
  expect(kindOf("queue", failed, ["recall"])).toBe("queue");
  expect(kindOf("recall", failed, ["recall"])).toBe("recall");
  expect(kindOf("recall", null, ["parkedTooLong"])).toBe("parked");
  expect(kindOf("recall", failed, ["recall", "parkedTooLong"])).toBe("parked");
  expect(kindOf("recall", failed, ["parkedTooLong", "recall"])).toBe("recall");
});

it("keeps the guess of the place when the caller has gone", () => {
  const origin = [
    {
      administrationId: "bitburg-pruem",
      placeName: "Speicher",
      probability: 0.9,
      reason: "Vorwahl 06562",
    },
  ];
  const arrived = { type: "contactArrived", origin, administrationCertainty: "guess" };
  const row = {
    id: "c1",
    lineId: "115",
    callerNumber: null,
    answeredAt: new Date(2),
    endedAt: new Date(3),
    placeConfirmed: false,
    placeAgs: null,
    note: "",
    recordVersion: 0,
    arrivedAt: new Date(1),
    administrationId: "bitburg-pruem",
    decisions: [{ event: arrived }, { event: { type: "contactEnded" } }],
    concerns: [],
  };
  const line = { id: "115", name: "115", kind: "115", administrationId: null, greeting: "" };
  const house = { lines: () => [line] } as unknown as Directory;
  const gone = { offers: {}, contacts: {} } as unknown as CenterState;
  const wrapsUp: Agent = { ...agent, offerId: null, wrapUp: { contactId: "c1", until: 9 } };
  const background = { row, earlier: [] } as unknown as ContactBackground;
  const card = deskView(wrapsUp, gone, house, background).contact;
  expect(card?.state).toBe("ended");
  expect(card).toMatchObject({ origin, administrationCertainty: "guess" });
});
