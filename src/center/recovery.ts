import type pg from "pg";
import { createState, toData } from "../routing/center-state.ts";
import type { CenterState } from "../routing/center-state.ts";
import { evolve } from "../routing/evolve.ts";
import type { CenterData } from "../routing/state.ts";
import { readEntries } from "./journal.ts";

/** Rises whenever stored states of an older version can no longer be read. */
const snapshotVersion = 1;
const snapshotsKept = 3;

export interface Recovered {
  state: CenterState;
  /** The last journal entry that the state contains. */
  seq: number;
  /** When that entry was decided, milliseconds since the epoch; 0 for an empty journal. */
  at: number;
}

/** The state as it was when the last durable decision had been applied (I6). */
export async function recover(pool: pg.Pool): Promise<Recovered> {
  const { rows } = await pool.query<{ seq: string; at: Date; state: CenterData }>(
    `SELECT seq, at, state FROM snapshot WHERE version = $1 ORDER BY seq DESC LIMIT 1`,
    [snapshotVersion],
  );
  const recovered: Recovered = {
    state: createState(rows[0]?.state),
    seq: Number(rows[0]?.seq ?? 0),
    at: rows[0]?.at.getTime() ?? 0,
  };
  for await (const entry of readEntries(pool, recovered.seq)) {
    for (const event of entry.events) evolve(recovered.state, event, entry.at);
    recovered.seq = entry.seq;
    recovered.at = entry.at;
  }
  return recovered;
}

/** Stores the state after entry `seq`, so that a recovery starts from here. */
export async function storeSnapshot(pool: pg.Pool, recovered: Recovered): Promise<void> {
  // Taken before the first await: no decision may slip in between state and number.
  const state = JSON.stringify(toData(recovered.state));
  const { seq, at } = recovered;
  await pool.query(
    `INSERT INTO snapshot (seq, at, version, state)
     VALUES ($1, to_timestamp($2 / 1000.0), $3, $4::jsonb) ON CONFLICT (seq) DO NOTHING`,
    [seq, at, snapshotVersion, state],
  );
  await pool.query(
    `DELETE FROM snapshot WHERE seq NOT IN (SELECT seq FROM snapshot ORDER BY seq DESC LIMIT $1)`,
    [snapshotsKept],
  );
}
