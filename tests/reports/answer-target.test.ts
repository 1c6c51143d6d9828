import { afterAll, beforeAll, expect, it } from "vitest";
import { changeLineSettings, settingsOf } from "../../src/directory/change-line.ts";
import { createDirectory } from "../../src/directory/directory.ts";
import { importKnowledgeBase } from "../../src/knowledge/import.ts";
import { countByLine } from "../../src/reports/store.ts";
import { person } from "../directory/small-lines.ts";
import { smallTree } from "../knowledge/small-tree.ts";
import { testDatabase } from "../support/database.ts";

const morning = Date.parse("2026-11-23T08:00:00Z");
const hour = 3_600_000;

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
  using tree = smallTree();
  await importKnowledgeBase(database.prisma, tree.root, { today: "2026-11-23", demo: false });
});
afterAll(() => database.close());

async function answered(id: string, arrivedAt: number, waitedSeconds: number): Promise<void> {
  await database.prisma.contact.create({
    data: {
      id,
      lineId: "115",
      channel: "call",
      arrivedAt: new Date(arrivedAt),
      answeredAt: new Date(arrivedAt + waitedSeconds * 1000),
    },
  });
}

async function setTarget(answerTargetSeconds: number, at: number): Promise<void> {
  const directory = createDirectory(database.prisma);
  await directory.reload();
  const line = directory.line("115");
  if (!line) throw new Error("no line");
  const principal = person("Karin Beispiel", "supervisor");
  await changeLineSettings(
    { database: database.prisma, principal, lineId: "115", at },
    { version: line.version, settings: { ...settingsOf(line), answerTargetSeconds }, reason: "" },
  );
}

it("a contact is measured by the promise that held when it was answered", async () => {
  await answered("first", morning, 25);
  await setTarget(20, morning + hour);
  await answered("second", morning + 2 * hour, 25);
  await setTarget(60, morning + 3 * hour);
  await answered("third", morning + 4 * hour, 25);
  await answered("fourth", morning + 4 * hour, 61);
  const day = [new Date(morning), new Date(morning + 10 * hour)] as const;
  expect(await countByLine(database, ...day)).toMatchObject([
    { lineId: "115", offered: 4, answered: 4, answeredInTarget: 2, abandoned: 0 },
  ]);
});
