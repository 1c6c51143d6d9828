// npm run knowledge -- import|export|import-xzufi|export-xzufi, see exchange/command-line.ts.
import { existsSync, realpathSync } from "node:fs";
import { relative, join } from "node:path";
import { fileURLToPath } from "node:url";
import { systemClock } from "../clock.ts";
import { readConfig, type Config } from "../config.ts";
import type { PrismaClient } from "../database/generated/client.ts";
import { openDatabase, type Database } from "../database/database.ts";
import { startEmbedded } from "../database/embedded.ts";
import { migrate } from "../database/migrate.ts";
import { localDay } from "../directory/hours.ts";
import { formatMistake } from "../directory/mistake.ts";
import { StartError } from "../errors.ts";
import { parseCommandLine } from "./exchange/command-line.ts";
import { exportTree, writeTree } from "./exchange/export-tree.ts";
import { runXzufiExport, runXzufiImport } from "./exchange/xzufi-command.ts";
import { importTree, previewImport, type ImportCount } from "./import.ts";
import { readKnowledgeTree, slugOf, type KnowledgeTree } from "./knowledge-tree.ts";

export interface CommandParts {
  config: Pick<Config, "databaseUrl" | "dataDirectory" | "demo">;
  /** The folder knowledge-base/. */
  root: string;
  dryRun: boolean;
  /** Leaves out services with mistakes instead of stopping. */
  keepGoing?: boolean;
  /** Milliseconds. */
  now: number;
  print(line: string): void;
  printError(line: string): void;
}

/**
 * Imports a folder. A mistake is reported as `file:line: sentence`; then nothing is written, or,
 * with `keepGoing`, nothing of that service.
 * @returns the exit code: 0, or 1 after a mistake
 */
export async function runKnowledgeCommand(parts: CommandParts): Promise<number> {
  const { root, config, dryRun, keepGoing, print } = parts;
  const today = localDay(parts.now).toString();
  const tree = await readKnowledgeTree(root, { today, demo: config.demo, keepGoing });
  const code = tree.mistakes.length > 0 ? 1 : 0;
  if (!reportMistakes(tree, parts)) return code;
  print(summaryOf(tree));
  for (const path of tree.ignored) print(`Übergangen: ${path} gehört nicht zur Wissensbasis.`);
  if (!dryRun) {
    await withDatabase(config, async (database) => {
      await migrate(database.pool);
      printCounts(await importTree(database.prisma, tree), print);
    });
    print("Ein laufender Dienst übernimmt Behörden, Leistungen und Antworten binnen einer Minute,");
    print("Verwaltungen, Anschlüsse, Verzeichnis und Orte beim nächsten Start.");
    return code;
  }
  try {
    requireDatabase(config);
    await withDatabase(config, async ({ prisma }) =>
      printCounts(await previewImport(prisma, tree), print),
    );
  } catch (error) {
    print(`Ohne Vergleich mit der Datenbank: ${reasonOf(error)}`);
  }
  print("Es wurde nichts geschrieben.");
  return code;
}

/** @returns whether the import may go on */
function reportMistakes(tree: KnowledgeTree, { root, printError }: CommandParts): boolean {
  const { mistakes, skipped } = tree;
  const folder = relative(process.cwd(), root) || ".";
  for (const mistake of mistakes) {
    printError(formatMistake({ ...mistake, file: join(folder, mistake.file) }));
  }
  if (mistakes.length === 0) return true;
  const goOn = skipped.size > 0 && mistakes.every(({ file }) => skipped.has(slugOf(file)));
  printError(
    goOn
      ? `${mistakes.length} Fehler; übergangen: ${[...skipped].toSorted().join(", ")}.`
      : `${mistakes.length} Fehler; es wurde nichts geschrieben.`,
  );
  return goOn;
}

/** Writes the knowledge base into a folder. */
export async function runExportCommand(parts: CommandParts): Promise<number> {
  const { root, config, dryRun, print } = parts;
  requireDatabase(config);
  await withDatabase(config, async ({ prisma }) => {
    const { files, notes } = await exportTree(prisma, localDay(parts.now).toString());
    const { created, updated, unchanged, missing } = writeTree(root, files, dryRun);
    for (const note of notes) print(note);
    print(
      `Dateien       ${created} neu, ${updated} geändert, ${unchanged} unverändert, ${missing} entfallen`,
    );
  });
  print(dryRun ? "Es wurde nichts geschrieben." : `Die Wissensbasis liegt in ${root}.`);
  return 0;
}

function summaryOf({ records, directory, places }: KnowledgeTree): string {
  const full = records.services.filter((service) => service.completeness === "full").length;
  return (
    `Keine Fehler in ${records.services.length} Leistungen (${full} vollständig), ` +
    `${records.answers.length} Antworten, ${records.authorities.length} Behörden, ` +
    `${directory.records.entries.length} Einträgen des Verzeichnisses und ` +
    `${places.municipalities.length} Gemeinden.`
  );
}

function printCounts(counts: readonly ImportCount[], print: (line: string) => void): void {
  for (const { table, created, updated, unchanged, missing, kept = [] } of counts) {
    print(
      `${table.padEnd(13)} ${created} neu, ${updated} geändert, ${unchanged} unverändert, ${missing} entfallen`,
    );
    for (const sentence of kept) print(`${"".padEnd(13)} ${sentence}`);
  }
}

/** A look must not create the embedded database. */
function requireDatabase({ databaseUrl, dataDirectory }: CommandParts["config"]): void {
  if (databaseUrl !== null || existsSync(join(dataDirectory, "database"))) return;
  throw new StartError(`In ${dataDirectory} gibt es noch keine Datenbank.`);
}

async function withDatabase(
  config: CommandParts["config"],
  run: (database: Database) => Promise<void>,
): Promise<void> {
  const server = config.databaseUrl === null ? await startEmbedded(config.dataDirectory) : null;
  try {
    const database = await openDatabase(server?.url ?? config.databaseUrl ?? "");
    try {
      await run(database);
    } finally {
      await database.close();
    }
  } finally {
    await server?.stop();
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof StartError) return error.message;
  return "Die Datenbank ist noch nicht eingerichtet oder nicht lesbar.";
}

async function main(): Promise<number> {
  const line = parseCommandLine(process.argv.slice(2));
  const parts: CommandParts = {
    config: readConfig(process.env),
    root: line.path ?? fileURLToPath(new URL("../../knowledge-base", import.meta.url)),
    dryRun: line.dryRun,
    keepGoing: line.keepGoing,
    now: systemClock.now(),
    print: (text) => console.log(text),
    printError: (text) => console.error(text),
  };
  switch (line.command) {
    case "import":
      return runKnowledgeCommand(parts);
    case "export":
      return runExportCommand(parts);
    case "import-xzufi":
      return withStored(parts, (database) =>
        runXzufiImport(database, { ...parts, path: parts.root }),
      );
    case "export-xzufi": {
      const { xzufiVersion: version, withHints } = line;
      return withStored(parts, (database) =>
        runXzufiExport(database, { ...parts, path: parts.root, version, withHints }),
      );
    }
  }
}

/** For commands that make no sense before the first import. */
async function withStored(
  { config }: CommandParts,
  run: (database: PrismaClient) => Promise<void>,
): Promise<number> {
  requireDatabase(config);
  await withDatabase(config, async ({ prisma, pool }) => {
    await migrate(pool);
    await run(prisma);
  });
  return 0;
}

const startedFile = process.argv[1];
if (startedFile && realpathSync(startedFile) === fileURLToPath(import.meta.url)) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
