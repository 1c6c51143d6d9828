import { createHash } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import { eachInTurn } from "../../errors.ts";
import { answerFor } from "../answer.ts";
import { administrationOf, sectionOf } from "./content.ts";
import { today, type Editing } from "./editing.ts";
import { projectAnswer } from "./project.ts";
import { retireReplaced } from "./review.ts";
import { settleBegun } from "./settle-tasks.ts";
import { listEditedAnswers, lockAnswer, type AnswerPlace } from "./store.ts";
import { addReviewTasks, dropReviewTasks } from "./task-store.ts";

/** Editors are reminded this long before an answer has to be reviewed, or earlier. */
const reminderDays = 14;
/**
 * Answers that were checked together would all have to be reviewed together: they are reminded of
 * by turns, over these days of each month of their period. The day itself stays what it is.
 */
const spreadDaysPerMonth = 4;

/** Tells the editors by tasks which answers have to be reviewed; @returns how many are new. */
export async function remindOfReviews(editing: Editing): Promise<number> {
  const due = reviewsDue(editing);
  return editing.database.$transaction(async (transaction) => {
    await dropReviewTasks(transaction, due);
    return addReviewTasks(transaction, due, editing.clock.now());
  });
}

/** The answers that have words of their own and are to be reviewed soon. */
function reviewsDue(editing: Editing): AnswerPlace[] {
  const { knowledge } = editing;
  const day = today(editing);
  return knowledge.services().flatMap((service) => {
    const answers = knowledge.answers(service.slug);
    const sections = new Set(answers.map((answer) => sectionOf(answer.administrationId)));
    return [...sections].flatMap((section) => {
      const administrationId = administrationOf(section);
      const own = answers.filter((answer) => answer.administrationId === administrationId);
      const view = answerFor(service, own, administrationId, day);
      const place = { serviceSlug: service.slug, section };
      const days = reminderDays + ownShare(place, spreadDaysPerMonth * service.reviewMonths);
      const soon = Temporal.PlainDate.from(day).add({ days }).toString();
      return view && view.reviewDueAt <= soon ? [place] : [];
    });
  });
}

/** The same number from 0 up to `count` for an answer each time, spread evenly over all answers. */
function ownShare({ serviceSlug, section }: AnswerPlace, count: number): number {
  const digest = createHash("sha256").update(`${serviceSlug} ${section}`).digest();
  return digest.readUInt32BE() % count;
}

/**
 * What was released for today begins, what ends goes: safe to repeat at any time. The versions of a
 * service that is gone stay as they are.
 * @throws AggregateError when some answers failed; the others have begun and ended all the same
 */
export async function beginAndEndAnswers(editing: Editing): Promise<void> {
  const edited = await listEditedAnswers(editing.database);
  const places = edited.filter(({ serviceSlug }) => editing.knowledge.service(serviceSlug));
  let changed = false;
  try {
    await eachInTurn(places, async (place) => {
      const moved = await beginAndEnd(editing, place);
      changed ||= moved;
    });
  } finally {
    if (changed) await editing.released();
  }
}

function beginAndEnd(editing: Editing, place: AnswerPlace): Promise<boolean> {
  const day = today(editing);
  return editing.database.$transaction(async (transaction) => {
    await lockAnswer(transaction, place);
    await retireReplaced(transaction, place, day);
    await settleBegun(transaction, place, { day, at: editing.clock.now() });
    return projectAnswer(transaction, place, day);
  });
}
