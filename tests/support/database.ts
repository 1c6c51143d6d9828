import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { openDatabase } from "../../src/database/database.ts";
import type { Database } from "../../src/database/database.ts";

/**
 * A fresh database of the newest migration, on a real server. Give it back with `await using`, or
 * with `close` in `afterAll`: both drop it.
 */
export async function testDatabase(): Promise<Database & AsyncDisposable> {
  return openDisposable(await createDatabase(testServer().template));
}

/** The same without any table. */
export async function emptyDatabase(): Promise<Database & AsyncDisposable> {
  return openDisposable(await createDatabase("template1"));
}

/** The address of the maintenance database of the server that all tests of a run share. */
export function testServer(): { url: string; template: string } {
  const server = inject("testServer");
  if (!server) throw new Error("Run the tests with: npm test -- <path> (tests/vitest.config.ts)");
  return server;
}

async function createDatabase(template: string): Promise<URL> {
  const url = new URL(testServer().url);
  url.pathname = `test_${randomUUID().replaceAll("-", "")}`;
  await onServer(`CREATE DATABASE ${url.pathname.slice(1)} TEMPLATE ${template}`);
  return url;
}

async function openDisposable(url: URL): Promise<Database & AsyncDisposable> {
  const database = await openDatabase(url.href);
  let closing: Promise<void> | undefined;
  const closeOnce = async () => {
    await database.close();
    await onServer(`DROP DATABASE IF EXISTS ${url.pathname.slice(1)} WITH (FORCE)`);
  };
  const close = () => (closing ??= closeOnce());
  return { ...database, close, [Symbol.asyncDispose]: close };
}

async function onServer(statement: string): Promise<void> {
  const admin = new pg.Client(testServer().url);
  await admin.connect();
  await admin.query(statement);
  await admin.end();
}
