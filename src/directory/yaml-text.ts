import {
  isMap,
  isPair,
  isScalar,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
} from "yaml";
import type { z } from "zod";
import { explainIssue, type Mistake } from "./mistake.ts";

export interface YamlText<T> {
  /** Null when there are mistakes. */
  value: T | null;
  mistakes: Mistake[];
  /** The line of a field, for mistakes that only show when files are compared. */
  lineOf(path: readonly PropertyKey[]): number;
}

/**
 * Parses YAML and checks it; every mistake comes with its line.
 * @param firstLine line of the file at which `text` begins, counted from 1
 */
export function parseYamlText<T>(
  file: string,
  text: string,
  schema: z.ZodType<T>,
  firstLine = 1,
): YamlText<T> {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const lineAt = (offset: number) => firstLine + Math.max(1, counter.linePos(offset).line) - 1;
  const lineOf = (path: readonly PropertyKey[]) => lineAt(offsetOf(document, path));
  // Whatever comes after the first one mostly follows from it.
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) {
    const message = `Das ist kein gültiges YAML; prüfen Sie Einrückung und Anführungszeichen (${problem.code}).`;
    return { value: null, mistakes: [{ file, line: lineAt(problem.pos[0]), message }], lineOf };
  }
  const result = schema.safeParse(document.toJS(), { reportInput: true });
  if (result.success) return { value: result.data, mistakes: [], lineOf };
  const mistakes = result.error.issues.map((issue) => {
    const keys = issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
    return { file, line: lineOf([...issue.path, ...keys]), message: explainIssue(issue) };
  });
  return { value: null, mistakes, lineOf };
}

/** Follows `path` as far as it exists: a missing field is reported at the entry that lacks it. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = startOf(node);
  for (const part of path) {
    const next = child(node, part);
    if (!next) break;
    offset = next.offset;
    node = next.value;
  }
  return offset;
}

function child(node: unknown, part: PropertyKey): { offset: number; value: unknown } | null {
  if (isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === part);
    return isPair(pair) ? { offset: startOf(pair.key), value: pair.value } : null;
  }
  if (typeof node === "object" && node !== null && "items" in node && Array.isArray(node.items)) {
    const value: unknown = node.items[Number(part)];
    return value === undefined ? null : { offset: startOf(value), value };
  }
  return null;
}

function startOf(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? 0;
}
