import type { Database } from "../database/database.ts";
import type { LineFigures } from "./schema.ts";
import type { OpenContact } from "./tally.ts";

/** The line's answer target when the contact was answered: later changes do not touch the past. */
const answerTargetThen = `coalesce(
  (SELECT (change."to" ->> 'answerTargetSeconds')::int FROM line_change AS change
   WHERE change.line_id = line.id AND change."to" ? 'answerTargetSeconds'
     AND change.at <= contact.answered_at ORDER BY change.at DESC LIMIT 1),
  (SELECT (change."from" ->> 'answerTargetSeconds')::int FROM line_change AS change
   WHERE change.line_id = line.id AND change."to" ? 'answerTargetSeconds'
     AND change.at > contact.answered_at ORDER BY change.at LIMIT 1),
  line.answer_target_seconds)`;

/** What was promised is how fast callers are answered: callbacks count apart (R11). */
const isCall = "contact.channel = 'call'";
const isCallback =
  "contact.channel = 'callback' AND contact.end_cause IS DISTINCT FROM 'callbackReplaced'";

/** Counts the contacts that arrived in `from` ≤ t < `to`, by line. */
export async function countByLine(
  database: Database,
  from: Date,
  to: Date,
): Promise<LineFigures[]> {
  const { rows } = await database.pool.query<Record<keyof LineFigures, string>>(
    `SELECT contact.line_id AS "lineId",
            count(*) FILTER (WHERE ${isCall}) AS offered,
            count(contact.answered_at) FILTER (WHERE ${isCall}) AS answered,
            count(*) FILTER (WHERE ${isCall} AND contact.answered_at - contact.arrived_at
              <= make_interval(secs => ${answerTargetThen})) AS "answeredInTarget",
            count(*) FILTER (WHERE ${isCall} AND contact.answered_at IS NULL
              AND contact.ended_at IS NOT NULL) AS abandoned,
            count(*) FILTER (WHERE ${isCallback}) AS callbacks,
            count(contact.answered_at) FILTER (WHERE ${isCallback}) AS "callbacksReached",
            count(*) FILTER (WHERE ${isCallback} AND contact.end_cause = 'callbackNotReached')
              AS "callbacksNotReached"
     FROM contact JOIN line ON line.id = contact.line_id
     WHERE contact.offered AND contact.arrived_at >= $1 AND contact.arrived_at < $2
     GROUP BY contact.line_id`,
    [from, to],
  );
  return rows.map((row) => ({
    lineId: row.lineId,
    offered: Number(row.offered),
    answered: Number(row.answered),
    answeredInTarget: Number(row.answeredInTarget),
    abandoned: Number(row.abandoned),
    callbacks: Number(row.callbacks),
    callbacksReached: Number(row.callbacksReached),
    callbacksNotReached: Number(row.callbacksNotReached),
  }));
}

export interface EndedCallbackRow {
  id: string;
  lineId: string;
  callerNumber: string | null;
  placeName: string | null;
  wishedAt: Date;
  /** When the citizen was reached, or it was given up. */
  endedAt: Date;
  reached: boolean;
  endCause: string | null;
  failedAttempts: number;
}

/** A callback comes to its end within these days of the wish. */
const callbackDaysMax = 60;

/**
 * Callbacks of these administrations that came to their end in `from` ≤ t < `to`, the last one
 * first; at most 200.
 */
export async function listEndedCallbacks(
  database: Database,
  from: Date,
  to: Date,
  administrationIds: "all" | readonly string[],
): Promise<EndedCallbackRow[]> {
  const { rows } = await database.pool.query<EndedCallbackRow>(
    `SELECT contact.id, contact.line_id AS "lineId",
            contact.caller_number AS "callerNumber", contact.place_name AS "placeName",
            coalesce(life.wished_at, contact.arrived_at) AS "wishedAt",
            coalesce(contact.answered_at, contact.ended_at) AS "endedAt",
            contact.answered_at IS NOT NULL AS reached, contact.end_cause AS "endCause",
            life.failed::int AS "failedAttempts"
     FROM contact CROSS JOIN LATERAL (
       SELECT max(at) FILTER (WHERE event->>'type' IN ('callbackAsked', 'callbackPromised'))
                AS wished_at,
              count(*) FILTER (WHERE event->>'type' = 'callbackNotReached') AS failed
       FROM decision WHERE decision.contact_id = contact.id) AS life
     WHERE ${isCallback} AND contact.arrived_at >= $1::timestamptz - make_interval(days => $3)
       AND coalesce(contact.answered_at, contact.ended_at) >= $1
       AND coalesce(contact.answered_at, contact.ended_at) < $2
       AND ($4::text[] IS NULL OR contact.administration_id = ANY ($4))
     ORDER BY "endedAt" DESC, contact.id LIMIT 200`,
    [from, to, callbackDaysMax, administrationIds === "all" ? null : administrationIds],
  );
  return rows;
}

/** Contacts that have not ended: they can still change the figures of their day. */
export async function readOpenContacts(database: Database): Promise<OpenContact[]> {
  const rows = await database.prisma.contact.findMany({
    where: { endedAt: null },
    select: {
      id: true,
      lineId: true,
      channel: true,
      arrivedAt: true,
      answeredAt: true,
      offered: true,
    },
  });
  return rows.map((row) => ({
    id: row.id,
    lineId: row.lineId,
    arrivedAt: row.arrivedAt.getTime(),
    answered: row.answeredAt !== null,
    channel: row.channel === "callback" ? "callback" : "call",
    offered: row.offered,
  }));
}

/** A person's own figures; nobody else may ask for them (DESIGN 7). */
export async function countOwn(database: Database, agentId: string, from: Date, to: Date) {
  const period = { gte: from, lt: to };
  // Of a caller who came back both talked with him: the contact itself names only the last.
  const talks = await database.pool.query<{ count: string }>(
    `SELECT count(DISTINCT contact.id) FROM contact
     JOIN decision ON decision.contact_id = contact.id
     WHERE contact.arrived_at >= $2::timestamptz - make_interval(
         days => CASE contact.channel WHEN 'callback' THEN $4 ELSE 1 END)
       AND contact.arrived_at >= $2::timestamptz - make_interval(days => $4)
       AND contact.arrived_at < $3
       AND decision.at >= $2 AND decision.at < $3
       AND decision.event->>'type' = 'conversationStarted'
       AND decision.event->>'agentId' = $1`,
    [agentId, from, to, callbackDaysMax],
  );
  const answered = Number(talks.rows[0]?.count ?? 0);
  // A plain connection request is no question that could be answered at once: it does not count.
  const concerns = await database.prisma.concern.groupBy({
    by: ["outcome"],
    where: { notedBy: agentId, notedAt: period, serviceSlug: { not: null } },
    _count: true,
  });
  const all = concerns.reduce((sum, group) => sum + group._count, 0);
  const solved = concerns.find((group) => group.outcome === "answered")?._count ?? 0;
  return { answered, concerns: all, solvedAtFirstContact: all === 0 ? null : solved / all };
}
