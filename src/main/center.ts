import { LiveCenter } from "../center/live-center.ts";
import type { Journal, JournalEntry } from "../center/journal.ts";
import { lineSettings } from "../center/line-settings.ts";
import { PostgresJournal } from "../center/postgres-journal.ts";
import { ContactRecorder } from "../contacts/record.ts";
import { localDay, startOfDay } from "../directory/hours.ts";
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
}

/** Recovers the centre, brings the records up to it, and tells it lines and people of today. */
export async function openCenter(
  ground: Ground,
  rooms: KnowledgeRooms,
  stops: StopList,
): Promise<RunningCenter> {
  const { database, clock, log } = ground;
  const wake = new Wake(database.url, clock);
  stops.add("wake-up notes", () => wake.stop());
  await wake.start();
  const journal = new PostgresJournal({ database, wake });
  const live = new LiveCenter({ journal, clock, log });
  const recorder = new ContactRecorder(database, (error) =>
    log.error({ error }, "contacts could not be recorded, trying again"),
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
  await catchUp({ live, recorder, tally }, journal, recordedSeq, ground);
  await live.submit({ type: "changeLines", lines: lineSettings(rooms.directory, clock.now()) });
  return { live, recorder, tally };
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
  const now = clock.now();
  const midnight = startOfDay(localDay(now).toString());
  tally.load(
    now,
    await countByLine(database, new Date(midnight), new Date(midnight + 1.5 * dayMilliseconds)),
    await readOpenContacts(database),
  );
  listen = (entry) => {
    recorder.take(entry);
    for (const event of entry.events) tally.take(event, entry.at);
  };
  for (const entry of meanwhile) if (entry.seq > readSeq) listen(entry);
}
