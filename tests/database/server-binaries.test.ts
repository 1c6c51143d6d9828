import { spawnSync } from "node:child_process";
import { chmodSync, lstatSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, afterEach, expect, test } from "vitest";
import { findNativeDirectory, prepareServerBinaries } from "../../src/database/server-binaries.ts";
import { copyTree, nobody } from "../support/embedded.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

/** A copy of the npm package as a test may spoil it, readable for everybody. */
let home: ReturnType<typeof temporaryDirectory>;
let native: string;
let copyHome: string;

const account = process.getuid?.() === 0 ? nobody : null;
const version = /^postgres \(PostgreSQL\) 18\./;

beforeEach(() => {
  home = temporaryDirectory();
  chmodSync(home.path, 0o755);
  const original = findNativeDirectory();
  copyTree(path.dirname(original), path.join(home.path, "package"));
  native = path.join(home.path, "package/native");
  copyHome = path.join(home.path, "copy");
});

afterEach(() => home[Symbol.dispose]());

function removeLinks(): void {
  const libraries = path.join(native, "lib");
  for (const name of readdirSync(libraries)) {
    const file = path.join(libraries, name);
    if (lstatSync(file).isSymbolicLink()) rmSync(file);
  }
}

function versionOf(postgres: string): string {
  return spawnSync(postgres, ["--version"], { ...account, encoding: "utf8" }).stdout;
}

test("library links and execution rights that no install script has made are made in place", () => {
  removeLinks();
  chmodSync(path.join(native, "bin/postgres"), 0o644);
  const { postgres } = prepareServerBinaries(native, copyHome, account);
  expect(postgres).toBe(path.join(native, "bin/postgres"));
  expect(versionOf(postgres)).toMatch(version);
});

test.skipIf(!account)(
  "root makes a copy for others when the package lies in a closed folder",
  () => {
    removeLinks();
    chmodSync(path.join(home.path, "package"), 0o700);
    const { postgres } = prepareServerBinaries(native, copyHome, account);
    expect(path.dirname(path.dirname(path.dirname(postgres)))).toBe(copyHome);
    expect(versionOf(postgres)).toMatch(version);
    expect(prepareServerBinaries(native, copyHome, account).postgres).toBe(postgres);
  },
);

test("a system that cannot run them is told to use its own server", () => {
  // Like a system without the C library that the programs were built for.
  writeFileSync(path.join(native, "bin/postgres"), "#!/lib/not-here.so\n");
  expect(() => prepareServerBinaries(native, copyHome, account)).toThrow(
    "Das mitgelieferte PostgreSQL lässt sich hier nicht ausführen (ENOENT); setzen Sie " +
      "DATABASE_URL auf einen eigenen PostgreSQL-Server.",
  );
});
