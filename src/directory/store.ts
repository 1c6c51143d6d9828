import { Prisma, type Agent, type PrismaClient } from "../database/generated/client.ts";
import type { Line } from "../database/generated/client.ts";
import { AppError } from "../errors.ts";
import type { Closing, EditableSettings, SettingName } from "./line-schema.ts";
import type { AdministrationRecord, DirectoryRecords, EntryRecord, LineRecord } from "./records.ts";
import { compareRows, isEmptyChange, sameValue, type RowChanges } from "./row-changes.ts";
import type { Closure, WeeklyHours } from "./schema.ts";

export interface DirectoryChanges {
  administrations: RowChanges<AdministrationRecord>;
  lines: RowChanges<LineRecord>;
  entries: RowChanges<EntryRecord>;
}

/** Everything of the room, lists in the order in which they are shown. */
export async function loadDirectory(
  database: PrismaClient | Prisma.TransactionClient,
): Promise<DirectoryRecords> {
  const administrations = await database.administration.findMany({ orderBy: { position: "asc" } });
  const lines = await loadLines(database);
  const entries = await database.directoryEntry.findMany({ orderBy: { id: "asc" } });
  return {
    administrations: administrations.map((row) => ({
      ...row,
      answers115Since: toDay(row.answers115Since),
      answers115Until: toDay(row.answers115Until),
      switchboardJoinedSince: toDay(row.switchboardJoinedSince),
      switchboardJoinedUntil: toDay(row.switchboardJoinedUntil),
      knowledgeProvidedSince: toDay(row.knowledgeProvidedSince),
      knowledgeProvidedUntil: toDay(row.knowledgeProvidedUntil),
      closures: row.closures as unknown as Closure[],
    })),
    lines,
    entries: entries.map((row) => ({
      ...row,
      kind: row.kind as EntryRecord["kind"],
      hours: row.hours as WeeklyHours,
    })),
  };
}

/** In the order of screens. */
export async function loadLines(
  database: PrismaClient | Prisma.TransactionClient,
): Promise<LineRecord[]> {
  const rows = await database.line.findMany({ orderBy: { position: "asc" } });
  return rows.map(lineOf);
}

export function compareDirectory(
  wanted: DirectoryRecords,
  stored: DirectoryRecords,
): DirectoryChanges {
  const id = (row: { id: string }) => row.id;
  return {
    administrations: compareRows(wanted.administrations, stored.administrations, id),
    lines: compareRows(keepChanges(wanted.lines, stored.lines), stored.lines, id),
    entries: compareRows(wanted.entries, stored.entries, id),
  };
}

/** Writes nothing where nothing changed; what the files no longer hold is deleted. */
export async function writeDirectoryChanges(
  transaction: Prisma.TransactionClient,
  changes: DirectoryChanges,
): Promise<void> {
  const { administrations, lines, entries } = changes;
  if (!isEmptyChange(administrations)) {
    const table = transaction.administration;
    await table.deleteMany({ where: { id: { in: administrations.missing } } });
    for (const row of administrations.updated) {
      await table.update({ where: { id: row.id }, data: administrationRow(row) });
    }
    await table.createMany({ data: administrations.created.map(administrationRow) });
  }
  if (!isEmptyChange(lines)) {
    await transaction.line.deleteMany({ where: { id: { in: lines.missing } } });
    for (const row of lines.updated) {
      await writeLine(transaction, row);
    }
    await transaction.line.createMany({ data: lines.created.map(lineRow) });
  }
  if (!isEmptyChange(entries)) {
    const table = transaction.directoryEntry;
    await table.deleteMany({ where: { id: { in: entries.missing } } });
    for (const row of entries.updated) await table.update({ where: { id: row.id }, data: row });
    await table.createMany({ data: entries.created });
  }
}

/** What was changed by hand stays, whatever the files say. */
function keepChanges(wanted: readonly LineRecord[], stored: readonly LineRecord[]): LineRecord[] {
  return wanted.map((line) => {
    const before = stored.find((each) => each.id === line.id);
    if (!before) return line;
    const { version, changedSettings, closedToday } = before;
    const kept = Object.fromEntries(changedSettings.map((name) => [name, before[name]]));
    return { ...line, ...kept, version, changedSettings, closedToday };
  });
}

