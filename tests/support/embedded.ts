import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import pg from "pg";

const servicePath = fileURLToPath(new URL("embedded-service.ts", import.meta.url));
const projectDirectory = fileURLToPath(new URL("../..", import.meta.url));

/** What an operator's shell may hold and must not matter. */
const misleadingEnvironment = {
  PGPORT: "1",
  PGHOST: "192.0.2.1",
  PGSSLMODE: "require",
  PGOPTIONS: "-c nonsense=1",
  LC_ALL: "de_DE.UTF-8",
  TZ: "Europe/Berlin",
};

interface RunningService extends AsyncDisposable {
  pid: number;
  url: string;
  /** Ends it in order and waits for that. */
  stop(): Promise<void>;
  /** As `kill -9`: it gets no chance to clean up. */
  kill(): Promise<void>;
}

interface Account {
  uid: number;
  gid: number;
}

/** An account without any right of its own, to run as when the tests run as root. */
export const nobody: Account = { uid: 65_534, gid: 65_534 };

/** Starts a service of its own process on a data directory, as another account if one is given. */
export async function startService(
  dataDirectory: string,
  account?: Account,
): Promise<RunningService | { refusal: string }> {
  const { PATH } = process.env;
  const service = spawn(process.execPath, ["--import", "tsx", servicePath, dataDirectory], {
    ...account,
    cwd: projectDirectory,
    env: { ...misleadingEnvironment, PATH },
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const closed = once(service, "close");
  let complaints = "";
  service.stderr.setEncoding("utf8").on("data", (text: string) => (complaints += text));
  const firstLine = once(createInterface({ input: service.stdout }), "line");
  const answer = await Promise.race([firstLine, closed.then(() => null)]);
  if (answer === null) throw new Error(`The service ended without an answer: ${complaints}`);
  const said = JSON.parse(String(answer[0])) as { url: string } | { refusal: string };
  if ("refusal" in said) {
    await closed;
    return said;
  }
  const stop = async () => {
    service.stdin.end();
    await closed;
  };
  const kill = async () => {
    service.kill("SIGKILL");
    await closed;
  };
  return { pid: service.pid ?? 0, url: said.url, stop, kill, [Symbol.asyncDispose]: stop };
}

/** The same, for where a refusal would be a mistake. */
export async function mustStart(dataDirectory: string, account?: Account): Promise<RunningService> {
  const service = await startService(dataDirectory, account);
  if ("refusal" in service) throw new Error(service.refusal);
  return service;
}

export async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Copies with owners and modes, as a backup would. */
export function copyTree(from: string, to: string): void {
  const copy = spawnSync("cp", ["-a", from, to]);
  if (copy.status !== 0) throw new Error(copy.stderr.toString());
}

export function serverPid(dataDirectory: string): number {
  return Number(
    readFileSync(path.join(dataDirectory, "database/postmaster.pid"), "utf8").split("\n")[0],
  );
}

/** One that has ended, but that no parent has taken note of, does not count. */
export function isAlive(pid: number): boolean {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, "utf8");
    return status[status.lastIndexOf(")") + 2] !== "Z";
  } catch {
    return false;
  }
}

/** Finds the process that another has started, by a part of its command line. */
export function childOf(parent: number, part: string): number {
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    try {
      const status = readFileSync(`/proc/${name}/stat`, "utf8");
      const [, startedBy] = status.slice(status.lastIndexOf(")") + 2).split(" ");
      const command = readFileSync(`/proc/${name}/cmdline`, "utf8");
      if (Number(startedBy) === parent && command.includes(part)) return Number(name);
    } catch {
      // Ended while we looked.
    }
  }
  throw new Error(`Process ${parent} has no child with ${part} in its command line`);
}
