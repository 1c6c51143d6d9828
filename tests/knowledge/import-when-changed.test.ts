import { describe, expect, it } from "vitest";
import { importWhenChanged } from "../../src/knowledge/import-when-changed.ts";
import { testDatabase } from "../support/database.ts";
import { smallTree } from "./small-tree.ts";

describe("the import at a start", () => {
  it("runs for new files, for changed files and for another mode, and not again for the same", async () => {
    await using database = await testDatabase();
    using tree = smallTree();
    let runs = 0;
    const start = (mode: string) =>
      importWhenChanged(database.prisma, tree.root, mode, () => {
        runs += 1;
        return Promise.resolve();
      });
    await start("operation");
    await start("operation");
    expect(runs).toBe(1);
    tree.edit("services/personalausweis.md", "name: Personalausweis", "name: Ausweis");
    await start("operation");
    expect(runs).toBe(2);
    await start("demonstration");
    expect(runs).toBe(3);
  });

  it("runs again after it failed", async () => {
    await using database = await testDatabase();
    using tree = smallTree();
    const failing = () => Promise.reject(new Error("a mistake"));
    const start = (run: () => Promise<void>) =>
      importWhenChanged(database.prisma, tree.root, "operation", run);
    await expect(start(failing)).rejects.toThrow("a mistake");
    let ran = false;
    await start(() => {
      ran = true;
      return Promise.resolve();
    });
    expect(ran).toBe(true);
  });
});
