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
     WHERE contact.arrived_at >= $2::timestamptz - interval '1 day' AND contact.arrived_at < $3
       AND decision.at >= $2 AND decision.at < $3
       AND decision.event->>'type' = 'conversationStarted'
       AND decision.event->>'agentId' = $1`,
    [agentId, from, to],
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
