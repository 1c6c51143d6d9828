import { parseDocument, type Document } from "yaml";
import { sameValue } from "../../directory/row-changes.ts";
import type { ServiceFrontMatter } from "../schema.ts";
import {
  formatSection,
  formatServiceFile,
  parseServiceFile,
  type AnswerSection,
  type ServiceFile,
} from "../service-file.ts";

/**
 * Brings what was edited into the text of a service file. Whatever did not change stays as it was
 * written, with its comments, so that a comparison of the files shows the edit alone.
 */
export function mergeServiceFile(path: string, text: string, wanted: ServiceFile): string {
  const { file, lineOf } = parseServiceFile(path, text);
  if (!file) return formatServiceFile(wanted);
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const end = lines.indexOf("---", 1);
  const front = mergeFrontMatter(lines.slice(1, end).join("\n"), file, wanted);
  const starts = Object.keys(file.sections)
    .map((id) => ({ id, line: lineOf(["sections", id]) - 1 }))
    .toSorted((left, right) => left.line - right.line);
  const written = starts.flatMap(({ id, line }, index) => {
    const section = wanted.sections[id];
    if (!section) return [];
    const raw = lines.slice(line, starts[index + 1]?.line ?? lines.length).join("\n");
    return [same(section, file.sections[id]) ? raw.trimEnd() : formatSection(id, section)];
  });
  const added = Object.entries(wanted.sections)
    .filter(([id]) => !file.sections[id])
    .map(([id, section]) => formatSection(id, section));
  return `${[`---\n${front}\n---`, ...written, ...added].join("\n\n")}\n`;
}

function same(left: AnswerSection, right: AnswerSection | undefined): boolean {
  return left.spoken === right?.spoken && left.body === right?.body;
}

function mergeFrontMatter(text: string, before: ServiceFile, wanted: ServiceFile): string {
  const { answers: answersBefore, ...fieldsBefore } = before.frontMatter;
  const { answers, ...fields } = wanted.frontMatter;
  const document = parseDocument(text);
  const changed = [
    mergeFields(document, [], fieldsBefore, fields),
    ...[...new Set([...Object.keys(answersBefore), ...Object.keys(answers)])].map((id) =>
      mergeAnswer(document, id, answersBefore[id], answers[id]),
    ),
  ];
  return changed.some((each) => each) ? document.toString({ lineWidth: 100 }).trimEnd() : text;
}

type Answer = ServiceFrontMatter["answers"][string];

function mergeAnswer(document: Document, id: string, before: Answer | undefined, wanted?: Answer) {
  if (wanted) return mergeFields(document, ["answers", id], before ?? {}, wanted);
  return document.deleteIn(["answers", id]);
}

/** @returns whether anything had to be changed */
function mergeFields(
  document: Document,
  where: readonly string[],
  before: object,
  wanted: object,
): boolean {
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(wanted))];
  const names = [...new Set([...old.keys(), ...now.keys()])];
  const changed = names.filter((name) => !sameValue(old.get(name) ?? null, now.get(name) ?? null));
  for (const name of changed) {
    const value: unknown = now.get(name);
    if (value === undefined) document.deleteIn([...where, name]);
    else document.setIn([...where, name], document.createNode(value));
  }
  return changed.length > 0;
}
