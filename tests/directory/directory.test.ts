import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "../../src/database/database.ts";
import { createDirectory, type Directory } from "../../src/directory/directory.ts";
import { phoneticCode } from "../../src/directory/phonetic.ts";
import {
  compareDirectory,
  loadDirectory,
  writeDirectoryChanges,
} from "../../src/directory/store.ts";
import { testDatabase } from "../support/database.ts";
import { smallDirectory } from "./small-directory.ts";

let database: Database;
let directory: Directory;

beforeAll(async () => {
  database = await testDatabase();
  await database.prisma.$transaction(async (transaction) => {
    const changes = compareDirectory(smallDirectory, await loadDirectory(transaction));
    await writeDirectoryChanges(transaction, changes);
  });
});
afterAll(() => database.close());
beforeEach(async () => {
  directory = createDirectory(database.prisma);
  await directory.reload();
});

function berlin(clockTime: string): number {
  return Temporal.PlainDateTime.from(clockTime).toZonedDateTime("Europe/Berlin").epochMilliseconds;
}
const mondayMorning = berlin("2026-11-23T10:00");

describe("Kölner Phonetik", () => {
  test.each([
    ["Müller-Lüdenscheidt", "65752682"],
    ["Wikipedia", "3412"],
    ["Breschnew", "17863"],
    ["Heinz Classen", "068586"],
    ["Xaver", "4837"],
    ["Philipp", "351"],
    ["", ""],
  ])("%s sounds %s", (word, code) => {
    expect(phoneticCode(word)).toBe(code);
  });

  test.each([
    ["Maier", "Meyer"],
    ["Schmidt", "Schmitt"],
    ["Müller", "Mueller"],
    ["Christian", "Kristian"],
    ["Pfeiffer", "Pfeifer"],
  ])("%s and %s sound alike", (left, right) => {
    expect(phoneticCode(left)).toBe(phoneticCode(right));
  });
});

describe("the directory finds", () => {
  test.each([
    ["a unit by its name", "Zulassungsstelle Wittlich", "wil-kfz"],
    ["a unit by the beginning of a word", "zulass witt", "wil-kfz"],
    ["a unit by task and place", "Fahrzeug abmelden", "wil-kfz"],
    ["a unit by keyword", "Sperrmüll", "art"],
    ["a unit by keyword without umlaut", "sperrmuell", "art"],
    ["a unit with a typing error", "Zulasungsstelle Wittlich", "wil-kfz"],
    ["a unit with swapped letters", "Sperrmlül", "art"],
    ["a person by first and last name", "Sabine Müller", "wil-mueller"],
    ["a person said with Frau", "Frau Müller-Muster bitte", "wil-mueller"],
    ["a person by the sound of the name", "Müler-Brobe", "dau-mueller"],
    ["a person by task", "Unterhaltsvorschuss", "dau-mueller"],
    ["whoever is dialled", "3017", "dau-mueller"],
    ["whoever sits in a room", "117", "wil-mueller"],
    ["a unit in a room", "E 12", "wil-kfz"],
    ["a unit by its administration", "Zulassung Vulkaneifel", "dau-kfz"],
    ["a unit by the administration's badge", "Zulassung WIL", "wil-kfz"],
    ["an abbreviation with or without dots", "ART", "art"],
    ["a name with the unit", "Müller Jugendamt", "dau-mueller"],
    ["a unit with three letters missing", "Zulasungstele Wittlich", "wil-kfz"],
    ["an office by another word for office", "Zulassungsamt Wittlich", "wil-kfz"],
    ["a task said in one word", "Fahrzeugabmeldung Wittlich", "wil-kfz"],
  ])("%s", (_, query, id) => {
    expect(directory.search(query, { at: mondayMorning })[0]?.id).toBe(id);
  });

  test("the unit that a person stands in for, by the deputy's name", () => {
    const ids = directory.search("Sabine", { at: mondayMorning }).map((hit) => hit.id);
    expect(ids).toEqual(["wil-mueller", "wil-kfz"]);
  });

  test("nothing for nonsense, for an empty query and for filler words", () => {
    for (const query of ["", "   ", "xqzptlk", "Frau", "die Herr bitte", "99999"]) {
      expect(directory.search(query, { at: mondayMorning })).toEqual([]);
    }
  });

  test("everybody of a name, however it is spelt, best first", () => {
    const hits = directory.search("Müller", { at: mondayMorning });
    expect(
      hits
        .slice(0, 2)
        .map((hit) => hit.id)
        .toSorted(),
    ).toEqual(["dau-mueller", "wil-mueller"]);
    const scores = hits.map((hit) => hit.score);
    expect(scores).toEqual(scores.toSorted((left, right) => right - left));
  });

  test("one administration's only, or one administration's first", () => {
    const only = directory.search("Zulassung", {
      at: mondayMorning,
      administrationId: "vulkaneifel",
    });
    expect(only.map((hit) => hit.administrationCode)).toEqual(["DAU"]);
    const home = (id: string) =>
      directory.search("Kennzeichen", { at: mondayMorning, homeAdministrationId: id })[0]?.id;
    expect(home("vulkaneifel")).toBe("dau-kfz");
    expect(home("bernkastel-wittlich")).toBe("wil-kfz");
  });

  test("no more than asked for", () => {
    expect(directory.search("Zulassung", { at: mondayMorning, limit: 1 })).toHaveLength(1);
  });
});

