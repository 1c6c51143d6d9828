import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import type { z } from "zod";
import type { PrismaClient } from "../database/generated/client.ts";
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
import { savePlaces } from "./store.ts";

/**
 * Brings the gazetteer of `directory` (knowledge-base/places) into the database. Importing the
 * same files again changes nothing.
 * @throws StartError when a file is missing or a row breaks the format, naming file and row.
 */
export async function importPlaces(database: PrismaClient, directory: string): Promise<PlaceData> {
  const data = await readPlaceFiles(directory);
  await savePlaces(database, data);
  return data;
}

/** Reads and checks the CSV files without touching a database. */
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

async function readTable<T>(path: string, row: z.ZodType<T>): Promise<T[]> {
  const text = await readFile(path, "utf8").catch(() => {
    throw new StartError(`Die Ortsdatei ${path} fehlt oder ist nicht lesbar.`);
  });
  const records: unknown[] = parse(text, { columns: true, skip_empty_lines: true, bom: true });
  return records.map((record, index) => {
    const result = row.safeParse(record);
    if (result.success) return result.data;
    const issue = result.error.issues[0];
    const where = `${path}, Zeile ${index + 2}, Spalte ${issue?.path.join(".") ?? "?"}`;
    throw new StartError(`Die Ortsdaten sind fehlerhaft: ${where}: ${issue?.message ?? "?"}`);
  });
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
