import type { Job } from "./jobs.ts";

/**
 * Finds what was released although the note about it got lost, and takes over the answers of a new
 * day; in every process.
 */
export function renewKnowledge(renew: () => Promise<void>): Job {
  return { name: "renew-knowledge", schedule: "* * * * *", run: renew };
}
