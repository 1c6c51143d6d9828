import { describe, expect, it, vi } from "vitest";
import { evolve } from "../../src/routing/evolve.ts";
import { createState } from "../../src/routing/center-state.ts";
import { testDatabase } from "../support/database.ts";
import { auditJournal } from "../support/journal-audit.ts";
import { arrival, startCenter, submit, talk, testAgent, testLine } from "../support/live-center.ts";
import { until } from "../support/until.ts";

vi.setConfig({ testTimeout: 120_000 });

const arrivals = 1_000;
const agents = Array.from({ length: 20 }, (_, index) => `agent-${index + 1}`);

describe("F8 a thousand callers who arrive at the same moment", () => {
  it("are never given to more than one agent, nor an agent more than one of them", async () => {
    await using database = await testDatabase();
    const writer = await startCenter(database);
    const follower = await startCenter(database);
    await submit(writer, { type: "changeLines", lines: [testLine()] });
    for (const id of agents) {
      await submit(writer, { type: "admitAgent", profile: testAgent(id) });
      await submit(writer, {
        type: "choosePresence",
        agentId: id,
        presence: "ready",
        reason: null,
      });
    }
    await until("the other process knows", () => follower.seq === writer.seq);
    const ids = Array.from({ length: arrivals }, (_, index) => `caller-${index}`);
    // Half of them through the process that does not decide.
    await Promise.all(ids.map((id, index) => submit(index % 2 ? writer : follower, arrival(id))));

    const waiting = () =>
      Object.values(writer.state.contacts).filter(({ state }) => state === "waiting");
    expect(Object.keys(writer.state.offers)).toHaveLength(agents.length);
    expect(waiting()).toHaveLength(arrivals - agents.length);
    // All answer at once, all hang up at once, and so on: the limit is met again and again.
    for (let round = 0; round < 5; round += 1) {
      const contacts = await Promise.all(agents.map((id) => talk(writer, id)));
      expect(new Set(contacts).size).toBe(agents.length);
      await Promise.all(
        contacts.map((contactId) => submit(writer, { type: "callerHangsUp", contactId })),
      );
      await Promise.all(agents.map((agentId) => submit(writer, { type: "endWrapUp", agentId })));
    }
    await follower.stop();
    await writer.stop();

    // After each single decision: who has an offer or a call has one, and so has each caller.
    const { events, state } = await auditJournal(database, 25);
    expect(Object.keys(state.contacts)).toHaveLength(arrivals - 5 * agents.length);
    const replica = createState();
    let busyMax = 0;
    for (const { event, at } of events) {
      evolve(replica, event, at);
      const served = Object.values(replica.agents).flatMap((agent) => agent.contactId ?? []);
      const offered = Object.values(replica.offers).map(({ contactId }) => contactId);
      const taken = [...served, ...offered];
      if (new Set(taken).size !== taken.length) throw new Error(`doubled after ${event.type}`);
      busyMax = Math.max(busyMax, taken.length);
    }
    expect(busyMax).toBe(agents.length);
  });
});
