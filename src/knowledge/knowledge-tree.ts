import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readDirectoryTree, type DirectoryTree } from "../directory/import.ts";
import type { Mistake } from "../directory/mistake.ts";
import { parseYamlText } from "../directory/yaml-text.ts";
import { StartError } from "../errors.ts";
import type { PlaceData } from "../places/data.ts";
import { readPlaceFiles } from "../places/import.ts";
import { checkReferences } from "./check-references.ts";
import { checkResponsibilities } from "./check-responsibilities.ts";
import { authorityFileSchema, type AuthorityRecord, type KnowledgeRecords } from "./records.ts";
import { parseServiceFile, serviceRows, type ServiceFile } from "./service-file.ts";

export const authoritiesFile = "authorities/authorities.yaml";
const servicesFolder = "services";

/** The whole knowledge base as it lies in the files, with the lines for reporting mistakes. */
export interface KnowledgeTree {
  directory: DirectoryTree;
  places: PlaceData;
  authorities: { record: AuthorityRecord; line: number }[];
  services: ReadService[];
  records: KnowledgeRecords;
  mistakes: Mistake[];
}

export interface ReadService {
  /** Relative to the knowledge base: "services/hundesteuer.md". */
  path: string;
  file: ServiceFile;
  lineOf(where: readonly PropertyKey[]): number;
}

export interface ReadOptions {
  /** ISO day for which every service must have a responsible authority everywhere. */
  today: string;
  /** Whether the hours of the demonstration hold where the files name some. */
  demo: boolean;
}

/** Reads and checks everything in `root` (knowledge-base/); touches no database. */
export async function readKnowledgeTree(
  root: string,
  { today, demo }: ReadOptions,
): Promise<KnowledgeTree> {
  const mistakes: Mistake[] = [];
  const directory = readDirectoryTree(root, demo);
  mistakes.push(...directory.mistakes);
  const places = await readPlaces(root, mistakes);
  const authorities = readAuthorities(root, mistakes);
  const services = readServices(root, mistakes);
  const rows = services.map(({ file }) => serviceRows(file));
  const tree: KnowledgeTree = {
    directory,
    places,
    authorities,
    services,
    records: {
      authorities: authorities.map(({ record }) => record),
      services: rows.map(({ service }) => service),
      answers: rows.flatMap(({ answers }) => answers),
    },
    mistakes,
  };
  // What cannot be read would show up again as a hundred references that lead nowhere.
  if (mistakes.length === 0) mistakes.push(...checkReferences(tree));
  if (mistakes.length === 0) mistakes.push(...checkResponsibilities(tree, today));
  return tree;
}

async function readPlaces(root: string, mistakes: Mistake[]): Promise<PlaceData> {
  try {
    return await readPlaceFiles(join(root, "places"));
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    mistakes.push({ file: "places", line: 1, message: error.message });
    return { districts: [], associations: [], municipalities: [], localities: [], areaCodes: [] };
  }
}

function readAuthorities(root: string, mistakes: Mistake[]) {
  let text: string;
  try {
    text = readFileSync(join(root, authoritiesFile), "utf8");
  } catch {
    const message = "Die Datei fehlt oder ist nicht lesbar.";
    mistakes.push({ file: authoritiesFile, line: 1, message });
    return [];
  }
  const parsed = parseYamlText(authoritiesFile, text, authorityFileSchema);
  mistakes.push(...parsed.mistakes);
  return (parsed.value ?? []).map((record, index) => ({ record, line: parsed.lineOf([index]) }));
}

function readServices(root: string, mistakes: Mistake[]): ReadService[] {
  let names: string[];
  try {
    names = readdirSync(join(root, servicesFolder)).filter((name) => name.endsWith(".md"));
  } catch {
    mistakes.push({ file: servicesFolder, line: 1, message: "Der Ordner fehlt." });
    return [];
  }
  return names.toSorted().flatMap((name) => {
    const path = `${servicesFolder}/${name}`;
    const parsed = parseServiceFile(path, readFileSync(join(root, path), "utf8"));
    mistakes.push(...parsed.mistakes);
    return parsed.file ? [{ path, file: parsed.file, lineOf: parsed.lineOf }] : [];
  });
}
