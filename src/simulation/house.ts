import { fileURLToPath } from "node:url";
import { lineSettings } from "../center/line-settings.ts";
import { readDirectoryTree } from "../directory/import.ts";
import type { AdministrationRecord } from "../directory/records.ts";
import { StartError } from "../errors.ts";
import { readPlaceFiles } from "../places/import.ts";
import { createOriginGuesser } from "../places/origin.ts";
import type { Instant, LineSettings, OriginHint, TransferTarget } from "../routing/state.ts";

/** The administrations and lines of the knowledge base, as they are on an ordinary day. */
export interface House {
  administrations: readonly AdministrationRecord[];
  lines: LineSettings[];
  /** Area codes of each administration's district, without the leading zero. */
  areaCodes: ReadonlyMap<string, readonly string[]>;
  /** People who live in each administration's district. */
  inhabitants: ReadonlyMap<string, number>;
  /** Offices that callers are transferred to, by administration. */
  targets: ReadonlyMap<string, readonly TransferTarget[]>;
  guessOrigin(callerNumber: string | null): OriginHint[];
}

const knowledgeBase = fileURLToPath(new URL("../../knowledge-base", import.meta.url));

/** @throws StartError when the knowledge base cannot be read */
export async function readHouse(now: Instant): Promise<House> {
  const { records, mistakes } = readDirectoryTree(knowledgeBase, false);
  if (mistakes[0]) throw new StartError(`Die Wissensbasis hat Fehler: ${mistakes[0].message}`);
  const { administrations } = records;
  const lines = records.lines.map((line) => ({
    ...line,
    version: 0,
    changedSettings: [],
    closedToday: null,
    // Whether the centre has switched it on or not: the day shows what it does.
    callback: { ...line.callback, byKey: true },
  }));
  const closuresOf = (id: string | null) =>
    administrations.find((administration) => administration.id === id)?.closures ?? [];
  const directory = {
    lines: () => lines,
    lineClosures: (line: Pick<(typeof lines)[number], "administrationId" | "closures">) => [
      ...closuresOf(line.administrationId),
      ...line.closures,
    ],
  };
  const places = await readPlaceFiles(`${knowledgeBase}/places`);
  const idOf = new Map(administrations.map(({ ags, id }) => [ags, id]));
  const inhabitants = new Map<string, number>();
  const areaCodes = new Map<string, string[]>();
  for (const { districtAgs, population } of places.municipalities) {
    const id = idOf.get(districtAgs);
    if (id) inhabitants.set(id, (inhabitants.get(id) ?? 0) + (population ?? 0));
  }
  const guess = createOriginGuesser(places);
  for (const { code } of places.areaCodes) {
    const id = idOf.get(guess(`${code}011500`)[0]?.districtAgs ?? "");
    if (id) areaCodes.set(id, [...(areaCodes.get(id) ?? []), code.replace(/^0/, "")]);
  }
  const targets = new Map<string, TransferTarget[]>();
  for (const { id, name, extension, administrationId, confidential } of records.entries) {
    if (extension === null || administrationId === null || confidential) continue;
    const target = { extension, name, directoryEntryId: id };
    targets.set(administrationId, [...(targets.get(administrationId) ?? []), target]);
  }
  const hints = (callerNumber: string | null): OriginHint[] =>
    guess(callerNumber).flatMap(({ districtAgs, placeName, probability, reason }) => {
      const administrationId = idOf.get(districtAgs);
      return administrationId ? [{ administrationId, placeName, probability, reason }] : [];
    });
  return {
    administrations,
    lines: lineSettings(directory, now),
    areaCodes,
    inhabitants,
    targets,
    guessOrigin: hints,
  };
}
