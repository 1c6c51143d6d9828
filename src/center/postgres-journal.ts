import pg from "pg";
import type { Database } from "../database/database.ts";
import type { Wake } from "../database/wake.ts";
import type { Command } from "../routing/commands.ts";
import type { CenterEvent } from "../routing/events.ts";
import type { CenterData } from "../routing/state.ts";
import { FencedError } from "./journal.ts";
import type {
  Answer,
  Journal,
  JournalEntry,
  Lease,
  News,
  Outcome,
  Request,
  Snapshot,
} from "./journal.ts";
import { acquireLease, leaseName, releaseLease, renewLease } from "./postgres-lease.ts";
import { insertRequest, readOpenRequests, readOutcomes } from "./postgres-requests.ts";

/** Rises whenever stored states of an older version can no longer be read. */
const snapshotVersion = 1;
const snapshotsKept = 3;
const connectionsMax = 4;
const connectSecondsMax = 1;
const answerSecondsMax = 3;
const entriesPerPortion = 5_000;

/** Notes between the processes; see database/wake.ts. */
const notes: Record<News, string> = { entries: "center:entries", requests: "center:request" };

/** The journal in PostgreSQL. */
export class PostgresJournal implements Journal {
  private readonly database: Database;
  private readonly wake: Wake;
  /** Its own few connections: the lease never waits behind somebody's report. */
  private readonly pool: pg.Pool;
  private unsubscribe: () => void = () => {};

  constructor(parts: { database: Database; wake: Wake }) {
    this.database = parts.database;
    this.wake = parts.wake;
    this.pool = new pg.Pool({
      connectionString: parts.database.url,
      max: connectionsMax,
      connectionTimeoutMillis: connectSecondsMax * 1000,
      query_timeout: answerSecondsMax * 1000,
      keepAlive: true,
      application_name: "servicecenter-115 center",
    });
    this.pool.on("error", () => {});
  }

  open(onNews: (news: News) => void): Promise<void> {
    this.unsubscribe = this.wake.onNote((note) => {
      if (note === notes.entries) onNews("entries");
      if (note === notes.requests) onNews("requests");
    });
    return Promise.resolve();
  }

  async close(): Promise<void> {
    this.unsubscribe();
    await this.pool.end();
  }

  acquire(holder: string): Promise<Lease | null> {
    return acquireLease(this.pool, holder);
  }

  renew(lease: Lease): Promise<boolean> {
    return renewLease(this.pool, lease);
  }

  release(lease: Lease): Promise<void> {
    return releaseLease(this.pool, lease);
  }

  async append(
    lease: Lease,
    entries: readonly JournalEntry[],
    answers: readonly Answer[],
  ): Promise<ReadonlyMap<string, Outcome>> {
    // The share lock keeps the lease from changing hands between the check and the commit.
    const values = [
      leaseName,
      lease.holder,
      lease.epoch,
      entries.map((entry) => entry.seq),
      entries.map((entry) => entry.at),
      entries.map((entry) => JSON.stringify(entry.command)),
      entries.map((entry) => JSON.stringify(entry.events)),
      answers.map((answer) => answer.id),
      answers.map((answer) => JSON.stringify(answer.command)),
      answers.map((answer) => JSON.stringify(answer.outcome)),
    ];
    // Named, so that each connection plans it once.
    const statement = { name: "center-append", text: appendStatement, values };
    const { rows } = await this.pool.query<Appended>(statement);
    if (!rows[0]?.held) throw new FencedError("the lease is held by another process");
    const earlier = new Map(Object.entries(rows[0].earlier ?? {}));
    if (earlier.size === 0) this.wake.tell(notes.entries);
    return earlier;
  }

  /** In portions, so that a long journal never lies in memory whole. */
  async *entriesAfter(seq: number): AsyncGenerator<JournalEntry> {
    for (let last = seq; ;) {
      const { rows } = await this.pool.query<{
        seq: string;
        at: string;
        command: Command;
        events: CenterEvent[];
      }>(
        `SELECT seq, extract(epoch FROM at) * 1000 AS at, command, events
         FROM journal WHERE seq > $1 ORDER BY seq LIMIT $2`,
        [last, entriesPerPortion],
      );
      for (const row of rows) {
        last = Number(row.seq);
        const { command, events } = row;
        yield { seq: last, at: Math.round(Number(row.at)), command, events };
      }
      if (rows.length < entriesPerPortion) return;
    }
  }

