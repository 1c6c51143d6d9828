import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CsvError, parse } from "csv-parse/sync";
import type { z } from "zod";
import { explainIssue, type Mistake } from "./mistake.ts";
import {
  administrationFileSchema,
  entryRowSchema,
  hoursFileSchema,
  lineFileSchema,
  type AdministrationRecord,
  type DirectoryRecords,
  type EntryRecord,
  type LineRecord,
} from "./records.ts";
import type { WeeklyHours } from "./schema.ts";
import { parseYamlText, type YamlText } from "./yaml-text.ts";

export const directoryFiles = {
  administrations: "administrations/administrations.yaml",
  lines: "administrations/lines.yaml",
  hours: "directory/hours.yaml",
  entries: "directory/entries.csv",
} as const;

export interface DirectoryTree {
  records: DirectoryRecords;
  mistakes: Mistake[];
  /** Line of each entry in entries.csv, for checks against other files. */
  entryLines: Map<string, number>;
}

/**
 * Reads and checks the directory's part of the knowledge base in `root`; touches no database.
 * @param demo whether the hours of the demonstration hold where the files name some
 */
export function readDirectoryTree(root: string, demo: boolean): DirectoryTree {
  const mistakes: Mistake[] = [];
  const read = <T>(file: string, schema: z.ZodType<T>): YamlText<T> | null => {
    const text = readText(root, file, mistakes);
    if (text === null) return null;
    const parsed = parseYamlText(file, text, schema);
    mistakes.push(...parsed.mistakes);
    return parsed;
  };
  const administrations =
    read(directoryFiles.administrations, administrationFileSchema)?.value ?? [];
  const choice = { hours: read(directoryFiles.hours, hoursFileSchema)?.value ?? {}, demo };
  const lines = readLines(read(directoryFiles.lines, lineFileSchema), choice, mistakes);
  const { entries, entryLines } = readEntries(root, choice, mistakes);
  const records = { administrations, lines, entries };
  mistakes.push(...checkReferences(records, entryLines));
  return { records, mistakes, entryLines };
}

function readText(root: string, file: string, mistakes: Mistake[]): string | null {
  try {
    return readFileSync(join(root, file), "utf8");
  } catch {
    mistakes.push({ file, line: 1, message: "Die Datei fehlt oder ist nicht lesbar." });
    return null;
  }
}

interface HoursChoice {
  hours: Record<string, WeeklyHours>;
  demo: boolean;
}

interface HoursKeys {
  id: string;
  hours: string;
  demonstrationHours?: string | null;
}

/** The weekly hours that a row names; a key that does not exist is a mistake at `line`. */
function chooseHours(row: HoursKeys, { hours, demo }: HoursChoice, report: Report): WeeklyHours {
  const keys = [row.hours, row.demonstrationHours ?? row.hours];
  for (const key of new Set(keys)) {
    if (!hours[key]) {
      report(
        `„${row.id}“ nennt die Öffnungszeiten „${key}“, die es in ${directoryFiles.hours} nicht gibt.`,
      );
    }
  }
  return hours[demo ? (row.demonstrationHours ?? row.hours) : row.hours] ?? {};
}

type Report = (message: string) => void;

function readLines(
  file: YamlText<z.infer<typeof lineFileSchema>> | null,
  choice: HoursChoice,
  mistakes: Mistake[],
): LineRecord[] {
  return (file?.value ?? []).map(({ demonstrationHours, ...row }, index) => {
    const line = file?.lineOf([index, "hours"]) ?? 1;
    const report = (message: string) =>
      mistakes.push({ file: directoryFiles.lines, line, message });
    const hours = chooseHours({ ...row, demonstrationHours }, choice, report);
    return { ...row, hours, version: 0, changedSettings: [], closedToday: null };
  });
}

function readEntries(root: string, choice: HoursChoice, mistakes: Mistake[]) {
  const file = directoryFiles.entries;
  const entries: EntryRecord[] = [];
  const entryLines = new Map<string, number>();
  const text = readText(root, file, mistakes);
  for (const { record, line } of text === null ? [] : parseRows(text, file, mistakes)) {
    const parsed = entryRowSchema.safeParse(record, { reportInput: true });
    if (!parsed.success) {
      const found = parsed.error.issues.map((issue) => ({
        file,
        line,
        message: explainIssue(issue),
      }));
      mistakes.push(...found);
      continue;
    }
    const { demonstrationHours, ...row } = parsed.data;
    const report = (message: string) => mistakes.push({ file, line, message });
    if (entryLines.has(row.id)) {
      report(`Das Kürzel „${row.id}“ gibt es schon; vergeben Sie ein anderes.`);
    }
    entryLines.set(row.id, line);
    const hours = chooseHours({ ...row, demonstrationHours }, choice, report);
    entries.push({ ...row, hours });
  }
  return { entries, entryLines };
}

function parseRows(text: string, file: string, mistakes: Mistake[]) {
  try {
    const rows: { record: unknown; info: { lines: number } }[] = parse(text, {
      columns: true,
      info: true,
      bom: true,
      skip_empty_lines: true,
    });
    return rows.map((row) => ({ record: row.record, line: row.info.lines }));
  } catch (error) {
    const line = error instanceof CsvError && typeof error.lines === "number" ? error.lines : 1;
    const message = "Die Tabelle ist beschädigt; prüfen Sie Anführungszeichen und Spaltenzahl.";
    mistakes.push({ file, line, message });
    return [];
  }
}

function checkReferences(records: DirectoryRecords, entryLines: Map<string, number>): Mistake[] {
  const administrationIds = new Set(records.administrations.map((each) => each.id));
  const mistakes: Mistake[] = [];
  const known = (id: string | null) => id === null || administrationIds.has(id);
  for (const line of records.lines) {
    if (!known(line.administrationId)) {
      const message = `Der Anschluss „${line.id}“ nennt die unbekannte Verwaltung „${line.administrationId}“.`;
      mistakes.push({ file: directoryFiles.lines, line: 1, message });
    }
  }
  for (const entry of records.entries) {
    const at = { file: directoryFiles.entries, line: entryLines.get(entry.id) ?? 1 };
    if (!known(entry.administrationId)) {
      const message = `„${entry.id}“ nennt die unbekannte Verwaltung „${entry.administrationId}“.`;
      mistakes.push({ ...at, message });
    }
    if (entry.deputyId !== null && !entryLines.has(entry.deputyId)) {
      const message = `„${entry.id}“ nennt die Vertretung „${entry.deputyId}“, die es nicht gibt.`;
      mistakes.push({ ...at, message });
    }
    if (entry.deputyId === entry.id) {
      mistakes.push({
        ...at,
        message: `„${entry.id}“ vertritt sich selbst; nennen Sie jemand anderen.`,
      });
    }
  }
  mistakes.push(...duplicates(records.administrations, directoryFiles.administrations));
  mistakes.push(...duplicates(records.lines, directoryFiles.lines));
  return mistakes;
}

function duplicates(rows: (AdministrationRecord | LineRecord)[], file: string): Mistake[] {
  const ids = rows.map((row) => row.id);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  return twice.map((id) => ({ file, line: 1, message: `Das Kürzel „${id}“ kommt mehrfach vor.` }));
}
