import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "../../src/database/database.ts";
import { runKnowledgeCommand } from "../../src/knowledge/command.ts";
import { readEdition } from "../../src/knowledge/store.ts";
import { testDatabase } from "../support/database.ts";
import { smallTree } from "./small-tree.ts";

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

async function run(root: string, dryRun: boolean, databaseUrl: string | null = database.url) {
  const printed: string[] = [];
  const errors: string[] = [];
  const code = await runKnowledgeCommand({
    config: { databaseUrl, dataDirectory: `${root}/data`, demo: false },
    root,
    dryRun,
    now: Date.parse("2026-11-23T09:00:00Z"),
    print: (line) => printed.push(line),
    printError: (line) => errors.push(line),
  });
  return { code, printed: printed.join("\n"), errors };
}

describe("npm run knowledge", () => {
  test("looks, imports, and looks again", async () => {
    using tree = smallTree();
    const look = await run(tree.root, true);
    expect(look.code).toBe(0);
    expect(look.printed).toContain("Keine Fehler in 3 Leistungen (1 vollständig), 3 Antworten");
    expect(look.printed).toContain("Leistungen    3 neu, 0 geändert, 0 unverändert, 0 entfallen");
    expect(look.printed).toContain("Es wurde nichts geschrieben.");
    expect(await database.prisma.service.count()).toBe(0);

    const written = await run(tree.root, false);
    expect(written).toMatchObject({ code: 0, errors: [] });
    expect(await database.prisma.service.count()).toBe(3);
    expect(await database.prisma.municipality.count()).toBe(3);
    // A running service looks for another edition every minute.
    expect(written.printed).toContain("Leistungen und Antworten binnen einer Minute");
    expect(await readEdition(database.prisma)).toBe(1);

    const again = await run(tree.root, true);
    expect(again.printed).toContain("Leistungen    0 neu, 0 geändert, 3 unverändert, 0 entfallen");
  });

  test("lists every mistake with file and line, ends with 1 and writes nothing", async () => {
    using tree = smallTree();
    tree.edit("services/kfz-zulassung.md", "level: kreis", "level: landkreis");
    tree.edit("services/sperrmuell.md", "name: Sperrmüll", "nam: Sperrmüll");
    const before = await database.prisma.service.count();
    const { code, errors } = await run(tree.root, false);
    expect(code).toBe(1);
    expect(errors.at(-1)).toBe("3 Fehler; es wurde nichts geschrieben.");
    expect(errors.slice(0, -1)).toEqual([
      expect.stringMatching(
        /services\/kfz-zulassung\.md:4: Das Feld „level“ hat einen unbekannten Wert/,
      ),
      expect.stringMatching(/services\/sperrmuell\.md:2: Das Feld „name“ fehlt; ergänzen Sie es\./),
      expect.stringMatching(/services\/sperrmuell\.md:2: „nam“ ist hier nicht vorgesehen/),
    ]);
    expect(await database.prisma.service.count()).toBe(before);
  });

  test("looks without a database too, and creates none", async () => {
    using tree = smallTree();
    const { code, printed } = await run(tree.root, true, null);
    expect(code).toBe(0);
    expect(printed).toMatch(/Ohne Vergleich mit der Datenbank: In .* gibt es noch keine Datenbank/);
    const refused = await run(tree.root, true, "postgresql://nobody@127.0.0.1:1/none");
    expect(refused.code).toBe(0);
    expect(refused.printed).toContain(
      "Ohne Vergleich mit der Datenbank: Die Datenbank auf 127.0.0.1:1",
    );
  });
});
