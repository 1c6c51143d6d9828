import { eachInTurn } from "../errors.ts";
import type { Editing } from "../knowledge/editing/editing.ts";
import { beginAndEndAnswers, remindOfReviews } from "../knowledge/editing/reminders.ts";
import { forgetOldReports } from "../knowledge/editing/correction-figures.ts";
import type { Job } from "./jobs.ts";

/**
 * Answers released for today begin, others end; editors are reminded of reviews by tasks; reports
 * that were settled long ago lose their words. What fails keeps none of the others back.
 */
export function keepAnswers(editing: Editing): Job {
  return {
    name: "keep-answers",
    schedule: "1 * * * *",
    async run() {
      const steps = [beginAndEndAnswers, remindOfReviews, forgetOldReports];
      await eachInTurn(steps, (step) => step(editing));
    },
  };
}
