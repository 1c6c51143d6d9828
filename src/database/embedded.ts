import path from "node:path";
import { StartError } from "../errors.ts";
import { alreadyInUse, clusterClient, freeCluster, takeOwnership } from "./cluster-owner.ts";
import { checkCluster, clusterExists, clusterRole, createCluster } from "./cluster.ts";
import { damaged, removeUnfinishedClusters } from "./cluster.ts";
import { chooseServerAccount } from "./server-account.ts";
import { prepareServerBinaries } from "./server-binaries.ts";
import { launchServer, ServerLaunchError } from "./server-process.ts";
import type { ServerProcess } from "./server-process.ts";

export interface EmbeddedServer {
  url: string;
  /** Ends the server, at the latest after about 3 seconds. May be called again. */
  stop(): Promise<void>;
}

interface EmbeddedOptions {
  /** Gives up durability for speed: for tests alone. */
  volatile?: boolean;
}

const databaseName = "servicecenter";
const launchesMax = 5;

/**
 * Starts a real PostgreSQL on `dataDirectory`/database, which is created at the first start.
 * @throws StartError with one German sentence
 */
export async function startEmbedded(
  dataDirectory: string,
  options: EmbeddedOptions = {},
): Promise<EmbeddedServer> {
  const home = path.resolve(dataDirectory);
  const cluster = path.join(home, "database");
  const account = chooseServerAccount(cluster);
  const binaries = prepareServerBinaries(home, account);
  if (!clusterExists(cluster)) {
    await createCluster(binaries.initdb, cluster, account, options.volatile ? ["--no-sync"] : []);
  }
  const password = checkCluster(cluster, account);
  const settings: Record<string, string> = options.volatile
    ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }
    : {};
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
  for (let attempt = 1; ; attempt += 1) {
    await freeCluster(cluster, password);
    try {
      return await launch();
    } catch (error) {
      if (!(error instanceof ServerLaunchError)) throw error;
      const passing = /postmaster\.pid" already exists|Address already in use/;
      if (attempt === launchesMax || !error.output.some((line) => passing.test(line))) {
        throw explainLaunchError(error, cluster);
      }
    }
  }
}

function explainLaunchError(error: ServerLaunchError, cluster: string): StartError {
  const complaint = error.output.findLast((line) => /(FATAL|PANIC|ERROR): /.test(line));
  const reason = complaint?.replace(/^.*?(FATAL|PANIC|ERROR): +/, "") ?? error.message;
  if (/No space left/.test(reason)) {
    return new StartError(`Für die Datenbank in ${cluster} ist kein Platz mehr auf dem Datenträger.`);
  }
  return damaged(cluster, `PostgreSQL meldet: ${reason}`);
}

async function own(
  server: ServerProcess,
  cluster: string,
  password: string,
): Promise<EmbeddedServer> {
  const owner = clusterClient(server.port, password);
  try {
    await owner.connect();
    if (!(await takeOwnership(owner))) throw alreadyInUse(cluster);
    removeUnfinishedClusters(path.dirname(cluster));
    const { rowCount } = await owner.query("SELECT FROM pg_database WHERE datname = $1", [
      databaseName,
    ]);
    if (rowCount === 0) await owner.query(`CREATE DATABASE ${databaseName}`);
  } catch (error) {
    await server.stop();
    if (error instanceof StartError) throw error;
    throw damaged(cluster, `PostgreSQL meldet: ${error instanceof Error ? error.message : error}`);
  }
  return {
    url: `postgresql://${clusterRole}:${password}@127.0.0.1:${server.port}/${databaseName}`,
    async stop() {
      await owner.end();
      await server.stop();
    },
  };
}
