import type pg from "pg";

/** Chosen once; equal in every process. */
const turnKey = 1_150_002;

/** Runs `work` while no other process on this database does: starts at the same time take turns. */
export async function inTurn<Result>(pool: pg.Pool, work: () => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [turnKey]);
    return await work();
  } finally {
    // Ends the session and with it the lock, whatever state the connection is in.
    client.release(true);
  }
}
