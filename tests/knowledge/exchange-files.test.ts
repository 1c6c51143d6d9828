import { cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Database } from "../../src/database/database.ts";
import { exportTree, writeTree } from "../../src/knowledge/exchange/export-tree.ts";
import { importTree } from "../../src/knowledge/import.ts";
import { readKnowledgeTree } from "../../src/knowledge/knowledge-tree.ts";
import { loadKnowledge } from "../../src/knowledge/store.ts";
import { testDatabase } from "../support/database.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const knowledgeBase = join(import.meta.dirname, "../../knowledge-base");
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const options = { today: "2026-11-23", demo: false };

/** As `diff -r`: paths that are in one folder only, or whose bytes differ. */
function differences(left: string, right: string): string[] {
  const paths = (folder: string) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  const all = new Set([...paths(left), ...paths(right)]);
  const bytes = (folder: string, path: string) =>
    existsSync(join(folder, path)) ? readFileSync(join(folder, path)).toString("base64") : null;
  return [...all].filter((path) => bytes(left, path) !== bytes(right, path)).toSorted();
}

describe("the whole knowledge base, imported into an empty database", () => {
  let database: Database;
  let folder: string;
  /** A copy, in which nobody works meanwhile. */
  let root: string;
  let clean: () => void;
  beforeAll(async () => {
    database = await testDatabase();
    const directory = temporaryDirectory();
    folder = directory.path;
    clean = () => directory[Symbol.dispose]();
    root = join(folder, "original");
    cpSync(knowledgeBase, root, { recursive: true });
    await importTree(database.prisma, await readKnowledgeTree(root, options));
  });
  afterAll(async () => {
    clean?.();
    await database?.close();
  });

  test("is exported as the identical tree", async () => {
    const { files, notes } = await exportTree(database.prisma, options.today);
    const target = join(folder, "unchanged");
    const counts = writeTree(target, files, false);
    expect(notes).toEqual([]);
    expect(counts).toEqual({ created: files.length, updated: 0, unchanged: 0, missing: 0 });
    expect(files.length).toBeGreaterThan(215);
    expect(differences(root, target)).toEqual([]);
  });

  test("shows only what editors changed, and leads back to the same rows", async () => {
    await database.prisma.answer.update({
      where: { id: "hundesteuer:shared" },
      data: { spoken: "Neue Worte.\n\nZweiter Absatz.", fee: "nach der Satzung: je Hund" },
    });
    await database.prisma.service.update({
      where: { slug: "hundesteuer" },
      data: { synonyms: ["Hund anmelden", "Tierheim: Hund"], agentHints: null },
    });
    await database.prisma.authority.update({
      where: { id: "kreis-vulkaneifel" },
      data: { phone: "06592 933-0000" },
    });
    const { files } = await exportTree(database.prisma, options.today);
    const target = join(folder, "edited");
    writeTree(target, files, false);
    expect(differences(root, target)).toEqual([
      "authorities/authorities.yaml",
      "services/hundesteuer.md",
    ]);

    await using other = await testDatabase();
    const tree = await readKnowledgeTree(target, options);
    expect(tree.mistakes).toEqual([]);
    await importTree(other.prisma, tree);
    expect(await loadKnowledge(other.prisma)).toEqual(await loadKnowledge(database.prisma));
  });
});
