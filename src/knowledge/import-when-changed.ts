import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PrismaClient } from "../database/generated/client.ts";

const settingKey = "knowledge.importedDigest";

/**
 * Runs `importAll` unless it has run for exactly these files before: reading and checking hundreds
 * of unchanged files would only delay a start.
 * @param mode whatever else the result of the import depends on
 */
export async function importWhenChanged(
  database: PrismaClient,
  root: string,
  mode: string,
  importAll: () => Promise<void>,
): Promise<void> {
  const digest = await digestOf(root, mode);
  const key = { key: settingKey };
  const imported = await database.setting.findUnique({ where: key });
  if (imported?.value === digest) return;
  await importAll();
  await database.setting.upsert({
    where: key,
    create: { ...key, value: digest },
    update: { value: digest },
  });
}

async function digestOf(root: string, mode: string): Promise<string> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  const hash = createHash("sha256").update(mode);
  for (const path of paths) hash.update(path.slice(root.length)).update(await readFile(path));
  return hash.digest("hex");
}
