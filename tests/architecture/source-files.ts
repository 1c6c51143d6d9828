import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(import.meta.dirname, "..", "..");

/** Every file that is or will be committed, with "/" between folders, relative to the root. */
export function listFiles(): string[] {
  const listed = execFileSync(
    "git",
    ["ls-files", "--cached", "--others", "--exclude-standard", "-z"],
    { cwd: root, encoding: "utf8" },
  );
  return [...new Set(listed.split("\0"))].filter((path) => path !== "").toSorted();
}

export function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** What a TypeScript file imports, types and dynamic imports too. */
export function importsOf(path: string): string[] {
  const text = read(path);
  const statements = /(?:^|\n)\s*(?:import|export)\s[^;]*?\sfrom\s+["']([^"']+)["']/g;
  const bare = /(?:^|\n)\s*import\s+["']([^"']+)["']/g;
  const dynamic = /\bimport\(\s*["']([^"']+)["']\s*\)/g;
  return [statements, bare, dynamic].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => match[1] ?? ""),
  );
}
