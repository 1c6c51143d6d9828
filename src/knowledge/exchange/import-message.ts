import { randomUUID } from "node:crypto";
import type { Prisma, PrismaClient } from "../../database/generated/client.ts";
import { loadDirectory } from "../../directory/store.ts";
import { AppError } from "../../errors.ts";
import { createPlaces } from "../../places/places.ts";
import { readPlaces } from "../../places/store.ts";
import { loadKnowledge } from "../store.ts";
import type { Proposal } from "./proposal.ts";
import {
  addProposals,
  createRun,
  finishRun,
  loadLinks,
  loadOpenProposals,
  lockExchange,
  replaceProposals,
  saveLink,
  type Author,
  type PlacedProposal,
} from "./store.ts";
import { createAreasOn } from "./xzufi/areas.ts";
import type { ExportSource } from "./xzufi/export-message.ts";
import { readMessage, type MessageCount } from "./xzufi/read-message.ts";
import { createServedOn } from "../served-places.ts";

export interface ReadFile {
  fileName: string;
  /** The file from its beginning; it is opened twice. */
  open(): AsyncIterable<Uint8Array>;
  by: Author;
  /** Milliseconds. */
  at: number;
  /** ISO day. */
  today: string;
}

export interface ReadOutcome {
  /** Null: nothing was stored. */
  runId: string | null;
  counts: MessageCount[];
  proposalCount: number;
  conflictCount: number;
}

const transactionSecondsMax = 900;
const proposalsAtOnce = 50;

/** What an export or a comparison needs of this house, as it is stored. */
export async function loadExchangeSource(
  database: PrismaClient,
  today: string,
): Promise<ExportSource & { administrations: { id: string; ags: string; shortName: string }[] }> {
  const records = await loadKnowledge(database);
  const { administrations } = await loadDirectory(database);
  const data = await readPlaces(database);
  const servedOn = createServedOn(createPlaces(data), records.authorities);
  return { records, administrations, areasOn: createAreasOn(data), servedOn, today };
}

/**
 * Reads a message and stores how it differs as proposals for a review. Nothing that desks read
 * changes. All is stored in one transaction: an interruption leaves no trace.
 * @param report called with each proposal, for a look without storing (`dryRun`)
 * @throws AppError 409 `exchange_busy`, 422 as `readXmlObjects`
 */
export async function importMessage(
  database: PrismaClient,
  file: ReadFile,
  { dryRun, report }: { dryRun: boolean; report?: (proposal: Proposal) => void },
): Promise<ReadOutcome> {
  const outcome = { proposalCount: 0, conflictCount: 0 };
  const note = (proposals: readonly Proposal[]) => {
    for (const proposal of proposals) {
      report?.(proposal);
      outcome.proposalCount += 1;
      if (proposal.fields.some(({ conflict }) => conflict)) outcome.conflictCount += 1;
    }
  };
  const runId = dryRun ? null : randomUUID();
  const counts = await database.$transaction(
    async (transaction) => {
      // What was decided while another file was read is known from here on.
      if (!(await lockExchange(transaction))) throw busy();
      const { records, servedOn, ...source } = await loadExchangeSource(database, file.today);
      const links = await loadLinks(transaction);
      const message = {
        local: { ...source, records, links },
        servedOn,
        authorities: records.authorities,
        open: file.open,
      };
      return runId === null
        ? readMessage(message, async ({ proposals }) => note(proposals))
        : storeMessage(transaction, message, { ...file, id: runId }, note);
    },
    { timeout: transactionSecondsMax * 1000, maxWait: 10_000 },
  );
  return { runId, counts, ...outcome };
}

async function storeMessage(
  transaction: Prisma.TransactionClient,
  message: Parameters<typeof readMessage>[0],
  run: Parameters<typeof createRun>[1],
  note: (proposals: readonly Proposal[]) => void,
): Promise<MessageCount[]> {
  await createRun(transaction, run);
  const open = await loadOpenProposals(transaction);
  let position = 0;
  let waiting: PlacedProposal[] = [];
  const flush = async () => {
    await addProposals(transaction, run.id, waiting);
    waiting = [];
  };
  const read = await readMessage(message, async ({ proposals, agreed }) => {
    note(proposals);
    for (const proposal of proposals) {
      position += 1;
      waiting.push({ ...proposal, id: randomUUID(), position });
    }
    if (Object.keys(agreed.digests).length > 0) await saveLink(transaction, agreed);
    const before = open.get(agreed.id);
    if (before) await replaceProposals(transaction, before);
    if (waiting.length >= proposalsAtOnce) await flush();
  });
  await flush();
  await finishRun(transaction, run.id, read);
  return read;
}

function busy(): AppError {
  const message = "Gerade wird schon eine Datei eingelesen; versuchen Sie es gleich noch einmal.";
  return new AppError(409, "exchange_busy", message);
}
