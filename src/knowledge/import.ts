import type { Prisma, PrismaClient } from "../database/generated/client.ts";
import { formatMistake } from "../directory/mistake.ts";
import { isEmptyChange, sameValue, type RowChanges } from "../directory/row-changes.ts";
import { settingWords } from "../directory/line-words.ts";
import type { LineRecord } from "../directory/records.ts";
import {
  compareDirectory,
  loadDirectory,
  overruledSettings,
  writeDirectoryChanges,
} from "../directory/store.ts";
import { StartError } from "../errors.ts";
import type { PlaceData } from "../places/data.ts";
import { readPlaces, writePlaces } from "../places/store.ts";
import { followFiles, type Kept } from "./exchange/follow-files.ts";
import type { KeptEdit } from "./exchange/keep-edits.ts";
import { loadTreeFiles, saveTreeFiles } from "./exchange/store.ts";
import type { TreeFile } from "./exchange/tree-files.ts";
import { readKnowledgeTree, type KnowledgeTree, type ReadOptions } from "./knowledge-tree.ts";
import {
  compareKnowledge,
  loadKnowledge,
  lockImport,
  raiseEdition,
  writeKnowledgeChanges,
} from "./store.ts";

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

/**
 * Brings everything in `root` (knowledge-base/) into the database, in one transaction: it is done
 * whole or not at all. An unchanged tree writes nothing, and nothing overwrites what editors have
 * changed since the last import.
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

/** Writes a tree whose mistakes all lie in services that it skips. */
export async function importTree(
  database: PrismaClient,
  tree: KnowledgeTree,
): Promise<ImportCount[]> {
  const write = async (transaction: Prisma.TransactionClient) => {
    await lockImport(transaction);
    const changes = await changesOf(transaction, tree);
    if (changes.placesChanged) await writePlaces(transaction, tree.places);
    await writeDirectoryChanges(transaction, changes.directory);
    await writeKnowledgeChanges(transaction, changes.knowledge);
    if (!Object.values(changes.knowledge).every(isEmptyChange)) await raiseEdition(transaction);
    await saveTreeFiles(transaction, changes.files, changes.lastFiles);
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
  const lastFiles = await loadTreeFiles(database);
  const knowledge = await loadKnowledge(database);
  const { records, kept } = followFiles(tree, lastFiles, knowledge);
  return {
    placesChanged: !samePlaces(tree.places, await readPlaces(database)),
    directory: compareDirectory(wanted, stored),
    keptByHand: keptSentences(wanted.lines, stored.lines),
    knowledge: compareKnowledge(records, knowledge),
    kept,
    lastFiles,
    files: filesOf(tree, kept, lastFiles),
  };
}

/** Of a service that is passed over, or stays without one, its last file goes on counting. */
function filesOf(
  { files, skipped }: KnowledgeTree,
  { withoutFile }: Kept,
  lastFiles: readonly TreeFile[],
): TreeFile[] {
  const paths = new Set([...skipped, ...withoutFile].map((slug) => `services/${slug}.md`));
  return [
    ...files.filter(({ path }) => !paths.has(path)),
    ...lastFiles.filter(({ path }) => paths.has(path)),
  ];
}

function samePlaces(left: PlaceData, right: PlaceData): boolean {
  const sorted = (places: PlaceData) =>
    Object.entries(places).map(([table, rows]) => [
      table,
      rows.map((row: object) => JSON.stringify(Object.entries(row).toSorted())).toSorted(),
    ]);
  return sameValue(sorted(left), sorted(right));
}

function keptSentences(wanted: readonly LineRecord[], stored: readonly LineRecord[]): string[] {
  return overruledSettings(wanted, stored).map(({ lineName, settings }) => {
    const words = settings.map((name) => settingWords[name]).join(", ");
    return `${lineName}: von Hand geändert, bleibt so: ${words}`;
  });
}

const editedSentences = {
  alone: "in der Redaktion geändert, bleibt so",
  conflict: "hier und in den Dateien geändert, bleibt wie hier; bitte vergleichen",
};

function editedWords(edits: readonly KeptEdit[]): string[] {
  return edits.map(
    ({ key, conflict }) => `${key}: ${editedSentences[conflict ? "conflict" : "alone"]}`,
  );
}

function withoutFileWords(slugs: readonly string[]): string[] {
  const sentence = "Datei fehlt, in der Redaktion geändert; bleibt, solange die Änderung besteht";
  return slugs.map((slug) => `${slug}: ${sentence}`);
}

interface Changes {
  directory: ReturnType<typeof compareDirectory>;
  keptByHand: string[];
  knowledge: ReturnType<typeof compareKnowledge>;
  kept: Kept;
}

function countsOf({ directory, keptByHand, knowledge, kept }: Changes): ImportCount[] {
  const count = <Row>(
    table: string,
    changes: RowChanges<Row>,
    sentences: string[] = [],
  ): ImportCount => ({
    table,
    created: changes.created.length,
    updated: changes.updated.length,
    unchanged: changes.unchangedCount,
    missing: changes.missing.length,
    ...(sentences.length > 0 && { kept: sentences }),
  });
  return [
    count("Verwaltungen", directory.administrations),
    count("Anschlüsse", directory.lines, keptByHand),
    count("Verzeichnis", directory.entries),
    count("Behörden", knowledge.authorities, editedWords(kept.authorities)),
    count("Leistungen", knowledge.services, [
      ...editedWords(kept.services),
      ...withoutFileWords(kept.withoutFile),
    ]),
    count("Antworten", knowledge.answers, editedWords(kept.answers)),
  ];
}
