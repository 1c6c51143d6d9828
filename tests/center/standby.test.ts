import { randomUUID } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import type { LiveCenter } from "../../src/center/live-center.ts";
import { recover } from "../../src/center/recovery.ts";
import type { Database } from "../../src/database/database.ts";
import { toData } from "../../src/routing/center-state.ts";
import type { Command } from "../../src/routing/commands.ts";
import { checkInvariants } from "../../src/routing/invariants.ts";
import { startCenterChild } from "../support/center-child.ts";
import { testDatabase } from "../support/database.ts";
import {
  arrival,
  journalOf,
  startCenter,
  submit,
  testAgent,
  testLine,
} from "../support/live-center.ts";
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

/** The journal holds each decision once, and the state is exactly what it says (I6). */
async function expectWhole(center: LiveCenter, database: Database): Promise<void> {
  const journal = journalOf(database);
  const replayed = await recover(journal);
  await journal.close();
  expect(replayed.seq).toBe(center.seq);
  expect(toData(center.state)).toEqual(toData(replayed.state));
  expect(checkInvariants(center.state)).toEqual([]);
  const { rows } = await database.pool.query(
    "SELECT count(*)::int AS count, max(seq)::int AS last, min(seq)::int AS first FROM journal",
  );
  expect(rows[0].count).toBe(rows[0].last - rows[0].first + 1);
}

async function arrivalsIn(database: Database): Promise<string[]> {
  const { rows } = await database.pool.query<{ id: string }>(
    `SELECT command->>'contactId' AS id FROM journal
     WHERE command->>'type' = 'contactArrives' ORDER BY seq`,
  );
  return rows.map(({ id }) => id);
}

const takeBreak = (reason: string): Command => ({
  type: "choosePresence",
  agentId: "1",
  presence: "break",
  reason,
});

async function breaksIn(database: Database): Promise<string[]> {
  const { rows } = await database.pool.query<{ reason: string }>(
    `SELECT command->>'reason' AS reason FROM journal
     WHERE command->>'presence' = 'break' ORDER BY reason`,
  );
  return rows.map(({ reason }) => reason);
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
    expect(await follower.submit(takeBreak("Pause"), key)).toEqual(outcome);
    expect(await breaksIn(database)).toEqual(["Pause"]);
    await follower.stop();
  });
});

describe("F5: a writer that is killed under load", () => {
  it("is replaced with 30 talking and 100 waiting, nothing lost, nothing doubled", async () => {
    await using database = await testDatabase();
    await using other = await startCenterChild(database.url, {
      talking: 30,
      waiting: 100,
      load: true,
    });
    const survivor = await startCenter(database);
    expect(survivor.writing).toBe(false);
    await until("callers come", () => other.arrived.length > 20);
    await other.kill();
    const acknowledged = [...other.arrived];

    await submit(survivor, arrival("after"));
    expect(survivor.writing).toBe(true);
    const contacts = survivor.state.contacts;
    const known = [...Object.keys(other.before.data.contacts), ...acknowledged, "after"];
    expect(known.filter((id) => !contacts[id])).toEqual([]);
    const talking = Object.values(contacts).filter(({ state }) => state === "talking");
    expect(talking).toHaveLength(30);
    const arrivals = await arrivalsIn(database);
    expect(new Set(arrivals).size).toBe(arrivals.length);
    await expectWhole(survivor, database);

    // The next free agent gets the one who has waited longest (R3).
    const [freed] = talking;
    await submit(survivor, { type: "callerHangsUp", contactId: freed?.id ?? "" });
    await submit(survivor, { type: "endWrapUp", agentId: freed?.agentId ?? "" });
    expect(survivor.state.contacts["contact-31"]?.state).toBe("offered");
    await survivor.stop();
  });

  it("has every command that was left for it decided exactly once", async () => {
    await using database = await testDatabase();
    await using other = await startCenterChild(database.url, { talking: 1, waiting: 5 });
    const survivor = await startCenter(database);
    const reasons = Array.from({ length: 120 }, (_, index) => `Pause ${1000 + index}`);
    const outcomes: Promise<unknown>[] = [];
    for (const [index, reason] of reasons.entries()) {
      outcomes.push(survivor.submit(takeBreak(reason)));
      if (index % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
      if (index === 60) {
        await Promise.race(outcomes);
        void other.kill();
      }
    }
    for (const outcome of await Promise.all(outcomes)) expect(outcome).toMatchObject({ ok: true });
    expect(survivor.writing).toBe(true);
    expect(await breaksIn(database)).toEqual(reasons);
    await expectWhole(survivor, database);
    await survivor.stop();
  });
});

describe("F5: a writer that is frozen for longer than its lease", () => {
  it("can write nothing when it wakes up, follows, and what it is asked is decided", async () => {
    await using database = await testDatabase();
    await using other = await startCenterChild(database.url, {
      talking: 3,
      waiting: 10,
      load: true,
    });
    const survivor = await startCenter(database);
    await until("callers come", () => other.arrived.length > 10);
    other.process.kill("SIGSTOP");
    await submit(survivor, arrival("while frozen"));
    expect(survivor.writing).toBe(true);
    other.process.kill("SIGCONT");
    await until("it follows", () => !other.writing());

    const before = other.arrived.length;
    await until("its callers are taken in by the other", () => other.arrived.length > before + 10);
    expect(other.arrived.filter((id) => !survivor.state.contacts[id])).toEqual([]);
    const { rows } = await database.pool.query(
      `SELECT seq FROM journal AS late WHERE epoch < (
         SELECT max(epoch) FROM journal WHERE seq < late.seq)`,
    );
    expect(rows).toEqual([]);
    await other.kill();
    await submit(survivor, arrival("at the end"));
    await expectWhole(survivor, database);
    await survivor.stop();
  });
});
