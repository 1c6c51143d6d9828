import type { Prisma } from "../../database/generated/client.ts";
import { AppError } from "../../errors.ts";
import { administrationsWhere, type Principal } from "../../identity/permissions.ts";
import { administrationOf, sectionOf } from "./content.ts";
import { today, type Editing } from "./editing.ts";
import { contentToday, sharedContent } from "./review.ts";
import { demandRight, writeRight } from "./rights.ts";
import { sharedSection } from "./schema.ts";
import type { NewReport, OwnReport, TaskView } from "./task-schema.ts";
import {
  addHandOver,
  addReport,
  listOwnReports,
  listTasks,
  lockTask,
  writeNote,
  writeTask,
  type TaskRow,
} from "./task-store.ts";

const dayMilliseconds = 86_400_000;
const ownDays = 30;

/**
 * "Antwort falsch / fehlt": becomes a task of the editors of that administration.
 * @returns the id
 * @throws AppError 422 `administration_unknown`, `service_unknown`
 */
export async function reportAnswer(
  editing: Editing,
  principal: Principal,
  report: NewReport,
): Promise<string> {
  const { administrationId, serviceSlug, placeAgs } = report;
  if (administrationId !== null && !editing.directory.administration(administrationId)) {
    throw new AppError(422, "administration_unknown", "Diese Verwaltung gibt es nicht.");
  }
  if (serviceSlug !== null && !editing.knowledge.service(serviceSlug)) {
    throw new AppError(422, "service_unknown", "Diese Leistung gibt es nicht.");
  }
  const place = placeAgs === null ? null : editing.places.resolve(placeAgs, today(editing));
  const where = { placeAgs: place && placeAgs, placeName: place?.municipality.name ?? null };
  const concern = {
    ...where,
    administrationId: hasOwnWords(editing, report) ? administrationId : null,
    reportedForId: administrationId,
  };
  const at = editing.clock.now();
  return addReport(editing.database, { ...report, ...concern }, principal.userId, at);
}

/** A district that inherits the shared answer cannot mend it; what is missing is its own matter. */
function hasOwnWords(editing: Editing, { serviceSlug, administrationId }: NewReport): boolean {
  if (serviceSlug === null || administrationId === null) return true;
  const words = contentToday(editing, serviceSlug, administrationId);
  return words !== null || sharedContent(editing, serviceSlug) === null;
}

/** @throws AppError 404 `task_not_found` when it is not one's own, or done already */
export async function noteReport(
  { database }: Editing,
  { userId }: Principal,
  id: string,
  note: string,
): Promise<void> {
  if (!(await writeNote(database, { id, reporterId: userId }, note))) throw unknown();
}

/** The tasks of one's own administrations, and those of the shared answers. */
export async function tasksOf(
  editing: Editing,
  principal: Principal,
  filter: { done: boolean; serviceSlug?: string },
): Promise<TaskView[]> {
  const administrationIds = administrationsWhere(principal, "answerReports.read");
  const rows = await listTasks(editing.database, { administrationIds, ...filter });
  return rows.map((row) => viewOf(editing, principal, row));
}

export async function ownReports(editing: Editing, principal: Principal): Promise<OwnReport[]> {
  const since = new Date(editing.clock.now() - ownDays * dayMilliseconds);
  const rows = await listOwnReports(editing.database, principal.userId, since);
  return rows.map((row) => {
    const { id, kind, state, serviceSlug, administrationId, ...rest } = viewOf(
      editing,
      principal,
      row,
    );
    const { createdAt, resolvedAt, resolution, reply } = rest;
    const settled = { createdAt, resolvedAt, resolution, reply };
    return { id, kind, state, serviceSlug, administrationId, ...settled };
  });
}

/** @throws AppError 403 `not_your_answer`; 404 `task_not_found`; 409 `task_accepted`, `task_done` */
export function acceptTask(editing: Editing, principal: Principal, id: string) {
  return withTask(editing, principal, id, (row) => {
    if (row.resolvedAt !== null) throw done();
    if (row.acceptedById !== null && row.acceptedById !== principal.userId) {
      const message = `Diese Aufgabe hat schon ${row.acceptedByName ?? "jemand"} übernommen.`;
      throw new AppError(409, "task_accepted", message);
    }
    return {
      acceptedAt: row.acceptedAt ?? new Date(editing.clock.now()),
      acceptedById: principal.userId,
      acceptedByName: principal.name,
    };
  });
}

/**
 * Hands a report on, from the editors of a district to those of the shared answer, or back to
 * those of the district that it came from.
 * @throws AppError 403 `not_your_answer`; 404 `task_not_found`; 409 `task_done`;
 *   422 `nobody_else` when there are no others
 */
