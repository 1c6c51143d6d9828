import type { Database } from "../database/database.ts";

/**
 * Arrivals of a line by weekday and hour of the day (Europe/Berlin), for planning: the mean over
 * all such weekdays on which the line was called at all.
 */
export async function countArrivalsByHour(database: Database, lineId: string, from: Date) {
  const { rows } = await database.pool.query<{
    weekday: number;
    hour: number;
    days: string;
    arrivals: string;
  }>(
    `WITH local AS (
       SELECT arrived_at AT TIME ZONE 'Europe/Berlin' AS at FROM contact
       WHERE line_id = $1 AND offered AND arrived_at >= $2
     )
     SELECT weekday, extract(hour FROM at)::int AS hour, days, count(*) AS arrivals
     FROM local
     JOIN (
       SELECT extract(isodow FROM at)::int AS weekday, count(DISTINCT at::date) AS days
       FROM local GROUP BY 1
     ) AS weekdays ON weekdays.weekday = extract(isodow FROM at)
     GROUP BY weekday, hour, days ORDER BY weekday, hour`,
    [lineId, from],
  );
  return rows.map((row) => ({
    weekday: row.weekday,
    hour: row.hour,
    arrivalsPerHour: Number(row.arrivals) / Number(row.days),
  }));
}

/** Mean time from answer to end of the contacts of a line, in seconds; null without contacts. */
export async function meanHandlingSeconds(
  database: Database,
  lineId: string,
  from: Date,
): Promise<number | null> {
  const { rows } = await database.pool.query<{ seconds: number | null }>(
    `SELECT extract(epoch FROM avg(ended_at - answered_at))::float8 AS seconds FROM contact
     WHERE line_id = $1 AND answered_at IS NOT NULL AND ended_at IS NOT NULL AND arrived_at >= $2`,
    [lineId, from],
  );
  return rows[0]?.seconds ?? null;
}
