import { describe, expect, it } from "vitest";
import type { Clock } from "../../src/clock.ts";
import { pruneOldJournal } from "../../src/jobs/prune-journal.ts";
import { testDatabase } from "../support/database.ts";

const now = Date.UTC(2026, 10, 24, 3);
const clock: Clock = { now: () => now, after: () => () => {} };

describe("the journal", () => {
  it("loses only what is old and covered by a snapshot that can be read", async () => {
    await using database = await testDatabase();
    const { pool } = database;
    const hours = [60, 50, 40, 30, 1];
    for (const [index, hoursAgo] of hours.entries()) {
      await pool.query(
        `INSERT INTO journal (seq, epoch, at, command, events) VALUES ($1, 1, $2, '{}', '[]')`,
        [index + 1, new Date(now - hoursAgo * 3_600_000)],
      );
    }
    const snapshot = (seq: number, version: number) =>
      pool.query("INSERT INTO snapshot (seq, at, version, state) VALUES ($1, now(), $2, '{}')", [
        seq,
        version,
      ]);
    const left = async () => {
      const { rows } = await pool.query<{ seq: number }>("SELECT seq::int FROM journal ORDER BY 1");
      return rows.map((row) => row.seq);
    };
    const prune = () => pruneOldJournal(database, clock).run();

    await prune();
    expect(await left()).toEqual([1, 2, 3, 4, 5]);
    await snapshot(4, 999);
    await prune();
    expect(await left(), "a snapshot of another version covers nothing").toHaveLength(5);
    await snapshot(3, 1);
    await prune();
    expect(await left()).toEqual([4, 5]);
    await snapshot(5, 1);
    await prune();
    expect(await left(), "what is younger than a day stays").toEqual([5]);
  });
});
