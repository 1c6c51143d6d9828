// `npm run generate`: writes the typed client into src/database/generated, unless it is up to date.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL("../../", import.meta.url));
const schemaPath = fileURLToPath(new URL("../../prisma/schema.prisma", import.meta.url));
const stampPath = fileURLToPath(new URL("generated/source.sha256", import.meta.url));

function stampOfSource(): string {
  const { version } = require("prisma/package.json") as { version: string };
  return createHash("sha256").update(version).update(readFileSync(schemaPath)).digest("hex");
}

function generate(): number {
  const cli = require.resolve("prisma/build/index.js");
  const environment = {
    ...process.env,
    // The command looks for a schema engine that it would download and that generating never runs:
    // any executable satisfies it, so this works without a network.
    PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: "true",
  };
  const run = spawnSync(
    process.execPath,
    [cli, "generate", "--no-hints", "--config", "prisma/prisma.config.ts"],
    { cwd: root, env: environment, encoding: "utf8" },
  );
  if (run.status !== 0) process.stderr.write(`${run.stdout}${run.stderr}`);
  return run.status ?? 1;
}

const stamp = stampOfSource();
if (!existsSync(stampPath) || readFileSync(stampPath, "utf8") !== stamp) {
  process.exitCode = generate();
  if (process.exitCode === 0) writeFileSync(stampPath, stamp);
}
