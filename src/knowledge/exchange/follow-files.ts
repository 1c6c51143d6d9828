import { parseYamlText } from "../../directory/yaml-text.ts";
import type { KnowledgeTree } from "../knowledge-tree.ts";
import { authoritiesFile } from "../knowledge-tree.ts";
import { authorityFileSchema, type KnowledgeRecords } from "../records.ts";
import { parseServiceFile, serviceRows } from "../service-file.ts";
import { sameValue } from "../../directory/row-changes.ts";
import { keepAnswers, keepEdits, type KeptEdit } from "./keep-edits.ts";
import type { TreeFile } from "./tree-files.ts";

export interface Kept {
  authorities: KeptEdit[];
  services: KeptEdit[];
  answers: KeptEdit[];
  /** Slugs of services whose file is gone although editors have changed something of them. */
  withoutFile: string[];
}

/**
 * What the database shall hold after an import: what the files say, except where editors have
 * changed something since the last import, and where a service file is passed over. A service with
 * edits stays whole when its file is gone: a district's answer may lean on the shared one.
 */
export function followFiles(
  tree: KnowledgeTree,
  lastFiles: readonly TreeFile[],
  stored: KnowledgeRecords,
): { records: KnowledgeRecords; kept: Kept } {
  const last = stored.services.length > 0 ? recordsOfFiles(lastFiles) : null;
  const withoutFile = last ? editedWithoutFile(tree, last, stored) : [];
  const left = new Set([...tree.skipped, ...withoutFile]);
  const untouched = <Row>(rows: readonly Row[], slugOf: (row: Row) => string) =>
    rows.filter((row) => left.has(slugOf(row)));
  const ofService = {
    services: untouched(stored.services, (row) => row.slug),
    answers: untouched(stored.answers, (row) => row.serviceSlug),
  };
  const here = {
    services: stored.services.filter((row) => !ofService.services.includes(row)),
    answers: stored.answers.filter((row) => !ofService.answers.includes(row)),
  };
  const authorities = keepEdits(
    tree.records.authorities,
    last && last.authorities,
    stored.authorities,
    (row) => row.id,
  );
  const services = keepEdits(
    tree.records.services,
    last && last.services,
    here.services,
    (row) => row.slug,
  );
  const answers = keepAnswers(tree.records.answers, last && last.answers, here.answers);
  const slugs = new Set([...services.rows, ...ofService.services].map(({ slug }) => slug));
  return {
    records: {
      authorities: authorities.rows,
      services: [...services.rows, ...ofService.services],
      answers: [...answers.rows, ...ofService.answers].filter((row) => slugs.has(row.serviceSlug)),
    },
    kept: {
      authorities: authorities.kept,
      services: services.kept,
      answers: answers.kept,
      withoutFile,
    },
  };
}

function editedWithoutFile(
  { records, skipped }: KnowledgeTree,
  last: KnowledgeRecords,
  stored: KnowledgeRecords,
): string[] {
  const inFiles = new Set(records.services.map(({ slug }) => slug));
  const answersOf = ({ answers }: KnowledgeRecords, slug: string) =>
    answers.filter((answer) => answer.serviceSlug === slug);
  return last.services.flatMap((before) => {
    const here = stored.services.find(({ slug }) => slug === before.slug);
    if (!here || inFiles.has(before.slug) || skipped.has(before.slug)) return [];
    const answers = keepAnswers([], answersOf(last, before.slug), answersOf(stored, before.slug));
    return answers.kept.length > 0 || !sameValue(here, before) ? [before.slug] : [];
  });
}

/** What stored files say. They have been checked before; what today's rules refuse is left out. */
export function recordsOfFiles(files: readonly TreeFile[]): KnowledgeRecords | null {
  if (files.length === 0) return null;
  const services = files.flatMap(({ path, content }) => {
    if (!/^services\/[^/]+\.md$/.test(path)) return [];
    const { file } = parseServiceFile(path, content.toString("utf8"));
    return file ? [serviceRows(file)] : [];
  });
  const authorities = files.find(({ path }) => path === authoritiesFile);
  const text = authorities?.content.toString("utf8") ?? "[]";
  return {
    authorities: parseYamlText(authoritiesFile, text, authorityFileSchema).value ?? [],
    services: services.map(({ service }) => service),
    answers: services.flatMap(({ answers }) => answers),
  };
}
