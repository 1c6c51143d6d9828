import type { Prisma } from "../../database/generated/client.ts";
import { administrationOf } from "./content.ts";
import { inForce } from "./in-force.ts";
import { closeTasks, linkTasks, listLinkedTasks, listReportsOn } from "./settling-store.ts";
import { listVersions, type AnswerPlace, type Connection, type VersionRecord } from "./store.ts";
import type { TaskRow } from "./task-store.ts";

interface Concerned {
  report: TaskRow;
  /** Whether the version was written for it, as far as its dates tell. */
  settles: boolean;
}

/** The open reports that a version may correct, whoever has taken them on, oldest first. */
export async function concernedReports(
  database: Connection,
  version: VersionRecord,
): Promise<Concerned[]> {
  const reports = await listReportsOn(database, version);
  return reports.map((report) => ({ report, settles: wasWrittenFor(version, report) }));
}

/**
 * Of an answer's own reports those that are older than the draft, or were taken on before it was
 * handed to review; of others those that a writer of the draft had taken on by then. What another
 * version will correct on its day is left to that one.
 */
function wasWrittenFor(version: VersionRecord, report: TaskRow): boolean {
  const { section, contributorIds, releasedFrom, createdAt } = version;
  const planned = report.version;
  if (planned?.status === "released" && dayOf(planned.releasedFrom) !== releasedFrom) return false;
  const submitted = version.steps.findLast(({ kind }) => kind === "submitted");
  const handedInAt = submitted?.at ?? version.updatedAt;
  const taken = report.acceptedAt !== null && report.acceptedAt <= new Date(handedInAt);
  if (report.administrationId === administrationOf(section)) {
    return taken || report.createdAt < new Date(createdAt);
  }
  return taken && contributorIds.includes(report.acceptedById ?? "");
}

/**
 * What a released version settles once it begins: the review of its answer, and these reports.
 * @param chosenIds left out: the reports it was written for
 */
export async function planSettling(
  transaction: Prisma.TransactionClient,
  version: VersionRecord,
  chosenIds?: readonly string[],
): Promise<void> {
  const concerned = await concernedReports(transaction, version);
  const chosen = concerned.filter(
    ({ report, settles }) => chosenIds?.includes(report.id) ?? settles,
  );
  const ids = chosen.map(({ report }) => report.id);
  await linkTasks(transaction, version, ids);
}

/** Settles what the versions that have begun were released for: safe to repeat at any time. */
export async function settleBegun(
  transaction: Prisma.TransactionClient,
  place: AnswerPlace,
  { day, at }: { day: string; at: number },
): Promise<void> {
  const waiting = await listLinkedTasks(transaction, place);
  if (waiting.length === 0) return;
  const versions = await listVersions(transaction, place);
  const begun = versions.filter(
    ({ id, releasedFrom }) =>
      releasedFrom !== null && releasedFrom <= day && inForce(versions, releasedFrom)?.id === id,
  );
  for (const { id, reviewer } of begun) {
    for (const resolution of ["corrected", "checked"] as const) {
      const tasks = waiting.filter(
        ({ versionId, kind }) =>
          versionId === id && (kind === "review") === (resolution === "checked"),
      );
      await closeTasks(transaction, tasks, { by: reviewer?.name ?? "", at, resolution });
    }
  }
}

function dayOf(date: Date | null): string | null {
  return date?.toISOString().slice(0, 10) ?? null;
}
