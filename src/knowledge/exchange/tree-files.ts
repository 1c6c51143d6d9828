import { isUtf8 } from "node:buffer";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Mistake } from "../../directory/mistake.ts";

/** A file of the knowledge base as it lies there, byte by byte. */
export interface TreeFile {
  /** Relative to the knowledge base, with "/": "services/hundesteuer.md". */
  path: string;
  content: Buffer;
}

const known = [
  /^([a-z]+\/)?README\.md$/,
  /^administrations\/[a-z-]+\.yaml$/,
  /^authorities\/authorities\.yaml$/,
  /^directory\/(hours\.yaml|entries\.csv)$/,
  /^places\/[a-z_]+\.csv$/,
  /^search\/[a-z-]+\.yaml$/,
  /^services\/[^/]+\.md$/,
];

/**
 * Every file of the tree, in the order of their paths; hidden ones are passed over.
 * @returns `ignored`: paths of files that have no place in a knowledge base
 */
export function readTreeFiles(root: string): { files: TreeFile[]; ignored: string[] } {
  const paths = filePaths(root);
  const files = paths
    .filter((path) => known.some((pattern) => pattern.test(path)))
    .map((path) => ({ path, content: readFileSync(join(root, path)) }));
  const kept = new Set(files.map(({ path }) => path));
  return { files, ignored: paths.filter((path) => !kept.has(path)) };
}

/** Files in another encoding, as Windows programs like to write: their umlauts would be lost. */
export function encodingMistakes(files: readonly TreeFile[]): Mistake[] {
  const readable = (bytes: Buffer) => isUtf8(bytes) && !bytes.includes(0);
  return files.flatMap(({ path, content }) => {
    if (readable(content)) return [];
    const lines = content.toString("latin1").split("\n");
    const index = lines.findIndex((line) => !readable(Buffer.from(line, "latin1")));
    const message =
      "Die Zeichen sind nicht lesbar; speichern Sie die Datei mit der Zeichenkodierung UTF-8.";
    return [{ file: path, line: index + 1, message }];
  });
}

function filePaths(root: string): string[] {
  try {
    return readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"))
      .filter((path) => !path.split("/").some((part) => part.startsWith(".")))
      .toSorted();
  } catch {
    return [];
  }
}
