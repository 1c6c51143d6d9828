import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StartError } from "../errors.ts";
import { clusterClient, freeCluster, holdOwnership } from "./cluster-owner.ts";
import { checkCluster, clusterExists, clusterRole, createCluster, damaged } from "./cluster.ts";
import { removeUnfinishedClusters } from "./cluster.ts";
import { chooseServerAccount } from "./server-account.ts";
import { findNativeDirectory, prepareServerBinaries } from "./server-binaries.ts";
import { launchServer, ServerLaunchError } from "./server-process.ts";
import type { ServerProcess } from "./server-process.ts";

interface EmbeddedServer {
  url: string;
  /** Settles, with one German sentence, when the server ends although nobody stopped it. */
  failed: Promise<StartError>;
  /** Ends the server, at the latest after about 3 seconds. May be called again. */
  stop(): Promise<void>;
}

interface EmbeddedOptions {
  /** Gives up durability for speed: for tests and for comparing schemas. */
  volatile?: boolean;
}

const databaseName = "servicecenter";
const launchesMax = 20;
const launchPauseMilliseconds = 100;

/** Before its log is open, PostgreSQL complains like any command. */
const complaintPattern = /(?:FATAL: |PANIC: |^postgres:) +(.*)/;

/** Where root keeps a copy of PostgreSQL when ours lies in a folder closed to other accounts. */
const systemCacheDirectory = "/var/cache/servicecenter-115";

const volatileSettings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

/**
 * Starts a real PostgreSQL on `dataDirectory`/database, which the first start creates. It ends with
 * this process, however that ends, and a start after a breakdown finds all committed data.
 * @throws StartError with one German sentence
 */
export async function startEmbedded(
  dataDirectory: string,
  options: EmbeddedOptions = {},
): Promise<EmbeddedServer> {
  const home = path.resolve(dataDirectory);
  const cluster = path.join(home, "database");
  try {
    return await start(home, cluster, options.volatile ?? false);
  } catch (error) {
    if (error instanceof Error && "syscall" in error && "code" in error) {
      throw unableToStart(cluster, String(error.code));
    }
    throw error;
  }
}

async function start(home: string, cluster: string, volatile: boolean): Promise<EmbeddedServer> {
  const account = chooseServerAccount(cluster);
  const copyHome = account ? systemCacheDirectory : home;
  const binaries = prepareServerBinaries(findNativeDirectory(), copyHome, account);
  if (!clusterExists(cluster, account)) {
    await createCluster(binaries.initdb, cluster, account, volatile ? ["--no-sync"] : []);
  }
  const password = checkCluster(cluster, account);
  const settings: Record<string, string> = volatile ? volatileSettings : {};
  const server = await launchFreed(cluster, password, () =>
    launchServer(binaries.postgres, cluster, account, settings),
  );
  return own(server, cluster, password);
}

/** Repeats what another start at the same time, or another program on our port, can spoil. */
async function launchFreed(
  cluster: string,
  password: string,
  launch: () => Promise<ServerProcess>,
): Promise<ServerProcess> {
  const passing = /postmaster\.pid" already exists|Address already in use|is still in use/;
  for (let attempt = 1; ; attempt += 1) {
    await freeCluster(cluster, password);
    try {
      return await launch();
    } catch (error) {
      if (!(error instanceof ServerLaunchError)) throw error;
      const repeatable = error.output.some((line) => passing.test(line));
      if (!repeatable || attempt === launchesMax) throw explainLaunchError(error, cluster);
      await sleep(launchPauseMilliseconds);
    }
  }
}

function explainLaunchError(error: ServerLaunchError, cluster: string): StartError {
  const complaints = error.output.flatMap((line) => complaintPattern.exec(line)?.[1] ?? []);
  const complaint = complaints.at(-1);
  return complaint === undefined
    ? unableToStart(cluster, `PostgreSQL meldet: ${error.message}`)
    : explainComplaint(complaint, cluster);
}

/** Tells what the system around it lacks from what is wrong with the data. */
function explainComplaint(complaint: string, cluster: string): StartError {
  if (/No space left/.test(complaint)) {
    return new StartError(
      `Für die Datenbank in ${cluster} ist kein Platz mehr auf dem Datenträger.`,
    );
  }
  return /shared memory|allocate memory|TCP\/IP|listen|ermission|Read-only/.test(complaint)
    ? unableToStart(cluster, `PostgreSQL meldet: ${complaint}`)
    : damaged(cluster, `PostgreSQL meldet: ${complaint}`);
}

function unableToStart(cluster: string, reason: string): StartError {
  return new StartError(`Die Datenbank in ${cluster} lässt sich nicht starten (${reason}).`);
}

/** Makes the server ours, and its database ready to be opened. */
async function own(
  server: ServerProcess,
  cluster: string,
  password: string,
): Promise<EmbeddedServer> {
  try {
    const release = await holdOwnership(cluster, server.port, password);
    void server.ended.then(release);
    removeUnfinishedClusters(path.dirname(cluster));
    await createDatabase(server.port, password);
  } catch (error) {
    await server.stop();
    if (error instanceof StartError) throw error;
    throw explainComplaint(error instanceof Error ? error.message : String(error), cluster);
  }
  let stopping: Promise<void> | undefined;
  const failed = new Promise<StartError>((resolve) => {
    void server.ended.then(() => {
      if (stopping) return;
      resolve(new StartError(`Die Datenbank in ${cluster} wurde von außen beendet.`));
    });
  });
  const address = `127.0.0.1:${server.port}`;
  return {
    url: `postgresql://${clusterRole}:${password}@${address}/${databaseName}?sslmode=disable`,
    failed,
    stop: () => (stopping ??= server.stop()),
  };
}

async function createDatabase(port: number, password: string): Promise<void> {
  const client = clusterClient(port, password);
  await client.connect();
  const found = await client.query("SELECT FROM pg_database WHERE datname = $1", [databaseName]);
  if (found.rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
  await client.end();
}
