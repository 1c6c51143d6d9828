import { describe, expect, it } from "vitest";
import { listFiles, read } from "./source-files.ts";

const linesMax = 300;
const columnsMax = 100;

const files = listFiles();
const code = files.filter((path) => /^(src|web|tests)\/.*\.tsx?$/.test(path));
const product = code.filter((path) => !path.startsWith("tests/"));

function offending(paths: readonly string[], wrong: (text: string, path: string) => boolean) {
  return paths.filter((path) => wrong(read(path), path));
}

describe("the tree", () => {
  it("has at its top only what the design names", () => {
    const allowed = ["src", "prisma", "knowledge-base", "web", "tests", "package.json"];
    const more = ["tsconfig.json", "README.md", "package-lock.json", "LICENSE.md"];
    const top = new Set(files.map((path) => path.split("/")[0] ?? ""));
    const unexpected = [...top].filter(
      (name) => !name.startsWith(".") && !allowed.includes(name) && !more.includes(name),
    );
    expect(unexpected).toEqual([]);
  });

  it("names files in lower case with hyphens", () => {
    const named = code.filter((path) => !/(^|\/)[a-z0-9]+([.-][a-z0-9]+)*\.tsx?$/.test(path));
    expect(named).toEqual([]);
  });

  it("has no room for leftovers: no utils, no helpers, no barrels", () => {
    const leftovers = /(^|\/)(utils?|helpers?|common|misc|shared|index)(\/|\.tsx?$)/;
    expect(code.filter((path) => leftovers.test(path))).toEqual([]);
  });
});

describe("a file", () => {
  it(`has ${linesMax} lines at the most`, () => {
    const long = offending(code, (text) => text.split("\n").length > linesMax + 1);
    expect(long).toEqual([]);
  });

  it(`has lines of ${columnsMax} columns at the most`, () => {
    const wide = code.flatMap((path) =>
      read(path)
        .split("\n")
        .flatMap((line, index) => {
          // A text or an address that cannot be broken may stand out.
          const unbreakable = /https?:\/\/|["'`][^"'`]{60,}["'`]|\/.{60,}\//.test(line);
          return line.length > columnsMax && !unbreakable ? [`${path}:${index + 1}`] : [];
        }),
    );
    expect(wide).toEqual([]);
  });

  it("carries no mark of unfinished work and no switched-off check", () => {
    const marks = /TODO|FIXME|XXX|@ts-(ignore|nocheck)|(oxlint|eslint)-disable|\.only\(/;
    const others = code.filter((path) => path !== "tests/architecture/tidy.test.ts");
    expect(offending(others, (text) => marks.test(text))).toEqual([]);
  });

  it("reads the environment in one place only", () => {
    const readers = product.filter((path) => path.startsWith("src/") && path !== "src/main.ts");
    const allowed = [
      "src/database/generate.ts",
      "src/database/author-migration.ts",
      "src/knowledge/command.ts",
    ];
    const found = offending(readers, (text) => /process\.env\b/.test(text));
    expect(found.filter((path) => !allowed.includes(path))).toEqual([]);
  });
});
