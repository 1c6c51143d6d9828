import { describe, expect, it } from "vitest";
import { recover } from "../../src/center/recovery.ts";
import { createState, toData } from "../../src/routing/center-state.ts";
import { checkInvariants } from "../../src/routing/invariants.ts";
import { startCenterChild } from "../support/center-child.ts";
import { testDatabase } from "../support/database.ts";
import {
  arrival,
  journalOf,
  startCenter,
  submit,
  talk,
  testAgent,
  testLine,
} from "../support/live-center.ts";
import { until } from "../support/until.ts";

describe("a centre that was killed", () => {
  it("goes on with the same 20 waiting, 5 talking, agents and order", async () => {
    await using database = await testDatabase();
    await using other = await startCenterChild(database.url, { talking: 5, waiting: 20 });
    const { before } = other;
    await other.kill();

    const center = await startCenter(database);
    await until("the lease is over", () => center.writing);
    expect(toData(center.state)).toEqual(before.data);
    expect(center.seq).toBe(before.seq);
    expect(checkInvariants(center.state)).toEqual([]);
    const contacts = Object.values(center.state.contacts);
    expect(contacts.filter((contact) => contact.state === "waiting")).toHaveLength(20);
    expect(contacts.filter((contact) => contact.state === "talking")).toHaveLength(5);

    const [freed] = Object.values(center.state.agents);
    const talking = freed?.contactId ?? "";
    await submit(center, { type: "callerHangsUp", contactId: talking });
    await submit(center, { type: "endWrapUp", agentId: freed?.id ?? "" });
    // Five of the first five talk: the sixth to arrive is the next in turn.
    expect(center.state.contacts["contact-6"]?.state).toBe("offered");
    await center.stop();
  });
});

describe("recovery", () => {
  it("leads to the identical state from the journal alone, and from a snapshot with the rest (I6)", async () => {
    await using database = await testDatabase();
    const center = await startCenter(database);
    await submit(center, { type: "changeLines", lines: [testLine()] });
    await submit(center, { type: "admitAgent", profile: testAgent("1") });
    await submit(center, arrival("first"));
    await journalOf(database).storeSnapshot({
      seq: center.seq,
      at: Date.now(),
      data: toData(center.state),
    });
    const snapshotSeq = center.seq;
    await submit(center, arrival("second"));
    await submit(center, { type: "choosePresence", agentId: "1", presence: "ready", reason: null });
    await talk(center, "1");

    const fromSnapshot = await recover(journalOf(database));
    await database.pool.query("DELETE FROM snapshot");
    const fromJournal = await recover(journalOf(database));
    expect(fromSnapshot.seq).toBeGreaterThan(snapshotSeq);
    for (const recovered of [fromSnapshot, fromJournal]) {
      expect(recovered.seq).toBe(center.seq);
      expect(toData(recovered.state)).toEqual(toData(center.state));
    }
    await center.stop();
  });

  it("begins with an empty centre where nothing was ever decided", async () => {
    await using database = await testDatabase();
    const { state, seq } = await recover(journalOf(database));
    expect(seq).toBe(0);
    expect(toData(state)).toEqual(toData(createState()));
  });
});