export function handOnTask(editing: Editing, principal: Principal, id: string) {
  return withTask(editing, principal, id, async (row, transaction) => {
    if (row.resolvedAt !== null) throw done();
    const others = handsOnTo(row);
    if (others === null) {
      throw new AppError(422, "nobody_else", "Diese Aufgabe hat keine andere Redaktion.");
    }
    const [fromId, toId] = [row.administrationId, administrationOf(others)];
    const handOver = { reportId: id, byName: principal.name, fromId, toId };
    await addHandOver(transaction, handOver, editing.clock.now());
    return { ...nobodysTask, administrationId: toId, versionId: null };
  });
}

/** The section whose editors may have to mend it instead; null: there is none. */
function handsOnTo({ kind, administrationId, reportedForId }: TaskRow): string | null {
  if (kind === "review") return null;
  return administrationId === null ? reportedForId : sharedSection;
}

const nobodysTask = { acceptedAt: null, acceptedById: null, acceptedByName: null };

/** Gives an accepted task back to the team, or opens a done one again. */
export function reopenTask(editing: Editing, principal: Principal, id: string) {
  return withTask(editing, principal, id, () => ({
    ...nobodysTask,
    // What a version has settled once, it would settle again.
    versionId: null,
    resolvedAt: null,
    resolvedByName: null,
    resolution: null,
    reply: null,
  }));
}

/** @throws AppError 403 `not_your_answer`; 404 `task_not_found`; 409 `task_done` */
export function resolveTask(
  editing: Editing,
  principal: Principal,
  id: string,
  { resolution, reply }: { resolution: "corrected" | "checked"; reply: string },
) {
  return withTask(editing, principal, id, (row) => {
    if (row.resolvedAt !== null) throw done();
    return {
      resolvedAt: new Date(editing.clock.now()),
      resolvedByName: principal.name,
      resolution,
      reply: reply.trim() || null,
    };
  });
}

type TaskChange = Parameters<typeof writeTask>[2];

async function withTask(
  editing: Editing,
  principal: Principal,
  id: string,
  change: (row: TaskRow, transaction: Prisma.TransactionClient) => TaskChange | Promise<TaskChange>,
): Promise<TaskView> {
  const row = await editing.database.$transaction(async (transaction) => {
    const task = await lockTask(transaction, id);
    if (!task) throw unknown();
    demandRight(writeRight(editing, principal, sectionOf(task.administrationId)));
    await writeTask(transaction, id, await change(task, transaction));
    return lockTask(transaction, id);
  });
  if (!row) throw unknown();
  return viewOf(editing, principal, row);
}

/** A task as this person sees it. */
export function viewOf(editing: Editing, principal: Principal, row: TaskRow): TaskView {
  const service = row.serviceSlug === null ? null : editing.knowledge.service(row.serviceSlug);
  const section = sectionOf(row.administrationId);
  const instant = (date: Date | null) => date?.toISOString() ?? null;
  const planned =
    row.resolvedAt === null && row.version?.status === "released" ? row.version : null;
  return {
    id: row.id,
    kind: row.kind as TaskView["kind"],
    state: row.resolvedAt !== null ? "done" : row.acceptedAt === null ? "open" : "accepted",
    serviceSlug: row.serviceSlug,
    serviceName: service?.name ?? row.serviceSlug,
    administrationId: row.administrationId,
    reportedForId: row.reportedForId,
    handsOnTo: row.resolvedAt === null ? handsOnTo(row) : null,
    handOvers: row.handOvers.map(({ at, byName, toId }) => ({
      at: at.toISOString(),
      by: byName,
      toId,
    })),
    correctedFrom: planned && (planned.releasedFrom?.toISOString().slice(0, 10) ?? null),
    query: row.query,
    note: row.note,
    lineId: row.lineId,
    lineName: row.lineId && (editing.directory.line(row.lineId)?.name ?? row.lineId),
    placeAgs: row.placeAgs,
    placeName: row.placeName,
    createdAt: row.createdAt.toISOString(),
    acceptedAt: instant(row.acceptedAt),
    acceptedBy: row.acceptedByName,
    acceptedByMe: row.acceptedById === principal.userId,
    resolvedAt: instant(row.resolvedAt),
    resolvedBy: row.resolvedByName,
    resolution: row.resolution as TaskView["resolution"],
    reply: row.reply,
    mayWrite: writeRight(editing, principal, section).allowed,
  };
}

function unknown(): AppError {
  return new AppError(404, "task_not_found", "Diese Aufgabe gibt es nicht.");
}

function done(): AppError {
  return new AppError(409, "task_done", "Diese Aufgabe ist schon erledigt.");
}
