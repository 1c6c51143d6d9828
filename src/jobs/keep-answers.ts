import type { Editing } from "../knowledge/editing/editing.ts";
import { beginAndEndAnswers, remindOfReviews } from "../knowledge/editing/reminders.ts";
import { forgetOldReports } from "../knowledge/editing/correction-figures.ts";
import type { Job } from "./jobs.ts";

/**
 * Answers released for today begin, others end; editors are reminded of reviews by tasks; reports
 * that were settled long ago lose their words.
 */
export function keepAnswers(editing: Editing): Job {
  return {
    name: "keep-answers",
    schedule: "1 * * * *",
    async run() {
      await beginAndEndAnswers(editing);
      await remindOfReviews(editing);
      await forgetOldReports(editing);
    },
  };
}
