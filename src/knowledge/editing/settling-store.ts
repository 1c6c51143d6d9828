import type { Prisma } from "../../database/generated/client.ts";
import { administrationOf } from "./content.ts";
import type { AnswerPlace, Connection } from "./store.ts";
import { withHistory, type TaskRow } from "./task-store.ts";

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
