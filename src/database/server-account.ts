import { readFileSync, statSync } from "node:fs";
import type { Stats } from "node:fs";
import path from "node:path";
import { StartError } from "../errors.ts";

/** The system account that the database server runs as. */
export interface ServerAccount {
  uid: number;
  gid: number;
}

/** Accounts that exist for such a purpose, the fittest first. */
const serviceAccounts = ["postgres", "_postgres", "nobody"];

/**
 * PostgreSQL refuses to run as root. So root hands the server to the owner of the data folder or of
 * the place where it will lie (`sudo npm start` in one's own project), else to a service account.
 * @returns null when the server simply runs as ourselves
 * @throws StartError when the system has no account to hand it to
 */
export function chooseServerAccount(cluster: string): ServerAccount | null {
  if (process.getuid?.() !== 0) return null;
  const owner = statIfThere(cluster);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const accounts = readAccounts();
  const keeper = statNearest(path.dirname(cluster));
  // PostgreSQL creates a data folder only for an account that has a name.
  const named = [...accounts.values()].find((account) => account.uid === keeper.uid);
  if (named && named.uid !== 0) return named;
  for (const name of serviceAccounts) {
    const account = accounts.get(name);
    if (account) return account;
  }
  throw new StartError(
    "PostgreSQL läuft nicht als root, und es gibt kein Konto „postgres“ oder „nobody“; " +
      "starten Sie das Programm als gewöhnlicher Nutzer.",
  );
}

function statNearest(directory: string): Stats {
  return statIfThere(directory) ?? statNearest(path.dirname(directory));
}

/** What lies there, if anything does. */
export function statIfThere(file: string): Stats | null {
  try {
    return statSync(file);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw error;
  }
}

function readAccounts(): Map<string, ServerAccount> {
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  const accounts = new Map<string, ServerAccount>();
  for (const line of lines) {
    const [name = "", , uid, gid] = line.split(":");
    if (uid && gid) accounts.set(name, { uid: Number(uid), gid: Number(gid) });
  }
  return accounts;
}