  async loadSnapshot(): Promise<Snapshot | null> {
    const { rows } = await this.database.pool.query<{ seq: string; at: Date; state: CenterData }>(
      `SELECT seq, at, state FROM snapshot WHERE version = $1 ORDER BY seq DESC LIMIT 1`,
      [snapshotVersion],
    );
    const [row] = rows;
    return row ? { seq: Number(row.seq), at: row.at.getTime(), data: row.state } : null;
  }

  async storeSnapshot({ seq, at, data }: Snapshot): Promise<void> {
    const { pool } = this.database;
    await pool.query(
      `INSERT INTO snapshot (seq, at, version, state)
       VALUES ($1, to_timestamp($2 / 1000.0), $3, $4::jsonb) ON CONFLICT (seq) DO NOTHING`,
      [seq, at, snapshotVersion, JSON.stringify(data)],
    );
    await pool.query(
      `DELETE FROM snapshot WHERE seq NOT IN (SELECT seq FROM snapshot ORDER BY seq DESC LIMIT $1)`,
      [snapshotsKept],
    );
  }

  async ask(request: Request): Promise<void> {
    await insertRequest(this.pool, request);
    this.wake.tell(notes.requests);
  }

  openRequests(): Promise<Request[]> {
    return readOpenRequests(this.pool);
  }

  outcomesOf(ids: readonly string[]): Promise<ReadonlyMap<string, Outcome>> {
    return readOutcomes(this.pool, ids);
  }
}

interface Appended {
  held: boolean;
  /** Outcomes by id; null when there are none. */
  earlier: Record<string, Outcome> | null;
}

/** A statement that is sent again finds its own answers: its first entry tells them apart. */
const appendStatement = `
  WITH held AS (
    SELECT 1 FROM lease WHERE name = $1 AND holder = $2 AND epoch = $3 FOR SHARE
  ), earlier AS (
    SELECT id, outcome FROM center_request
    WHERE id = ANY ($8::uuid[]) AND answered_at IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM journal WHERE seq = ($4::bigint[])[1] AND epoch = $3)
  ), free AS (
    SELECT 1 FROM held WHERE NOT EXISTS (SELECT 1 FROM earlier)
  ), written AS (
    INSERT INTO journal (seq, epoch, at, command, events)
    SELECT entry.seq, $3, to_timestamp(entry.at / 1000.0), entry.command::jsonb,
           entry.events::jsonb
    FROM free, unnest($4::bigint[], $5::float8[], $6::text[], $7::text[])
      AS entry (seq, at, command, events)
    ON CONFLICT (seq) DO NOTHING
  ), answered AS (
    INSERT INTO center_request (id, command, submitted_at, outcome, answered_at)
    SELECT answer.id, answer.command::jsonb, clock_timestamp(), answer.outcome::jsonb,
           clock_timestamp()
    FROM free, unnest($8::uuid[], $9::text[], $10::text[]) AS answer (id, command, outcome)
    ON CONFLICT (id) DO UPDATE SET outcome = excluded.outcome, answered_at = excluded.answered_at
      WHERE center_request.answered_at IS NULL
  )
  SELECT EXISTS (SELECT 1 FROM held) AS held,
         (SELECT jsonb_object_agg(id, outcome) FROM earlier) AS earlier`;

/**
 * Deletes what no recovery needs any more: entries older than `before` that a snapshot covers
 * which this version can read.
 */
export async function pruneJournal(pool: pg.Pool, before: Date): Promise<number> {
  const { rowCount } = await pool.query(
    `DELETE FROM journal
     WHERE at < $1 AND seq <= (SELECT max(seq) FROM snapshot WHERE version = $2)`,
    [before, snapshotVersion],
  );
  return rowCount ?? 0;
}
