import type { Prisma } from "../../database/generated/client.ts";
import { AppError } from "../../errors.ts";
import type { Principal } from "../../identity/permissions.ts";
import { changedFields } from "./content.ts";
import { demandPlace, today, type Editing } from "./editing.ts";
import { inForce, stillToRead } from "./in-force.ts";
import { openPointsOf } from "./open-points.ts";
import { projectAnswer } from "./project.ts";
import { dayBefore } from "../periods.ts";
import { demandRight, reviewRight, writeRight } from "./rights.ts";
import { sharedSection, type AnswerContent, type OpenPoints } from "./schema.ts";
import { planSettling, settleBegun } from "./settle-tasks.ts";
import {
  addStep,
  listVersions,
  updateVersion,
  type Connection,
  type VersionRecord,
} from "./store.ts";
import { wordsOn } from "./words-read.ts";
import { unreadWords, withVersion, writerOf } from "./write-draft.ts";

interface Decision {
  /** The saving that the person has seen. */
  edit: number;
  comment: string;
}

/**
 * Hands a draft to a second person.
 * @throws AppError 403 `not_your_answer`; 409 `draft_changed`, `not_a_draft`
 */
export async function submitDraft(
  editing: Editing,
  principal: Principal,
  versionId: string,
  { edit, comment }: Decision,
): Promise<VersionRecord> {
  return withVersion(editing, versionId, async (transaction, version) => {
    demandRight(writeRight(editing, principal, version.section));
    demandStatus(version, "draft");
    if (version.edit !== edit) throw unreadWords(version);
    const [by, at] = [writerOf(principal), editing.clock.now()];
    await updateVersion(transaction, version, { status: "inReview" });
    await addStep(transaction, version.id, { kind: "submitted", at, by, comment });
  });
}

/**
 * Gives a version back to who wrote it: the reviewer with a comment, or a writer who fetches it.
 * @throws AppError 403 `not_your_answer`; 409 `draft_changed`, `not_in_review`;
 *   422 `comment_missing`
 */
export async function returnVersion(
  editing: Editing,
  principal: Principal,
  versionId: string,
  { edit, comment }: Decision,
): Promise<VersionRecord> {
  return withVersion(editing, versionId, async (transaction, version) => {
    demandStatus(version, "inReview");
    const isWriter = version.contributorIds.includes(principal.userId);
    demandRight(
      isWriter
        ? writeRight(editing, principal, version.section)
        : await reviewRight(transaction, editing, principal, version),
    );
    if (version.edit !== edit) throw unreadWords(version);
    if (!isWriter && comment.trim() === "") {
      const message = "Bitte schreiben Sie, was noch zu ändern ist.";
      throw new AppError(422, "comment_missing", message);
    }
    const [by, at] = [writerOf(principal), editing.clock.now()];
    await updateVersion(transaction, version, { status: "draft" });
    await addStep(transaction, version.id, { kind: "returned", at, by, comment });
  });
}

/**
 * Puts a version in force, today or on its day: what desks read changes in the same transaction.
 * @param settles ids of the reports that it corrects; left out: those it was written for
 * @throws AppError 403 `not_your_answer` (four eyes, rights); 409 `draft_changed`, `not_in_review`;
 *   422 `not_releasable` with the open points
 */
export async function releaseVersion(
  editing: Editing,
  principal: Principal,
  versionId: string,
  { edit, comment, settles }: Decision & { settles?: readonly string[] | undefined },
): Promise<VersionRecord> {
  const released = await withVersion(editing, versionId, async (transaction, version) => {
    demandStatus(version, "inReview");
    demandRight(await reviewRight(transaction, editing, principal, version));
    if (version.edit !== edit) throw unreadWords(version);
    const { problems } = await openPointsOfVersion(transaction, editing, version);
    const [first] = problems;
    if (first) throw new AppError(422, "not_releasable", first.message, problems);
    const [by, at, day] = [writerOf(principal), editing.clock.now(), today(editing)];
    // A day that has passed while the version waited for its review means: at once.
    const releasedFrom =
      version.releasedFrom !== null && version.releasedFrom > day ? version.releasedFrom : day;
    await updateVersion(transaction, version, {
      status: "released",
      releasedFrom,
      reviewer: { ...by, at },
    });
    await addStep(transaction, version.id, { kind: "released", at, by, comment });
    await retireReplaced(transaction, version, day);
    await projectAnswer(transaction, version, day);
    await planSettling(transaction, version, settles);
    await settleBegun(transaction, version, { day, at });
  });
  await editing.released();
  return released;
}

