import { Prisma } from "../../database/generated/client.ts";
import type { Connection } from "./store.ts";

/** Forgets what was typed and who reported it, of what has been done since before then. */
export async function forgetReports(database: Connection, doneBefore: Date): Promise<void> {
  await database.answerReportHandOver.deleteMany({
    where: { report: { resolvedAt: { lt: doneBefore } } },
  });
  await database.answerReport.updateMany({
    where: { resolvedAt: { lt: doneBefore } },
    data: {
      query: null,
      note: null,
      reply: null,
      reporterId: null,
      acceptedById: null,
      acceptedByName: null,
      resolvedByName: null,
    },
  });
}

export interface CorrectionRow {
  administrationId: string | null;
  corrected: number;
  medianMinutes: number | null;
  /** How many people took these reports on or settled them. */
  peopleCount: number;
}

/**
 * Minutes from report to correction, of what was corrected since then: a row for each of these
 * administrations with corrections, and `total` over all of them.
 * @param administrationIds besides the shared answers
 */
export async function correctionTimes(
  database: Connection,
  since: Date,
  administrationIds: readonly string[],
): Promise<{ rows: CorrectionRow[]; total: CorrectionRow }> {
  const found = await database.$queryRaw<(CorrectionRow & { isTotal: boolean })[]>(Prisma.sql`
    SELECT administration_id AS "administrationId",
           grouping(administration_id) = 1 AS "isTotal",
           count(*)::int AS corrected,
           percentile_cont(0.5) WITHIN GROUP (
             ORDER BY extract(epoch FROM resolved_at - created_at)::float8 / 60
           ) AS "medianMinutes",
           (SELECT count(DISTINCT name)::int
            FROM unnest(array_agg(accepted_by_name) || array_agg(resolved_by_name)) AS name
           ) AS "peopleCount"
    FROM answer_report
    WHERE kind <> 'review' AND resolution = 'corrected' AND resolved_at >= ${since}
      AND (administration_id IS NULL OR administration_id = ANY(${[...administrationIds]}))
    GROUP BY GROUPING SETS ((administration_id), ())`);
  const nothing = { administrationId: null, corrected: 0, medianMinutes: null, peopleCount: 0 };
  return {
    rows: found.filter(({ isTotal }) => !isTotal),
    total: found.find(({ isTotal }) => isTotal) ?? nothing,
  };
}

export async function countOpenTasks(database: Connection) {
  return database.answerReport.groupBy({
    by: ["administrationId", "kind"],
    where: { resolvedAt: null },
    _count: true,
  });
}
