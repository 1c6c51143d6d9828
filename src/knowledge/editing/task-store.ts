import { randomUUID } from "node:crypto";
import { Prisma } from "../../database/generated/client.ts";
import { administrationOf } from "./content.ts";
import { sharedSection } from "./schema.ts";
import type { AnswerPlace, Connection } from "./store.ts";
import type { NewReport } from "./task-schema.ts";

const withHistory = {
  handOvers: { orderBy: [{ at: "asc" }, { id: "asc" }] },
  version: { select: { revision: true, status: true, releasedFrom: true } },
} satisfies Prisma.AnswerReportInclude;
export type TaskRow = Prisma.AnswerReportGetPayload<{ include: typeof withHistory }>;

/** @returns the id of the report */
export async function addReport(
  database: Connection,
  report: NewReport & { placeName: string | null; reportedForId: string | null },
  reporterId: string,
  at: number,
): Promise<string> {
  const id = randomUUID();
  const data = { ...report, id, reporterId, createdAt: new Date(at) };
  await database.answerReport.create({ data });
  return id;
}

/** @returns false when the reporter has no such open report */
export async function writeNote(
  database: Connection,
  report: { id: string; reporterId: string },
  note: string,
): Promise<boolean> {
  const where = { ...report, resolvedAt: null };
  const { count } = await database.answerReport.updateMany({ where, data: { note } });
  return count > 0;
}

export interface TaskFilter {
  /** Administrations whose tasks are listed; those of the shared answers are everybody's. */
  administrationIds: "all" | readonly string[];
  done: boolean;
  serviceSlug?: string;
}

const listedMax = 500;

/**
 * At most 500. Open ones oldest first, and reports before reviews: of these hundreds can fall due at
 * once, and would hide what callers are told wrongly today. Done ones newest first.
 */
export async function listTasks(
  database: Connection,
  { administrationIds, done, serviceSlug }: TaskFilter,
): Promise<TaskRow[]> {
  const mine =
    administrationIds === "all"
      ? {}
      : { OR: [{ administrationId: null }, { administrationId: { in: [...administrationIds] } }] };
  const list = (take: number, kind: Prisma.StringFilter = {}) =>
    database.answerReport.findMany({
      where: {
        ...mine,
        kind,
        resolvedAt: done ? { not: null } : null,
        ...(serviceSlug !== undefined && { serviceSlug }),
      },
      include: withHistory,
      orderBy: [done ? { resolvedAt: "desc" } : { createdAt: "asc" }, { id: "asc" }],
      take,
    });
  if (done) return list(listedMax);
  const reports = await list(listedMax, { not: "review" });
  return [...reports, ...(await list(listedMax - reports.length, { equals: "review" }))];
}

/** How many open tasks each answer has, by who has taken them on; null: nobody. */
export function countTasksByAnswer(database: Connection) {
  return database.answerReport.groupBy({
    by: ["serviceSlug", "administrationId", "acceptedById"],
    where: { resolvedAt: null },
    _count: true,
  });
}

export async function listOwnReports(
  database: Connection,
  reporterId: string,
  since: Date,
): Promise<TaskRow[]> {
  return database.answerReport.findMany({
    where: { reporterId, createdAt: { gte: since } },
    include: withHistory,
    orderBy: { createdAt: "desc" },
    take: 100,
  });
}

/** Locks the task until the transaction ends; null where there is none. */
export async function lockTask(
  transaction: Prisma.TransactionClient,
  id: string,
): Promise<TaskRow | null> {
  await transaction.$queryRaw`SELECT 1 FROM answer_report WHERE id = ${id} FOR UPDATE`;
  return transaction.answerReport.findUnique({ where: { id }, include: withHistory });
}

export async function writeTask(
  transaction: Prisma.TransactionClient,
  id: string,
  change: Prisma.AnswerReportUncheckedUpdateInput,
): Promise<void> {
  await transaction.answerReport.update({ where: { id }, data: change });
}

/**
 * Open reports that a version of this answer may correct, oldest first: its own; of the shared
 * answer also what its writers took on in a district, of a district's what came from there.
 */
