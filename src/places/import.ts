import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { CsvError, parse } from "csv-parse/sync";
import type { z } from "zod";
import { StartError } from "../errors.ts";
import type { MunicipalityRecord, PlaceData } from "./data.ts";
import {
  areaCodeRow,
  associationRow,
  districtRow,
  localityRow,
  municipalityRow,
  territoryChangeRow,
  type TerritoryChange,
} from "./rows.ts";

/**
 * Reads and checks the CSV files of a folder (knowledge-base/places).
 * @throws PlaceFileError when a file is missing or a row breaks the format
 */
export async function readPlaceFiles(directory: string): Promise<PlaceData> {
  const read = <T>(file: string, row: z.ZodType<T>) => readTable(join(directory, file), row);
  const [districts, associations, municipalities, localities, areaCodes, changes] =
    await Promise.all([
      read("districts.csv", districtRow),
      read("associations.csv", associationRow),
      read("municipalities.csv", municipalityRow),
      read("localities.csv", localityRow),
      read("area_codes.csv", areaCodeRow),
      read("territory_changes.csv", territoryChangeRow),
    ]);
  return {
    districts,
    associations,
    municipalities: applyChanges(municipalities, changes),
    localities,
    areaCodes,
  };
}

/** Says in which file and line, and what is expected there. */
export class PlaceFileError extends StartError {
  readonly fileName: string;
  readonly line: number;
  readonly reason: string;

  constructor(path: string, line: number, reason: string) {
    super(`Die Ortsdaten sind fehlerhaft: ${path}, Zeile ${line}: ${reason}`);
    this.fileName = basename(path);
    this.line = line;
    this.reason = reason;
  }
}

interface ReadRow {
  record: Record<string, string>;
  info: { lines: number };
}

async function readTable<T>(path: string, row: z.ZodType<T>): Promise<T[]> {
  const text = await readFile(path, "utf8").catch(() => {
    throw new PlaceFileError(path, 1, "Die Datei fehlt oder ist nicht lesbar.");
  });
  const missing = missingColumns(text, row);
  if (missing.length > 0) {
    throw new PlaceFileError(path, 1, `Es fehlen die Spalten ${missing.join(", ")}.`);
  }
  return parsed(path, text).map(({ record, info }) => {
    const result = row.safeParse(record);
    if (result.success) return result.data;
    const [issue] = result.error.issues;
    const column = issue?.path.join(".") ?? "?";
    throw new PlaceFileError(path, info.lines, `Spalte „${column}“: ${issue?.message ?? "?"}.`);
  });
}

function missingColumns(text: string, row: z.ZodType): string[] {
  const [header = []]: string[][] = parse(text, { to_line: 1, bom: true, relax_quotes: true });
  const empty = Object.fromEntries(header.map((name) => [name, ""]));
  const issues = row.safeParse(empty).error?.issues ?? [];
  return issues
    .filter(({ path }) => !header.includes(String(path[0])))
    .map(({ path }) => path.join("."));
}

function parsed(path: string, text: string): ReadRow[] {
  try {
    return parse(text, { columns: true, skip_empty_lines: true, bom: true, info: true });
  } catch (error) {
    const line = error instanceof CsvError && typeof error.lines === "number" ? error.lines : 1;
    const reason = "Die Tabelle ist beschädigt; prüfen Sie Anführungszeichen und Spaltenzahl.";
    throw new PlaceFileError(path, line, reason);
  }
}

/** Adds the municipalities that a merger ended and dates the one that took their place. */
function applyChanges(
  municipalities: MunicipalityRecord[],
  changes: TerritoryChange[],
): MunicipalityRecord[] {
  const validFrom = new Map(changes.map((change) => [change.successorAgs, change.validFrom]));
  const current = municipalities.map((municipality) => ({
    ...municipality,
    validFrom: validFrom.get(municipality.ags) ?? null,
  }));
  return [...current, ...changes.map((change) => change.former)];
}
