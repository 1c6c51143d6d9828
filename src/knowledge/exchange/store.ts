import type { Prisma, PrismaClient } from "../../database/generated/client.ts";
import type { LinkRecord, Proposal, ProposalField, ProposalKind } from "./proposal.ts";
import type { TreeFile } from "./tree-files.ts";
import type { MessageCount } from "./xzufi/read-message.ts";

type Connection = PrismaClient | Prisma.TransactionClient;

/** The files of the last import, in the order of their paths; empty before the first. */
export async function loadTreeFiles(database: Connection): Promise<TreeFile[]> {
  const rows = await database.knowledgeFile.findMany({ orderBy: { path: "asc" } });
  return rows.map(({ path, content }) => ({ path, content: Buffer.from(content) }));
}

/** Writes what differs from `stored`; a file that is not in `files` is forgotten. */
export async function saveTreeFiles(
  transaction: Prisma.TransactionClient,
  files: readonly TreeFile[],
  stored: readonly TreeFile[],
): Promise<void> {
  const before = new Map(stored.map(({ path, content }) => [path, content]));
  const changed = files.filter(({ path, content }) => !before.get(path)?.equals(content));
  const paths = new Set(files.map(({ path }) => path));
  const gone = [...before.keys()].filter((path) => !paths.has(path));
  const replaced = [...gone, ...changed.map(({ path }) => path)];
  if (replaced.length === 0) return;
  await transaction.knowledgeFile.deleteMany({ where: { path: { in: replaced } } });
  await transaction.knowledgeFile.createMany({
    data: changed.map(({ path, content }) => ({ path, content: new Uint8Array(content) })),
  });
}

/** What foreign objects are here, by their identifiers. */
export async function loadLinks(database: Connection): Promise<Map<string, LinkRecord>> {
  const rows = await database.exchangeLink.findMany();
  return new Map(
    rows.map((row) => [row.id, { ...row, digests: row.digests as LinkRecord["digests"] }]),
  );
}

/** Remembers what a source said; fields that it did not speak of keep what is known. */
export async function saveLink(
  transaction: Prisma.TransactionClient,
  { id, kind, target, digests }: LinkRecord,
): Promise<void> {
  const known = await transaction.exchangeLink.findUnique({ where: { id } });
  const before = known?.target === target ? (known.digests as object) : {};
  const data = { kind, target, digests: { ...before, ...digests } };
  await transaction.exchangeLink.upsert({ where: { id }, create: { id, ...data }, update: data });
}

export async function removeLink(transaction: Prisma.TransactionClient, id: string): Promise<void> {
  await transaction.exchangeLink.deleteMany({ where: { id } });
}

