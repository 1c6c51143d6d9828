import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseDocument } from "yaml";
import type { PrismaClient } from "../../database/generated/client.ts";
import { sameValue } from "../../directory/row-changes.ts";
import { StartError } from "../../errors.ts";
import { authoritiesFile } from "../knowledge-tree.ts";
import type { AuthorityRecord, KnowledgeRecords } from "../records.ts";
import { formatServiceFile } from "../service-file.ts";
import { loadKnowledge } from "../store.ts";
import { recordsOfFiles } from "./follow-files.ts";
import { groupAnswers, wordsOf } from "./keep-edits.ts";
import { mergeServiceFile } from "./merge-service-file.ts";
import { serviceFileOf } from "./service-rows.ts";
import { loadTreeFiles } from "./store.ts";
import { readTreeFiles, type TreeFile } from "./tree-files.ts";

export interface ExportedTree {
  files: TreeFile[];
  /** German sentences: what has no place in files. */
  notes: string[];
}

/**
 * The knowledge base as files: those of the last import, with what editors changed since. Without
 * a change the files are the imported ones, byte by byte.
 * @param today ISO day: of an answer with several versions, the one that holds then
 * @throws StartError before the first import
 */
export async function exportTree(database: PrismaClient, today: string): Promise<ExportedTree> {
  const files = await loadTreeFiles(database);
  const last = recordsOfFiles(files);
  if (last === null) {
    throw new StartError(
      "Es wurde noch keine Wissensbasis eingelesen; es gibt nichts zu schreiben.",
    );
  }
  const records = await loadKnowledge(database);
  const services = exportServices(files, last, records, today);
  const others = files
    .filter(({ path }) => !path.startsWith("services/") || path.endsWith("README.md"))
    .map((file) => (file.path === authoritiesFile ? mergeAuthorities(file, last, records) : file));
  return {
    files: [...others, ...services.files].toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    notes: services.notes,
  };
}

function exportServices(
  files: readonly TreeFile[],
  last: KnowledgeRecords,
  records: KnowledgeRecords,
  today: string,
): ExportedTree {
  const lastService = new Map(last.services.map((service) => [service.slug, service]));
  const lastAnswers = answersBySlug(last);
  const answers = answersBySlug(records);
  const texts = new Map(files.map((file) => [file.path, file]));
  const notes: string[] = [];
  const exported = records.services.map((service): TreeFile => {
    const { slug } = service;
    const path = `services/${slug}.md`;
    const file = texts.get(path);
    const own = answers.get(slug) ?? [];
    const before = lastService.get(slug);
    const said = (rows: typeof own) => groupAnswers(rows).map(wordsOf).toSorted(byText);
    if (
      file &&
      sameValue(before, service) &&
      sameValue(said(lastAnswers.get(slug) ?? []), said(own))
    ) {
      return file;
    }
    const written = serviceFileOf(service, own, today);
    if (written.left > 0) {
      const count = written.left === 1 ? "eine Fassung" : `${written.left} Fassungen`;
      notes.push(`${path}: ${count} mit anderer Gültigkeit steht nicht in der Datei.`);
    }
    const text = file
      ? mergeServiceFile(path, file.content.toString("utf8"), written.file)
      : formatServiceFile(written.file);
    return { path, content: Buffer.from(text) };
  });
  return { files: exported, notes };
}

function byText(left: unknown, right: unknown): number {
  return JSON.stringify(left) < JSON.stringify(right) ? -1 : 1;
}

function answersBySlug({ answers }: KnowledgeRecords): Map<string, KnowledgeRecords["answers"]> {
  const bySlug = new Map<string, KnowledgeRecords["answers"]>();
  for (const answer of answers) {
    bySlug.set(answer.serviceSlug, [...(bySlug.get(answer.serviceSlug) ?? []), answer]);
  }
  return bySlug;
}

/** Changes only the entries that differ; comments and the order of the file stay. */
function mergeAuthorities(
  file: TreeFile,
  last: KnowledgeRecords,
  { authorities }: KnowledgeRecords,
): TreeFile {
  const before = new Map(last.authorities.map((record) => [record.id, record]));
  const now = new Map(authorities.map((record) => [record.id, record]));
  const changed = authorities.filter((record) => !sameValue(before.get(record.id), record));
  const gone = [...before.keys()].filter((id) => !now.has(id));
  if (changed.length + gone.length === 0) return file;
  const document = parseDocument(file.content.toString("utf8"));
  const order = last.authorities.map(({ id }) => id);
  for (const record of changed) {
    const index = order.indexOf(record.id);
    if (index < 0) document.add(document.createNode(withoutDefaults(record)));
    for (const [name, value] of index < 0 ? [] : Object.entries(record)) {
      if (sameValue(value, before.get(record.id)?.[name as keyof AuthorityRecord])) continue;
      if (value === null) document.deleteIn([index, name]);
      else document.setIn([index, name], document.createNode(value));
    }
  }
  for (const id of gone.toSorted((a, b) => order.indexOf(b) - order.indexOf(a))) {
    document.deleteIn([order.indexOf(id)]);
  }
  return { path: file.path, content: Buffer.from(document.toString({ lineWidth: 100 })) };
}

function withoutDefaults(record: AuthorityRecord): Partial<AuthorityRecord> {
  return Object.fromEntries(
    Object.entries(record).filter(
      ([, value]) => value !== null && value !== false && !(Array.isArray(value) && !value.length),
    ),
  );
}

export interface WriteCount {
  created: number;
  updated: number;
  unchanged: number;
  missing: number;
}

/**
 * Writes a tree into a folder, file by file under another name first, so that an interruption
 * leaves no half file. A service that the database no longer has loses its file.
 * @throws StartError when the folder holds something else than a knowledge base
 */
export function writeTree(root: string, files: readonly TreeFile[], dryRun: boolean): WriteCount {
  if (existsSync(root) && readdirSync(root).length > 0 && !existsSync(join(root, "services"))) {
    throw new StartError(
      `${root} ist keine Wissensbasis; wählen Sie einen leeren oder einen neuen Ordner.`,
    );
  }
  const here = new Map(readTreeFiles(root).files.map(({ path, content }) => [path, content]));
  const changed = files.filter(({ path, content }) => !here.get(path)?.equals(content));
  const created = changed.filter(({ path }) => !here.has(path)).length;
  const paths = new Set(files.map(({ path }) => path));
  const gone = [...here.keys()].filter((path) => path.startsWith("services/") && !paths.has(path));
  if (!dryRun) {
    for (const { path, content } of changed) {
      const target = join(root, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(`${target}.neu`, content);
      renameSync(`${target}.neu`, target);
    }
    for (const path of gone) rmSync(join(root, path));
  }
  return {
    created,
    updated: changed.length - created,
    unchanged: files.length - changed.length,
    missing: gone.length,
  };
}
