import { existsSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { importsOf, listFiles, root } from "./source-files.ts";

/** The house (DESIGN 3): a room imports from rooms that stand below it, never from beside or above. */
const floors: readonly (readonly string[])[] = [
  ["main"],
  ["simulation"],
  ["http", "telephony", "dashboard", "jobs"],
  ["center"],
  ["contacts", "tickets", "reports", "planning"],
  ["knowledge"],
  ["directory", "places"],
  ["identity"],
  ["routing"],
  ["database", "language"],
];

/** Files of no room, that every room may use. */
const ground = ["clock", "config", "errors", "validation"];

const floorOf = new Map(floors.flatMap((rooms, floor) => rooms.map((room) => [room, floor])));
const sources = listFiles().filter((path) => /^src\/.*\.ts$/.test(path));

/** "src/center/lease.ts" → "center", "src/main.ts" → "main" */
function roomOf(path: string): string {
  return (path.split("/")[1] ?? "").replace(/\.ts$/, "");
}

function localImports(path: string): string[] {
  return importsOf(path)
    .filter((target) => target.startsWith("."))
    .map((target) => normalize(join(dirname(path), target)));
}

describe("the rooms of the house", () => {
  it("are the ones of the design, and no other", () => {
    const rooms = new Set(sources.map(roomOf));
    expect([...rooms].filter((room) => !floorOf.has(room) && !ground.includes(room))).toEqual([]);
    expect([...floorOf.keys()].filter((room) => !rooms.has(room))).toEqual([]);
  });

  it("import downwards only", () => {
    const wrong = sources.flatMap((path) => {
      const room = roomOf(path);
      return localImports(path)
        .filter((target) => {
          const other = roomOf(target);
          if (other === room || ground.includes(other)) return false;
          if (ground.includes(room)) return true;
          return (floorOf.get(other) ?? -1) <= (floorOf.get(room) ?? Infinity);
        })
        .map((target) => `${path} imports ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it("keep routing pure: it imports nothing but its own files", () => {
    const wrong = sources
      .filter((path) => roomOf(path) === "routing")
      .flatMap((path) =>
        importsOf(path)
          .filter((target) => !/^\.\/[a-z-]+\.ts$/.test(target))
          .map((target) => `${path} imports ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  it("are entered by the browser application through types only", async () => {
    const { read } = await import("./source-files.ts");
    const wrong = listFiles()
      .filter((path) => /^web\/.*\.tsx?$/.test(path))
      .flatMap((path) =>
        [
          ...read(path).matchAll(/import\s+(?!type\b)[^;]*?from\s+["']([^"']*\/src\/[^"']+)["']/g),
        ].map((match) => `${path} imports ${match[1]}`),
      );
    expect(wrong).toEqual([]);
  });

  it("import files that exist, with their ending", () => {
    const wrong = sources.flatMap((path) =>
      localImports(path)
        .filter((target) => !target.includes("/generated/") && !existsSync(join(root, target)))
        .map((target) => `${path} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });
});
