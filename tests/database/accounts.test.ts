import { chmodSync, chownSync, mkdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { mustStart, nobody, query, startService } from "../support/embedded.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const notRoot = process.getuid?.() !== 0;
/** The project may lie where another account cannot read it; then it cannot run it either. */
const closed = notRoot || spawnSync("test", ["-r", import.meta.filename], nobody).status !== 0;

function ownerOf(file: string): number {
  return statSync(file).uid;
}

test.skipIf(closed)("an ordinary user runs the server himself", async () => {
  using directory = temporaryDirectory();
  chownSync(directory.path, nobody.uid, nobody.gid);
  await using service = await mustStart(directory.path, nobody);
  await query(service.url, "SELECT 1");
  expect(ownerOf(path.join(directory.path, "database"))).toBe(nobody.uid);
});

test.skipIf(notRoot)(
  "root hands the server to an account without rights, also below a closed folder",
  async () => {
    using directory = temporaryDirectory();
    const folder = path.join(directory.path, "closed");
    mkdirSync(folder, { mode: 0o700 });
    const dataDirectory = path.join(folder, "data");
    await using service = await mustStart(dataDirectory);
    await query(service.url, "SELECT 1");
    const pid = readFileSync(path.join(dataDirectory, "database/postmaster.pid"), "utf8").split(
      "\n",
    )[0];
    expect(ownerOf(`/proc/${pid}`)).not.toBe(0);
    expect(ownerOf(folder)).toBe(0);
  },
);

test.skipIf(notRoot)(
  "root hands the server to the user in whose folder the data will lie",
  async () => {
    using directory = temporaryDirectory();
    chownSync(directory.path, nobody.uid, nobody.gid);
    await using service = await mustStart(path.join(directory.path, "data"));
    await query(service.url, "SELECT 1");
    expect(ownerOf(path.join(directory.path, "data/database"))).toBe(nobody.uid);
  },
);

test.skipIf(notRoot)(
  "root takes over a data folder that was copied back as root and left open",
  async () => {
    using directory = temporaryDirectory();
    const first = await mustStart(directory.path);
    await query(first.url, "CREATE TABLE kept (word TEXT)");
    await first.stop();
    const database = path.join(directory.path, "database");
    spawnSync("chown", ["-R", "0:0", database]);
    chmodSync(database, 0o755);
    await using service = await mustStart(directory.path);
    expect(await query(service.url, "SELECT word FROM kept")).toEqual([]);
  },
);

test.skipIf(closed)("an ordinary user is told when the data folder is another's", async () => {
  using directory = temporaryDirectory();
  chmodSync(directory.path, 0o755);
  mkdirSync(path.join(directory.path, "database"), { mode: 0o700 });
  expect(await startService(directory.path, nobody)).toEqual({
    refusal:
      `Der Datenbankordner ${directory.path}/database gehört einem anderen Nutzer; starten Sie ` +
      "das Programm als dieser oder ändern Sie den Besitzer des Ordners.",
  });
});

test.skipIf(closed)("an ordinary user is told when he may not write to DATA_DIR", async () => {
  using directory = temporaryDirectory();
  chmodSync(directory.path, 0o755);
  expect(await startService(directory.path, nobody)).toEqual({
    refusal:
      `In den Ordner ${directory.path} lässt sich nicht schreiben (EACCES); ` +
      "prüfen Sie Rechte und freien Platz oder wählen Sie mit DATA_DIR einen anderen.",
  });
});
