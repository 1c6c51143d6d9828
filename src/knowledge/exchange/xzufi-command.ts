import { createReadStream, createWriteStream, renameSync, statSync } from "node:fs";
import { basename } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { PrismaClient } from "../../database/generated/client.ts";
import { localDay } from "../../directory/hours.ts";
import { AppError, StartError } from "../../errors.ts";
import { importMessage, loadExchangeSource } from "./import-message.ts";
import type { Proposal } from "./proposal.ts";
import { unreadableKind } from "./xzufi/read-message.ts";
import { exportMessage } from "./xzufi/export-message.ts";
import type { XzufiVersion } from "./xzufi/versions.ts";

export interface XzufiCommand {
  path: string;
  /** Milliseconds. */
  now: number;
  print(line: string): void;
}

const lettersShown = 90;

/**
 * Reads a file and prints how it differs; without `dryRun` the differences wait for a review.
 * @throws StartError with one German sentence
 */
export async function runXzufiImport(
  database: PrismaClient,
  { path, now, print, dryRun }: XzufiCommand & { dryRun: boolean },
): Promise<void> {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
    throw new StartError(`Die Datei ${path} gibt es nicht.`);
  }
  const file = {
    fileName: basename(path),
    open: () => createReadStream(path) as AsyncIterable<Uint8Array>,
    by: { userId: null, name: "Kommandozeile" },
    at: now,
    today: localDay(now).toString(),
  };
  try {
    const report = (proposal: Proposal) => printProposal(proposal, print);
    const outcome = await importMessage(database, file, { dryRun, report });
    for (const count of outcome.counts) {
      const { kind, read, changed, created, unchanged, ignored, missing } = count;
      const fresh = created > 0 ? ` (${created} hier neu)` : "";
      const left = missing > 0 ? `, ${missing} fehlen in der Datei` : "";
      print(
        `${kind.padEnd(22)} ${read} gelesen, ${changed} verschieden${fresh}, ${unchanged} gleich, ` +
          `${ignored} übergangen${left}`,
      );
      // Of a state's catalogue most is not of ours; what is broken somebody has to mend.
      if (kind === unreadableKind) for (const name of count.ignoredNames) print(`    ${name}`);
    }
    print(
      dryRun
        ? "Es wurde nichts geschrieben."
        : `Vorschläge für die Redaktion: ${outcome.proposalCount}, davon mit Konflikt: ` +
            `${outcome.conflictCount}; geändert ist noch nichts.`,
    );
  } catch (error) {
    if (error instanceof AppError) throw new StartError(`${path}: ${error.message}`);
    throw error;
  }
}

function printProposal({ kind, title, fields }: Proposal, print: (line: string) => void): void {
  print(kind === "removal" ? `- ${title}: von der Quelle gelöscht` : `- ${title}`);
  for (const { label, local, incoming, conflict } of fields) {
    print(`    ${label}${conflict ? " (Konflikt: hier und dort geändert)" : ""}:`);
    print(`      hier:   ${shorten(local)}`);
    print(`      Quelle: ${shorten(incoming)}`);
  }
}

function shorten(words: string | string[] | null): string {
  const text = [words ?? "—"].flat().join("; ").replaceAll(/\s+/g, " ");
  return text.length > lettersShown ? `${text.slice(0, lettersShown)}…` : text;
}

/** Writes all that holds today into a file; an interruption leaves the old one as it was. */
export async function runXzufiExport(
  database: PrismaClient,
  {
    path,
    now,
    print,
    version,
    withHints,
  }: XzufiCommand & {
    version: XzufiVersion;
    withHints: boolean;
  },
): Promise<void> {
  const source = await loadExchangeSource(database, localDay(now).toString());
  const createdAt = new Date(now).toISOString();
  const pieces = exportMessage(source, { version, withHints, createdAt });
  await pipeline(Readable.from(pieces), createWriteStream(`${path}.neu`));
  renameSync(`${path}.neu`, path);
  const { services, authorities } = source.records;
  print(
    `${path}: XZuFi ${version}, ${services.length} Leistungen, ${authorities.length} Organisationseinheiten.`,
  );
}
