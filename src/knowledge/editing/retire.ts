import { AppError } from "../../errors.ts";
import type { Principal } from "../../identity/permissions.ts";
import { loadService } from "../store.ts";
import { demandPlace, today, type Editing } from "./editing.ts";
import { inForce, stillToRead } from "./in-force.ts";
import { keepBase, projectAnswer } from "./project.ts";
import { openPointsOfVersion, retireReplaced } from "./review.ts";
import { decideRight, demandRight } from "./rights.ts";
import {
  addStep,
  addVersion,
  findVersion,
  listVersions,
  lockAnswer,
  rebaseOpenVersions,
  updateVersion,
  type AnswerPlace,
  type VersionRecord,
} from "./store.ts";
import { closeTasks, listTasksInHand } from "./settling-store.ts";
import { demandRead } from "./words-read.ts";
import { unknownVersion, wordsOfToday, writerOf } from "./write-draft.ts";

/** Either a released version, or what the desks read, which the person has seen (its digest). */
export type Withdrawal = { comment: string } & ({ revision: number } | { seen: string });

/**
 * Takes a released version away from the desks at once, also one that has not begun: wrong words
 * must not wait for a second person. A district falls back to the shared answer.
 * @throws AppError 403 `not_your_answer`; 404 `version_not_found`; 409 `not_released`,
 *   `answer_changed`; 422 `comment_missing`
 */
export async function withdrawVersion(
  editing: Editing,
  principal: Principal,
  place: AnswerPlace,
  { comment, ...what }: Withdrawal,
): Promise<void> {
  demandPlace(editing, place);
  demandRight(decideRight(editing, principal, place.section));
  if (comment.trim() === "") {
    throw new AppError(422, "comment_missing", "Bitte schreiben Sie, warum die Antwort weg muss.");
  }
  const [by, at, day] = [writerOf(principal), editing.clock.now(), today(editing)];
  await editing.database.$transaction(async (transaction) => {
    await lockAnswer(transaction, place);
    if ("seen" in what) await demandRead(transaction, place, day, what.seen);
    await keepBase(transaction, place, at, day);
    // What stood behind a lasting version must not come back with it.
    await retireReplaced(transaction, place, day);
    const versions = await listVersions(transaction, place);
    const version =
      "seen" in what
        ? inForce(versions, day)
        : versions.find((each) => each.revision === what.revision);
    if (!version) throw unknownVersion();
    if (!stillToRead(versions, day).some((each) => each.id === version.id)) {
      throw new AppError(409, "not_released", "Diese Fassung ist nicht freigegeben.");
    }
    await updateVersion(transaction, version, { status: "withdrawn" });
    await addStep(transaction, version.id, { kind: "withdrawn", at, by, comment });
    await projectAnswer(transaction, place, day);
  });
  await editing.released();
}

/**
 * "Geprüft, stimmt noch": a new version that differs in the day of checking alone. No word changes,
 * so it needs no second person.
 * @param seen digest of the words that the person has read
 * @throws AppError 403 `not_your_answer`; 409 `nothing_released`, `answer_changed`;
 *   422 `not_releasable`
 */
export async function confirmAnswer(
  editing: Editing,
  principal: Principal,
  place: AnswerPlace,
  seen: string,
): Promise<VersionRecord> {
  demandPlace(editing, place);
  demandRight(decideRight(editing, principal, place.section));
  const [by, at, day] = [writerOf(principal), editing.clock.now(), today(editing)];
  const confirmed = await editing.database.$transaction(async (transaction) => {
    await lockAnswer(transaction, place);
    await keepBase(transaction, place, at, day);
    const current = inForce(await listVersions(transaction, place), day);
    const service = await loadService(transaction, place.serviceSlug);
    if (!current || !service) {
      throw new AppError(409, "nothing_released", "Hier gilt noch keine eigene Antwort.");
    }
    await demandRead(transaction, place, day, seen);
    const version = await addVersion(transaction, {
      ...place,
      status: "released",
      origin: "editor",
      baseRevision: current.revision,
      content: { ...wordsOfToday(service, current.content, place.section), checkedAt: day },
      releasedFrom: day,
      releasedUntil: current.releasedUntil,
      by,
      at,
    });
    const { problems } = await openPointsOfVersion(transaction, editing, {
      ...version,
      baseRevision: version.revision,
    });
    const [first] = problems;
    if (first) throw new AppError(422, "not_releasable", first.message, problems);
    const comment = "Geprüft, unverändert.";
    await addStep(transaction, version.id, { kind: "released", at, by, comment });
    await rebaseOpenVersions(transaction, version);
    await retireReplaced(transaction, place, day);
    await projectAnswer(transaction, place, day);
    const inHand = await listTasksInHand(transaction, place, principal.userId);
    await closeTasks(transaction, inHand, { by: by.name, at, resolution: "checked" });
    return (await findVersion(transaction, version.id)) ?? version;
  });
  await editing.released();
  return confirmed;
}