export async function listReportsOn(
  database: Connection,
  { serviceSlug, section, contributorIds }: AnswerPlace & { contributorIds: readonly string[] },
): Promise<TaskRow[]> {
  const administrationId = administrationOf(section);
  const others =
    administrationId === null
      ? { acceptedById: { in: [...contributorIds] } }
      : { administrationId: null, reportedForId: administrationId };
  return database.answerReport.findMany({
    where: {
      serviceSlug,
      resolvedAt: null,
      kind: { not: "review" },
      OR: [{ administrationId }, others],
    },
    include: withHistory,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
}

/** These reports, and the review of the answer, are settled when the version begins. */
export async function linkTasks(
  transaction: Prisma.TransactionClient,
  { id, serviceSlug, section }: AnswerPlace & { id: string },
  reportIds: readonly string[],
): Promise<void> {
  const review = { kind: "review", serviceSlug, administrationId: administrationOf(section) };
  await transaction.answerReport.updateMany({
    where: { resolvedAt: null, OR: [{ id: { in: [...reportIds] } }, review] },
    data: { versionId: id },
  });
}

/** Open tasks that wait for a version of this answer to begin. */
export async function listLinkedTasks(
  database: Connection,
  { serviceSlug, section }: AnswerPlace,
): Promise<Pick<TaskRow, "id" | "kind" | "versionId">[]> {
  return database.answerReport.findMany({
    where: { resolvedAt: null, version: { serviceSlug, section } },
    select: { id: true, kind: true, versionId: true },
  });
}

export async function closeTasks(
  transaction: Prisma.TransactionClient,
  tasks: readonly { id: string }[],
  { by, at, resolution }: { by: string; at: number; resolution: "corrected" | "checked" },
): Promise<void> {
  await transaction.answerReport.updateMany({
    where: { id: { in: tasks.map(({ id }) => id) }, resolvedAt: null },
    data: { resolvedAt: new Date(at), resolvedByName: by, resolution },
  });
}

/** The review of an answer, and the reports on it that this person has taken on. */
export async function listTasksInHand(
  database: Connection,
  { serviceSlug, section }: AnswerPlace,
  acceptedById: string,
): Promise<{ id: string }[]> {
  return database.answerReport.findMany({
    where: {
      serviceSlug,
      administrationId: administrationOf(section),
      resolvedAt: null,
      OR: [{ kind: "review" }, { acceptedById }],
    },
    select: { id: true },
  });
}

/** Notes that a report passed from one administration's editors to another's; null: shared. */
export async function addHandOver(
  transaction: Prisma.TransactionClient,
  handOver: { reportId: string; byName: string; fromId: string | null; toId: string | null },
  at: number,
): Promise<void> {
  const data = { ...handOver, id: randomUUID(), at: new Date(at) };
  await transaction.answerReportHandOver.create({ data });
}

/** Adds a task for each answer whose review is due, unless there is one; @returns how many. */
export async function addReviewTasks(
  transaction: Prisma.TransactionClient,
  due: readonly AnswerPlace[],
  at: number,
): Promise<number> {
  const open = await transaction.answerReport.findMany({
    where: { kind: "review", resolvedAt: null },
    select: { serviceSlug: true, administrationId: true },
  });
  const key = (slug: string | null, administrationId: string | null) =>
    `${slug} ${administrationId ?? sharedSection}`;
  const known = new Set(open.map((task) => key(task.serviceSlug, task.administrationId)));
  const missing = due.filter(({ serviceSlug, section }) => !known.has(`${serviceSlug} ${section}`));
  await transaction.answerReport.createMany({
    data: missing.map(({ serviceSlug, section }) => ({
      id: randomUUID(),
      kind: "review",
      serviceSlug,
      administrationId: administrationOf(section),
      createdAt: new Date(at),
    })),
  });
  return missing.length;
}

/** Takes away the review tasks of answers that are not due any more. */
export async function dropReviewTasks(
  transaction: Prisma.TransactionClient,
  due: readonly AnswerPlace[],
): Promise<void> {
  const keys = new Set(due.map(({ serviceSlug, section }) => `${serviceSlug} ${section}`));
  const open = await transaction.answerReport.findMany({
    where: { kind: "review", resolvedAt: null },
    select: { id: true, serviceSlug: true, administrationId: true },
  });
  const idle = open.filter(
    (task) => !keys.has(`${task.serviceSlug} ${task.administrationId ?? sharedSection}`),
  );
  await transaction.answerReport.deleteMany({ where: { id: { in: idle.map(({ id }) => id) } } });
}

/** Forgets what was typed and who reported it, of what has been done since before then. */
export async function forgetReports(database: Connection, doneBefore: Date): Promise<void> {
  await database.answerReport.updateMany({
    where: { resolvedAt: { lt: doneBefore } },
    data: { query: null, note: null, reply: null, reporterId: null, acceptedById: null },
  });
}

export interface CorrectionRow {
  administrationId: string | null;
  corrected: number;
  medianMinutes: number | null;
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
           ) AS "medianMinutes"
    FROM answer_report
    WHERE kind <> 'review' AND resolution = 'corrected' AND resolved_at >= ${since}
      AND (administration_id IS NULL OR administration_id = ANY(${[...administrationIds]}))
    GROUP BY GROUPING SETS ((administration_id), ())`);
  const nothing = { administrationId: null, corrected: 0, medianMinutes: null };
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
