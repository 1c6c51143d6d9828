import { pruneRequests } from "../center/postgres-requests.ts";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/database.ts";
import type { Job } from "./jobs.ts";

/** Long after a desk has given up sending a command again. */
const requestHoursMax = 24;

/** Commands with their outcomes are kept for those who send them again, and hold names and numbers. */
export function pruneOldRequests(database: Database, clock: Clock): Job {
  return {
    name: "prune-requests",
    schedule: "50 * * * *",
    async run() {
      await pruneRequests(database.pool, new Date(clock.now() - requestHoursMax * 3_600_000));
    },
  };
}
