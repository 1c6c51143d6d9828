import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type pg from "pg";
import { StartError } from "../errors.ts";

interface Migration {
  /** `<timestamp>_<name>`, the name of its folder; also its place in the order. */
  name: string;
  sql: string;
  /** SHA-256 of the file, as Prisma computes it. */
  checksum: string;
}

interface MigrationRow {
  migration_name: string;
  checksum: string;
  finished: boolean;
}

const migrationsDirectory = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));

/** The key that Prisma's own tools take too, so that only one of all of them migrates at a time. */
const migrationLockKey = 72_707_369;

/** Prisma's own table, so that `prisma migrate status` and `deploy` agree with this migrator. */
const createMigrationsTable = `
  CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

/**
 * Brings the database to the newest migration; every migration is one transaction, so a failed or
 * interrupted one leaves nothing behind. Starts at the same time wait for each other.
 * @returns the names of the migrations that were applied now
 * @throws StartError when the history does not fit this program or a migration fails
 */
export async function migrate(
  pool: pg.Pool,
  directory: string = migrationsDirectory,
): Promise<string[]> {
  const migrations = await readMigrations(directory);
  const client = await pool.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [migrationLockKey]);
    await client.query(createMigrationsTable);
    const rows = await readHistory(client);
    requireFittingHistory(migrations, rows);
    const open = migrations.slice(rows.length);
    for (const migration of open) await applyMigration(client, migration);
    return open.map((migration) => migration.name);
  } catch (error) {
    throw explainRefusal(error);
  } finally {
    // Ends the session and with it the lock, whatever state the connection is in.
    client.release(true);
  }
}

function explainRefusal(error: unknown): unknown {
  if (error instanceof StartError || !(error instanceof Error) || !("code" in error)) return error;
  const advice = error.code === "42501" ? "; geben Sie dem Nutzer das Recht CREATE darauf" : "";
  return new StartError(
    `Die Datenbank lässt sich nicht einrichten (PostgreSQL meldet: ${error.message})${advice}.`,
  );
}

/** Reads the migrations of a folder in the order in which they are applied. */
export async function readMigrations(
  directory: string = migrationsDirectory,
): Promise<Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const bytes = await readFile(path.join(directory, name, "migration.sql"));
      const checksum = createHash("sha256").update(bytes).digest("hex");
      return { name, sql: bytes.toString("utf8"), checksum };
    }),
  );
}

async function readHistory(client: pg.PoolClient): Promise<MigrationRow[]> {
  const { rows } = await client.query<MigrationRow>(
    `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished
     FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return rows;
}

/** What was applied must be the beginning of what this program knows, byte for byte. */
function requireFittingHistory(migrations: Migration[], rows: MigrationRow[]): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const [index, row] of rows.entries()) {
    const name = row.migration_name;
    const migration = known.get(name);
    if (!row.finished) {
      throw new StartError(
        `Die Datenbankänderung ${name} ist früher fehlgeschlagen; ` +
          "stellen Sie die Datenbank aus der letzten Sicherung wieder her.",
      );
    }
    if (!migration) {
      throw new StartError(
        `Die Datenbank enthält die Änderung ${name}, die dieses Programm nicht kennt; ` +
          "starten Sie eine neuere Fassung des Programms.",
      );
    }
    if (migration.checksum !== row.checksum) {
      throw new StartError(
        `Die Datenbankänderung ${name} wurde nach ihrer Anwendung verändert; ` +
          "stellen Sie die ursprüngliche Datei migration.sql wieder her.",
      );
    }
    const expected = migrations[index]?.name;
    if (expected !== name) {
      throw new StartError(
        `Die Datenbankänderung ${expected} liegt vor der schon angewandten ${name}; ` +
          "neue Änderungen müssen an das Ende.",
      );
    }
  }
}

async function applyMigration(client: pg.PoolClient, migration: Migration): Promise<void> {
  try {
    await client.query("BEGIN");
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at)
       VALUES ($1, $2, $3, clock_timestamp())`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query(migration.sql);
    await client.query(
      `UPDATE "_prisma_migrations" SET finished_at = clock_timestamp(), applied_steps_count = 1
       WHERE migration_name = $1 AND rolled_back_at IS NULL`,
      [migration.name],
    );
    await client.query("COMMIT");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(
      `Die Datenbankänderung ${migration.name} ist fehlgeschlagen und wurde zurückgenommen ` +
        `(PostgreSQL meldet: ${reason}).`,
    );
  }
}
