import { randomUUID } from "node:crypto";
import type { Prisma, PrismaClient } from "../../database/generated/client.ts";
import { decidedNow } from "./decided-now.ts";
import type {
  AnswerContent,
  StepKind,
  VersionOrigin,
  VersionStatus,
  VersionView,
} from "./schema.ts";

export type Connection = PrismaClient | Prisma.TransactionClient;

/** An answer: a service and whose it is. */
export interface AnswerPlace {
  serviceSlug: string;
  /** "shared", or the id of an administration. */
  section: string;
}

export interface Writer {
  /** Null: no person, such as an import. */
  userId: string | null;
  name: string;
}

/** A version with what only the rules need to know. */
export interface VersionRecord extends VersionView {
  contributorIds: string[];
}

const withSteps = {
  steps: { orderBy: [{ at: "asc" }, { id: "asc" }] },
} satisfies Prisma.AnswerVersionInclude;
type VersionRow = Prisma.AnswerVersionGetPayload<{ include: typeof withSteps }>;

/** Only one person at a time changes the versions of an answer, until the transaction ends. */
export async function lockAnswer(
  transaction: Prisma.TransactionClient,
  { serviceSlug, section }: AnswerPlace,
): Promise<void> {
  const key = `answer:${serviceSlug}:${section}`;
  await transaction.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 115))::text`;
}

/** All versions of an answer, newest first. */
export async function listVersions(
  database: Connection,
  { serviceSlug, section }: AnswerPlace,
): Promise<VersionRecord[]> {
  const rows = await database.answerVersion.findMany({
    where: { serviceSlug, section },
    include: withSteps,
    orderBy: { revision: "desc" },
  });
  return rows.map(toRecord);
}

export async function findVersion(database: Connection, id: string): Promise<VersionRecord | null> {
  const row = await database.answerVersion.findUnique({ where: { id }, include: withSteps });
  return row && toRecord(row);
}

/** Drafts and versions in review, without their words; of all services, or of one. */
export function listOpenVersions(database: Connection, serviceSlug?: string) {
  return database.answerVersion.findMany({
    where: {
      status: { in: ["draft", "inReview"] },
      ...(serviceSlug !== undefined && { serviceSlug }),
    },
    select: {
      id: true,
      serviceSlug: true,
      section: true,
      status: true,
      contributorIds: true,
    },
  });
}

export interface VersionInReview extends AnswerPlace {
  id: string;
  revision: number;
  /** ISO day; null: at once. */
  releasedFrom: string | null;
  contributorIds: string[];
  /** Who handed it in; null before steps were kept. */
  submitted: { at: Date; userName: string; comment: string } | null;
  updatedAt: Date;
  updatedByName: string;
}

/** What waits for a second person, without its words, oldest first. */
export async function listInReview(database: Connection): Promise<VersionInReview[]> {
  const rows = await database.answerVersion.findMany({
    where: { status: "inReview" },
    select: {
      id: true,
      serviceSlug: true,
      section: true,
      revision: true,
      releasedFrom: true,
      contributorIds: true,
      updatedAt: true,
      updatedByName: true,
      steps: {
        where: { kind: "submitted" },
        select: { at: true, userName: true, comment: true },
        orderBy: [{ at: "desc" }, { id: "desc" }],
        take: 1,
      },
    },
    orderBy: [{ updatedAt: "asc" }, { id: "asc" }],
  });
  return rows.map(({ releasedFrom, steps, ...row }) => ({
    ...row,
    releasedFrom: toDay(releasedFrom),
    submitted: steps[0] ?? null,
  }));
}

export interface NewVersion extends AnswerPlace {
  status: VersionStatus;
  origin: VersionOrigin;
  baseRevision: number;
  content: AnswerContent;
  releasedFrom?: string | null;
  releasedUntil?: string | null;
  by: Writer;
  /** Milliseconds. */
  at: number;
}

/** Adds a version after `lockAnswer`. */
export async function addVersion(
  transaction: Prisma.TransactionClient,
  version: NewVersion,
): Promise<VersionRecord> {
  const { serviceSlug, section, status, origin, baseRevision, content, by, at } = version;
  const newest = await transaction.answerVersion.aggregate({
    where: { serviceSlug, section },
    _max: { revision: true },
  });
  const row = await transaction.answerVersion.create({
    data: {
      id: randomUUID(),
      serviceSlug,
      section,
      status,
      origin,
      baseRevision,
      revision: (newest._max.revision ?? 0) + 1,
      content,
      releasedFrom: toDate(version.releasedFrom ?? null),
      releasedUntil: toDate(version.releasedUntil ?? null),
      authorId: by.userId,
      authorName: by.name,
      contributorIds: by.userId === null ? [] : [by.userId],
      createdAt: new Date(at),
      updatedById: by.userId,
      updatedByName: by.name,
      updatedAt: new Date(at),
      ...(status === "released" && { decidedAt: await decidedNow(transaction, version, at) }),
    },
    include: withSteps,
  });
  return toRecord(row);
}

export interface VersionUpdate {
  status?: VersionStatus;
  content?: AnswerContent;
  releasedFrom?: string | null;
  releasedUntil?: string | null;
  baseRevision?: number;
  /** Who saved; becomes a contributor. */
  writer?: Writer & { at: number };
  /** Who decided on it. */
  reviewer?: Writer & { at: number };
}

/** Changes a version after `lockAnswer`; every change counts as a saving. */
export async function updateVersion(
  transaction: Prisma.TransactionClient,
  version: VersionRecord,
  { writer, reviewer, content, releasedFrom, releasedUntil, ...plain }: VersionUpdate,
): Promise<void> {
  const { contributorIds } = version;
  await transaction.answerVersion.update({
    where: { id: version.id },
    data: {
      ...plain,
      edit: version.edit + 1,
      ...(content !== undefined && { content }),
      ...(releasedFrom !== undefined && { releasedFrom: toDate(releasedFrom) }),
      ...(releasedUntil !== undefined && { releasedUntil: toDate(releasedUntil) }),
      ...(writer && {
        updatedById: writer.userId,
        updatedByName: writer.name,
        updatedAt: new Date(writer.at),
        contributorIds:
          writer.userId === null || contributorIds.includes(writer.userId)
            ? contributorIds
            : [...contributorIds, writer.userId],
      }),
      ...(reviewer && {
        reviewerId: reviewer.userId,
        reviewerName: reviewer.name,
        decidedAt: await decidedNow(transaction, version, reviewer.at),
      }),
    },
  });
}

export async function addStep(
  transaction: Prisma.TransactionClient,
  versionId: string,
  step: { kind: StepKind; at: number; by: Writer; comment?: string; content?: AnswerContent },
): Promise<void> {
  await transaction.answerVersionStep.create({
    data: {
      id: randomUUID(),
      versionId,
      kind: step.kind,
      at: new Date(step.at),
      userId: step.by.userId,
      userName: step.by.name,
      comment: step.comment ?? "",
      ...(step.content && { content: step.content }),
    },
  });
}

/** Drafts that were begun from `baseRevision` count as begun from `revision`: no word differs. */
export async function rebaseOpenVersions(
  transaction: Prisma.TransactionClient,
  { serviceSlug, section, revision, baseRevision }: VersionRecord,
): Promise<void> {
  await transaction.answerVersion.updateMany({
    where: { serviceSlug, section, baseRevision, status: { in: ["draft", "inReview"] } },
    data: { baseRevision: revision },
  });
}

/** The answers whose words are the editors': no import of files overwrites them. */
export async function listEditedAnswers(database: Connection): Promise<AnswerPlace[]> {
  return database.answerVersion.findMany({
    where: { origin: { not: "files" }, status: { in: ["released", "withdrawn"] } },
    select: { serviceSlug: true, section: true },
    distinct: ["serviceSlug", "section"],
    orderBy: [{ serviceSlug: "asc" }, { section: "asc" }],
  });
}

function toRecord(row: VersionRow): VersionRecord {
  return {
    id: row.id,
    serviceSlug: row.serviceSlug,
    section: row.section,
    revision: row.revision,
    status: row.status as VersionStatus,
    origin: row.origin as VersionOrigin,
    baseRevision: row.baseRevision,
    edit: row.edit,
    content: row.content as AnswerContent,
    releasedFrom: toDay(row.releasedFrom),
    releasedUntil: toDay(row.releasedUntil),
    author: { userId: row.authorId, name: row.authorName },
    createdAt: row.createdAt.toISOString(),
    updatedBy: { userId: row.updatedById, name: row.updatedByName },
    updatedAt: row.updatedAt.toISOString(),
    reviewer: row.reviewerName === null ? null : { userId: row.reviewerId, name: row.reviewerName },
    decidedAt: row.decidedAt?.toISOString() ?? null,
    contributorIds: row.contributorIds,
    steps: row.steps.map((step) => ({
      id: step.id,
      kind: step.kind as StepKind,
      at: step.at.toISOString(),
      by: { userId: step.userId, name: step.userName },
      comment: step.comment,
      content: step.content as AnswerContent | null,
    })),
  };
}

function toDate(day: string | null): Date | null {
  return day === null ? null : new Date(`${day}T00:00:00Z`);
}

function toDay(date: Date | null): string | null {
  return date?.toISOString().slice(0, 10) ?? null;
}
