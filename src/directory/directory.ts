import type { PrismaClient } from "../database/generated/client.ts";
import { isOpen, localDay, nextOpening } from "./hours.ts";
import { openingPhrase } from "./opening-phrase.ts";
import { createReachNotes, type ReachOutcome } from "./reached.ts";
import type { AdministrationRecord, DirectoryRecords, EntryRecord, LineRecord } from "./records.ts";
import type { AdministrationView, Closure, DirectoryHit, WeeklyHours } from "./schema.ts";
import { createEntrySearch, type EntrySearch, type ScoredEntry } from "./search.ts";
import { loadDirectory } from "./store.ts";

interface Reachability {
  reachableNow: boolean;
  /** German: "geöffnet bis 16:00", "zuletzt nicht erreicht (10:42)". */
  phrase: string;
  /** While closed: when it opens next, milliseconds; null when open, or not within 400 days. */
  opensAt: number | null;
}

interface SearchOptions {
  at: number;
  /** Only entries of this administration. */
  administrationId?: string;
  /** Its entries first, among equally good ones. */
  homeAdministrationId?: string;
  limit?: number;
}

/** Who takes part, and whom a call can be transferred to. Everything is answered from memory. */
export interface Directory {
  /** Reads everything again, after an import. */
  reload(): Promise<void>;
  /** In the order of screens, with the flags that hold at `at` (milliseconds). */
  administrations(at: number): AdministrationView[];
  administration(id: string): AdministrationRecord | null;
  lines(): readonly LineRecord[];
  line(id: string): LineRecord | null;
  /** Days on which a line stays closed: its administration's and its own. */
  lineClosures(line: Pick<LineRecord, "administrationId" | "closures">): readonly Closure[];
  /** Own closing days of an administration; none for the shared line (null). */
  closures(administrationId: string | null): readonly Closure[];
  entry(id: string): EntryRecord | null;
  entries(): readonly EntryRecord[];
  /** The entry dialled under an extension; null when there is none. */
  entryByExtension(extension: string): EntryRecord | null;
  /** Units of an authority, by their unit key. */
  unitEntry(authorityId: string, unitKey: string): EntryRecord | null;
  search(query: string, options: SearchOptions): DirectoryHit[];
  reachability(entry: EntryRecord, at: number): Reachability;
  /** A transfer taught us something about an entry (R10); forgotten after 30 minutes. */
  noteReached(entryId: string, outcome: ReachOutcome, at: number): void;
}

const limitDefault = 20;
const homeBonus = 0.15;

interface Index {
  records: DirectoryRecords;
  administrations: Map<string, AdministrationRecord>;
  entries: Map<string, EntryRecord>;
  extensions: Map<string, EntryRecord>;
  units: Map<string, EntryRecord>;
  search: EntrySearch;
  /** Same hours, same closing days, same key: computed once a minute. */
  hoursKeys: Map<string, string>;
}

/** Call `reload` before the first question. */
export function createDirectory(database: PrismaClient): Directory {
  let index = buildIndex({ administrations: [], lines: [], entries: [] });
  const openings = createOpeningCache();
  const notes = createReachNotes();

  function reachability(entry: EntryRecord, at: number): Reachability {
    const key = index.hoursKeys.get(entry.id) ?? JSON.stringify(entry.hours);
    const opening = openings.at(key, entry.hours, closuresOf(index, entry), at);
    const { open, phrase, opensAt } = opening;
    if (!open) return { reachableNow: false, phrase, opensAt };
    const failure = notes.recent(entry.id, at);
    if (failure !== null) return { reachableNow: false, phrase: failure, opensAt };
    if (entry.extension !== null) return { reachableNow: true, phrase, opensAt };
    return { reachableNow: false, phrase: `${phrase}, keine Durchwahl`, opensAt };
  }

  const closures = (id: string | null) =>
    id === null ? [] : (index.administrations.get(id)?.closures ?? []);

  return {
    async reload() {
      index = buildIndex(await loadDirectory(database));
    },
    administrations: (at) => index.records.administrations.map((each) => viewOf(each, at)),
    administration: (id) => index.administrations.get(id) ?? null,
    lines: () => index.records.lines,
    line: (id) => index.records.lines.find((line) => line.id === id) ?? null,
    closures,
    lineClosures: (line) => [...closures(line.administrationId), ...line.closures],
    entries: () => index.records.entries,
    entry: (id) => index.entries.get(id) ?? null,
    entryByExtension: (extension) => index.extensions.get(extension) ?? null,
    unitEntry: (authorityId, unitKey) => index.units.get(`${authorityId} ${unitKey}`) ?? null,
    search(query, { at, administrationId, homeAdministrationId, limit = limitDefault }) {
      const accept = (entry: EntryRecord) =>
        !administrationId || entry.administrationId === administrationId;
      const found = index.search(query, accept).map((hit) => {
        const home = homeAdministrationId && hit.entry.administrationId === homeAdministrationId;
        return home ? { ...hit, score: Math.min(1, hit.score + homeBonus) } : hit;
      });
      if (homeAdministrationId) {
        found.sort((a, b) => Number(b.sure) - Number(a.sure) || b.score - a.score);
      }
      return found.slice(0, limit).map((hit) => hitOf(index, hit, reachability(hit.entry, at)));
    },
    reachability,
    noteReached: (entryId, outcome, at) => notes.note(entryId, outcome, at),
  };
}

