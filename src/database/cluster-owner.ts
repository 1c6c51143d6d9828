// Which service a running server belongs to. A service holds an advisory lock in its own server as
// long as it lives, however it ends; others only look whether the lock is held.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { StartError } from "../errors.ts";
import { clusterRole } from "./cluster.ts";
import { statIfThere } from "./server-account.ts";
import { endServer } from "./server-process.ts";

const ownerLockKey = 115_115;

const pollMilliseconds = 50;
const connectMillisecondsMax = 2_000;
/** A service that has just started its server takes the lock within this time. */
const ownerAppearsMillisecondsMax = 2_000;
const serverSettlesMillisecondsMax = 30_000;
const pidFileEmptyMillisecondsMax = 1_000;

/** A connection to the maintenance database of an embedded server. */
export function clusterClient(port: number, password: string): pg.Client {
  const client = new pg.Client({
    host: "127.0.0.1",
    port,
    user: clusterRole,
    password,
    database: "postgres",
    application_name: "servicecenter-115-owner",
    // Said, so that no PGSSLMODE or PGOPTIONS of the operator's shell applies.
    ssl: false,
    options: "-c TimeZone=UTC",
    connectionTimeoutMillis: connectMillisecondsMax,
  });
  // A broken connection shows where it is used, or in its end.
  client.on("error", () => {});
  return client;
}

/**
 * Holds the ownership of a running server. PostgreSQL ends all sessions when one breaks down, and
 * carries on; then it is taken anew.
 * @returns gives it up
 * @throws StartError when another service holds it
 */
export async function holdOwnership(
  cluster: string,
  port: number,
  password: string,
): Promise<() => Promise<void>> {
  let released = false;
  const take = async (): Promise<pg.Client> => {
    const client = clusterClient(port, password);
    await client.connect();
    const { rows } = await client.query<{ taken: boolean }>(
      "SELECT pg_try_advisory_lock($1) AS taken",
      [ownerLockKey],
    );
    if (!rows[0]?.taken) {
      await client.end();
      throw alreadyInUse(cluster);
    }
    client.once("end", () => void regain());
    return client;
  };
  const regain = async () => {
    while (!released) {
      try {
        holder = await take();
        return;
      } catch {
        await sleep(pollMilliseconds);
      }
    }
  };
  let holder = await take();
  return () => {
    released = true;
    return holder.end();
  };
}

/**
 * Makes sure that no server runs on the data folder. One that outlived its service is stopped in
 * order; nothing is lost by it.
 * @throws StartError when a living service owns it, or it answers to nobody
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
    ownerlessSince = ownership === "none" ? (ownerlessSince ?? now) : null;
    const isLeftBehind =
      ownerlessSince !== null && now - ownerlessSince > ownerAppearsMillisecondsMax;
    if (isLeftBehind && server !== "starting") {
      const gone = untilGone(server.pid, cluster);
      await endServer((signal) => signalProcess(server.pid, signal), gone);
      return;
    }
    if (now - startedAt > serverSettlesMillisecondsMax) {
      throw new StartError(
        `Auf der Datenbank in ${cluster} läuft noch ein PostgreSQL, das nicht antwortet; ` +
          "beenden Sie es.",
      );
    }
    await sleep(pollMilliseconds);
  }
}

interface RunningServer {
  pid: number;
  port: number;
}

/** Reads postmaster.pid, which a starting server fills step by step. */
function findRunningServer(cluster: string): RunningServer | "starting" | null {
  const file = path.join(cluster, "postmaster.pid");
  const status = statIfThere(file);
  if (!status) return null;
  const [pid = 0, , , port = 0] = readFileSync(file, "utf8").split("\n").map(Number);
  if (pid > 1 && isServerOf(pid, cluster)) return port > 0 ? { pid, port } : "starting";
  if (pid === 0 && Date.now() - status.mtimeMs < pidFileEmptyMillisecondsMax) return "starting";
  // PostgreSQL sees for itself that a process is gone. But it gives up before a number that belongs
  // to another process now, and before an empty file, which a breakdown of the system may leave.
  if (pid === 0 || signalProcess(pid, 0)) rmSync(file, { force: true });
  return null;
}

/** The number may have gone to another process since; only a server sits in the data folder. */
function isServerOf(pid: number, cluster: string): boolean {
  if (!signalProcess(pid, 0)) return false;
  if (!existsSync("/proc/self/cwd")) {
    const ps = spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
    return ps.stdout.includes("postgres");
  }
  try {
    const program = readFileSync(`/proc/${pid}/comm`, "utf8").trim();
    return program === "postgres" && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
  } catch {
    return false;
  }
}

async function askOwnership(
  server: RunningServer | "starting",
  password: string,
): Promise<"owned" | "none" | "unknown"> {
  if (server === "starting") return "unknown";
  const client = clusterClient(server.port, password);
  try {
    await client.connect();
    const { rowCount } = await client.query(
      "SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = $1 AND granted",
      [ownerLockKey],
    );
    return rowCount === 0 ? "none" : "owned";
  } catch {
    return "unknown";
  } finally {
    await client.end();
  }
}

/** @returns whether there is such a process */
function signalProcess(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

async function untilGone(pid: number, cluster: string): Promise<void> {
  while (isServerOf(pid, cluster)) await sleep(pollMilliseconds);
}

function alreadyInUse(cluster: string): StartError {
  return new StartError(
    `Die Datenbank in ${cluster} wird schon von einem laufenden Programm benutzt; ` +
      "beenden Sie es oder wählen Sie mit DATA_DIR einen anderen Ordner.",
  );
}
