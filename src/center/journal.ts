import type pg from "pg";
import type { Command } from "../routing/commands.ts";
import type { CenterEvent } from "../routing/events.ts";
import { leaseName, type Lease } from "./lease.ts";

/** One decision of the core: what was asked, and everything that followed from it. */
export interface JournalEntry {
  /** Without gaps, from 1. */
  seq: number;
  /** Milliseconds since the epoch; the `now` that the core decided with. */
  at: number;
  command: Command;
  events: CenterEvent[];
}

/** Another process holds the lease: nothing that this one decides counts any more. */
export class FencedError extends Error {
  override readonly name = "FencedError";
}

/** What a JSON text says of characters that PostgreSQL's jsonb refuses: NUL and half surrogates. */
const unstorable = /\\u(?:0000|d[89a-f])/i;

/**
 * The command as the journal can keep it. Doors refuse such characters; one that got through must
 * not stop the centre, so it is replaced before anything is decided.
 */
export function withStorableText(command: Command): Command {
  const text = JSON.stringify(command);
  if (!unstorable.test(text)) return command;
  return JSON.parse(text, (_, value: unknown) =>
    typeof value === "string" ? value.replaceAll("\0", "\uFFFD").toWellFormed() : value,
  ) as Command;
}

/**
 * Writes entries in one transaction, only while the lease is held. Safe to repeat after a lost
 * answer: entries that are there already, of the same epoch, count as written.
 * @throws FencedError when somebody else holds the lease
 */
export async function appendEntries(
  pool: pg.Pool,
  lease: Lease,
  entries: readonly JournalEntry[],
): Promise<void> {
  const seqs = entries.map((entry) => entry.seq);
  // The share lock keeps the lease from changing hands between the check and the commit.
  const { rows } = await pool.query<{ held: boolean }>(
    `WITH held AS (
       SELECT 1 FROM lease WHERE name = $1 AND holder = $2 AND epoch = $3 FOR SHARE
     ), written AS (
       INSERT INTO journal (seq, epoch, at, command, events)
       SELECT entry.seq, $3, to_timestamp(entry.at / 1000.0), entry.command::jsonb,
              entry.events::jsonb
       FROM held, unnest($4::bigint[], $5::float8[], $6::text[], $7::text[])
         AS entry (seq, at, command, events)
       ON CONFLICT (seq) DO NOTHING
     )
     SELECT EXISTS (SELECT 1 FROM held) AS held`,
    [
      leaseName,
      lease.holder,
      lease.epoch,
      seqs,
      entries.map((entry) => entry.at),
      entries.map((entry) => JSON.stringify(entry.command)),
      entries.map((entry) => JSON.stringify(entry.events)),
    ],
  );
  if (!rows[0]?.held) throw new FencedError("the lease is held by another process");
}

/** Entries after `seq` in order, in portions, so that a long journal never lies in memory whole. */
export async function* readEntries(
  pool: pg.Pool,
  afterSeq: number,
  portion = 5000,
): AsyncGenerator<JournalEntry> {
  for (let last = afterSeq; ;) {
    const { rows } = await pool.query<{
      seq: string;
      at: string;
      command: Command;
      events: CenterEvent[];
    }>(
      `SELECT seq, extract(epoch FROM at) * 1000 AS at, command, events
       FROM journal WHERE seq > $1 ORDER BY seq LIMIT $2`,
      [last, portion],
    );
    for (const row of rows) {
      last = Number(row.seq);
      yield { seq: last, at: Math.round(Number(row.at)), command: row.command, events: row.events };
    }
    if (rows.length < portion) return;
  }
}

/** Deletes what no recovery needs any more: entries older than `before` that a snapshot covers. */
export async function pruneJournal(pool: pg.Pool, before: Date): Promise<number> {
  const { rowCount } = await pool.query(
    `DELETE FROM journal WHERE at < $1 AND seq <= (SELECT max(seq) FROM snapshot)`,
    [before],
  );
  return rowCount ?? 0;
}
