import { randomUUID } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import type { Database } from "../../src/database/database.ts";
import { toData } from "../../src/routing/center-state.ts";
import type { Command } from "../../src/routing/commands.ts";
import { testDatabase } from "../support/database.ts";
import { arrivalsIn, breaksIn, expectWhole, takeBreak } from "../support/decided-once.ts";
import { arrival, startCenter, submit, testAgent, testLine } from "../support/live-center.ts";
import { until } from "../support/until.ts";

vi.setConfig({ testTimeout: 120_000 });

/** Two centres on one database: the first writes, the second follows. */
async function twoCenters(database: Database) {
  const writer = await startCenter(database);
  const follower = await startCenter(database);
  expect([writer.writing, follower.writing]).toEqual([true, false]);
  await submit(writer, { type: "changeLines", lines: [testLine()] });
  return { writer, follower };
}

describe("a process that stands by", () => {
  it("learns every decision in order, and has its own commands decided by the writer", async () => {
    await using database = await testDatabase();
    const { writer, follower } = await twoCenters(database);
    const seqs: number[] = [];
    follower.onEntry(({ seq }) => seqs.push(seq));
    await submit(writer, arrival("a"));
    await submit(follower, arrival("b"));
    // What it was told is decided is in its own state.
    expect(Object.keys(follower.state.contacts)).toEqual(["a", "b"]);
    await submit(writer, arrival("c"));
    await until("it knows the third", () => follower.state.contacts.c);
    expect(seqs).toEqual(seqs.map((_, index) => (seqs[0] ?? 0) + index));
    expect(toData(follower.state)).toEqual(toData(writer.state));
    const refused = await follower.submit({ type: "endWrapUp", agentId: "nobody" });
    expect(refused).toMatchObject({ ok: false, rejection: { code: "unknown_agent" } });
    await follower.stop();
    await writer.stop();
  });

  it("takes over at once from a writer that stops, and its successor stands by", async () => {
    await using database = await testDatabase();
    const { writer, follower } = await twoCenters(database);
    await submit(writer, arrival("a"));
    await writer.stop();
    await until("it writes", () => follower.writing);
    await submit(follower, arrival("b"));
    const third = await startCenter(database);
    expect(third.writing).toBe(false);
    expect(Object.keys(third.state.contacts)).toEqual(["a", "b"]);
    await expectWhole(follower, database);
    await third.stop();
    await follower.stop();
  });
});

describe("a command with a key", () => {
  it("gets the same outcome as often as it is sent, from any process, and happens once", async () => {
    await using database = await testDatabase();
    const { writer, follower } = await twoCenters(database);
    await submit(writer, { type: "admitAgent", profile: testAgent("1") });
    const key = randomUUID();
    const outcomes = await Promise.all(
      [writer, follower, writer, follower].map((center, index) =>
        center.submit(takeBreak("Pause"), index % 2 ? key : key.toUpperCase()),
      ),
    );
    outcomes.push(await follower.submit(takeBreak("Pause"), key));
    for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
    expect(await breaksIn(database)).toEqual(["Pause"]);

    const refusal = randomUUID();
    const late: Command = { type: "acceptOffer", agentId: "1", offerId: "gone" };
    const first = await writer.submit(late, refusal);
    expect(first.ok).toBe(false);
    expect(await follower.submit(late, refusal)).toEqual(first);
    await follower.stop();
    await writer.stop();
  });

  it("is still known after another process has taken over", async () => {
    await using database = await testDatabase();
    const { writer, follower } = await twoCenters(database);
    await submit(writer, { type: "admitAgent", profile: testAgent("1") });
    const key = randomUUID();
    const outcome = await writer.submit(takeBreak("Pause"), key);
    await writer.stop();
    await until("the other writes", () => follower.writing);
    const [again] = await Promise.all([
      follower.submit(takeBreak("Pause"), key),
      submit(follower, arrival("a")),
      submit(follower, arrival("b")),
    ]);
    // What came together with it was decided once all the same.
    expect(again).toEqual(outcome);
    expect(await breaksIn(database)).toEqual(["Pause"]);
    expect(await arrivalsIn(database)).toEqual(["a", "b"]);
    await expectWhole(follower, database);
    await follower.stop();
  });
});
