import type { LiveCenter } from "../center/live-center.ts";
import { lineSettings } from "../center/line-settings.ts";
import type { Clock } from "../clock.ts";
import type { Directory } from "../directory/directory.ts";
import type { Job } from "./jobs.ts";

/** Keeps the core's opening hours known for weeks ahead (R2). */
export function renewOpeningHours(center: LiveCenter, directory: Directory, clock: Clock): Job {
  return {
    name: "renew-opening-hours",
    schedule: "5 3 * * *",
    async run() {
      await directory.reload();
      await center.submit({ type: "changeLines", lines: lineSettings(directory, clock.now()) });
    },
  };
}
