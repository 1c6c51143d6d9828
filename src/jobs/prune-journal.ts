import type { Clock } from "../clock.ts";
import { pruneJournal } from "../center/postgres-journal.ts";
import type { Database } from "../database/database.ts";
import type { Job } from "./jobs.ts";

/** The contacts keep their lives; the journal is for recovery and holds callers' numbers. */
const journalDaysMax = 1;

export function pruneOldJournal(database: Database, clock: Clock): Job {
  return {
    name: "prune-journal",
    schedule: "40 3 * * *",
    async run() {
      await pruneJournal(database.pool, new Date(clock.now() - journalDaysMax * 86_400_000));
    },
  };
}
