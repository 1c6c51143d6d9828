import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "../../src/database/database.ts";
import {
  changeLineSettings,
  closeLine,
  closingAt,
  reopenLine,
  settingsOf,
} from "../../src/directory/change-line.ts";
import { createDirectory, type Directory } from "../../src/directory/directory.ts";
import type { EditableSettings, SettingsConflict } from "../../src/directory/line-schema.ts";
import { announcementAt, isLineOpen, linePhrase } from "../../src/directory/line-state.ts";
import { readLineChanges } from "../../src/directory/store.ts";
import { importKnowledgeBase } from "../../src/knowledge/import.ts";
import { smallTree } from "../knowledge/small-tree.ts";
import { testDatabase } from "../support/database.ts";
import { person, soundSettings } from "./small-lines.ts";

const options = { today: "2026-11-23", demo: false };
const lineId = "zentrale-vulkaneifel";
const karin = person("Karin Beispiel", "supervisor");
const vera = person("Vera Muster", "supervisor", "vulkaneifel");

function berlin(clockTime: string): number {
  return Temporal.PlainDateTime.from(clockTime).toZonedDateTime("Europe/Berlin").epochMilliseconds;
}
const monday = berlin("2026-11-23T10:00");

let database: Database;
let directory: Directory;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.prisma.lineChange.deleteMany();
  await database.prisma.line.deleteMany();
  using tree = smallTree();
  await importKnowledgeBase(database.prisma, tree.root, options);
  directory = createDirectory(database.prisma);
  await directory.reload();
});

const changer = (principal = karin, at = monday, id = lineId) => ({
  database: database.prisma,
  principal,
  lineId: id,
  at,
});

async function line(id = lineId) {
  await directory.reload();
  const found = directory.line(id);
  if (!found) throw new Error(`no line ${id}`);
  return found;
}

async function change(settings: Partial<EditableSettings>, version: number, principal = karin) {
  const whole = { ...settingsOf(await line()), greeting: soundSettings.greeting, ...settings };
  return changeLineSettings(changer(principal), { version, settings: whole, reason: "Versuch" });
}

describe("a change of settings", () => {
  test("holds, counts the version and is remembered with who, when, what and why", async () => {
    const before = (await line()).greeting;
    await change({ offerSecondsMax: 12 }, 0);
    const after = await line();
    expect(after).toMatchObject({ offerSecondsMax: 12, version: 1 });
    expect(after.changedSettings).toEqual(["greeting", "offerSecondsMax"]);
    const [entry, ...older] = await readLineChanges(database.prisma, lineId, 10);
    expect(older).toEqual([]);
    expect(entry).toMatchObject({
      version: 1,
      kind: "settings",
      from: { offerSecondsMax: 20, greeting: before },
      to: { offerSecondsMax: 12, greeting: soundSettings.greeting },
      at: new Date(monday),
      userName: "Karin Beispiel",
      reason: "Versuch",
    });
  });

  test("that changes nothing is not remembered", async () => {
    await change({}, 0);
    await change({}, 1);
    expect((await line()).version).toBe(1);
    expect(await readLineChanges(database.prisma, lineId, 10)).toHaveLength(1);
  });

  test("from an older version is refused and shows what the other person set", async () => {
    await change({ offerSecondsMax: 12 }, 0, vera);
    const refused = await change({ offerSecondsMax: 8 }, 0).catch((error: unknown) => error);
    expect(refused).toMatchObject({ status: 409, code: "settings_changed" });
    const details = (refused as { details: SettingsConflict }).details;
    expect(details).toMatchObject({ version: 1, by: "Vera Muster" });
    expect(details.settings.offerSecondsMax).toBe(12);
    expect((await line()).offerSecondsMax).toBe(12);
  });

  test("of ten people at the same moment is accepted from one", async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) => change({ wrapUpSecondsMax: 40 + index }, 0)),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await readLineChanges(database.prisma, lineId, 20)).toHaveLength(1);
  });

  test("that contradicts itself changes nothing", async () => {
    await expect(change({ answerTargetSeconds: 0, wrapUpSecondsMax: 1 }, 0)).rejects.toMatchObject({
      status: 422,
      code: "contradictory_settings",
      details: expect.arrayContaining([
        expect.objectContaining({ field: "answerTargetSeconds" }),
        expect.objectContaining({ field: "wrapUpSecondsMax" }),
      ]),
    });
    expect((await line()).version).toBe(0);
  });

  test("is for those who may change this line", async () => {
    const foreign = person("Felix Fremd", "supervisor", "bernkastel-wittlich");
    await expect(change({}, 0, foreign)).rejects.toMatchObject({ status: 403 });
    await change({}, 0, vera);
    // 115 belongs to all administrations: it takes somebody who is there for all of them.
    const shared = settingsOf(await line("115"));
    const wanted = { version: 0, settings: shared, reason: "" };
    await expect(changeLineSettings(changer(vera, monday, "115"), wanted)).rejects.toMatchObject({
      status: 403,
    });
    await changeLineSettings(changer(karin, monday, "115"), wanted);
    const unknown = changeLineSettings(changer(karin, monday, "116"), wanted);
    await expect(unknown).rejects.toMatchObject({ status: 404, code: "line_not_found" });
  });
});

