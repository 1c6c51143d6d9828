import { randomUUID } from "node:crypto";
import pg from "pg";
import { expect, test } from "vitest";
import { openDatabase } from "../../src/database/database.ts";
import { testDatabase, testServer } from "../support/database.ts";

/** The address of the shared server, changed. */
function address(change: (url: URL) => void): string {
  const url = new URL(testServer().url);
  change(url);
  return url.href;
}

async function refusalOf(url: string): Promise<string> {
  const refusal = await openDatabase(url).then(
    () => new Error("It opened"),
    (error: Error) => error,
  );
  expect(refusal.name).toBe("StartError");
  expect(refusal.message).toMatch(/^[^\n]*\.$/);
  return refusal.message;
}

test("a server out of reach is said with its address, never with the password", async () => {
  const url = address((changed) => {
    changed.port = "1";
    changed.password = "geheim";
  });
  const refusal = await refusalOf(url);
  expect(refusal).toContain("Die Datenbank auf 127.0.0.1:1 ist nicht erreichbar (ECONNREFUSED)");
  expect(refusal).not.toContain("geheim");
});

test("an unknown host is said", async () => {
  const refusal = await refusalOf("postgresql://anna@database.invalid/servicecenter");
  expect(refusal).toContain("Die Datenbank auf database.invalid:5432 ist nicht erreichbar");
});

test("a wrong password is said with the name of the user", async () => {
  const refusal = await refusalOf(address((url) => (url.password = "falsch")));
  expect(refusal).toContain("lässt den Nutzer „servicecenter“ nicht zu");
});

test("a missing password is said in the same way", async () => {
  const refusal = await refusalOf(address((url) => (url.password = "")));
  expect(refusal).toContain("lässt den Nutzer „servicecenter“ nicht zu");
});

test("a missing database is said with its name", async () => {
  const refusal = await refusalOf(address((url) => (url.pathname = "nirgends")));
  expect(refusal).toContain("Die Datenbank „nirgends“ gibt es auf 127.0.0.1:");
});

test("an address that is none is said", async () => {
  expect(await refusalOf("postgresql://[")).toContain("DATABASE_URL ist keine gültige Adresse");
});

test("a database that cannot hold every letter is refused", async () => {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const admin = new pg.Client(testServer().url);
  await admin.connect();
  await admin.query(
    `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'`,
  );
  try {
    const refusal = await refusalOf(address((url) => (url.pathname = name)));
    expect(refusal).toContain(
      "verwendet die Zeichenkodierung LATIN1; legen Sie sie mit UTF8 neu an",
    );
  } finally {
    await admin.query(`DROP DATABASE ${name}`);
    await admin.end();
  }
});

test("a moment stays the same moment on a server that lives in another time zone", async () => {
  await using database = await testDatabase();
  const name = new URL(database.url).pathname.slice(1);
  await database.pool.query(`ALTER DATABASE ${name} SET TimeZone = 'Europe/Berlin'`);
  const reopened = await openDatabase(testServerUrl(name));
  const now = new Date("2026-07-01T12:00:00.123Z");
  await reopened.prisma.verification.create({
    data: { id: "1", identifier: "a", value: "b", expiresAt: now },
  });
  const [kept] = await reopened.prisma.verification.findMany();
  const { rows } = await reopened.pool.query("SELECT expires_at FROM verification");
  await reopened.close();
  expect(kept?.expiresAt).toEqual(now);
  expect(rows).toEqual([{ expires_at: now }]);
});

test("Prisma and raw SQL share the connections, and closing ends all of them", async () => {
  await using database = await testDatabase();
  const opened = await openDatabase(database.url);
  await opened.prisma.$queryRaw`SELECT 1`;
  await opened.pool.query("SELECT 1");
  expect(opened.pool.totalCount).toBe(1);
  await opened.close();
  expect(opened.pool.ended).toBe(true);
});

test("an idle connection that breaks is replaced, not fatal", async () => {
  await using database = await testDatabase();
  const { rows } = await database.pool.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const admin = new pg.Client(testServer().url);
  await admin.connect();
  await admin.query("SELECT pg_terminate_backend($1, 5000)", [rows[0]?.pid]);
  await admin.end();
  await expect.poll(() => database.pool.totalCount).toBe(0);
  expect(await database.prisma.district.count()).toBe(0);
});

function testServerUrl(name: string): string {
  return address((url) => (url.pathname = name));
}
