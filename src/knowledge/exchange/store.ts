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
    SELECT pg_try_advisory_xact_lock(1150002::bigint) AS locked`;
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

export interface PlacedProposal extends Proposal {
  id: string;
  position: number;
}

/** Adds proposals of a run; open ones of earlier runs about the same are replaced. */
export async function addProposals(
  transaction: Prisma.TransactionClient,
  runId: string,
  proposals: readonly PlacedProposal[],
): Promise<void> {
  for (const { kind, target, section } of proposals) {
    await transaction.exchangeProposal.updateMany({
      where: { state: "open", kind, target, section, runId: { not: runId } },
      data: { state: "replaced" },
    });
  }
  await transaction.exchangeProposal.createMany({
    data: proposals.map(({ link, fields, ...proposal }) => ({
      ...proposal,
      runId,
      conflict: fields.some((field) => field.conflict),
      fields: fields.map((field) => ({ ...field })),
      links: { ...link },
      state: "open",
    })),
  });
}

export interface StoredProposal extends PlacedProposal {
  runId: string;
  state: string;
  conflict: boolean;
  decidedAt: string | null;
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
    decidedByName: row.decidedByName,
    outcome: row.outcome,
  };
}

/** Newest first. */
export async function listRuns(database: Connection, countMax: number) {
  const runs = await database.exchangeRun.findMany({
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: countMax,
    include: { _count: { select: { proposals: { where: { state: "open" } } } } },
  });
  return runs.map(({ _count, ...run }) => ({ ...run, openCount: _count.proposals }));
}

/** Conflicts first, then in the order of the file. */
export async function listProposals(
  database: Connection,
  runId: string,
  { openOnly, offset, countMax }: { openOnly: boolean; offset: number; countMax: number },
): Promise<{ total: number; proposals: StoredProposal[] }> {
  const where = { runId, ...(openOnly && { state: "open" }) };
  const rows = await database.exchangeProposal.findMany({
    where,
    orderBy: [{ conflict: "desc" }, { position: "asc" }],
    skip: offset,
    take: countMax,
  });
  return {
    total: await database.exchangeProposal.count({ where }),
    proposals: rows.map(toProposal),
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
  decision: { state: "accepted" | "rejected"; at: number; by: Author; outcome: string },
): Promise<StoredProposal> {
  const row = await transaction.exchangeProposal.update({
    where: { id },
    data: {
      state: decision.state,
      decidedAt: new Date(decision.at),
      decidedById: decision.by.userId,
      decidedByName: decision.by.name,
      outcome: decision.outcome,
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
