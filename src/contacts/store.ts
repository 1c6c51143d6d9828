import type { Database } from "../database/database.ts";
import type { Prisma } from "../database/generated/client.ts";
import { AppError } from "../errors.ts";
import { contactOf, type CenterEvent } from "../routing/events.ts";
import { changeOf, lifeEvent, newContact } from "./project.ts";
import type { RecordedDecision } from "./record.ts";
import type { ConcernOutcome, ConcernView, ContactRecord, StoredRecord } from "./schema.ts";

const projectedSeqKey = "contacts.projectedSeq";

/** Number of the last decision that the records contain; 0 before the first. */
export async function projectedSeq(database: Database): Promise<number> {
  const row = await database.prisma.setting.findUnique({ where: { key: projectedSeqKey } });
  return Number(row?.value ?? 0);
}

/**
 * Writes decisions, in order and in one transaction, into contacts and their lives. Those that
 * another process has written meanwhile are left out.
 */
export async function projectDecisions(
  database: Database,
  decisions: readonly RecordedDecision[],
): Promise<void> {
  await database.prisma.$transaction(async (transaction) => {
    const recorded = await lockProjectedSeq(transaction);
    await writeDecisions(
      transaction,
      decisions.filter(({ seq }) => seq > recorded),
    );
  });
}

/** A process that is frozen in here loses the lock, so that the one that takes over gets on. */
async function lockProjectedSeq(transaction: Prisma.TransactionClient): Promise<number> {
  await transaction.$executeRaw`SET LOCAL idle_in_transaction_session_timeout = '3s'`;
  const [row] = await transaction.$queryRaw<{ seq: string }[]>`
    SELECT value::text AS seq FROM setting WHERE key = ${projectedSeqKey} FOR UPDATE`;
  return Number(row?.seq ?? 0);
}

async function writeDecisions(
  transaction: Prisma.TransactionClient,
  decisions: readonly RecordedDecision[],
): Promise<void> {
  const last = decisions.at(-1);
  if (!last) return;
  const steps = decisions.flatMap((decision) =>
    decision.events.map((event, index) => ({
      seq: decision.seq,
      index,
      at: new Date(decision.at),
      event,
    })),
  );
  const created = steps.flatMap(({ event, at }) => newContact(event, at) ?? []);
  const life = steps.flatMap(({ seq, index, at, event }) => {
    const contactId = contactOf(event);
    if (contactId === null) return [];
    const json = lifeEvent(event) as unknown as Prisma.InputJsonValue;
    return [{ contactId, seq, index, at, event: json }];
  });
  const changes = mergeChanges(steps);
  await transaction.contact.createMany({ data: created, skipDuplicates: true });
  await transaction.decision.createMany({ data: life, skipDuplicates: true });
  for (const [id, data] of changes) await transaction.contact.update({ where: { id }, data });
  await transaction.setting.upsert({
    where: { key: projectedSeqKey },
    create: { key: projectedSeqKey, value: last.seq },
    update: { value: last.seq },
  });
}

function mergeChanges(steps: readonly { event: CenterEvent; at: Date }[]) {
  const changes = new Map<string, Prisma.ContactUncheckedUpdateInput>();
  for (const { event, at } of steps) {
    const change = changeOf(event, at);
    const contactId = contactOf(event);
    if (change && contactId) changes.set(contactId, { ...changes.get(contactId), ...change });
  }
  return changes;
}

export type StoredContact = Prisma.ContactGetPayload<{
  include: { concerns: true; decisions: true };
}>;

export async function readContact(database: Database, id: string): Promise<StoredContact | null> {
  return database.prisma.contact.findUnique({
    where: { id },
    include: {
      concerns: { orderBy: { position: "asc" } },
      decisions: { orderBy: [{ seq: "asc" }, { index: "asc" }] },
    },
  });
}

export function concernView(row: {
  id: string;
  serviceSlug: string | null;
  title: string;
  placeAgs: string | null;
  outcome: string | null;
}): ConcernView {
  return {
    id: row.id,
    serviceSlug: row.serviceSlug,
    title: row.title,
    placeAgs: row.placeAgs,
    outcome: row.outcome as ConcernOutcome | null,
  };
}

/**
 * Replaces what is written down about a contact: all of it or nothing.
 * @returns the version of the record now
 * @throws AppError 409 `record_changed` when it is not the version `basedOn` any more, with what
 * is stored as details; 409 `foreign_concern` when a concern belongs to another contact
 */
