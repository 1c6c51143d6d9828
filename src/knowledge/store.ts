import type { Prisma, PrismaClient } from "../database/generated/client.ts";
import { compareRows, isEmptyChange, type RowChanges } from "../directory/row-changes.ts";
import type { AnswerRecord, AuthorityRecord, KnowledgeRecords, ServiceRecord } from "./records.ts";
import type { ResponsibilityRule } from "./schema.ts";

export interface KnowledgeChanges {
  authorities: RowChanges<AuthorityRecord>;
  services: RowChanges<ServiceRecord>;
  answers: RowChanges<AnswerRecord>;
}

export async function loadKnowledge(
  database: PrismaClient | Prisma.TransactionClient,
): Promise<KnowledgeRecords> {
  const authorities = await database.authority.findMany({ orderBy: { id: "asc" } });
  const services = await database.service.findMany({ orderBy: { slug: "asc" } });
  const answers = await database.answer.findMany({ orderBy: { id: "asc" } });
  return {
    authorities: authorities.map((row) => ({ ...row, kind: row.kind as AuthorityRecord["kind"] })),
    services: services.map(toService),
    answers: answers.map(toAnswer),
  };
}

function toService({
  sharedRevision: _own,
  ...row
}: Prisma.ServiceGetPayload<object>): ServiceRecord {
  return {
    ...row,
    level: row.level as ServiceRecord["level"],
    completeness: row.completeness as ServiceRecord["completeness"],
    responsibility: row.responsibility as unknown as ResponsibilityRule[],
    checkedAt: toDay(row.checkedAt),
  };
}

export async function loadService(
  database: PrismaClient | Prisma.TransactionClient,
  slug: string,
): Promise<ServiceRecord | null> {
  const row = await database.service.findUnique({ where: { slug } });
  return row && toService(row);
}

/** As `loadService`; nobody else changes it until the transaction ends. */
export async function lockService(
  transaction: Prisma.TransactionClient,
  slug: string,
): Promise<ServiceRecord | null> {
  await transaction.$queryRaw`SELECT slug FROM service WHERE slug = ${slug} FOR UPDATE`;
  return loadService(transaction, slug);
}

/** Writes these fields; the others may be changed by somebody else meanwhile. */
export async function writeService(
  transaction: Prisma.TransactionClient,
  slug: string,
  { checkedAt, ...fields }: Partial<ServiceRecord>,
): Promise<void> {
  const data = { ...fields, ...(checkedAt !== undefined && { checkedAt: toDate(checkedAt) }) };
  await transaction.service.update({ where: { slug }, data });
}

/** The released shared version that the service part was taken from; null: none, the files. */
export async function readSharedRevision(
  transaction: Prisma.TransactionClient,
  slug: string,
): Promise<number | null> {
  const select = { sharedRevision: true };
  const row = await transaction.service.findUnique({ where: { slug }, select });
  return row?.sharedRevision ?? null;
}

export async function writeSharedRevision(
  transaction: Prisma.TransactionClient,
  slug: string,
  sharedRevision: number,
): Promise<void> {
  await transaction.service.update({ where: { slug }, data: { sharedRevision } });
}

/** Two imports at a time would write the same twice; held until the transaction ends. */
export async function lockImport(transaction: Prisma.TransactionClient): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${importLock}::bigint)`;
}

/**
 * Before desks' rows are read and written one by one, until the transaction ends: an import
 * compares all of them first and writes later, and would undo what comes in between.
 */
export async function keepImportsAway(transaction: Prisma.TransactionClient): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock_shared(${importLock}::bigint)`;
}

const importLock = 1_150_001;

type AnswerRow = Prisma.AnswerGetPayload<object>;

function toAnswer(row: AnswerRow): AnswerRecord {
  return {
    ...row,
    scope: row.scope as AnswerRecord["scope"],
    checkedAt: row.checkedAt && toDay(row.checkedAt),
    validFrom: row.validFrom && toDay(row.validFrom),
    validUntil: row.validUntil && toDay(row.validUntil),
  };
}

