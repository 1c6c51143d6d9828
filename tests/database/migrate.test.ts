import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type pg from "pg";
import { expect, test } from "vitest";
import { openDatabase } from "../../src/database/database.ts";
import { migrate, readMigrations } from "../../src/database/migrate.ts";
import { diffDatabaseToSchema, withSchemaEngine } from "../../src/database/schema-engine.ts";
import { emptyDatabase, testDatabase } from "../support/database.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const schemaPath = fileURLToPath(new URL("../../prisma/schema.prisma", import.meta.url));
const schema = readFileSync(schemaPath, "utf8");

/** A folder of migrations in Prisma's layout. */
function migrations(files: Record<string, string>): { path: string } & Disposable {
  const directory = temporaryDirectory();
  writeFileSync(path.join(directory.path, "migration_lock.toml"), 'provider = "postgresql"\n');
  for (const [name, sql] of Object.entries(files)) write(directory.path, name, sql);
  return directory;
}

function write(directory: string, name: string, sql: string): void {
  mkdirSync(path.join(directory, name), { recursive: true });
  writeFileSync(path.join(directory, name, "migration.sql"), sql);
}

async function tables(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' ORDER BY 1`,
  );
  return rows.map((row) => row.name);
}

const first = { "20260101000000_first": "CREATE TABLE a (id INT);" };
const both = { ...first, "20260102000000_second": "ALTER TABLE a RENAME TO b; CREATE TABLE c ();" };

test("applies migrations in the order of their names, each once", async () => {
  await using database = await emptyDatabase();
  using directory = migrations(both);
  expect(await migrate(database.pool, directory.path)).toEqual(Object.keys(both));
  expect(await tables(database.pool)).toEqual(["b", "c"]);
  expect(await migrate(database.pool, directory.path)).toEqual([]);
});

test("applies what has come since", async () => {
  await using database = await emptyDatabase();
  using before = migrations(first);
  using after = migrations(both);
  await migrate(database.pool, before.path);
  expect(await migrate(database.pool, after.path)).toEqual(["20260102000000_second"]);
});

test("several starts at once apply everything once", async () => {
  await using database = await emptyDatabase();
  using directory = migrations(both);
  const starts = Array.from({ length: 4 }, () => migrate(database.pool, directory.path));
  const applied = await Promise.all(starts);
  expect(applied.flat()).toEqual(Object.keys(both));
});

test("a failed migration leaves nothing behind, is named, and can be repeated", async () => {
  await using database = await emptyDatabase();
  using directory = migrations({
    ...first,
    "20260102000000_second": "CREATE TABLE half (id INT); SELECT 1 / 0;",
    "20260103000000_third": "CREATE TABLE third ();",
  });
  await expect(migrate(database.pool, directory.path)).rejects.toThrow(
    "Die Datenbankänderung 20260102000000_second ist fehlgeschlagen und wurde zurückgenommen " +
      "(PostgreSQL meldet: division by zero).",
  );
  expect(await tables(database.pool)).toEqual(["a"]);
  write(directory.path, "20260102000000_second", "CREATE TABLE whole (id INT);");
  await migrate(database.pool, directory.path);
  expect(await tables(database.pool)).toEqual(["a", "third", "whole"]);
});

test("a migration changed after it was applied is refused", async () => {
  await using database = await emptyDatabase();
  using directory = migrations(both);
  await migrate(database.pool, directory.path);
  write(directory.path, "20260101000000_first", "CREATE TABLE a (id INT); -- changed");
  await expect(migrate(database.pool, directory.path)).rejects.toThrow(
    "Die Datenbankänderung 20260101000000_first wurde nach ihrer Anwendung verändert; " +
      "stellen Sie die ursprüngliche Datei migration.sql wieder her.",
  );
});

test("a database of a newer program is refused", async () => {
  await using database = await emptyDatabase();
  using newer = migrations(both);
  using older = migrations(first);
  await migrate(database.pool, newer.path);
  await expect(migrate(database.pool, older.path)).rejects.toThrow(
    "Die Datenbank enthält die Änderung 20260102000000_second, die dieses Programm nicht kennt",
  );
});

test("a migration slipped in before applied ones is refused", async () => {
  await using database = await emptyDatabase();
  using before = migrations(both);
  using after = migrations({ ...both, "20260101120000_between": "CREATE TABLE d ();" });
  await migrate(database.pool, before.path);
  await expect(migrate(database.pool, after.path)).rejects.toThrow(
    "Die Datenbankänderung 20260101120000_between liegt vor der schon angewandten",
  );
});

test("a migration that Prisma's own tool left failed is refused until it is resolved", async () => {
  await using database = await emptyDatabase();
  using directory = migrations(both);
  await migrate(database.pool, directory.path);
  await database.pool.query(
    `UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE '%second'`,
  );
  await expect(migrate(database.pool, directory.path)).rejects.toThrow(
    "Die Datenbankänderung 20260102000000_second ist früher fehlgeschlagen",
  );
});

test("a user who may not create tables is told which right is missing", async () => {
  await using database = await emptyDatabase();
  const role = `role_${randomUUID().slice(0, 8)}`;
  await database.pool.query(`CREATE ROLE ${role} LOGIN PASSWORD 'x'`);
  const url = new URL(database.url);
  url.username = role;
  url.password = "x";
  const opened = await openDatabase(url.href);
  await expect(migrate(opened.pool)).rejects.toThrow(
    "Die Datenbank lässt sich nicht einrichten (PostgreSQL meldet: permission denied for schema " +
      "public); geben Sie dem Nutzer das Recht CREATE darauf.",
  );
  await opened.close();
  await database.pool.query(`DROP ROLE ${role}`);
});

test("the migrations lead to exactly what prisma/schema.prisma says", async () => {
  await using database = await testDatabase();
  expect(await diffDatabaseToSchema(database.url, schema)).toBe(null);
  await database.pool.query("ALTER TABLE agent DROP COLUMN skills");
  expect(await diffDatabaseToSchema(database.url, schema)).toContain('ADD COLUMN     "skills"');
});

test("Prisma's own engine finds the history in order, and sees a changed migration", async () => {
  await using database = await testDatabase();
  const applied = await readMigrations();
  const diagnose = (change: string) =>
    withSchemaEngine(database.url, schema, (engine) =>
      engine.diagnoseMigrationHistory({
        migrationsList: {
          baseDir: "/migrations",
          lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"' },
          shadowDbInitScript: "",
          migrationDirectories: applied.map(({ name, sql }) => ({
            path: name,
            migrationFile: { path: "migration.sql", content: { tag: "ok", value: sql + change } },
          })),
        },
        optInToShadowDatabase: false,
        filters: { externalTables: [], externalEnums: [] },
      }),
    );
  expect(await diagnose("")).toEqual({
    editedMigrationNames: [],
    failedMigrationNames: [],
    hasMigrationsTable: true,
    history: null,
  });
  expect(await diagnose(" ")).toMatchObject({
    editedMigrationNames: applied.map(({ name }) => name),
  });
});
