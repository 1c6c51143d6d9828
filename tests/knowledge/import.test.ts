import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "../../src/database/database.ts";
import { importKnowledgeBase } from "../../src/knowledge/import.ts";
import { testDatabase } from "../support/database.ts";
import { smallTree } from "./small-tree.ts";

const options = { today: "2026-11-23", demo: false };

describe("the import", () => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());

  /** Every row version of the room's tables: an update of any kind changes it. */
  async function rowVersions(): Promise<string[]> {
    const versions: string[] = [];
    for (const table of [
      "administration",
      "line",
      "directory_entry",
      "authority",
      "service",
      "answer",
    ]) {
      const { rows } = await database.pool.query<{ version: string }>(
        `SELECT '${table} ' || ctid::text || ' ' || xmin::text AS version FROM ${table}`,
      );
      versions.push(...rows.map((row) => row.version));
    }
    return versions.toSorted();
  }

  test("brings in everything, then nothing, then only what changed", async () => {
    using tree = smallTree();
    const first = await importKnowledgeBase(database.prisma, tree.root, options);
    expect(first).toEqual([
      { table: "Verwaltungen", created: 2, updated: 0, unchanged: 0, missing: 0 },
      { table: "Anschlüsse", created: 2, updated: 0, unchanged: 0, missing: 0 },
      { table: "Verzeichnis", created: 11, updated: 0, unchanged: 0, missing: 0 },
      { table: "Behörden", created: 6, updated: 0, unchanged: 0, missing: 0 },
      { table: "Leistungen", created: 3, updated: 0, unchanged: 0, missing: 0 },
      { table: "Antworten", created: 3, updated: 0, unchanged: 0, missing: 0 },
    ]);

    const before = await rowVersions();
    const second = await importKnowledgeBase(database.prisma, tree.root, options);
    expect(second.every(({ created, updated, missing }) => created + updated + missing === 0)).toBe(
      true,
    );
    expect(await rowVersions()).toEqual(before);

    tree.edit("services/personalausweis.md", "fee: 37,00 Euro\n", "fee: 40,00 Euro\n");
    tree.edit("directory/entries.csv", "Zulassung Daun", "Zulassungsstelle Daun");
    tree.remove("services/sperrmuell.md");
    const third = await importKnowledgeBase(database.prisma, tree.root, options);
    expect(third.map(({ created, updated, missing }) => [created, updated, missing])).toEqual([
      [0, 0, 0],
      [0, 0, 0],
      [0, 1, 0],
      [0, 0, 0],
      [0, 0, 1],
      [0, 1, 1],
    ]);
    const answer = await database.prisma.answer.findUnique({
      where: { id: "personalausweis:shared" },
    });
    expect(answer?.fee).toBe("40,00 Euro");
    expect(await database.prisma.service.count()).toBe(2);
  });

  test("refuses a tree with a mistake and writes nothing of it", async () => {
    using tree = smallTree();
    await importKnowledgeBase(database.prisma, tree.root, options);
    const before = await rowVersions();
    tree.edit("services/personalausweis.md", "name: Personalausweis", "name: Ausweis neu");
    tree.edit("services/kfz-zulassung.md", "level: kreis", "level: landkreis");
    await expect(importKnowledgeBase(database.prisma, tree.root, options)).rejects.toThrow(
      /services\/kfz-zulassung\.md:4: .*level/,
    );
    expect(await rowVersions()).toEqual(before);
  });

  test("gives lines the hours of the demonstration only there", async () => {
    using tree = smallTree();
    await importKnowledgeBase(database.prisma, tree.root, { ...options, demo: true });
    const line = () => database.prisma.line.findUniqueOrThrow({ where: { id: "115" } });
    expect((await line()).hours).toHaveProperty("sunday");
    await importKnowledgeBase(database.prisma, tree.root, options);
    expect((await line()).hours).not.toHaveProperty("sunday");
  });

  test("three at the same time end with the tree once", async () => {
    using tree = smallTree();
    await database.pool.query(
      "TRUNCATE administration, line, directory_entry, authority, service, answer",
    );
    const counts = await Promise.all(
      [1, 2, 3].map(() => importKnowledgeBase(database.prisma, tree.root, options)),
    );
    const created = counts.map((tables) => tables.reduce((sum, table) => sum + table.created, 0));
    expect(created.toSorted((left, right) => left - right)).toEqual([0, 0, 27]);
  });
});
