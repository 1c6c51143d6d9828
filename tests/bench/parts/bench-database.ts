import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { openDatabase, type Database } from "../../../src/database/database.ts";
import { startEmbedded } from "../../../src/database/embedded.ts";
import { migrate } from "../../../src/database/migrate.ts";

export interface BenchServer extends AsyncDisposable {
  /** A database of its own, migrated; closed with the server. */
  fresh(name: string): Promise<Database>;
}

/** PostgreSQL as in production: a commit waits until it is on the disk. Leaves nothing behind. */
export async function startBenchServer(): Promise<BenchServer> {
  const home = await mkdtemp(path.join(tmpdir(), "bench-"));
  const server = await startEmbedded(home);
  const opened: Database[] = [];
  return {
    async fresh(name) {
      const admin = new pg.Client(server.url);
      await admin.connect();
      await admin.query(`CREATE DATABASE bench_${name}`);
      await admin.end();
      const url = new URL(server.url);
      url.pathname = `bench_${name}`;
      const database = await openDatabase(url.href);
      opened.push(database);
      await migrate(database.pool);
      return database;
    },
    async [Symbol.asyncDispose]() {
      for (const database of opened) await database.close();
      await server.stop();
      await rm(home, { recursive: true });
    },
  };
}