function buildIndex(records: DirectoryRecords): Index {
  const administrations = new Map(records.administrations.map((each) => [each.id, each]));
  const entries = new Map(records.entries.map((entry) => [entry.id, entry]));
  const contexts = records.entries.map((entry) => {
    const administration = administrations.get(entry.administrationId ?? "");
    return {
      entry,
      deputyName: entries.get(entry.deputyId ?? "")?.name ?? null,
      administrationNames: administration ? [administration.shortName, administration.code] : [],
    };
  });
  const index: Index = {
    records,
    administrations,
    entries,
    extensions: new Map(),
    units: new Map(),
    search: createEntrySearch(contexts),
    hoursKeys: new Map(),
  };
  for (const entry of records.entries) {
    if (entry.extension !== null) index.extensions.set(entry.extension, entry);
    if (entry.kind === "unit" && entry.authorityId !== null && entry.unitKey !== null) {
      const key = `${entry.authorityId} ${entry.unitKey}`;
      if (!index.units.has(key)) index.units.set(key, entry);
    }
    const closures = JSON.stringify(closuresOf(index, entry));
    index.hoursKeys.set(entry.id, `${JSON.stringify(entry.hours)} ${closures}`);
  }
  return index;
}

/** An administration's closing days are those of its own units, not of the bodies in its district. */
function closuresOf(index: Index, entry: EntryRecord): readonly Closure[] {
  const { administrationId, authorityId } = entry;
  if (administrationId === null) return [];
  if (authorityId !== null && authorityId !== `kreis-${administrationId}`) return [];
  return index.administrations.get(administrationId)?.closures ?? [];
}

function createOpeningCache() {
  interface Opening {
    minute: number;
    open: boolean;
    phrase: string;
    opensAt: number | null;
  }
  const known = new Map<string, Opening>();
  return {
    at(key: string, hours: WeeklyHours, closures: readonly Closure[], at: number) {
      const minute = Math.floor(at / 60_000);
      const cached = known.get(key);
      if (cached?.minute === minute) return cached;
      const open = isOpen(hours, closures, at);
      const phrase = openingPhrase(hours, closures, at);
      const opening = {
        minute,
        open,
        phrase,
        opensAt: open ? null : nextOpening(hours, closures, at),
      };
      known.set(key, opening);
      return opening;
    },
  };
}

function viewOf(record: AdministrationRecord, at: number): AdministrationView {
  const today = localDay(at).toString();
  const holds = (since: string | null, until: string | null) =>
    since !== null && since <= today && (until === null || today <= until);
  return {
    id: record.id,
    ags: record.ags,
    name: record.name,
    shortName: record.shortName,
    code: record.code,
    position: record.position,
    answers115: holds(record.answers115Since, record.answers115Until),
    switchboardJoined: holds(record.switchboardJoinedSince, record.switchboardJoinedUntil),
    knowledgeProvided: holds(record.knowledgeProvidedSince, record.knowledgeProvidedUntil),
  };
}

function hitOf(
  index: Index,
  { entry, score, sure }: ScoredEntry,
  reachability: Reachability,
): DirectoryHit {
  const administration = index.administrations.get(entry.administrationId ?? "");
  const deputy = entry.deputyId === null ? undefined : index.entries.get(entry.deputyId);
  return {
    id: entry.id,
    kind: entry.kind,
    name: entry.name,
    unit: entry.unit,
    task: entry.task,
    room: entry.room,
    extension: entry.extension,
    publicNumber: entry.confidential ? null : entry.publicNumber,
    administrationId: entry.administrationId,
    administrationCode: administration?.code ?? null,
    deputy: deputy ? { id: deputy.id, name: deputy.name } : null,
    confidential: entry.confidential,
    sample: entry.sample,
    reachableNow: reachability.reachableNow,
    reachability: reachability.phrase,
    score: Math.round(score * 1000) / 1000,
    sure,
  };
}
