import { LiveCenter } from "../center/live-center.ts";
import type { Journal, JournalEntry } from "../center/journal.ts";
import { lineSettings } from "../center/line-settings.ts";
import { PostgresJournal } from "../center/postgres-journal.ts";
import { ContactRecorder } from "../contacts/record.ts";
import { projectedSeq } from "../contacts/store.ts";
import { localDay, startOfDay } from "../directory/hours.ts";
import type { Database } from "../database/database.ts";
import { Wake } from "../database/wake.ts";
import { countByLine, readOpenContacts } from "../reports/store.ts";
import { DayTally } from "../reports/tally.ts";
import type { KnowledgeRooms } from "./knowledge-rooms.ts";
import type { Ground } from "./service.ts";
import type { StopList } from "./stop-list.ts";

const dayMilliseconds = 86_400_000;

export interface RunningCenter {
  live: LiveCenter;
  recorder: ContactRecorder;
  tally: DayTally;
  /** Notes between the processes on this database. */
  wake: Wake;
}

/** Recovers the centre, brings the records up to it, and tells it the lines of today. */
export async function openCenter(
  ground: Ground,
  rooms: KnowledgeRooms,
  stops: StopList,
): Promise<RunningCenter> {
  const { database, clock, log } = ground;
  const wake = new Wake(database.url, clock);
  stops.add("notes between processes", () => wake.stop());
  await wake.start();
  const journal = new PostgresJournal({ database, wake });
  const live = new LiveCenter({ journal, clock, log });
  const recorder = new ContactRecorder(
    database,
    (error) => log.error({ error }, "contacts could not be recorded, trying again"),
    () => live.writing,
  );
  const recordedSeq = await recorder.start();
  const tally = new DayTally({
    dayOf: (at) => localDay(at).toString(),
    answerTargetSeconds: (lineId) =>
      rooms.directory.lines().find((line) => line.id === lineId)?.answerTargetSeconds ?? 0,
  });
  await live.start();
  stops.add("contact records", () => recorder.stop());
  stops.add("center", () => live.stop());
  const center = { live, recorder, tally, wake };
  await catchUp(center, journal, recordedSeq, ground);
  await live.submit({ type: "changeLines", lines: lineSettings(rooms.directory, clock.now()) });
  return center;
}

/** Feeds the journal to the records, then counts today from them; from then on both listen. */
async function catchUp(
  { live, recorder, tally }: RunningCenter,
  journal: Journal,
  recordedSeq: number,
  { database, clock }: Ground,
): Promise<void> {
  const meanwhile: JournalEntry[] = [];
  let listen = (entry: JournalEntry) => void meanwhile.push(entry);
  live.onEntry((entry) => listen(entry));
  let readSeq = recordedSeq;
  for await (const entry of journal.entriesAfter(recordedSeq)) {
    recorder.take(entry);
    readSeq = entry.seq;
  }
  await recorder.caughtUp();
  const talliedSeq = await loadTally(tally, database, clock.now());
  const tallyEntry = ({ seq, events, at }: JournalEntry) => {
    if (seq > talliedSeq) for (const event of events) tally.take(event, at);
  };
  listen = (entry) => {
    recorder.take(entry);
    tallyEntry(entry);
  };
  for (const entry of meanwhile) if (entry.seq > readSeq) listen(entry);
}

/** @returns the last decision that the figures contain: another process may record meanwhile */
async function loadTally(tally: DayTally, database: Database, now: number): Promise<number> {
  const midnight = startOfDay(localDay(now).toString());
  const dayAfter = midnight + 1.5 * dayMilliseconds;
  for (;;) {
    const seq = await projectedSeq(database);
    const figures = await countByLine(database, new Date(midnight), new Date(dayAfter));
    const open = await readOpenContacts(database);
    if ((await projectedSeq(database)) !== seq) continue;
    tally.load(now, figures, open);
    return seq;
  }
}