/** The stored answers of a service in one administration; null: its shared ones. */
export async function loadAnswersOf(
  database: PrismaClient | Prisma.TransactionClient,
  serviceSlug: string,
  administrationId: string | null,
): Promise<AnswerRecord[]> {
  const where = { serviceSlug, administrationId };
  return (await database.answer.findMany({ where, orderBy: { id: "asc" } })).map(toAnswer);
}

/** Puts these in the place of all answers of a service in one administration. */
export async function replaceAnswersOf(
  transaction: Prisma.TransactionClient,
  serviceSlug: string,
  administrationId: string | null,
  answers: readonly AnswerRecord[],
): Promise<void> {
  await transaction.answer.deleteMany({ where: { serviceSlug, administrationId } });
  await transaction.answer.createMany({ data: answers.map(answerRow) });
}

const editionKey = "knowledge.edition";

/** How often what desks read has been changed. */
export async function readEdition(
  database: PrismaClient | Prisma.TransactionClient,
): Promise<number> {
  const row = await database.setting.findUnique({ where: { key: editionKey } });
  return Number(row?.value ?? 0);
}

/** Says in the same transaction as the change that there is something new to read. */
export async function raiseEdition(transaction: Prisma.TransactionClient): Promise<void> {
  await transaction.$executeRaw`
    INSERT INTO setting (key, value) VALUES (${editionKey}, '1'::jsonb)
    ON CONFLICT (key) DO UPDATE SET value = to_jsonb((setting.value #>> '{}')::bigint + 1)`;
}

export function compareKnowledge(
  wanted: KnowledgeRecords,
  stored: KnowledgeRecords,
): KnowledgeChanges {
  return {
    authorities: compareRows(wanted.authorities, stored.authorities, (row) => row.id),
    services: compareRows(wanted.services, stored.services, (row) => row.slug),
    answers: compareRows(wanted.answers, stored.answers, (row) => row.id),
  };
}

/** Writes nothing where nothing changed; what the files no longer hold is deleted. */
export async function writeKnowledgeChanges(
  transaction: Prisma.TransactionClient,
  { authorities, services, answers }: KnowledgeChanges,
): Promise<void> {
  if (!isEmptyChange(authorities)) {
    const table = transaction.authority;
    await table.deleteMany({ where: { id: { in: authorities.missing } } });
    for (const row of authorities.updated) await table.update({ where: { id: row.id }, data: row });
    await table.createMany({ data: authorities.created });
  }
  if (!isEmptyChange(answers)) {
    await transaction.answer.deleteMany({ where: { id: { in: answers.missing } } });
  }
  if (!isEmptyChange(services)) {
    const table = transaction.service;
    await table.deleteMany({ where: { slug: { in: services.missing } } });
    for (const row of services.updated) {
      await table.update({ where: { slug: row.slug }, data: serviceRow(row) });
    }
    await table.createMany({ data: services.created.map(serviceRow) });
  }
  if (!isEmptyChange(answers)) {
    const table = transaction.answer;
    for (const row of answers.updated) {
      await table.update({ where: { id: row.id }, data: answerRow(row) });
    }
    await table.createMany({ data: answers.created.map(answerRow) });
  }
}

function serviceRow(record: ServiceRecord) {
  return { ...record, checkedAt: toDate(record.checkedAt) };
}

function answerRow(record: AnswerRecord) {
  return {
    ...record,
    checkedAt: record.checkedAt && toDate(record.checkedAt),
    validFrom: record.validFrom && toDate(record.validFrom),
    validUntil: record.validUntil && toDate(record.validUntil),
  };
}

/** Deletes what was typed before somebody reported an answer; the report remains. */
export async function deleteReportQueries(
  database: Pick<PrismaClient, "answerReport">,
  reportedBefore: Date,
): Promise<void> {
  await database.answerReport.updateMany({
    where: { createdAt: { lt: reportedBefore }, query: { not: null } },
    data: { query: null },
  });
}

function toDate(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

function toDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
