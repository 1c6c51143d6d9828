import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import type { ServerAccount } from "./server-account.ts";
import { serverEnvironment } from "./server-binaries.ts";

export interface ServerProcess {
  port: number;
  /** Settles when the server has ended, however it came to that. */
  ended: Promise<unknown>;
  /** Ends the server, gently first; at the latest after about 3 seconds. */
  stop(): Promise<void>;
}

/** The server ended before it was ready; `output` is what it said. */
export class ServerLaunchError extends Error {
  readonly output: string[];

  constructor(output: string[]) {
    super(output.at(-1) ?? "The server ended without a word");
    this.output = output;
  }
}

const fastShutdownMillisecondsMax = 2_000;
const immediateShutdownMillisecondsMax = 500;
const outputLinesMax = 50;

/**
 * How a server process names its data folder. Run by root for another account, it may not be able
 * to walk down to the folder (say, below /root); but root starts it right there.
 */
export function clusterPathFor(cluster: string, account: ServerAccount | null): string {
  const ownDirectory = "/proc/self/cwd";
  return account && existsSync(ownDirectory) ? ownDirectory : cluster;
}

/** Said on the command line, so that nothing in the data folder's own settings can change it. */
const fixedSettings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  // We read from its standard error when the server is ready, and why it is not.
  log_destination: "stderr",
  logging_collector: "off",
  log_min_messages: "warning",
  lc_messages: "C",
};

/**
 * Starts the server of a data folder on 127.0.0.1 and waits until it takes connections.
 * @throws ServerLaunchError when it ends before
 */
export async function launchServer(
  postgres: string,
  cluster: string,
  account: ServerAccount | null,
  settings: Record<string, string>,
): Promise<ServerProcess> {
  const port = await findFreePort();
  const all = { ...fixedSettings, port: String(port), ...settings };
  const flags = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const server = spawn(postgres, ["-D", clusterPathFor(cluster, account), ...flags], {
    ...account,
    cwd: cluster,
    env: serverEnvironment,
    // A session of its own: Ctrl-C in the terminal reaches us alone, we stop the server in order.
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = once(server, "exit").catch(() => {});
  const silent = once(server, "close").catch(() => {});
  const output: string[] = [];
  const lines = createInterface({ input: server.stderr });
  const ready = new Promise<void>((resolve, reject) => {
    lines.on("line", (line) => {
      output.push(line);
      if (output.length > outputLinesMax) output.shift();
      if (line.includes("database system is ready to accept connections")) resolve();
    });
    void silent.then(() => reject(new ServerLaunchError(output)));
  });
  if (server.pid !== undefined) guardServer(server.pid, ended, account);
  await ready;
  return {
    port,
    ended,
    stop: () => endServer((signal) => server.kill(signal), ended),
  };
}

/** Asks for PostgreSQL's fast shutdown, then the immediate one, then leaves it no choice. */
export async function endServer(
  kill: (signal: NodeJS.Signals) => void,
  ended: Promise<unknown>,
): Promise<void> {
  kill("SIGINT");
  if (await settlesWithin(ended, fastShutdownMillisecondsMax)) return;
  kill("SIGQUIT");
  if (await settlesWithin(ended, immediateShutdownMillisecondsMax)) return;
  kill("SIGKILL");
  await ended;
}

/** @returns whether the promise settled in time */
async function settlesWithin(promise: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  const inTime = await Promise.race([promise.then(() => true), late]);
  clearTimeout(timer);
  return inTime;
}

/** Ends the server when we die without a chance to do so: then our end of its input closes. */
function guardServer(pid: number, ended: Promise<unknown>, account: ServerAccount | null): void {
  const watchdog = spawn("/bin/sh", ["-c", 'read -r _; kill -INT "$0"', String(pid)], {
    ...account,
    cwd: "/",
    env: serverEnvironment,
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  watchdog.on("error", () => {});
  watchdog.stdin.on("error", () => {});
  void ended.then(() => watchdog.kill("SIGKILL"));
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
