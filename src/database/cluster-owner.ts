import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { StartError } from "../errors.ts";
import { clusterRole } from "./cluster.ts";
import { endServer } from "./server-process.ts";

/** Held by the one service that a running server belongs to, as long as that service lives. */
const ownerLockKey = 115_115;

const pollMilliseconds = 50;
/** A service that has just started its server takes the lock within this time. */
const ownerAppearsMillisecondsMax = 2_000;
const serverSettlesMillisecondsMax = 30_000;

interface RunningServer {
  pid: number;
  port: number;
}

/** A connection to the maintenance database of an embedded server. */
export function clusterClient(port: number, password: string): pg.Client {
  const client = new pg.Client({
    host: "127.0.0.1",
    port,
    user: clusterRole,
    password,
    database: "postgres",
    application_name: "servicecenter-115-owner",
  });
  // A broken connection shows where it is used, or in the end of the server itself.
  client.on("error", () => {});
  return client;
}

/** @returns whether this connection now holds the ownership of its server */
export async function takeOwnership(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(
    "SELECT pg_try_advisory_lock($1) AS taken",
    [ownerLockKey],
  );
  return rows[0]?.taken === true;
}

export function alreadyInUse(cluster: string): StartError {
  return new StartError(
    `Die Datenbank in ${cluster} wird schon von einem laufenden Programm benutzt; ` +
      "beenden Sie es oder wählen Sie mit DATA_DIR einen anderen Ordner.",
  );
}

/**
 * Makes sure that no server runs on the data folder. One that outlived its service is stopped in
 * order; nothing is lost by it.
 * @throws StartError when a living service owns it
 */
export async function freeCluster(cluster: string, password: string): Promise<void> {
  const startedAt = performance.now();
  let ownerlessSince: number | null = null;
  for (;;) {
    const server = findRunningServer(cluster);
    if (!server) return;
    const ownership = await askOwnership(server, password);
    const now = performance.now();
    if (ownership === "owned") throw alreadyInUse(cluster);
    if (ownership === "unknown") ownerlessSince = null;
    else ownerlessSince ??= now;
    if (ownerlessSince !== null && now - ownerlessSince > ownerAppearsMillisecondsMax) {
      await endServer((signal) => send(server.pid, signal), untilGone(server.pid));
      return;
    }
    if (now - startedAt > serverSettlesMillisecondsMax) throw alreadyInUse(cluster);
    await sleep(pollMilliseconds);
  }
}

/** Reads postmaster.pid; removes it when it is stale, where PostgreSQL itself could not be sure. */
function findRunningServer(cluster: string): RunningServer | null {
  const file = path.join(cluster, "postmaster.pid");
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, "utf8").split("\n");
  const server = { pid: Number(lines[0]), port: Number(lines[3]) };
  if (isServerOf(server.pid, cluster)) return server;
  rmSync(file, { force: true });
  return null;
}

/** The number of a process may have gone to another since; only a server sits in the data folder. */
function isServerOf(pid: number, cluster: string): boolean {
  if (!send(pid, 0)) return false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
  } catch {
    const ps = spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
    return ps.error !== undefined || /postgres/.test(ps.stdout);
  }
}

async function askOwnership(
  server: RunningServer,
  password: string,
): Promise<"owned" | "free" | "unknown"> {
  const client = clusterClient(server.port, password);
  try {
    await client.connect();
    return (await takeOwnership(client)) ? "free" : "owned";
  } catch {
    return "unknown";
  } finally {
    await client.end();
  }
}

/** @returns whether there is such a process */
function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

async function untilGone(pid: number): Promise<void> {
  while (send(pid, 0)) await sleep(pollMilliseconds);
}
