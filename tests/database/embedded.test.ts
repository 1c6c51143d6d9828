import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startEmbedded } from "../../src/database/embedded.ts";
import { StartError } from "../../src/errors.ts";
import { childOf, copyTree, isAlive, mustStart, query } from "../support/embedded.ts";
import { serverPid, startService } from "../support/embedded.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { until } from "../support/until.ts";

/** A data directory after a first start in which one row was written, to be copied by tests. */
const prepared = temporaryDirectory();

beforeAll(async () => {
  await using service = await mustStart(prepared.path);
  await query(service.url, "CREATE TABLE kept (word TEXT); INSERT INTO kept VALUES ('Kröv')");
  await service.stop();
});

afterAll(() => prepared[Symbol.dispose]());

function usedDataDirectory(): { path: string } & Disposable {
  const directory = temporaryDirectory();
  copyTree(path.join(prepared.path, "database"), directory.path);
  return directory;
}

/** What is said instead of starting. */
async function refusalOf(dataDirectory: string): Promise<string> {
  const outcome = await startEmbedded(dataDirectory).catch((error: unknown) => error);
  if (outcome instanceof StartError) return outcome.message;
  throw new Error("It started, or failed unexpectedly", { cause: outcome });
}

describe("the first start", () => {
  test("sorts by code point in UTF-8 and lives in UTC, whatever the shell says", async () => {
    using directory = temporaryDirectory();
    await using service = await mustStart(path.join(directory.path, "not/there/yet"));
    const [settings] = await query(
      service.url,
      `SELECT current_database() AS database, current_setting('server_encoding') AS encoding,
         current_setting('TimeZone') AS zone, upper('äß') AS upper, 'Z' < 'a' AS by_code`,
    );
    expect(settings).toEqual({
      database: "servicecenter",
      encoding: "UTF8",
      zone: "UTC",
      upper: "Äß",
      by_code: true,
    });
  });

  test("broken off by kill -9 while it creates the data is simply repeated", async () => {
    using directory = temporaryDirectory();
    const starting = startService(directory.path);
    await until("it creates the data", () =>
      readdirSync(directory.path).some((name) => name.startsWith(".database-")),
    );
    process.kill(childOf(process.pid, directory.path), "SIGKILL");
    await expect(starting).rejects.toThrow("ended without an answer");
    expect(existsSync(path.join(directory.path, "database"))).toBe(false);
    await using service = await mustStart(directory.path);
    expect(await query(service.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    expect(readdirSync(directory.path)).toEqual(["database"]);
  });

  test("of two services at once: one runs, the other says why it does not", async () => {
    using directory = temporaryDirectory();
    const both = await Promise.all([startService(directory.path), startService(directory.path)]);
    const running = both.filter((service) => "url" in service);
    const refused = both.find((service) => "refusal" in service);
    expect(running).toHaveLength(1);
    expect(refused?.refusal).toContain("wird schon von einem laufenden Programm benutzt");
    for (const service of running) {
      await query(service.url, "SELECT 1");
      await service.stop();
    }
  });
});

describe("a later start", () => {
  test("finds the data", async () => {
    using directory = usedDataDirectory();
    await using service = await mustStart(directory.path);
    expect(await query(service.url, "SELECT word FROM kept")).toEqual([{ word: "Kröv" }]);
  });

  test("is refused while another service runs, which notices nothing", async () => {
    using directory = usedDataDirectory();
    await using service = await mustStart(directory.path);
    const pid = serverPid(directory.path);
    expect(await startService(directory.path)).toEqual({
      refusal:
        `Die Datenbank in ${directory.path}/database wird schon von einem laufenden Programm ` +
        "benutzt; beenden Sie es oder wählen Sie mit DATA_DIR einen anderen Ordner.",
    });
    expect(serverPid(directory.path)).toBe(pid);
    await query(service.url, "INSERT INTO kept VALUES ('Prüm')");
  });

  test("is refused, too, after PostgreSQL has ended all sessions of that service", async () => {
    using directory = usedDataDirectory();
    await using service = await mustStart(directory.path);
    const sessions = "FROM pg_stat_activity WHERE application_name = 'servicecenter-115-owner'";
    const [before] = await query(service.url, `SELECT pid ${sessions}`);
    await query(service.url, `SELECT pg_terminate_backend(pid) ${sessions}`);
    expect(await startService(directory.path)).toHaveProperty("refusal");
    const [after] = await query(service.url, `SELECT pid ${sessions}`);
    expect(after?.pid).not.toBe(before?.pid);
  });

  test("at once after kill -9 of the service finds what was committed", async () => {
    using directory = usedDataDirectory();
    await using service = await mustStart(directory.path);
    await query(service.url, "INSERT INTO kept VALUES ('Daun')");
    await service.kill();
    await using next = await mustStart(directory.path);
    expect(await query(next.url, "SELECT word FROM kept")).toContainEqual({ word: "Daun" });
  });

  test("after kill -9 of the service and its watchdog stops the server left behind", async () => {
    using directory = usedDataDirectory();
    await using service = await mustStart(directory.path);
    await query(service.url, "INSERT INTO kept VALUES ('Cochem')");
    const pid = serverPid(directory.path);
    process.kill(childOf(service.pid, "/bin/sh"), "SIGKILL");
    await service.kill();
    expect(isAlive(pid)).toBe(true);
    await using next = await mustStart(directory.path);
    await until("the server ends", () => !isAlive(pid));
    expect(await query(next.url, "SELECT word FROM kept")).toContainEqual({ word: "Cochem" });
  });

  test("after kill -9 of service and server alike finds what was committed", async () => {
    using directory = usedDataDirectory();
    await using service = await mustStart(directory.path);
    await query(service.url, "INSERT INTO kept VALUES ('Bitburg')");
    process.kill(serverPid(directory.path), "SIGKILL");
    await service.kill();
    await using next = await mustStart(directory.path);
    expect(await query(next.url, "SELECT word FROM kept")).toContainEqual({ word: "Bitburg" });
  });

  test("is not held up by the process number of a server that now belongs to another", async () => {
    using directory = usedDataDirectory();
    const file = path.join(directory.path, "database/postmaster.pid");
    writeFileSync(file, `${process.pid}\n${directory.path}/database\n0\n5432\n\n127.0.0.1\n`);
    await using service = await mustStart(directory.path);
    expect(await query(service.url, "SELECT word FROM kept")).toHaveLength(1);
  });

  test("is not held up by an empty postmaster.pid", async () => {
    using directory = usedDataDirectory();
    writeFileSync(path.join(directory.path, "database/postmaster.pid"), "");
    await using service = await mustStart(directory.path);
    expect(serverPid(directory.path)).toBeGreaterThan(0);
    expect(await query(service.url, "SELECT word FROM kept")).toHaveLength(1);
  });
});

describe("the end", () => {
  test("comes when the service stops, although a session is still busy", async () => {
    using directory = usedDataDirectory();
    await using service = await mustStart(directory.path);
    const pid = serverPid(directory.path);
    const ending = query(service.url, "SELECT pg_sleep(600)").catch((error: Error) => error);
    const busy = "SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep'";
    await expect.poll(() => query(service.url, busy)).toHaveLength(1);
    await service.stop();
    expect(await ending).toBeInstanceOf(Error);
    expect(isAlive(pid)).toBe(false);
  });

  test("comes by itself when the service is killed with kill -9", async () => {
    using directory = usedDataDirectory();
    await using service = await mustStart(directory.path);
    const pid = serverPid(directory.path);
    await service.kill();
    await until("the server ends", () => !isAlive(pid));
  });

  test("is reported when nobody asked for it", async () => {
    using directory = usedDataDirectory();
    const server = await startEmbedded(directory.path);
    process.kill(serverPid(directory.path), "SIGKILL");
    expect((await server.failed).message).toBe(
      `Die Datenbank in ${directory.path}/database wurde von außen beendet.`,
    );
    await server.stop();
  });

  test("does not come from Ctrl-C, which reaches the service alone", async () => {
    using directory = usedDataDirectory();
    await using service = await mustStart(directory.path);
    process.kill(-service.pid, "SIGINT");
    expect(await query(service.url, "SELECT word FROM kept")).toHaveLength(1);
  });
});

describe("a data folder that cannot be used is explained in one sentence", () => {
  const damages: Record<string, { damage(database: string): void; says: RegExp }> = {
    "PG_VERSION is missing": {
      damage: (database) => rmSync(path.join(database, "PG_VERSION")),
      says: /beschädigt \(es fehlt PG_VERSION\); spielen Sie eine Sicherung ein/,
    },
    "its password is missing": {
      damage: (database) => rmSync(path.join(database, "servicecenter-password")),
      says: /beschädigt \(es fehlt servicecenter-password\)/,
    },
    "it was written by another version": {
      damage: (database) => writeFileSync(path.join(database, "PG_VERSION"), "15\n"),
      says: /stammt von PostgreSQL 15, dieses Programm bringt PostgreSQL 18 mit/,
    },
    "the control file is corrupt": {
      damage: (database) =>
        writeFileSync(path.join(database, "global/pg_control"), "x".repeat(8192)),
      says: /beschädigt \(PostgreSQL meldet: .*\); spielen Sie eine Sicherung ein/,
    },
    "the control file is missing": {
      damage: (database) => rmSync(path.join(database, "global/pg_control")),
      says: /beschädigt \(PostgreSQL meldet: could not find the database system\)/,
    },
    "the log of changes is missing": {
      damage: (database) => rmSync(path.join(database, "pg_wal"), { recursive: true }),
      says: /beschädigt \(PostgreSQL meldet: .*pg_wal.*\)/,
    },
    "the folder holds something else": {
      damage: (database) => {
        rmSync(database, { recursive: true });
        mkdirSync(database);
        writeFileSync(path.join(database, "holiday.jpg"), "");
      },
      says: /beschädigt/,
    },
    "it is a file": {
      damage: (database) => {
        rmSync(database, { recursive: true });
        writeFileSync(database, "");
      },
      says: /liegt eine Datei; dort soll der Ordner der Datenbank entstehen/,
    },
  };

  test.for(Object.entries(damages))("%s", async ([, { damage, says }]) => {
    using directory = usedDataDirectory();
    damage(path.join(directory.path, "database"));
    const refusal = await refusalOf(directory.path);
    expect(refusal).toMatch(says);
    expect(refusal).toContain(directory.path);
    expect(refusal).toMatch(/^[^\n]*\.$/);
  });

  test("DATA_DIR is a file", async () => {
    using directory = temporaryDirectory();
    const file = path.join(directory.path, "data");
    writeFileSync(file, "");
    expect(await refusalOf(file)).toBe(
      `In den Ordner ${file} lässt sich nicht schreiben (EEXIST); ` +
        "prüfen Sie Rechte und freien Platz oder wählen Sie mit DATA_DIR einen anderen.",
    );
  });
});
