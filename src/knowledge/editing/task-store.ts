import { randomUUID } from "node:crypto";
import type { Prisma } from "../../database/generated/client.ts";
import { administrationOf } from "./content.ts";
import { sharedSection } from "./schema.ts";
import type { AnswerPlace, Connection } from "./store.ts";
import type { NewReport } from "./task-schema.ts";

/** What is read with a task: who handed it on, and the version that settles it. */
export const withHistory = {
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
 * At most 500. Open ones oldest first, and reports before reviews: of these hundreds can fall due
 * at once, and would hide what callers are told wrongly today. Done ones newest first.
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
