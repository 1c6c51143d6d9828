import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readDirectoryTree, type DirectoryTree } from "../directory/import.ts";
import type { Mistake } from "../directory/mistake.ts";
import { parseYamlText } from "../directory/yaml-text.ts";
import type { PlaceData } from "../places/data.ts";
import { PlaceFileError, readPlaceFiles } from "../places/import.ts";
import { checkReferences } from "./check-references.ts";
import { checkResponsibilities } from "./check-responsibilities.ts";
import { encodingMistakes, readTreeFiles, type TreeFile } from "./exchange/tree-files.ts";
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
  /** All files as they lie there, also those that only an export needs. */
  files: TreeFile[];
  /** Paths that have no place in a knowledge base. */
  ignored: string[];
  /** Slugs of services whose mistakes are passed over with `keepGoing`: nothing of them counts. */
  skipped: Set<string>;
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
  /** Leaves out services with mistakes; a mistake in another file still stops everything. */
  keepGoing?: boolean;
}

/**
 * Reads and checks everything in `root` (knowledge-base/); touches no database. With `keepGoing`
 * the mistakes of the services in `skipped` are reported, too.
 */
export async function readKnowledgeTree(
  root: string,
  { today, demo, keepGoing = false }: ReadOptions,
): Promise<KnowledgeTree> {
  const found: Mistake[] = [];
  const directory = readDirectoryTree(root, demo);
  found.push(...directory.mistakes);
  const places = await readPlaces(root, found);
  const authorities = readAuthorities(root, found);
  const services = readServices(root, found);
  const { files, ignored } = readTreeFiles(root);
  const records = recordsOf(authorities, services);
  const skipped = new Set<string>();
  const unreadable = encodingMistakes(files);
  // Whatever else is wrong with such a file follows from it.
  const garbled = new Set(unreadable.map(({ file }) => file));
  const mistakes = [...unreadable, ...found.filter(({ file }) => !garbled.has(file))];
  const tree = { directory, places, authorities, services, records, files, ignored, skipped };
  const checks = [
    () => [],
    checkReferences,
    (complete: KnowledgeTree) => checkResponsibilities(complete, today),
  ];
  // What cannot be read would show up again as a hundred references that lead nowhere.
  let checked = { ...tree, mistakes };
  for (const check of checks) {
    checked.mistakes.push(...check(checked));
    if (keepGoing) checked = withoutMistaken(checked);
    if (checked.mistakes.some(({ file }) => !checked.skipped.has(slugOf(file)))) return checked;
  }
  return checked;
}

function recordsOf(
  authorities: KnowledgeTree["authorities"],
  services: readonly ReadService[],
): KnowledgeRecords {
  const rows = services.map(({ file }) => serviceRows(file));
  return {
    authorities: authorities.map(({ record }) => record),
    services: rows.map(({ service }) => service),
    answers: rows.flatMap(({ answers }) => answers),
  };
}

function withoutMistaken(tree: KnowledgeTree): KnowledgeTree {
  const { authorities, mistakes } = tree;
  const slugs = mistakes.map(({ file }) => slugOf(file)).filter((slug) => slug !== "");
  const skipped = new Set([...tree.skipped, ...slugs]);
  const services = tree.services.filter(({ file }) => !skipped.has(file.slug));
  return { ...tree, services, skipped, records: recordsOf(authorities, services) };
}

/** "services/hundesteuer.md" → "hundesteuer"; "" for files that hold no service. */
export function slugOf(path: string): string {
  return /^services\/([^/]+)\.md$/.exec(path)?.[1] ?? "";
}

async function readPlaces(root: string, mistakes: Mistake[]): Promise<PlaceData> {
  try {
    return await readPlaceFiles(join(root, "places"));
  } catch (error) {
    if (!(error instanceof PlaceFileError)) throw error;
    const { fileName, line, reason } = error;
    mistakes.push({ file: `places/${fileName}`, line, message: reason });
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
