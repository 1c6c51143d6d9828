import type pg from "pg";
import type { Outcome, Request } from "./journal.ts";

const requestsPerRead = 500;

/** Leaves a request; one with the same id that is there already, answered or not, stays. */
export async function insertRequest(pool: pg.Pool, { id, command }: Request): Promise<void> {
  await pool.query(
    `INSERT INTO center_request (id, command, submitted_at)
     VALUES ($1, $2::jsonb, clock_timestamp()) ON CONFLICT (id) DO NOTHING`,
    [id, JSON.stringify(command)],
  );
}

export async function readOpenRequests(pool: pg.Pool): Promise<Request[]> {
  const { rows } = await pool.query<Request>(
    `SELECT id, command FROM center_request WHERE answered_at IS NULL ORDER BY number LIMIT $1`,
    [requestsPerRead],
  );
  return rows;
}

export async function readOutcomes(
  pool: pg.Pool,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Outcome>> {
  const { rows } = await pool.query<{ id: string; outcome: Outcome }>(
    `SELECT id, outcome FROM center_request
     WHERE id = ANY ($1::uuid[]) AND answered_at IS NOT NULL`,
    [ids],
  );
  return new Map(rows.map(({ id, outcome }) => [id, outcome]));
}

/** Deletes answered requests from before: nobody sends those again. */
export async function pruneRequests(pool: pg.Pool, before: Date): Promise<number> {
  const { rowCount } = await pool.query(`DELETE FROM center_request WHERE answered_at < $1`, [
    before,
  ]);
  return rowCount ?? 0;
}