/** Two messages at a time would propose the same twice. @returns whether nobody else reads one */
export async function lockExchange(transaction: Prisma.TransactionClient): Promise<boolean> {
  const [row] = await transaction.$queryRaw<{ locked: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended('exchange', 115)) AS locked`;
  return row?.locked ?? false;
}

export interface Author {
  /** Null: the command line. */
  userId: string | null;
  name: string;
}

export async function createRun(
  transaction: Prisma.TransactionClient,
  run: { id: string; fileName: string; at: number; by: Author },
): Promise<void> {
  await transaction.exchangeRun.create({
    data: {
      id: run.id,
      fileName: run.fileName,
      createdAt: new Date(run.at),
      createdById: run.by.userId,
      createdByName: run.by.name,
      summary: [],
    },
  });
}

export async function finishRun(
  transaction: Prisma.TransactionClient,
  id: string,
  summary: readonly MessageCount[],
): Promise<void> {
  const data = { summary: summary.map((count) => ({ ...count })) };
  await transaction.exchangeRun.update({ where: { id }, data });
}

/** Nobody, or only one of two people has decided. */
const undecided = ["open", "inReview"];

export interface PlacedProposal extends Proposal {
  id: string;
  position: number;
}

/** Proposals that nobody has decided on yet, by the object of the source that they came from. */
export async function loadOpenProposals(database: Connection): Promise<Map<string, string[]>> {
  const rows = await database.$queryRaw<{ id: string; link: string }[]>`
    SELECT id, links ->> 'id' AS link FROM exchange_proposal WHERE state = ANY(${undecided})`;
  const found = new Map<string, string[]>();
  for (const { id, link } of rows) found.set(link, [...(found.get(link) ?? []), id]);
  return found;
}

/** The source has spoken again: what it said before is not up for decision any more. */
export async function replaceProposals(
  transaction: Prisma.TransactionClient,
  ids: readonly string[],
): Promise<void> {
  await transaction.exchangeProposal.updateMany({
    where: { id: { in: [...ids] }, state: { in: undecided } },
    data: { state: "replaced" },
  });
}

/**
 * Adds proposals of a run. Several objects of a source say who is responsible: what was said of it
 * before is replaced, whichever of them it came from.
 */
export async function addProposals(
  transaction: Prisma.TransactionClient,
  runId: string,
  proposals: readonly PlacedProposal[],
): Promise<void> {
  for (const { kind, target } of proposals) {
    if (kind !== "responsibility") continue;
    await transaction.exchangeProposal.updateMany({
      where: { state: { in: undecided }, kind, target, runId: { not: runId } },
      data: { state: "replaced" },
    });
  }
  await transaction.exchangeProposal.createMany({
    data: proposals.map(({ link, fields, ...proposal }) => ({
      ...proposal,
      runId,
      conflict: fields.some((field) => field.conflict),
      fields: asJson(fields),
      links: { ...link },
      state: "open",
    })),
  });
}

function asJson(fields: readonly ProposalField[]): Prisma.InputJsonValue {
  return fields as unknown as Prisma.InputJsonValue;
}

export interface StoredProposal extends PlacedProposal {
  runId: string;
  state: string;
  conflict: boolean;
  decidedAt: string | null;
  decidedById: string | null;
  decidedByName: string | null;
  outcome: string | null;
}

type ProposalRow = Prisma.ExchangeProposalGetPayload<object>;

function toProposal(row: ProposalRow): StoredProposal {
  return {
    id: row.id,
    runId: row.runId,
    position: row.position,
    kind: row.kind as ProposalKind,
    target: row.target,
    section: row.section,
    title: row.title,
    conflict: row.conflict,
    fields: row.fields as unknown as ProposalField[],
    link: row.links as unknown as LinkRecord,
    state: row.state,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decidedById: row.decidedById,
    decidedByName: row.decidedByName,
    outcome: row.outcome,
  };
}

const withOpenCount = {
  _count: { select: { proposals: { where: { state: { in: undecided } } } } },
} satisfies Prisma.ExchangeRunInclude;

function toRun({
  _count,
  ...run
}: Prisma.ExchangeRunGetPayload<{ include: typeof withOpenCount }>) {
  return { ...run, openCount: _count.proposals };
}
export type StoredRun = ReturnType<typeof toRun>;

/** Newest first. */
export async function listRuns(database: Connection, countMax: number): Promise<StoredRun[]> {
  const runs = await database.exchangeRun.findMany({
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: countMax,
    include: withOpenCount,
  });
  return runs.map(toRun);
}

export async function findRun(database: Connection, id: string): Promise<StoredRun | null> {
  const run = await database.exchangeRun.findUnique({ where: { id }, include: withOpenCount });
  return run && toRun(run);
}

/**
 * What is about one service or authority stands together: those with conflicts first, then in the
 * order of the file. Decisions move nothing, so that no page leaves anything out.
 * @param after id of the last proposal that is known; null: from the first on
 */
export async function listProposals(
  database: Connection,
  runId: string,
  { openOnly, after, countMax }: { openOnly: boolean; after: string | null; countMax: number },
): Promise<{ total: number; proposals: StoredProposal[]; next: string | null }> {
  const states = openOnly ? undecided : [...undecided, "accepted", "rejected"];
  const order = await database.$queryRaw<{ id: string }[]>`
    WITH placed AS (
      SELECT id, state, position, bool_or(conflict) OVER about AS conflict,
             min(position) OVER about AS begin
      FROM exchange_proposal WHERE run_id = ${runId} WINDOW about AS (PARTITION BY target)),
    ranked AS (
      SELECT id, state, row_number() OVER (ORDER BY conflict DESC, begin, position) AS rank
      FROM placed)
    SELECT id FROM ranked
    WHERE state = ANY(${states})
      AND rank > coalesce((SELECT rank FROM ranked WHERE id = ${after}), 0)
    ORDER BY rank LIMIT ${countMax + 1}`;
  const ids = order.slice(0, countMax).map(({ id }) => id);
  const rows = await database.exchangeProposal.findMany({ where: { id: { in: ids } } });
  const found = new Map(rows.map((row) => [row.id, toProposal(row)]));
  return {
    total: await database.exchangeProposal.count({ where: { runId, state: { in: states } } }),
    proposals: ids.flatMap((id) => found.get(id) ?? []),
    next: order.length > countMax ? (ids.at(-1) ?? null) : null,
  };
}

/** The proposal, held until the transaction ends: it is decided once. */
export async function lockProposal(
  transaction: Prisma.TransactionClient,
  id: string,
): Promise<StoredProposal | null> {
  await transaction.$queryRaw`SELECT id FROM exchange_proposal WHERE id = ${id} FOR UPDATE`;
  const row = await transaction.exchangeProposal.findUnique({ where: { id } });
  return row && toProposal(row);
}

export async function decideProposal(
  transaction: Prisma.TransactionClient,
  id: string,
  decision: {
    state: "open" | "inReview" | "accepted" | "rejected";
    at: number;
    by: Author;
    outcome?: string;
    fields?: readonly ProposalField[];
  },
): Promise<StoredProposal> {
  const isOpen = decision.state === "open";
  const row = await transaction.exchangeProposal.update({
    where: { id },
    data: {
      state: decision.state,
      decidedAt: isOpen ? null : new Date(decision.at),
      decidedById: isOpen ? null : decision.by.userId,
      decidedByName: isOpen ? null : decision.by.name,
      outcome: decision.outcome ?? null,
      ...(decision.fields && { fields: asJson(decision.fields) }),
    },
  });
  return toProposal(row);
}

/** Writes contact data of an authority that an editor has accepted. */
export async function updateAuthority(
  transaction: Prisma.TransactionClient,
  id: string,
  contact: Partial<Record<"address" | "phone" | "website", string>>,
): Promise<void> {
  await transaction.authority.update({ where: { id }, data: contact });
}
