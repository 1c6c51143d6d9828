import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type pg from "pg";

/** The right to write the centre's journal. A higher epoch fences every lower one for good. */
export interface Lease {
  holder: string;
  epoch: number;
}

export const leaseName = "center";
const leaseSeconds = 3;

/** A name that no other process has, readable in the database. */
export function newHolder(): string {
  return `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
}

/** Takes the lease when nobody holds it, or its holder has let it expire. @returns null if held. */
export async function acquireLease(pool: pg.Pool, holder: string): Promise<Lease | null> {
  const { rows } = await pool.query<{ epoch: string }>(
    `INSERT INTO lease (name, holder, epoch, expires_at)
     VALUES ($1, $2, 1, clock_timestamp() + make_interval(secs => $3))
     ON CONFLICT (name) DO UPDATE
       SET holder = excluded.holder, epoch = lease.epoch + 1, expires_at = excluded.expires_at
       WHERE lease.expires_at < clock_timestamp()
     RETURNING epoch`,
    [leaseName, holder, leaseSeconds],
  );
  return rows[0] ? { holder, epoch: Number(rows[0].epoch) } : null;
}

/** Prolongs the lease. @returns false when somebody else has taken it: the writer must stop. */
export async function renewLease(pool: pg.Pool, lease: Lease): Promise<boolean> {
  const { rowCount } = await pool.query(
    `UPDATE lease SET expires_at = clock_timestamp() + make_interval(secs => $4)
     WHERE name = $1 AND holder = $2 AND epoch = $3`,
    [leaseName, lease.holder, lease.epoch, leaseSeconds],
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
