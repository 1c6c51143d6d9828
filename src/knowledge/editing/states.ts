import { Temporal } from "temporal-polyfill";
import { answerFor } from "../answer.ts";
import type { AnswerRecord, ServiceRecord } from "../records.ts";
import { holdsOn } from "../responsibility.ts";
import { administrationOf } from "./content.ts";
import type { CellState } from "./schema.ts";

/** An answer that ends or is to be reviewed within these days "läuft ab". */
const expiringDays = 30;

export interface AnswerState {
  states: CellState[];
  /** ISO day on which it ends or is to be reviewed, whichever comes first. */
  due: string | null;
  /** ISO day from which what is scheduled holds. */
  from: string | null;
}

/**
 * What an answer is on a day. A district without words of its own inherits the shared answer; its
 * review is then the shared one's business.
 * @param open what editors are writing or reviewing there
 */
export function stateOf(
  service: ServiceRecord,
  answers: readonly AnswerRecord[],
  section: string,
  day: string,
  open: readonly ("draft" | "inReview")[],
): AnswerState {
  const administrationId = administrationOf(section);
  const own = answers.filter((answer) => answer.administrationId === administrationId);
  const current = answerFor(service, own, administrationId, day);
  const coming = own
    .map((answer) => answer.validFrom ?? "")
    .filter((from) => from > day)
    .toSorted()[0];
  const due = current === null ? null : earlier(current.reviewDueAt, current.validUntil);
  const states: CellState[] = [];
  if (due !== null) states.push(dueState(due, current?.validUntil ?? null, day));
  else if (administrationId !== null && answers.some((answer) => isShared(answer, day))) {
    states.push("inherited");
  } else states.push("missing");
  states.push(...new Set(open));
  if (coming !== undefined) states.push("scheduled");
  return { states, due, from: coming ?? null };
}

function dueState(due: string, validUntil: string | null, day: string): CellState {
  if (due < day && due !== validUntil) return "overdue";
  const soon = Temporal.PlainDate.from(day).add({ days: expiringDays }).toString();
  return due <= soon ? "expiring" : "valid";
}

function earlier(left: string, right: string | null): string {
  return right !== null && right < left ? right : left;
}

function isShared(answer: AnswerRecord, day: string): boolean {
  return answer.administrationId === null && holdsOn(answer, day);
}