/** A lasting version that has begun ends what it stands in place of, for good. */
export async function retireReplaced(
  transaction: Prisma.TransactionClient,
  place: Pick<VersionRecord, "serviceSlug" | "section">,
  day: string,
): Promise<void> {
  const versions = await listVersions(transaction, place);
  const living = new Set(stillToRead(versions, day).map((version) => version.id));
  for (const version of versions) {
    const ended = version.releasedUntil !== null && version.releasedUntil < day;
    const until = lastDay(day, version);
    if (version.status !== "released" || ended || living.has(version.id)) continue;
    if (version.releasedUntil !== until) {
      await updateVersion(transaction, version, { releasedUntil: until });
    }
  }
}

function lastDay(day: string, { releasedFrom }: VersionRecord): string {
  const before = dayBefore(day);
  return releasedFrom !== null && releasedFrom > before ? releasedFrom : before;
}

/** What stands in the way of a version as it is stored, its base included. */
export async function openPointsOfVersion(
  database: Connection,
  editing: Editing,
  version: VersionRecord,
): Promise<OpenPoints> {
  const service = demandPlace(editing, version);
  const shared =
    version.section === sharedSection ? null : sharedContent(editing, version.serviceSlug);
  const points = openPointsOf(editing, service, { ...version, shared });
  const moved = await movedBase(database, editing, version);
  if (moved === null) return points;
  return { ...points, problems: [{ field: "base", message: moved }, ...points.problems] };
}

/** Why a version must be compared with what holds now, before it takes its place; null: no need. */
export async function movedBase(
  database: Connection,
  editing: Editing,
  { baseRevision, ...place }: VersionRecord,
): Promise<string | null> {
  const versions = await listVersions(database, place);
  const edited = versions.some(
    ({ origin, status }) => origin !== "files" && ["released", "withdrawn"].includes(status),
  );
  if (edited) {
    const current = inForce(versions, today(editing));
    if (current === null || current.revision === baseRevision) return null;
    return (
      `Inzwischen gilt Fassung ${current.revision}; dieser Entwurf wurde von Fassung ${baseRevision} aus ` +
      "begonnen. Gleichen Sie beide ab."
    );
  }
  const base = versions.find((version) => version.revision === baseRevision);
  const now = contentToday(editing, place.serviceSlug, place.section);
  if (now === null || (base && changedFields(base.content, now).length === 0)) return null;
  return "Die Wissensbasis sagt inzwischen etwas anderes als beim Beginn des Entwurfs. Gleichen Sie beide ab.";
}

/** The shared answer that holds today, as editors write it; null where there is none. */
export function sharedContent(editing: Editing, slug: string): AnswerContent | null {
  return contentToday(editing, slug, sharedSection);
}

/** What desks read of a section today; null: nothing of its own. */
export function contentToday(
  editing: Editing,
  slug: string,
  section: string,
): AnswerContent | null {
  const service = editing.knowledge.service(slug);
  return service && wordsOn(service, editing.knowledge.answers(slug), section, today(editing));
}

function demandStatus(version: VersionRecord, status: "draft" | "inReview"): void {
  if (version.status === status) return;
  if (status === "draft") {
    throw new AppError(409, "not_a_draft", "Diese Fassung ist kein Entwurf mehr.");
  }
  throw new AppError(409, "not_in_review", "Diese Fassung ist nicht in Prüfung.");
}