describe("a confidential number", () => {
  test("is in no reply, while the extension is there for the transfer", () => {
    const hits = directory.search("Frauenhaus", { at: mondayMorning });
    expect(hits[0]).toMatchObject({ id: "wil-schutz", extension: "1066", confidential: true });
    expect(hits[0]?.publicNumber).toBeNull();
    expect(JSON.stringify(hits)).not.toContain("990066");
  });

  test("cannot be guessed at by searching for its digits", () => {
    for (const query of ["990066", "06571 990066", "9900"]) {
      expect(directory.search(query, { at: mondayMorning }).map((hit) => hit.id)).not.toContain(
        "wil-schutz",
      );
    }
  });
});

describe("reachability", () => {
  const reach = (id: string, at: number) => {
    const entry = directory.entry(id);
    if (!entry) throw new Error(`no entry ${id}`);
    return directory.reachability(entry, at);
  };

  test("follows the hours", () => {
    expect(reach("wil-kfz", mondayMorning)).toMatchObject({
      reachableNow: true,
      phrase: "geöffnet bis 16:00",
    });
    expect(reach("wil-kfz", berlin("2026-11-27T13:00"))).toMatchObject({
      reachableNow: false,
      phrase: "geschlossen, öffnet Mo 08:00",
    });
  });

  test("changes with the minute, although hours are computed once a minute", () => {
    const closing = berlin("2026-11-23T16:00");
    expect(reach("wil-kfz", closing - 1).reachableNow).toBe(true);
    expect(reach("wil-kfz", closing).reachableNow).toBe(false);
    expect(reach("wil-kfz", closing - 1).reachableNow).toBe(true);
  });

  test("knows the closing days of the own administration only", () => {
    const carnival = berlin("2026-02-16T10:00");
    expect(reach("wil-kfz", carnival).phrase).toBe(
      "geschlossen (Rosenmontag), öffnet morgen 08:00",
    );
    expect(reach("dau-kfz", carnival).reachableNow).toBe(true);
    expect(reach("art", carnival).phrase).toBe("geöffnet bis 16:00, keine Durchwahl");
  });

  test.each([
    ["busy", "zuletzt besetzt (10:00)"],
    ["noAnswer", "zuletzt nicht erreicht (10:00)"],
    ["unreachable", "zuletzt nicht erreichbar (10:00)"],
  ] as const)("learns from a transfer that ended %s, for 30 minutes", (outcome, phrase) => {
    directory.noteReached("wil-kfz", outcome, mondayMorning);
    const minutes = 60_000;
    expect(reach("wil-kfz", mondayMorning + 29 * minutes)).toMatchObject({
      reachableNow: false,
      phrase,
    });
    expect(reach("wil-kfz", mondayMorning + 30 * minutes)).toMatchObject({
      reachableNow: true,
      phrase: "geöffnet bis 16:00",
    });
  });

  test("forgets a failure when somebody is reached", () => {
    directory.noteReached("wil-kfz", "noAnswer", mondayMorning);
    directory.noteReached("wil-kfz", "answered", mondayMorning + 1000);
    expect(reach("wil-kfz", mondayMorning + 2000).reachableNow).toBe(true);
  });

  test("says that it is closed rather than what happened before", () => {
    directory.noteReached("wil-kfz", "busy", berlin("2026-11-23T15:59"));
    expect(reach("wil-kfz", berlin("2026-11-23T16:01")).phrase).toMatch(/^geschlossen/);
  });

  test("is in every hit", () => {
    directory.noteReached("dau-kfz", "busy", mondayMorning);
    const hits = directory.search("Zulassungsstelle", { at: mondayMorning });
    const told = Object.fromEntries(hits.map((hit) => [hit.id, hit.reachability]));
    expect(told).toMatchObject({
      "wil-kfz": "geöffnet bis 16:00",
      "dau-kfz": "zuletzt besetzt (10:00)",
    });
  });
});

describe("the administrations", () => {
  test("take part from day to day, both days inclusive", () => {
    const flags = (at: string) =>
      directory.administrations(berlin(at)).map(({ code, answers115 }) => [code, answers115]);
    expect(flags("2026-01-14T23:59")).toEqual([
      ["WIL", false],
      ["DAU", true],
    ]);
    expect(flags("2026-01-15T00:00")).toEqual([
      ["WIL", true],
      ["DAU", true],
    ]);
    expect(flags("2026-06-30T23:59")).toEqual([
      ["WIL", true],
      ["DAU", true],
    ]);
    expect(flags("2026-07-01T00:00")).toEqual([
      ["WIL", true],
      ["DAU", false],
    ]);
  });
});

describe("the lookups of other rooms", () => {
  test("find a unit of an authority and the owner of an extension", () => {
    expect(directory.unitEntry("kreis-vulkaneifel", "kfz-zulassung")?.id).toBe("dau-kfz");
    expect(directory.unitEntry("kreis-vulkaneifel", "jagdbehoerde")).toBeNull();
    expect(directory.entryByExtension("1002")?.id).toBe("wil-mueller");
    expect(directory.entryByExtension("0000")).toBeNull();
  });
});
