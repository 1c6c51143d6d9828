import { createHash } from "node:crypto";
import type { Prisma } from "../../database/generated/client.ts";
import { AppError } from "../../errors.ts";
import { narrowestFirst } from "../answer.ts";
import type { AnswerRecord, ServiceRecord } from "../records.ts";
import { holdsOn } from "../responsibility.ts";
import { loadAnswersOf, loadService } from "../store.ts";
import { administrationOf, contentOf, tidy } from "./content.ts";
import type { AnswerContent } from "./schema.ts";
import type { AnswerPlace } from "./store.ts";

/**
 * What desks read of a section on a day (ISO), as editors write it; null: nothing of its own.
 * @param answers of the service, other sections' may be among them
 */
export function wordsOn(
  service: ServiceRecord,
  answers: readonly AnswerRecord[],
  section: string,
  day: string,
): AnswerContent | null {
  const administrationId = administrationOf(section);
  const [answer] = answers
    .filter((each) => each.administrationId === administrationId && holdsOn(each, day))
    .toSorted(narrowestFirst);
  return answer ? contentOf(service, answer, section) : null;
}

/** Tells whether words are still those that somebody has read. */
export function digestOf(content: AnswerContent): string {
  return createHash("sha256")
    .update(JSON.stringify(tidy(content)))
    .digest("base64url");
}

/**
 * Nobody decides on words that he has not read; after `lockAnswer`.
 * @param seen digest of what he has read
 * @throws AppError 409 `answer_changed` when the desks read something else by now
 */
export async function demandRead(
  transaction: Prisma.TransactionClient,
  place: AnswerPlace,
  day: string,
  seen: string,
): Promise<void> {
  const { serviceSlug, section } = place;
  const service = await loadService(transaction, serviceSlug);
  const answers = await loadAnswersOf(transaction, serviceSlug, administrationOf(section));
  const words = service && wordsOn(service, answers, section, day);
  if (words && digestOf(words) === seen) return;
  throw new AppError(
    409,
    "answer_changed",
    "Diese Antwort ist inzwischen geändert worden. " +
      "Lesen Sie, was jetzt gilt, und entscheiden Sie dann.",
  );
}