describe("the files", () => {
  test("never overwrite what was changed by hand, and the import says so", async () => {
    await change({ offerSecondsMax: 12, lending: null }, 0);
    using tree = smallTree();
    tree.edit("administrations/lines.yaml", "Kreisverwaltung Vulkaneifel, guten Tag.", "Hallo.");
    tree.edit("administrations/lines.yaml", "wrapUpSecondsMax: 30", "wrapUpSecondsMax: 45");
    const counts = await importKnowledgeBase(database.prisma, tree.root, options);
    expect(counts[1]).toEqual({
      table: "Anschlüsse",
      created: 0,
      updated: 1,
      unchanged: 1,
      missing: 0,
      kept: ["Zentrale Vulkaneifel: von Hand geändert, bleibt so: Begrüßung, Dauer eines Angebots"],
    });
    expect(await line()).toMatchObject({
      greeting: soundSettings.greeting,
      offerSecondsMax: 12,
      wrapUpSecondsMax: 45,
      version: 1,
    });
  });

  test("do not open a line that was closed by hand", async () => {
    await closeLine(changer(), { announcement: "Wasserschaden im Haus.", from: null, until: null });
    using tree = smallTree();
    tree.edit("administrations/lines.yaml", "wrapUpSecondsMax: 30", "wrapUpSecondsMax: 45");
    await importKnowledgeBase(database.prisma, tree.root, options);
    expect((await line()).closedToday?.announcement).toBe("Wasserschaden im Haus.");
  });
});

describe("closing a line by hand", () => {
  const announcement = "Heute ist wegen eines Wasserschadens geschlossen.";
  const openAt = async (at: number) => {
    const found = await line();
    return isLineOpen(found, directory.lineClosures(found), at);
  };
  const phraseAt = async (at: number) => {
    const found = await line();
    return linePhrase(found, directory.lineClosures(found), at);
  };

  test("holds from now to the end of the day, with its own words for callers", async () => {
    await closeLine(changer(), { announcement, from: null, until: null });
    expect(await openAt(monday - 1)).toBe(true);
    expect(await openAt(monday)).toBe(false);
    expect(await openAt(berlin("2026-11-24T08:00"))).toBe(true);
    expect(await phraseAt(monday)).toBe("heute geschlossen");
    expect(announcementAt(await line(), monday)).toBe(announcement);
    expect(announcementAt(await line(), berlin("2026-11-24T06:00"))).toContain("Montag bis");
    expect(closingAt(await line(), berlin("2026-11-24T06:00"))).toBeNull();
  });

  test("may begin and end at given times", async () => {
    const from = new Date(berlin("2026-11-23T11:00")).toISOString();
    const until = new Date(berlin("2026-11-23T14:00")).toISOString();
    await closeLine(changer(), { announcement, from, until });
    expect(await phraseAt(monday)).toBe("geöffnet bis 11:00, dann von Hand geschlossen");
    expect(await openAt(berlin("2026-11-23T10:59"))).toBe(true);
    expect(await phraseAt(berlin("2026-11-23T12:00"))).toBe("heute geschlossen bis 14:00");
    expect(await openAt(berlin("2026-11-23T14:00"))).toBe(true);
  });

  test("is undone with one step, and both are remembered", async () => {
    await closeLine(changer(vera), { announcement, from: null, until: null });
    await reopenLine(changer(karin, monday + 60_000));
    await reopenLine(changer(karin, monday + 90_000));
    expect(await openAt(monday + 120_000)).toBe(true);
    const changes = await readLineChanges(database.prisma, lineId, 10);
    expect(changes.map(({ kind, userName }) => [kind, userName])).toEqual([
      ["reopened", "Karin Beispiel"],
      ["closed", "Vera Muster"],
    ]);
    expect(changes[1]?.to).toMatchObject({ closing: { announcement, by: "Vera Muster" } });
  });

  test("leaves the version alone: whoever edits meanwhile loses nothing", async () => {
    await closeLine(changer(), { announcement, from: null, until: null });
    await change({ offerSecondsMax: 12 }, 0);
    expect(await line()).toMatchObject({ offerSecondsMax: 12, closedToday: { announcement } });
  });

  test("is refused when it ends before it begins, or lasts for weeks", async () => {
    const at = (moment: number) => new Date(moment).toISOString();
    const close = (until: number) =>
      closeLine(changer(), { announcement, from: null, until: at(until) });
    await expect(close(monday - 1)).rejects.toMatchObject({ status: 422, code: "invalid_closing" });
    await expect(close(monday + 15 * 86_400_000)).rejects.toMatchObject({ status: 422 });
    expect((await line()).closedToday).toBeNull();
  });
});
