import { Temporal } from "temporal-polyfill";
import { assert } from "../errors.ts";
import type { AnswerRecord, ServiceRecord } from "./records.ts";
import { holdsOn } from "./responsibility.ts";
import type { AnswerView } from "./schema.ts";

/**
 * The answer that holds in an administration on a day: its own over the shared one, field by
 * field. Null where neither exists or holds.
 * @param administrationId null: the shared answer
 * @param date ISO day
 */
export function answerFor(
  service: ServiceRecord,
  answers: readonly AnswerRecord[],
  administrationId: string | null,
  date: string,
): AnswerView | null {
  const valid = answers.filter((answer) => holdsOn(answer, date)).toSorted(narrowestFirst);
  const shared = valid.find((answer) => answer.administrationId === null);
  const own =
    administrationId === null
      ? undefined
      : valid.find((answer) => answer.administrationId === administrationId);
  return own || shared ? mergeAnswer(service, own, shared) : null;
}

/** What begins later, or ends sooner, is meant to hold in place of what was there before. */
export function narrowestFirst(left: AnswerRecord, right: AnswerRecord): number {
  const [from, otherFrom] = [left.validFrom ?? "", right.validFrom ?? ""];
  if (from !== otherFrom) return from < otherFrom ? 1 : -1;
  const [until, otherUntil] = [left.validUntil ?? "9", right.validUntil ?? "9"];
  return until < otherUntil ? -1 : Number(until > otherUntil);
}

/** A district's answer takes every field and text that it leaves out from the shared one. */
function mergeAnswer(
  service: ServiceRecord,
  own: AnswerRecord | undefined,
  shared: AnswerRecord | undefined,
): AnswerView {
  const leading = own ?? shared;
  assert(leading, "an answer is merged from at least one record");
  const checkedAt = own?.checkedAt ?? shared?.checkedAt ?? service.checkedAt;
  return {
    scope: leading.scope,
    administrationId: leading.administrationId,
    spoken: own?.spoken ?? shared?.spoken ?? "",
    text: own?.body ?? shared?.body ?? "",
    fee: own?.fee ?? shared?.fee ?? null,
    duration: own?.duration ?? shared?.duration ?? null,
    deadline: own?.deadline ?? shared?.deadline ?? null,
    appointment: own?.appointment ?? shared?.appointment ?? null,
    documents: own && own.documents.length > 0 ? own.documents : (shared?.documents ?? []),
    onlineUrl: own?.onlineUrl ?? shared?.onlineUrl ?? null,
    sample: own?.sample ?? shared?.sample ?? false,
    source: own?.source ?? shared?.source ?? service.source,
    checkedAt,
    reviewDueAt: Temporal.PlainDate.from(checkedAt)
      .add({ months: service.reviewMonths })
      .toString(),
    validUntil: leading.validUntil,
  };
}