/** Settings of which the files say one thing and a change by hand another: the change holds. */
export function overruledSettings(
  wanted: readonly LineRecord[],
  stored: readonly LineRecord[],
): { lineName: string; settings: SettingName[] }[] {
  return stored.flatMap((line) => {
    const file = wanted.find((each) => each.id === line.id);
    if (!file) return [];
    const settings = line.changedSettings.filter((name) => !sameValue(file[name], line[name]));
    return settings.length === 0 ? [] : [{ lineName: line.name, settings }];
  });
}

export async function writeLine(
  transaction: Prisma.TransactionClient,
  line: LineRecord,
): Promise<void> {
  await transaction.line.update({ where: { id: line.id }, data: lineRow(line) });
}

function lineOf(row: Line): LineRecord {
  return {
    ...row,
    kind: row.kind as LineRecord["kind"],
    hours: row.hours as WeeklyHours,
    closures: row.closures as unknown as Closure[],
    widening: row.widening as EditableSettings["widening"],
    lending: row.lending as EditableSettings["lending"],
    callback: row.callback as EditableSettings["callback"],
    changedSettings: row.changedSettings as SettingName[],
    closedToday: row.closedToday as Closing | null,
  };
}

function lineRow(line: LineRecord) {
  return {
    ...line,
    lending: line.lending ?? Prisma.DbNull,
    closedToday: line.closedToday ?? Prisma.DbNull,
  };
}

function administrationRow(record: AdministrationRecord) {
  return {
    ...record,
    answers115Since: toDate(record.answers115Since),
    answers115Until: toDate(record.answers115Until),
    switchboardJoinedSince: toDate(record.switchboardJoinedSince),
    switchboardJoinedUntil: toDate(record.switchboardJoinedUntil),
    knowledgeProvidedSince: toDate(record.knowledgeProvidedSince),
    knowledgeProvidedUntil: toDate(record.knowledgeProvidedUntil),
  };
}

function toDate(day: string | null): Date | null {
  return day === null ? null : new Date(`${day}T00:00:00Z`);
}

function toDay(date: Date | null): string | null {
  return date === null ? null : date.toISOString().slice(0, 10);
}

/** The working profile of everybody in the team, in the order of their names. */
export function loadAgents(database: PrismaClient | Prisma.TransactionClient) {
  return database.agent.findMany({ orderBy: [{ displayName: "asc" }, { id: "asc" }] });
}

/** @returns null for somebody who takes no calls */
export function findAgentOfUser(database: PrismaClient | Prisma.TransactionClient, userId: string) {
  return database.agent.findUnique({ where: { userId } });
}

/**
 * Creates the working profile of a user or changes it; the id stays.
 * @throws AppError 409 `extension_taken`
 */
export async function saveAgent(
  database: PrismaClient | Prisma.TransactionClient,
  agent: Agent,
): Promise<void> {
  const { id: _id, userId, ...changes } = agent;
  const holder = await database.agent.findUnique({ where: { extension: agent.extension } });
  if (holder && holder.userId !== userId) {
    const message = `Die Nebenstelle ${agent.extension} gehört schon ${holder.displayName}.`;
    throw new AppError(409, "extension_taken", message);
  }
  await database.agent.upsert({
    where: { userId },
    create: agent,
    update: changes,
  });
}

export async function removeAgent(
  database: PrismaClient | Prisma.TransactionClient,
  userId: string,
): Promise<void> {
  await database.agent.deleteMany({ where: { userId } });
}

/** The line, held until the transaction ends: two changes come one after the other. */
export async function lockLine(
  transaction: Prisma.TransactionClient,
  id: string,
): Promise<LineRecord | null> {
  await transaction.$queryRaw`SELECT id FROM line WHERE id = ${id} FOR UPDATE`;
  const row = await transaction.line.findUnique({ where: { id } });
  return row && lineOf(row);
}

export async function addLineChange(
  transaction: Prisma.TransactionClient,
  change: Prisma.LineChangeCreateInput,
): Promise<void> {
  await transaction.lineChange.create({ data: change });
}

/** What was changed by hand, newest first. */
export function readLineChanges(
  database: PrismaClient | Prisma.TransactionClient,
  lineId: string,
  countMax: number,
  kind?: "settings",
) {
  return database.lineChange.findMany({
    where: { lineId, ...(kind && { kind }) },
    orderBy: [{ at: "desc" }, { version: "desc" }],
    take: countMax,
  });
}
