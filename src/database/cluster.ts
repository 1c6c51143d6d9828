import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmodSync, chownSync, lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { StartError } from "../errors.ts";
import { statIfThere } from "./server-account.ts";
import type { ServerAccount } from "./server-account.ts";
import { serverEnvironment } from "./server-binaries.ts";
import { clusterPathFor } from "./server-process.ts";

/** The role that owns everything in the embedded server. */
export const clusterRole = "servicecenter";

/** The major version whose data format the embedded server reads. */
const majorVersion = "18";

/** Lies inside the data folder, so that a copy or backup of the folder is complete. */
const passwordFile = "servicecenter-password";

const unfinishedPrefix = ".database-";

/**
 * @returns whether a data folder is there; an empty one counts as none
 * @throws StartError when it belongs to somebody else
 */
export function clusterExists(cluster: string, account: ServerAccount | null): boolean {
  const status = statIfThere(cluster);
  if (!status) return false;
  if (!status.isDirectory()) {
    throw new StartError(
      `An der Stelle ${cluster} liegt eine Datei; dort soll der Ordner der Datenbank entstehen.`,
    );
  }
  if (!account && status.uid !== process.getuid?.()) {
    throw new StartError(
      `Der Datenbankordner ${cluster} gehört einem anderen Nutzer; starten Sie das Programm ` +
        "als dieser oder ändern Sie den Besitzer des Ordners.",
    );
  }
  return readdirSync(cluster).length > 0;
}

/**
 * Makes a folder with those above it. Not by `recursive`, which never ends where a file system
 * says of a folder to be made that it does not exist, as /proc does.
 */
function makeFolder(folder: string): void {
  const isFolder = () => statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (isFolder()) return;
  makeFolder(path.dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another start has made it meanwhile.
    if (!isFolder()) throw error;
  }
}

/**
 * Creates the data folder: prepared under another name and renamed when it is complete, so that an
 * interrupted first start leaves no half a database.
 * @throws StartError when the place is not writable
 */
export async function createCluster(
  initdb: string,
  cluster: string,
  account: ServerAccount | null,
  flags: string[] = [],
): Promise<void> {
  const home = path.dirname(cluster);
  const unfinished = attemptToWrite(home, () => {
    makeFolder(home);
    return mkdtempSync(path.join(home, unfinishedPrefix));
  });
  try {
    const fresh = path.join(unfinished, "cluster");
    const password = path.join(unfinished, passwordFile);
    attemptToWrite(home, () => {
      mkdirSync(fresh, { mode: 0o700 });
      writeFileSync(password, randomBytes(24).toString("base64url"), { mode: 0o600 });
      if (account) for (const file of [unfinished, fresh, password]) give(file, account);
    });
    const complaint = await runInitdb(initdb, fresh, account, [
      `--pwfile=../${passwordFile}`,
      ...flags,
    ]);
    if (clusterExists(cluster, account)) return;
    if (complaint !== null) {
      throw new StartError(
        `Die Datenbank lässt sich in ${cluster} nicht anlegen (PostgreSQL meldet: ${complaint}).`,
      );
    }
    attemptToWrite(home, () => {
      renameSync(password, path.join(fresh, passwordFile));
      moveIntoPlace(fresh, cluster);
    });
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Removes what interrupted first starts left behind. */
export function removeUnfinishedClusters(home: string): void {
  for (const name of readdirSync(home)) {
    if (!name.startsWith(unfinishedPrefix)) continue;
    try {
      rmSync(path.join(home, name), { recursive: true, force: true });
    } catch {
      // Still being written by an initdb that outlived its service; the next start removes it.
    }
  }
}

/**
 * Looks whether the folder can be one that our server wrote.
 * @returns the password of `clusterRole`
 * @throws StartError naming the folder and what to do
 */
export function checkCluster(cluster: string, account: ServerAccount | null): string {
  const version = readIfThere(path.join(cluster, "PG_VERSION"))?.trim();
  const password = readIfThere(path.join(cluster, passwordFile))?.trim();
  if (!version || !password)
    throw damaged(cluster, `es fehlt ${version ? passwordFile : "PG_VERSION"}`);
  if (version !== majorVersion) {
    throw new StartError(
      `Der Datenbankordner ${cluster} stammt von PostgreSQL ${version}, dieses Programm bringt ` +
        `PostgreSQL ${majorVersion} mit; übertragen Sie die Daten mit pg_dump.`,
    );
  }
  if (account && statSync(cluster).uid !== account.uid) giveAll(cluster, account);
  chmodSync(cluster, 0o700);
  return password;
}

export function damaged(cluster: string, reason: string): StartError {
  return new StartError(
    `Der Datenbankordner ${cluster} ist beschädigt (${reason}); spielen Sie eine Sicherung ein ` +
      "oder verschieben Sie den Ordner, um mit leerer Datenbank zu beginnen.",
  );
}

/** @returns null when it is done, else what initdb complains of */
async function runInitdb(
  initdb: string,
  cluster: string,
  account: ServerAccount | null,
  flags: string[],
): Promise<string | null> {
  const all = [
    `--pgdata=${clusterPathFor(cluster, account)}`,
    `--username=${clusterRole}`,
    "--auth=scram-sha-256",
    // The builtin provider sorts and folds alike on every system, whatever its libraries.
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    ...flags,
  ];
  const child = spawn(initdb, all, {
    ...account,
    cwd: cluster,
    env: serverEnvironment,
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let output = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
  const [code] = (await once(child, "close")) as [number | null];
  if (code === 0) return null;
  const complaint = output.split("\n").find((line) => /error|fatal|could not/i.test(line));
  return complaint ?? "Abbruch";
}

/** A second first start at the same time may have been faster; its folder is as good as ours. */
function moveIntoPlace(fresh: string, cluster: string): void {
  try {
    renameSync(fresh, cluster);
  } catch (error) {
    if (!["ENOTEMPTY", "EEXIST"].includes(codeOf(error))) throw error;
  }
}

function attemptToWrite<Result>(home: string, write: () => Result): Result {
  try {
    return write();
  } catch (error) {
    throw new StartError(
      `In den Ordner ${home} lässt sich nicht schreiben (${codeOf(error)}); ` +
        "prüfen Sie Rechte und freien Platz oder wählen Sie mit DATA_DIR einen anderen.",
    );
  }
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw new StartError(`Die Datei ${file} ist nicht lesbar (${codeOf(error)}).`);
  }
}

function give(file: string, account: ServerAccount): void {
  chownSync(file, account.uid, account.gid);
}

/** A data folder that root copied or restored belongs to root; the server must own all of it. */
function giveAll(directory: string, account: ServerAccount): void {
  give(directory, account);
  for (const name of readdirSync(directory)) {
    const file = path.join(directory, name);
    const status = lstatSync(file);
    if (status.isDirectory()) giveAll(file, account);
    else if (status.isFile()) give(file, account);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
