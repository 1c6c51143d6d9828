import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { lineSettings } from "../../src/center/line-settings.ts";
import type { LiveCenter } from "../../src/center/live-center.ts";
import { systemClock } from "../../src/clock.ts";
import { closeLine } from "../../src/directory/change-line.ts";
import { createDirectory } from "../../src/directory/directory.ts";
import { importKnowledgeBase } from "../../src/knowledge/import.ts";
import { keepLines } from "../../src/main/lines.ts";
import { StopList } from "../../src/main/stop-list.ts";
import { person } from "../directory/small-lines.ts";
import { smallTree } from "../knowledge/small-tree.ts";
import { testDatabase } from "../support/database.ts";
import { silentLog, startCenter, submit } from "../support/live-center.ts";
import { until } from "../support/until.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const lineId = "zentrale-vulkaneifel";
const announcement = "Heute ist wegen eines Wasserschadens geschlossen.";

let database: Awaited<ReturnType<typeof testDatabase>>;
let live: LiveCenter;
const stops = new StopList();

beforeAll(async () => {
  database = await testDatabase();
  using tree = smallTree();
  await importKnowledgeBase(database.prisma, tree.root, { today: "2026-11-23", demo: false });
  live = await startCenter(database);
  stops.add("center", () => live.stop());
});
afterAll(async () => {
  await stops.run();
  await database.close();
});

it("what was read before a change and comes after it does not stay in force", async () => {
  const directory = createDirectory(database.prisma);
  await directory.reload();
  const keeper = keepLines(
    { clock: systemClock, log: silentLog },
    { directory },
    { live },
    stops,
    () => {},
  );
  await keeper.changed();
  const readBefore = lineSettings(directory, systemClock.now());

  const changer = { database: database.prisma, lineId, at: systemClock.now() };
  const principal = person("Karin Beispiel", "supervisor");
  await closeLine({ ...changer, principal }, { announcement, from: null, until: null });
  await keeper.changed();
  const words = () => live.state.lines[lineId]?.closedAnnouncement;
  expect(words()).toBe(announcement);

  // Another process has read the lines before, and now brings them.
  const late = readBefore.map((line) => ({ ...line, answerTargetSeconds: 99 }));
  await submit(live, { type: "changeLines", lines: late });
  await until("what is stored holds", () => words() === announcement);
  expect(live.state.lines[lineId]?.answerTargetSeconds).not.toBe(99);

  // And then it is quiet: nothing is said again that is so already.
  const { seq } = live;
  await keeper.changed();
  expect(live.seq).toBe(seq);
});

it("lines that cannot be read at once are read later, also in a process that stands by", async () => {
  const standby = await startCenter(database);
  stops.add("standby", () => standby.stop());
  expect(standby.writing).toBe(false);
  const directory = createDirectory(database.prisma);
  await directory.reload();
  let readings = 0;
  const reload = async () => {
    readings += 1;
    if (readings <= 2) throw new Error("the database is away");
    await directory.reload();
  };
  const known = { ...directory, reload };
  const parts = { clock: systemClock, log: silentLog };
  keepLines(parts, { directory: known }, { live: standby }, stops, () => {});

  const changer = { database: database.prisma, lineId, at: systemClock.now() };
  const principal = person("Karin Beispiel", "supervisor");
  const words = "Heute ist wegen eines Sturms geschlossen.";
  await closeLine({ ...changer, principal }, { announcement: words, from: null, until: null });
  await submit(live, { type: "changeLines", lines: await stored() });
  const announced = () => known.line(lineId)?.closedToday?.announcement;
  await until("the standby has read it", () => announced() === words);
  expect(readings).toBeGreaterThan(2);
});

async function stored() {
  const directory = createDirectory(database.prisma);
  await directory.reload();
  return lineSettings(directory, systemClock.now());
}
