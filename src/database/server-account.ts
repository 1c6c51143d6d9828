import { readFileSync, statSync } from "node:fs";
import { StartError } from "../errors.ts";

/** The system account that the database server runs as. */
export interface ServerAccount {
  uid: number;
  gid: number;
}

/** Accounts that exist for such a purpose, the fittest first. */
const accountNames = ["postgres", "_postgres", "nobody"];

/**
 * PostgreSQL refuses to run as root. So root hands the server to the owner of the data or, when
 * there is none yet, to an unprivileged account of the system.
 * @returns null when the server simply runs as ourselves
 */
export function chooseServerAccount(clusterDirectory: string): ServerAccount | null {
  if (process.getuid?.() !== 0) return null;
  const owner = statSync(clusterDirectory, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const accounts = readAccounts();
  const name = accountNames.find((candidate) => accounts.has(candidate));
  const account = name === undefined ? undefined : accounts.get(name);
  if (account) return account;
  throw new StartError(
    "PostgreSQL läuft nicht als root, und es gibt kein Konto „postgres“ oder „nobody“; " +
      "starten Sie das Programm als gewöhnlicher Nutzer.",
  );
}

function readAccounts(): Map<string, ServerAccount> {
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  return new Map(
    lines.map((line) => {
      const [name = "", , uid, gid] = line.split(":");
      return [name, { uid: Number(uid), gid: Number(gid) }];
    }),
  );
}
