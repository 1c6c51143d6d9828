import { createHash } from "node:crypto";
import type { PrismaClient } from "../../database/generated/client.ts";

/** A published record, as short as it can be compared. */
export interface Published {
  id: string;
  digest: string;
}

export function digestOf(record: unknown): string {
  return createHash("sha256").update(JSON.stringify(record)).digest("base64url");
}

/**
 * Notes what is published now. What is published no longer is forgotten: when it comes back, it is
 * new to those who have dropped it.
 * @param at milliseconds since the epoch
 * @returns by id since when it reads as it does, ISO moments
 */
export async function noteRevisions(
  database: PrismaClient,
  published: readonly Published[],
  at: number,
): Promise<ReadonlyMap<string, string>> {
  const ids = published.map(({ id }) => id);
  const digests = published.map(({ digest }) => digest);
  return database.$transaction(async (transaction) => {
    // One after the other: two processes may publish at the same time.
    await transaction.$executeRaw`
      SELECT pg_advisory_xact_lock(hashtextextended('hsds_revision', 115))`;
    await transaction.$executeRaw`
      DELETE FROM hsds_revision WHERE id <> ALL(${ids}::uuid[])`;
    await transaction.$executeRaw`
      INSERT INTO hsds_revision AS known (id, digest, modified_at)
      SELECT id, digest, ${new Date(at)}::timestamptz
      FROM unnest(${ids}::uuid[], ${digests}::text[]) AS published (id, digest)
      ON CONFLICT (id) DO UPDATE SET digest = EXCLUDED.digest, modified_at = EXCLUDED.modified_at
      WHERE known.digest <> EXCLUDED.digest`;
    const rows = await transaction.hsdsRevision.findMany();
    return new Map(rows.map(({ id, modifiedAt }) => [id, modifiedAt.toISOString()]));
  });
}
