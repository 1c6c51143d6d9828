import cron from "node-cron";
import type { Logger } from "pino";

/** A piece of housekeeping that runs by the clock; safe to repeat, safe to miss once. */
export interface Job {
  name: string;
  /** Five cron fields, Europe/Berlin. */
  schedule: string;
  run(): Promise<void>;
}

export interface RunningJobs {
  stop(): Promise<void>;
}

/** The job, left out whenever `condition` does not hold: each piece of work has one doer. */
export function onlyWhen(condition: () => boolean, job: Job): Job {
  return { ...job, run: async () => void (condition() && (await job.run())) };
}

/** Runs every job by its schedule, never the same one twice at a time; a failure is logged. */
export function startJobs(jobs: readonly Job[], log: Logger): RunningJobs {
  const running = new Set<Promise<void>>();
  const tasks = jobs.map((job) =>
    cron.schedule(
      job.schedule,
      () => {
        const run = job
          .run()
          .catch((error: unknown) => log.error({ error, job: job.name }, "a job failed"))
          .finally(() => running.delete(run));
        running.add(run);
        return run;
      },
      { name: job.name, timezone: "Europe/Berlin", noOverlap: true },
    ),
  );
  return {
    async stop() {
      await Promise.all(tasks.map((task) => task.destroy()));
      await Promise.all(running);
    },
  };
}
