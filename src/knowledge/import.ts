import type { Prisma, PrismaClient } from "../database/generated/client.ts";
import { formatMistake } from "../directory/mistake.ts";
import type { RowChanges } from "../directory/row-changes.ts";
import { settingWords } from "../directory/line-words.ts";
import type { LineRecord } from "../directory/records.ts";
import {
  compareDirectory,
  loadDirectory,
  overruledSettings,
  writeDirectoryChanges,
} from "../directory/store.ts";
import { StartError } from "../errors.ts";
import { readKnowledgeTree, type KnowledgeTree, type ReadOptions } from "./knowledge-tree.ts";
import { compareKnowledge, loadKnowledge, writeKnowledgeChanges } from "./store.ts";

export interface ImportCount {
  /** German, as the report shows it. */
  table: string;
  created: number;
  updated: number;
  unchanged: number;
  /** Stored, but no longer in the files: deleted by the import. */
  missing: number;
  /** German sentences: what the files say otherwise but people have changed by hand. */
  kept?: string[];
}

const transactionSecondsMax = 120;

/** Two processes that start together must not import at the same time. */
const importLock = 1_150_001;

/**
 * Brings directory and services of `root` (knowledge-base/) into the database, in one transaction.
 * An unchanged tree writes nothing. The places are the places room's own import.
 * @throws StartError when the files hold a mistake: then nothing is written
 */
export async function importKnowledgeBase(
  database: PrismaClient,
  root: string,
  options: ReadOptions,
): Promise<ImportCount[]> {
  const tree = await readKnowledgeTree(root, options);
  const [first] = tree.mistakes;
  if (first) {
    const rest = tree.mistakes.length - 1;
    const more =
      rest > 0 ? ` (und ${rest} weitere; alle zeigt „npm run knowledge -- --dry-run“)` : "";
    throw new StartError(`Die Wissensbasis ist fehlerhaft: ${formatMistake(first)}${more}`);
  }
  return importTree(database, tree);
}

/** Writes a tree without mistakes. */
export async function importTree(
  database: PrismaClient,
  tree: KnowledgeTree,
): Promise<ImportCount[]> {
  const write = async (transaction: Prisma.TransactionClient) => {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${importLock}::bigint)`;
    const changes = await changesOf(transaction, tree);
    await writeDirectoryChanges(transaction, changes.directory);
    await writeKnowledgeChanges(transaction, changes.knowledge);
    return countsOf(changes);
  };
  return database.$transaction(write, {
    timeout: transactionSecondsMax * 1000,
    maxWait: transactionSecondsMax * 1000,
  });
}

/** What an import would do; writes nothing. */
export async function previewImport(
  database: PrismaClient,
  tree: KnowledgeTree,
): Promise<ImportCount[]> {
  return countsOf(await changesOf(database, tree));
}

async function changesOf(database: PrismaClient | Prisma.TransactionClient, tree: KnowledgeTree) {
  const wanted = tree.directory.records;
  const stored = await loadDirectory(database);
  return {
    directory: compareDirectory(wanted, stored),
    keptByHand: keptSentences(wanted.lines, stored.lines),
    knowledge: compareKnowledge(tree.records, await loadKnowledge(database)),
  };
}

function keptSentences(wanted: readonly LineRecord[], stored: readonly LineRecord[]): string[] {
  return overruledSettings(wanted, stored).map(({ lineName, settings }) => {
    const words = settings.map((name) => settingWords[name]).join(", ");
    return `${lineName}: von Hand geändert, bleibt so: ${words}`;
  });
}

function countsOf({
  directory,
  keptByHand,
  knowledge,
}: Awaited<ReturnType<typeof changesOf>>): ImportCount[] {
  const count = <Row>(table: string, changes: RowChanges<Row>): ImportCount => ({
    table,
    created: changes.created.length,
    updated: changes.updated.length,
    unchanged: changes.unchangedCount,
    missing: changes.missing.length,
  });
  return [
    count("Verwaltungen", directory.administrations),
    {
      ...count("Anschlüsse", directory.lines),
      ...(keptByHand.length > 0 && { kept: keptByHand }),
    },
    count("Verzeichnis", directory.entries),
    count("Behörden", knowledge.authorities),
    count("Leistungen", knowledge.services),
    count("Antworten", knowledge.answers),
  ];
}
