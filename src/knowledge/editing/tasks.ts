import { AppError } from "../../errors.ts";
import { administrationsWhere, type Principal } from "../../identity/permissions.ts";
import { sectionOf } from "./content.ts";
import { today, type Editing } from "./editing.ts";
import { demandRight, writeRight } from "./rights.ts";
import type { CorrectionFigures, NewReport, OwnReport, TaskView } from "./task-schema.ts";
import {
  addReport,
  correctionTimes,
  countOpenTasks,
  forgetReports,
  listOwnReports,
  listTasks,
  lockTask,
  writeNote,
  writeTask,
  type TaskRow,
} from "./task-store.ts";

const dayMilliseconds = 86_400_000;
const ownDays = 30;
const figureDays = 90;

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
  const at = editing.clock.now();
  return addReport(editing.database, { ...report, ...where }, principal.userId, at);
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

/** Gives an accepted task back to the team, or opens a done one again. */
export function reopenTask(editing: Editing, principal: Principal, id: string) {
  return withTask(editing, principal, id, () => ({
    acceptedAt: null,
    acceptedById: null,
    acceptedByName: null,
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

/** After the time that the figures reach back, no word and no person is kept of a report. */
export async function forgetOldReports({ database, clock }: Editing): Promise<void> {
  await forgetReports(database, new Date(clock.now() - figureDays * dayMilliseconds));
}

/** How long corrections take, and what waits, by administration. */
export async function correctionFigures(
  editing: Editing,
  principal: Principal,
): Promise<CorrectionFigures> {
  const { database, directory, clock } = editing;
  const since = new Date(clock.now() - figureDays * dayMilliseconds);
  const where = administrationsWhere(principal, "corrections.read");
  const own = directory
    .administrations(clock.now())
    .map((each) => each.id)
    .filter((id) => where === "all" || where.includes(id));
  const { rows, total } = await correctionTimes(database, since, own);
  const waiting = await countOpenTasks(database);
  const administrations = [null, ...own].map((id) => {
    const time = rows.find((each) => each.administrationId === id);
    const count = (review: boolean) =>
      waiting
        .filter((each) => each.administrationId === id && (each.kind === "review") === review)
        .reduce((sum, each) => sum + each._count, 0);
    return {
      administrationId: id,
      name: id === null ? "Gemeinsam" : (directory.administration(id)?.shortName ?? id),
      open: count(false),
      overdueReviews: count(true),
      corrected: time?.corrected ?? 0,
      medianMinutes: time?.medianMinutes ?? null,
    };
  });
  const { corrected, medianMinutes } = total;
  const open = administrations.reduce((sum, each) => sum + each.open, 0);
  return { days: figureDays, total: { open, corrected, medianMinutes }, administrations };
}

async function withTask(
  editing: Editing,
  principal: Principal,
  id: string,
  change: (row: TaskRow) => Parameters<typeof writeTask>[2],
): Promise<TaskView> {
  const row = await editing.database.$transaction(async (transaction) => {
    const task = await lockTask(transaction, id);
    if (!task) throw unknown();
    demandRight(writeRight(editing, principal, sectionOf(task.administrationId)));
    await writeTask(transaction, id, change(task));
    return lockTask(transaction, id);
  });
  if (!row) throw unknown();
  return viewOf(editing, principal, row);
}

function viewOf(editing: Editing, principal: Principal, row: TaskRow): TaskView {
  const service = row.serviceSlug === null ? null : editing.knowledge.service(row.serviceSlug);
  const section = sectionOf(row.administrationId);
  const instant = (date: Date | null) => date?.toISOString() ?? null;
  return {
    id: row.id,
    kind: row.kind as TaskView["kind"],
    state: row.resolvedAt !== null ? "done" : row.acceptedAt === null ? "open" : "accepted",
    serviceSlug: row.serviceSlug,
    serviceName: service?.name ?? row.serviceSlug,
    administrationId: row.administrationId,
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
