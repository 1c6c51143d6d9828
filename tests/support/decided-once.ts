import { expect } from "vitest";
import type { LiveCenter } from "../../src/center/live-center.ts";
import { recover } from "../../src/center/recovery.ts";
import type { Database } from "../../src/database/database.ts";
import { toData } from "../../src/routing/center-state.ts";
import type { Command } from "../../src/routing/commands.ts";
import { checkInvariants } from "../../src/routing/invariants.ts";
import { journalOf } from "./live-center.ts";

/** The journal holds each decision once, and the state is exactly what it says (I6). */
export async function expectWhole(center: LiveCenter, database: Database): Promise<void> {
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

export async function arrivalsIn(database: Database): Promise<string[]> {
  const { rows } = await database.pool.query<{ id: string }>(
    `SELECT command->>'contactId' AS id FROM journal
     WHERE command->>'type' = 'contactArrives' ORDER BY seq`,
  );
  return rows.map(({ id }) => id);
}

export const takeBreak = (reason: string): Command => ({
  type: "choosePresence",
  agentId: "1",
  presence: "break",
  reason,
});

export async function breaksIn(database: Database): Promise<string[]> {
  const { rows } = await database.pool.query<{ reason: string }>(
    `SELECT command->>'reason' AS reason FROM journal
     WHERE command->>'presence' = 'break' ORDER BY reason`,
  );
  return rows.map(({ reason }) => reason);
}