export async function writeRecord(
  database: Database,
  contactId: string,
  record: ContactRecord,
  writing: { notedBy: string; at: Date; basedOn?: number | undefined },
): Promise<number> {
  const { notedBy, at, basedOn } = writing;
  return database.prisma.$transaction(async (transaction) => {
    const { count } = await transaction.contact.updateMany({
      where: { id: contactId, ...(basedOn === undefined ? {} : { recordVersion: basedOn }) },
      data: { note: record.note, recordVersion: { increment: 1 } },
    });
    const stored = await readRecord(transaction, contactId);
    if (count === 0) {
      // The same writing again, whose answer was lost on its way.
      if (sameRecord(stored, record)) return stored.version;
      const message = "Inzwischen hat jemand anderes etwas zu diesem Kontakt geschrieben.";
      throw new AppError(409, "record_changed", message, stored);
    }
    await replaceConcerns(transaction, contactId, record.concerns, { notedBy, notedAt: at });
    return stored.version;
  });
}

async function replaceConcerns(
  transaction: Prisma.TransactionClient,
  contactId: string,
  concerns: readonly ConcernView[],
  noted: { notedBy: string; notedAt: Date },
): Promise<void> {
  const kept = concerns.map((concern) => concern.id);
  const foreign = await transaction.concern.count({
    where: { id: { in: kept }, contactId: { not: contactId } },
  });
  if (foreign > 0) {
    const message = "Eines der Anliegen gehört zu einem anderen Kontakt.";
    throw new AppError(409, "foreign_concern", message);
  }
  await transaction.concern.deleteMany({ where: { contactId, id: { notIn: kept } } });
  for (const [position, concern] of concerns.entries()) {
    const data = { ...concern, contactId, position };
    await transaction.concern.upsert({
      where: { id: concern.id },
      create: { ...data, ...noted },
      update: data,
    });
  }
}

async function readRecord(
  transaction: Prisma.TransactionClient,
  contactId: string,
): Promise<StoredRecord> {
  const row = await transaction.contact.findUniqueOrThrow({
    where: { id: contactId },
    select: { note: true, recordVersion: true, concerns: { orderBy: { position: "asc" } } },
  });
  const { note, recordVersion: version, concerns } = row;
  return { concerns: concerns.map(concernView), note, version };
}

function sameRecord(stored: ContactRecord, record: ContactRecord): boolean {
  const text = ({ concerns, note }: ContactRecord) =>
    JSON.stringify([note, concerns.map(concernView)]);
  return text(stored) === text(record);
}

/** The titles of the concerns of each contact that has any, in their order. */
export async function readConcernTitles(
  database: Database,
  contactIds: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await database.prisma.concern.findMany({
    where: { contactId: { in: [...contactIds] } },
    orderBy: { position: "asc" },
    select: { contactId: true, title: true },
  });
  const titles = new Map<string, string[]>();
  for (const { contactId, title } of rows) {
    titles.set(contactId, [...(titles.get(contactId) ?? []), title]);
  }
  return titles;
}

/** Earlier visits of the same number, newest first. */
export async function readEarlierContacts(
  database: Database,
  callerNumber: string,
  exceptId: string,
  countMax: number,
) {
  return database.prisma.contact.findMany({
    where: { callerNumber, id: { not: exceptId }, endedAt: { not: null } },
    orderBy: { arrivedAt: "desc" },
    take: countMax,
    select: {
      id: true,
      arrivedAt: true,
      lineId: true,
      concerns: { select: { title: true }, orderBy: { position: "asc" } },
    },
  });
}

/** Contacts whose caller's number is no longer needed: ended before, and no ticket open. */
export async function readNumbersToCut(database: Database, endedBefore: Date, countMax: number) {
  const { rows } = await database.pool.query<{ id: string; callerNumber: string }>(
    `SELECT id, caller_number AS "callerNumber" FROM contact
     WHERE caller_number IS NOT NULL AND NOT number_cut AND ended_at < $1 AND NOT EXISTS (
       SELECT 1 FROM ticket WHERE ticket.contact_id = contact.id AND ticket.state = 'open')
     LIMIT $2`,
    [endedBefore, countMax],
  );
  return rows;
}

/** Leaves the area code, or nothing, of a caller's number. */
export async function cutNumber(
  database: Database,
  id: string,
  areaCode: string | null,
): Promise<void> {
  await database.prisma.contact.update({
    where: { id },
    data: { callerNumber: areaCode, numberCut: true },
  });
}

/** Takes the place of what an agent wrote in words of his own. */
const titleForgotten = "Freitext gelöscht";

/** Deletes the free text of contacts that ended before; what service was asked for stays. */
export async function deleteFreeText(database: Database, endedBefore: Date): Promise<void> {
  await database.prisma.$transaction([
    database.prisma.contact.updateMany({
      where: { note: { not: "" }, endedAt: { lt: endedBefore } },
      data: { note: "" },
    }),
    database.prisma.concern.updateMany({
      where: {
        serviceSlug: null,
        title: { not: titleForgotten },
        contact: { endedAt: { lt: endedBefore } },
      },
      data: { title: titleForgotten },
    }),
  ]);
}
