import type { Agent, Prisma, PrismaClient } from "../database/generated/client.ts";
import { AppError } from "../errors.ts";
import type { AdministrationRecord, DirectoryRecords, EntryRecord, LineRecord } from "./records.ts";
import { compareRows, isEmptyChange, type RowChanges } from "./row-changes.ts";
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
  const lines = await database.line.findMany({ orderBy: { position: "asc" } });
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
    lines: lines.map((row) => ({
      ...row,
      kind: row.kind as LineRecord["kind"],
      hours: row.hours as WeeklyHours,
    })),
    entries: entries.map((row) => ({
      ...row,
      kind: row.kind as EntryRecord["kind"],
      hours: row.hours as WeeklyHours,
    })),
  };
}

export function compareDirectory(
  wanted: DirectoryRecords,
  stored: DirectoryRecords,
): DirectoryChanges {
  const id = (row: { id: string }) => row.id;
  return {
    administrations: compareRows(wanted.administrations, stored.administrations, id),
    lines: compareRows(wanted.lines, stored.lines, id),
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
      await transaction.line.update({ where: { id: row.id }, data: row });
    }
    await transaction.line.createMany({ data: lines.created });
  }
  if (!isEmptyChange(entries)) {
    const table = transaction.directoryEntry;
    await table.deleteMany({ where: { id: { in: entries.missing } } });
    for (const row of entries.updated) await table.update({ where: { id: row.id }, data: row });
    await table.createMany({ data: entries.created });
  }
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
