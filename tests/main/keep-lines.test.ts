import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { lineSettings } from "../../src/center/line-settings.ts";
import type { LiveCenter } from "../../src/center/live-center.ts";
import { systemClock } from "../../src/clock.ts";
import { closeLine } from "../../src/directory/change-line.ts";
import { createDirectory } from "../../src/directory/directory.ts";
import { importKnowledgeBase } from "../../src/knowledge/import.ts";
import { keepLines } from "../../src/main/lines.ts";
import { StopList } from "../../src/main/stop-list.ts";
import type { Command } from "../../src/routing/commands.ts";
import { person } from "../directory/small-lines.ts";
import { smallTree } from "../knowledge/small-tree.ts";
import { testDatabase } from "../support/database.ts";
import { silentLog, startCenter, submit } from "../support/live-center.ts";
import { ManualClock } from "../support/manual-clock.ts";
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

it("a planned closing is brought into force again and again until that succeeds", async () => {
  const clock = new ManualClock();
  const directory = createDirectory(database.prisma);
  await directory.reload();
  const taken: string[] = [];
  let failures = 0;
  const bring = async (command: Command) => {
    if (failures < 2 && taken.length > 0) {
      failures += 1;
      throw new Error("the centre is away");
    }
    const lines = command.type === "changeLines" ? command.lines : [];
    taken.push(lines.find(({ id }) => id === lineId)?.closedAnnouncement ?? "");
    return { ok: true };
  };
  const frail = { writing: true, submit: bring, onEntry: () => () => {} } as unknown as LiveCenter;
  const center = { live: frail };
  const keeper = keepLines({ clock, log: silentLog }, { directory }, center, stops, () => {});

  const changer = { database: database.prisma, lineId, at: clock.now() };
  const principal = person("Karin Beispiel", "supervisor");
  const words = "Heute ist ab neun Uhr Betriebsversammlung.";
  const from = clock.now() + 3_600_000;
  const to = from + 3_600_000;
  await closeLine(
    { ...changer, principal },
    {
      announcement: words,
      from: new Date(from).toISOString(),
      until: new Date(to).toISOString(),
    },
  );
  await keeper.changed();
  expect(taken).toHaveLength(1);
  expect(taken).not.toContain(words);

  clock.advance(3_600_000);
  for (const failed of [1, 2]) {
    await until("the try that fails", () => failures === failed);
    await until("the next one is due in a second", () => clock.nextAt() === clock.now() + 1_000);
    clock.advance(1_000);
  }
  await until("it is in force", () => taken.at(-1) === words);
  // And its end is not forgotten.
  await until("the end is due", () => clock.nextAt() === to);
});

async function stored() {
  const directory = createDirectory(database.prisma);
  await directory.reload();
  return lineSettings(directory, systemClock.now());
}
