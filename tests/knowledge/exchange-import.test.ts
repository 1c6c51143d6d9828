import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import pg from "pg";
import type { Database } from "../../src/database/database.ts";
import { runExportCommand, runKnowledgeCommand } from "../../src/knowledge/command.ts";
import { parseCommandLine } from "../../src/knowledge/exchange/command-line.ts";
import { ended, spawnChild } from "../support/child.ts";
import { testDatabase } from "../support/database.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { until } from "../support/until.ts";
import { smallTree, type SmallTree } from "./small-tree.ts";

const home = join(import.meta.dirname, "../..");

describe("npm run knowledge -- import", () => {
  let database: Database;
  let tree: SmallTree;
  beforeAll(async () => {
    database = await testDatabase();
  });
  beforeEach(async () => {
    tree?.[Symbol.dispose]();
    tree = smallTree();
    await database.pool.query(
      "TRUNCATE administration, line, directory_entry, authority, service, answer, knowledge_file",
    );
  });
  afterAll(async () => {
    tree?.[Symbol.dispose]();
    await database?.close();
  });

  async function run(changes: { keepGoing?: boolean; dryRun?: boolean; export?: string } = {}) {
    const printed: string[] = [];
    const errors: string[] = [];
    const command = changes.export === undefined ? runKnowledgeCommand : runExportCommand;
    const code = await command({
      config: { databaseUrl: database.url, dataDirectory: `${tree.root}/data`, demo: false },
      root: changes.export ?? tree.root,
      dryRun: changes.dryRun ?? false,
      keepGoing: changes.keepGoing ?? false,
      now: Date.parse("2026-11-23T09:00:00Z"),
      print: (line) => printed.push(line),
      printError: (line) => errors.push(line),
    });
    return { code, printed: printed.join("\n"), errors: errors.join("\n") };
  }

  const answer = (id: string) => database.prisma.answer.findUnique({ where: { id } });

  test("asked to keep going, imports nothing of a mistaken service and everything else", async () => {
    await run();
    tree.edit("services/kfz-zulassung.md", "level: kreis", "level: landkreis");
    tree.edit("services/kfz-zulassung.md", "name: ", "name: Neue ");
    tree.edit("services/personalausweis.md", "fee: 37,00 Euro\n", "fee: 40,00 Euro\n");
    const stopped = await run();
    expect(stopped).toMatchObject({ code: 1 });
    expect(stopped.errors).toContain("1 Fehler; es wurde nichts geschrieben.");
    expect((await answer("personalausweis:shared"))?.fee).toBe("37,00 Euro");

    const before = await database.prisma.service.findUnique({ where: { slug: "kfz-zulassung" } });
    const gone = await run({ keepGoing: true });
    expect(gone.code).toBe(1);
    expect(gone.errors).toMatch(/services\/kfz-zulassung\.md:4: Das Feld „level“/);
    expect(gone.errors).toContain("1 Fehler; übergangen: kfz-zulassung.");
    expect((await answer("personalausweis:shared"))?.fee).toBe("40,00 Euro");
    const after = await database.prisma.service.findUnique({ where: { slug: "kfz-zulassung" } });
    expect(after).toEqual(before);
  });

  test("keeps going past a mistaken service that nobody has yet", async () => {
    tree.edit("services/kfz-zulassung.md", "level: kreis", "level: landkreis");
    expect((await run({ keepGoing: true })).code).toBe(1);
    const services = await database.prisma.service.findMany({ orderBy: { slug: "asc" } });
    expect(services.map(({ slug }) => slug)).toEqual(["personalausweis", "sperrmuell"]);
  });

  test("does not keep going when a file concerns everything", async () => {
    tree.edit("authorities/authorities.yaml", "kind: district", "kind: bezirk");
    const { code, errors } = await run({ keepGoing: true });
    expect(code).toBe(1);
    expect(errors).toContain("es wurde nichts geschrieben.");
    expect(await database.prisma.service.count()).toBe(0);
  });

  test("tells of a slip that breaks a file once, not of all that follows from it", async () => {
    tree.edit("administrations/lines.yaml", "- id:", "- kaputt: [\n- id:");
    tree.write("places/localities.csv", "name,kind\n");
    const { errors } = await run({ dryRun: true });
    const about = (path: string) => errors.split("\n").filter((line) => line.includes(path));
    expect(about("lines.yaml")).toEqual([
      expect.stringMatching(/lines\.yaml:\d+: .*kein gültiges/),
    ]);
    expect(about("localities.csv")).toEqual([
      expect.stringContaining("localities.csv:1: Es fehlen die Spalten municipality_ags, "),
    ]);
    expect(errors).toContain("2 Fehler; es wurde nichts geschrieben.");
  });

  test("names a file that has no place in a knowledge base", async () => {
    tree.write("services/notizen.txt", "unfertig");
    const { printed } = await run({ dryRun: true });
    expect(printed).toContain("Übergangen: services/notizen.txt gehört nicht zur Wissensbasis.");
  });

  test("overwrites no edit, and says where files and editors both changed something", async () => {
    await run();
    await database.prisma.answer.update({
      where: { id: "personalausweis:shared" },
      data: { fee: "41,00 Euro" },
    });
    await database.prisma.answer.delete({ where: { id: "personalausweis:vulkaneifel" } });

    const untouched = await run();
    expect(untouched.printed).toContain(
      "personalausweis:shared: in der Redaktion geändert, bleibt so",
    );
    expect((await answer("personalausweis:shared"))?.fee).toBe("41,00 Euro");
    expect(await answer("personalausweis:vulkaneifel")).toBeNull();

    tree.edit("services/personalausweis.md", "fee: 37,00 Euro\n", "fee: 39,00 Euro\n");
    const both = await run();
    expect(both.printed).toContain(
      "personalausweis:shared: hier und in den Dateien geändert, bleibt wie hier",
    );
    expect((await answer("personalausweis:shared"))?.fee).toBe("41,00 Euro");
  });

  test("lets the other fields of an edited service follow the files", async () => {
    await run();
    await database.prisma.service.update({
      where: { slug: "personalausweis" },
      data: { agentHints: "Neuer Hinweis.", reviewMonths: 3 },
    });
    tree.edit("services/personalausweis.md", "synonyms: [Perso, Ausweis]", "synonyms: [ID-Karte]");
    const both = await run();
    expect(both.printed).toContain("personalausweis: in der Redaktion geändert, bleibt so");
    const service = await database.prisma.service.findUniqueOrThrow({
      where: { slug: "personalausweis" },
    });
    expect(service).toMatchObject({
      agentHints: "Neuer Hinweis.",
      reviewMonths: 3,
      synonyms: ["ID-Karte"],
    });
  });

  test("takes an exported edit as its own when the files are imported again", async () => {
    await run();
    await database.prisma.answer.update({
      where: { id: "personalausweis:shared" },
      data: { id: "personalausweis:shared@2", fee: "41,00 Euro", body: null },
    });
    using folder = temporaryDirectory();
    const target = join(folder.path, "tree");
    expect((await run({ export: target })).printed).toContain("neu, 0 geändert");
    expect((await run({ export: target })).printed).toContain("0 neu, 0 geändert");
    tree[Symbol.dispose]();
    tree = { ...tree, root: target };
    const again = await run();
    expect(again.code).toBe(0);
    expect(again.printed).not.toMatch(/Redaktion|vergleichen/);
    expect(again.printed).toContain("Antworten     0 neu, 0 geändert, 3 unverändert, 0 entfallen");
  });

  test("leaves no trace when it is killed halfway", async () => {
    using folder = temporaryDirectory();
    const holder = new pg.Client(database.url);
    await holder.connect();
    // Reading goes on, the last write of the import has to wait.
    await holder.query("BEGIN; LOCK TABLE knowledge_file IN SHARE MODE");
    const command = [process.execPath, "--import", "tsx", "src/knowledge/command.ts", "import"];
    const child = spawnChild(
      ["/usr/bin/env", `DATABASE_URL=${database.url}`, ...command, tree.root],
      { directory: home, output: join(folder.path, "output") },
    );
    const waiting = async () => {
      const { rows } = await holder.query(
        "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'knowledge_file'::regclass",
      );
      return rows.length > 0;
    };
    await until("the import waits for its last write", waiting, 90_000);
    child.kill("SIGKILL");
    await ended(child);
    await holder.query("COMMIT");
    await holder.end();
    const counted = await Promise.all([
      database.prisma.service.count(),
      database.prisma.answer.count(),
      database.prisma.directoryEntry.count(),
      database.prisma.knowledgeFile.count(),
    ]);
    expect(counted).toEqual([0, 0, 0, 0]);
    expect((await run()).code).toBe(0);
  }, 120_000);
});

describe("the words of the command", () => {
  test("are an import when none are said, and lead to the usage when they make no sense", () => {
    expect(parseCommandLine(["--dry-run"])).toMatchObject({ command: "import", dryRun: true });
    expect(parseCommandLine(["./kb"])).toMatchObject({ command: "import", path: "./kb" });
    expect(parseCommandLine(["export-xzufi", "--version=2.3.1", "a.xml"])).toMatchObject({
      command: "export-xzufi",
      xzufiVersion: "2.3.1",
    });
    for (const words of [["export"], ["import", "--with-hints"], ["import-xzufi"], ["a", "b"]]) {
      expect(() => parseCommandLine(words)).toThrow(/npm run knowledge -- import/);
    }
  });
});
