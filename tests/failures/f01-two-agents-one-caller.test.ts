import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LiveCenter } from "../../src/center/live-center.ts";
import type { Database } from "../../src/database/database.ts";
import type { Command } from "../../src/routing/commands.ts";
import { checkInvariants } from "../../src/routing/invariants.ts";
import { testDatabase } from "../support/database.ts";
import { arrival, startCenter, submit, talk, testAgent, testLine } from "../support/live-center.ts";
import { until } from "../support/until.ts";

let database: Database;
let writer: LiveCenter;
let follower: LiveCenter;

const reachers = ["1", "2"];
const parker = "3";
const gapsMilliseconds = [0, 0, 1, 2, 3, 4, 5];

beforeAll(async () => {
  database = await testDatabase();
  writer = await startCenter(database);
  follower = await startCenter(database);
  await submit(writer, { type: "changeLines", lines: [testLine()] });
  for (const id of [...reachers, parker])
    await submit(writer, { type: "admitAgent", profile: testAgent(id) });
});

afterAll(async () => {
  await follower.stop();
  await writer.stop();
  await database.close();
});

const choose = (agentId: string, presence: "ready" | "offline") =>
  submit(writer, { type: "choosePresence", agentId, presence, reason: null });

/** A caller on everybody's list, whom nobody is offered: only who reaches for him gets him. */
async function parkCaller(contactId: string): Promise<void> {
  await choose(parker, "ready");
  await submit(writer, arrival(contactId));
  await talk(writer, parker);
  await submit(writer, { type: "park", agentId: parker, contactId });
  await submit(writer, { type: "endWrapUp", agentId: parker });
  await choose(parker, "offline");
  for (const agentId of reachers) await choose(agentId, "ready");
  await until("the other process knows", () => follower.seq === writer.seq);
}

/** Both commands, each from its own process, the second a little later. */
async function race(first: Command, second: Command, gapMilliseconds: number, swap: boolean) {
  const [one, other] = swap ? [follower, writer] : [writer, follower];
  const outcome = one.submit(first);
  await new Promise((resolve) => setTimeout(resolve, gapMilliseconds));
  return Promise.all([outcome, other.submit(second)]);
}

async function endCall(contactId: string): Promise<void> {
  await submit(writer, { type: "callerHangsUp", contactId });
  for (const agentId of reachers) await choose(agentId, "offline");
}

describe("F1 two people reach for one caller, 0–5 ms apart, from two processes", () => {
  for (const [round, gap] of gapsMilliseconds.entries()) {
    it(`gives him to one of them, ${gap} ms apart, first in process ${round % 2}`, async () => {
      const contactId = `contact-${round}`;
      const [first = "", second = ""] = round % 2 ? reachers : reachers.toReversed();
      await parkCaller(contactId);
      const reach = (agentId: string): Command => ({ type: "retrieve", agentId, contactId });
      const outcomes = await race(reach(first), reach(second), gap, round % 2 === 1);
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      const won = outcomes[0]?.ok ? first : second;
      const lost = won === first ? second : first;
      const { state } = writer;
      expect(state.contacts[contactId]).toMatchObject({ state: "connecting", agentId: won });
      expect(state.agents[won]).toMatchObject({ state: "connecting", contactId });
      // The loser is as free as before: no penalty, no reservation.
      expect(state.agents[lost]).toMatchObject({
        state: "ready",
        contactId: null,
        offerId: null,
        restsUntil: 0,
        declines: 0,
      });
      expect(Object.keys(state.offers)).toEqual([]);
      expect(checkInvariants(state)).toEqual([]);
      await endCall(contactId);
    });
  }
});
