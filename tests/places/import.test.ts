import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { StartError } from "../../src/errors.ts";
import { readPlaceFiles } from "../../src/places/import.ts";
import { loadPlaces } from "../../src/places/places.ts";
import { readPlaces, writePlaces } from "../../src/places/store.ts";
import { testDatabase } from "../support/database.ts";
import { gazetteer, placesDirectory } from "./gazetteer.ts";

describe("the gazetteer", () => {
  test("holds all municipalities of the four districts, each inside its superiors", () => {
    const current = gazetteer.municipalities.filter((it) => it.validUntil === null);
    expect(current).toHaveLength(538);
    const associations = new Set(gazetteer.associations.map((it) => it.key));
    const districts = new Set(gazetteer.districts.map((it) => it.ags));
    for (const { associationKey, districtAgs, ags } of current) {
      expect(associationKey === null || associations.has(associationKey)).toBe(true);
      expect(districts.has(districtAgs) && ags.startsWith(districtAgs)).toBe(true);
    }
    const free = current.filter((it) => it.associationKey === null).map((it) => it.name);
    expect(free.toSorted()).toEqual(["Bitburg", "Morbach", "Wittlich"]);
  });

  test("survives the way through the database", async () => {
    await using database = await testDatabase();
    await writePlaces(database.prisma, gazetteer);
    const places = await loadPlaces(database.prisma);
    expect(places.search("Gonzerath", 1)[0]?.municipality.name).toBe("Morbach");
    expect(places.guessOrigin("06592123456")[0]?.districtAgs).toBe("07233");
    const stored = await readPlaces(database.prisma);
    const byAgs = (a: { ags: string }, b: { ags: string }) => a.ags.localeCompare(b.ags);
    expect(stored.municipalities).toEqual(gazetteer.municipalities.toSorted(byAgs));
    expect(stored.districts).toEqual(gazetteer.districts.toSorted(byAgs));
    expect(stored.localities).toHaveLength(gazetteer.localities.length);
    expect(stored.areaCodes).toHaveLength(gazetteer.areaCodes.length);
  });

  test("is the same after a second import", async () => {
    await using database = await testDatabase();
    await writePlaces(database.prisma, gazetteer);
    const once = await readPlaces(database.prisma);
    await writePlaces(database.prisma, gazetteer);
    expect(await readPlaces(database.prisma)).toEqual(once);
  });

  test("answers nothing before the first import", async () => {
    await using database = await testDatabase();
    const places = await loadPlaces(database.prisma);
    expect(places.search("Daun", 5)).toEqual([]);
    expect(places.resolve("07233501", "2026-01-01")).toBeNull();
  });
});

describe("a change of territory", () => {
  test("holds from its day on: the old municipalities before, the new one after", async () => {
    await using database = await testDatabase();
    await writePlaces(database.prisma, gazetteer);
    const places = await loadPlaces(database.prisma);
    expect(places.resolve("07232089", "2024-12-31")?.municipality.name).toBe("Niedergeckler");
    expect(places.resolve("07232089", "2025-01-01")).toBeNull();
    expect(places.resolve("07232503", "2024-12-31")).toBeNull();
    expect(places.resolve("07232503", "2025-01-01")).toEqual({
      municipality: { ags: "07232503", name: "Obergeckler", kind: "Ortsgemeinde" },
      association: { key: "072325005", name: "Südeifel" },
      district: { ags: "07232", name: "Eifelkreis Bitburg-Prüm" },
    });
    expect(places.resolve("07211000", "2026-01-01")).toBeNull();
    const ended = gazetteer.municipalities.filter((it) => it.successorAgs === "07232503");
    expect(ended.map((it) => it.name)).toEqual(["Niedergeckler", "Obergeckler"]);
  });
});

describe("a damaged file", () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "places-"));
  });
  afterAll(() => rm(directory, { recursive: true }));

  test("stops the import and is named with line and column", async () => {
    await cp(placesDirectory, directory, { recursive: true });
    const file = join(directory, "municipalities.csv");
    const lines = (await readFile(file, "utf8")).split("\n");
    lines[2] = lines[2]!.replace("07135002", "7135002");
    await writeFile(file, lines.join("\n"));
    await expect(readPlaceFiles(directory)).rejects.toThrow(
      /municipalities\.csv, Zeile 3: Spalte „ags“: erwartet werden 8 Ziffern\.$/,
    );
    await expect(readPlaceFiles(directory)).rejects.toThrow(StartError);
  });

  test("that lacks columns or breaks off is named, too", async () => {
    await cp(placesDirectory, directory, { recursive: true });
    const file = join(directory, "localities.csv");
    await writeFile(file, "name,kind,postal_codes\n");
    await expect(readPlaceFiles(directory)).rejects.toThrow(
      /localities\.csv, Zeile 1: Es fehlen die Spalten municipality_ags, certainty\.$/,
    );
    await cp(join(placesDirectory, "localities.csv"), file);
    await writeFile(file, `${await readFile(file, "utf8")}"abgebrochen,`);
    await expect(readPlaceFiles(directory)).rejects.toThrow(
      /localities\.csv, Zeile \d+: Die Tabelle/,
    );
    await cp(join(placesDirectory, "localities.csv"), file);
  });

  test("that is missing is named", async () => {
    await cp(placesDirectory, directory, { recursive: true });
    await rm(join(directory, "districts.csv"));
    await expect(readPlaceFiles(directory)).rejects.toThrow(
      /districts\.csv, Zeile 1: Die Datei fehlt/,
    );
  });
});
