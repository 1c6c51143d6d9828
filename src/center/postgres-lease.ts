import type pg from "pg";
import { leaseMilliseconds, type Lease } from "./journal.ts";

export const leaseName = "center";

/** Takes the lease when nobody holds it, or its holder has let it expire. @returns null if held */
export async function acquireLease(pool: pg.Pool, holder: string): Promise<Lease | null> {
  // Touches the row only when it has expired: its holder's writes never wait for an attempt.
  const { rows } = await pool.query<{ epoch: string }>(
    `WITH taken AS (
       UPDATE lease SET holder = $2, epoch = epoch + 1,
                        expires_at = clock_timestamp() + make_interval(secs => $3)
       WHERE name = $1 AND expires_at < clock_timestamp() RETURNING epoch
     ), first AS (
       INSERT INTO lease (name, holder, epoch, expires_at)
       SELECT $1, $2, 1, clock_timestamp() + make_interval(secs => $3)
       WHERE NOT EXISTS (SELECT 1 FROM lease WHERE name = $1)
       ON CONFLICT (name) DO NOTHING RETURNING epoch
     )
     SELECT epoch FROM taken UNION ALL SELECT epoch FROM first`,
    [leaseName, holder, leaseMilliseconds / 1000],
  );
  return rows[0] ? { holder, epoch: Number(rows[0].epoch) } : null;
}

/** Prolongs the lease. @returns false when somebody else has taken it: the writer must stop. */
export async function renewLease(pool: pg.Pool, lease: Lease): Promise<boolean> {
  const { rowCount } = await pool.query(
    `UPDATE lease SET expires_at = clock_timestamp() + make_interval(secs => $4)
     WHERE name = $1 AND holder = $2 AND epoch = $3`,
    [leaseName, lease.holder, lease.epoch, leaseMilliseconds / 1000],
  );
  return rowCount === 1;
}

/** Gives the lease back, so that the next process need not wait until it expires. */
export async function releaseLease(pool: pg.Pool, lease: Lease): Promise<void> {
  await pool.query(
    `UPDATE lease SET expires_at = clock_timestamp() - interval '1 second'
     WHERE name = $1 AND holder = $2 AND epoch = $3`,
    [leaseName, lease.holder, lease.epoch],
  );
}
