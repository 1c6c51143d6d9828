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

/** Counts the contacts that arrived in `from` ≤ t < `to`, by line. */
export async function countByLine(
  database: Database,
  from: Date,
  to: Date,
): Promise<LineFigures[]> {
  const { rows } = await database.pool.query<Record<keyof LineFigures, string>>(
    `SELECT contact.line_id AS "lineId",
            count(*) AS offered,
            count(contact.answered_at) AS answered,
            count(*) FILTER (WHERE contact.answered_at - contact.arrived_at
              <= make_interval(secs => ${answerTargetThen})) AS "answeredInTarget",
            count(*) FILTER (WHERE contact.answered_at IS NULL AND contact.ended_at IS NOT NULL)
              AS abandoned
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
  }));
}

/** Contacts that have not ended: they can still change the figures of their day. */
export async function readOpenContacts(database: Database): Promise<OpenContact[]> {
  const rows = await database.prisma.contact.findMany({
    where: { endedAt: null },
    select: { id: true, lineId: true, arrivedAt: true, answeredAt: true, offered: true },
  });
  return rows.map((row) => ({
    id: row.id,
    lineId: row.lineId,
    arrivedAt: row.arrivedAt.getTime(),
    answered: row.answeredAt !== null,
    offered: row.offered,
  }));
}

/** A person's own figures; nobody else may ask for them (DESIGN 7). */
export async function countOwn(database: Database, agentId: string, from: Date, to: Date) {
  const period = { gte: from, lt: to };
  const answered = await database.prisma.contact.count({
    where: { agentId, answeredAt: period },
  });
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
