import type { Database } from "../../src/database/database.ts";
import { until } from "./until.ts";

/** Waits until so many transactions of this database stand before a lock. */
export function untilWaiting({ pool }: Database, count: number): Promise<true> {
  return until(`${count} transactions wait for a lock`, async () => {
    const { rows } = await pool.query<{ waiting: number }>(
      `SELECT count(*)::int AS waiting FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return (rows[0]?.waiting ?? 0) >= count || null;
  });
}
