// One real PostgreSQL for a whole test run, with a migrated database that every test copies.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { openDatabase } from "../../src/database/database.ts";
import { startEmbedded } from "../../src/database/embedded.ts";
import { migrate } from "../../src/database/migrate.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The server of this run, and the database on it that every test copies. */
    testServer: { url: string; template: string };
  }
}

const templateDatabase = "test_template";

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(path.join(tmpdir(), "servicecenter-test-"));
  const server = await startEmbedded(home, { volatile: true });
  const admin = new pg.Client(server.url);
  await admin.connect();
  await admin.query(`CREATE DATABASE ${templateDatabase}`);
  await admin.end();
  const template = new URL(server.url);
  template.pathname = templateDatabase;
  const database = await openDatabase(template.href);
  await migrate(database.pool);
  await database.close();
  project.provide("testServer", { url: server.url, template: templateDatabase });
  return async () => {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  };
}
