import { describe, expect, test } from "vitest";
import type { Presence } from "../../src/routing/state.ts";
import { Centre } from "../routing/centre.ts";

const presences: Presence[] = ["ready", "break", "offline"];

interface Story {
  centre: Centre;
  contactId: string;
}

type Step = (story: Story) => void;

const inState =
  (state: string, step: Step): Step =>
  (story) => {
    if (story.centre.stateOf(story.contactId) === state) step(story);
  };

const arrive: Step = (story) => void (story.contactId = story.centre.arrive());
const accept = inState("offered", ({ centre }) => {
  if (centre.offered("anna") !== null) centre.accept("anna");
});
const answer = inState("connecting", ({ centre, contactId }) => void centre.answer(contactId));
const phoneFails = inState("connecting", ({ centre, contactId }) => void centre.fail(contactId));
const hangUp = inState("talking", ({ centre, contactId }) => void centre.hangUp("anna", contactId));
const callerLeaves: Step = ({ centre, contactId }) =>
  void centre.do({ type: "callerHangsUp", contactId });
const wait =
  (seconds: number): Step =>
  ({ centre }) =>
    void centre.wait(seconds);
const transfer = inState("talking", ({ centre, contactId }) => {
  centre.transfer("anna", contactId);
});
const targetFails = inState("transferring", ({ centre, contactId }) => void centre.fail(contactId));
const takeBack = inState("transferring", ({ centre, contactId }) => {
  if (centre.agent("anna").contactId === null) {
    centre.do({ type: "takeBack", agentId: "anna", contactId });
  }
});
const park = inState("talking", ({ centre, contactId }) => {
  centre.do({ type: "park", agentId: "anna", contactId });
});
const phoneLost = inState("talking", ({ centre, contactId }) => {
  const partyId = centre.partyOf(contactId);
  centre.do({ type: "partyHangsUp", contactId, partyId, lost: true });
});
const profileChanges: Step = ({ centre }) => centre.admit("anna", { skills: ["englisch"] });

/** What the system does to somebody; the wishes fall before, between and after. */
const stories: [string, Step[]][] = [
  ["an offer expires", [arrive, wait(21)]],
  ["the caller leaves while the offer rings", [arrive, callerLeaves]],
  ["the phone is dead", [arrive, accept, phoneFails]],
  ["the phone is lost in the talk", [arrive, accept, answer, phoneLost]],
  ["a call with wrap-up by its limit", [arrive, accept, answer, hangUp, wait(61)]],
  ["the caller ends the talk", [arrive, accept, answer, callerLeaves, wait(61)]],
  ["a transfer comes back", [arrive, accept, answer, transfer, targetFails, accept, wait(46)]],
  ["a transfer is taken back", [arrive, accept, answer, transfer, takeBack, answer, hangUp]],
  ["a parked caller comes back", [arrive, accept, answer, park, wait(301), accept]],
  ["the profile changes in the call", [arrive, accept, profileChanges, answer, hangUp]],
];

/** Every way to put two wishes among so many steps. */
function* placements(steps: number): Generator<[number, number]> {
  for (let first = 0; first <= steps; first += 1) {
    for (let second = first; second <= steps; second += 1) yield [first, second];
  }
}

function play(steps: readonly Step[], wishes: readonly [Presence, number][]): Centre {
  const story: Story = { centre: new Centre(), contactId: "" };
  story.centre.ready("anna");
  for (let position = 0; position <= steps.length; position += 1) {
    for (const [wish, at] of wishes) if (at === position) story.centre.choose("anna", wish);
    steps[position]?.(story);
  }
  // All is over: what is left is what she wanted.
  for (const contactId of Object.keys(story.centre.state.contacts)) {
    story.centre.do({ type: "callerHangsUp", contactId });
  }
  story.centre.wait(600);
  return story.centre;
}

describe("F10 the system never overrides a chosen status", () => {
  test.each(stories)(
    "of any two wishes at any moments the latest holds: %s",
    (_, steps) => {
      let played = 0;
      for (const first of presences) {
        for (const second of presences) {
          for (const [one, other] of placements(steps.length)) {
            const centre = play(steps, [
              [first, one],
              [second, other],
            ]);
            const told = `${first} before step ${one}, ${second} before step ${other}`;
            expect(centre.agent("anna").intent, told).toBe(second);
            // A wish to be ready ends, if anywhere else, where one key leads back (R7).
            const allowed = second === "ready" ? ["ready", "notResponding"] : [second];
            expect(allowed, told).toContain(centre.stateOf("anna"));
            played += 1;
          }
        }
      }
      expect(played).toBe((9 * (steps.length + 1) * (steps.length + 2)) / 2);
    },
    120_000,
  );
});
