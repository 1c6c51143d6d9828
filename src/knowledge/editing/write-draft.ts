import type { Prisma } from "../../database/generated/client.ts";
import { AppError } from "../../errors.ts";
import type { Principal } from "../../identity/permissions.ts";
import type { ServiceRecord } from "../records.ts";
import { changedFields, contentOf } from "./content.ts";
import { demandPlace, sectionName, today, type Editing } from "./editing.ts";
import { keepBase } from "./project.ts";
import { demandRight, writeRight } from "./rights.ts";
import type { AnswerContent, DraftChange, DraftConflict } from "./schema.ts";
import {
  addStep,
  addVersion,
  findVersion,
  listVersions,
  lockAnswer,
  updateVersion,
  type AnswerPlace,
  type VersionRecord,
  type Writer,
} from "./store.ts";
import { lengthProblems } from "./text-limits.ts";

export function writerOf({ userId, name }: Principal): Writer & { userId: string } {
  return { userId, name };
}

/**
 * Begins a draft from what holds today, or from an older version (`fromRevision`). All editors of
 * an answer write in one draft: if there is one already, it is the one to go on with.
 * @throws AppError 403 `not_your_answer`; 404 `version_not_found`; 409 `draft_exists`
 */
export async function beginDraft(
  editing: Editing,
  principal: Principal,
  place: AnswerPlace,
  fromRevision: number | null,
): Promise<VersionRecord> {
  const service = demandPlace(editing, place);
  demandRight(writeRight(editing, principal, place.section));
  const [at, day] = [editing.clock.now(), today(editing)];
  return editing.database.$transaction(async (transaction) => {
    await lockAnswer(transaction, place);
    const base = await keepBase(transaction, place, at, day);
    const versions = await listVersions(transaction, place);
    const open = versions.find((version) => isOpen(version) && version.origin === "editor");
    if (open && fromRevision === null) return open;
    if (open) {
      const message =
        `Es gibt schon einen Entwurf von ${open.author.name}. Geben Sie ihn frei oder verwerfen Sie ` +
        "ihn, bevor Sie eine alte Fassung wiederherstellen.";
      throw new AppError(409, "draft_exists", message);
    }
    const old = versions.find((version) => version.revision === fromRevision);
    if (fromRevision !== null && !old) throw unknownVersion();
    const content = old?.content ?? wordsOfToday(service, base?.content ?? null, place.section);
    const by = writerOf(principal);
    const draft = await addVersion(transaction, {
      ...place,
      status: "draft",
      origin: "editor",
      baseRevision: base?.revision ?? 0,
      content,
      by,
      at,
    });
    const comment = old ? `Wiederhergestellt aus Fassung ${old.revision}.` : "";
    await addStep(transaction, draft.id, { kind: "created", at, by, comment });
    return (await findVersion(transaction, draft.id)) ?? draft;
  });
}

/** The words that hold, with what the service itself says now: an import may have changed it. */
export function wordsOfToday(
  service: ServiceRecord,
  content: AnswerContent | null,
  section: string,
): AnswerContent {
  const { legalBasis, agentHints, reviewMonths, ...empty } = contentOf(service, null, section);
  return { ...(content ?? empty), legalBasis, agentHints, reviewMonths };
}

/**
 * Saves a draft as a whole. What somebody else wrote last stays readable in the steps.
 * @throws AppError 403 `not_your_answer`; 409 `draft_changed` when somebody else saved meanwhile:
 *   `details` hold what stands there (DraftConflict); 409 `not_a_draft`; 422 `too_long`
 */
export async function saveDraft(
  editing: Editing,
  principal: Principal,
  versionId: string,
  { edit, content, releasedFrom, releasedUntil, rebased }: DraftChange,
): Promise<VersionRecord> {
  return withVersion(editing, versionId, async (transaction, version) => {
    demandRight(writeRight(editing, principal, version.section));
    demandDraft(editing, version);
    if (version.edit !== edit) throw conflict(version);
    const [tooLong] = lengthProblems(content);
    if (tooLong) throw new AppError(422, "too_long", tooLong.message, tooLong);
    const [by, at] = [writerOf(principal), editing.clock.now()];
    const foreign = version.updatedBy.userId !== principal.userId;
    if (foreign && changedFields(version.content, content).length > 0) {
      const before = version.content;
      await addStep(transaction, version.id, { kind: "overwritten", at, by, content: before });
    }
    const base = rebased ? await keepBase(transaction, version, at, today(editing)) : null;
    await updateVersion(transaction, version, {
      content,
      releasedFrom,
      releasedUntil,
      ...(base && { baseRevision: base.revision }),
      writer: { ...by, at },
    });
  });
}

/**
 * Puts a draft aside; its words stay in the history.
 * @throws AppError 403 `not_your_answer`; 409 `draft_changed`, `not_a_draft`
 */
export async function discardDraft(
  editing: Editing,
  principal: Principal,
  versionId: string,
  edit: number,
): Promise<VersionRecord> {
  return withVersion(editing, versionId, async (transaction, version) => {
    demandRight(writeRight(editing, principal, version.section));
    demandDraft(editing, version);
    if (version.edit !== edit) throw unreadWords(version);
    const [by, at] = [writerOf(principal), editing.clock.now()];
    await updateVersion(transaction, version, { status: "discarded" });
    await addStep(transaction, version.id, { kind: "discarded", at, by });
  });
}

/** Runs `change` on a version that nobody else changes meanwhile. @returns it as it is then */
export async function withVersion(
  { database }: Pick<Editing, "database">,
  versionId: string,
  change: (transaction: Prisma.TransactionClient, version: VersionRecord) => Promise<void>,
): Promise<VersionRecord> {
  return database.$transaction(async (transaction) => {
    const known = await findVersion(transaction, versionId);
    if (!known) throw unknownVersion();
    await lockAnswer(transaction, known);
    // Read again: it may have changed while the lock was waited for.
    const version = await findVersion(transaction, versionId);
    if (!version) throw unknownVersion();
    await change(transaction, version);
    const changed = await findVersion(transaction, versionId);
    if (!changed) throw unknownVersion();
    return changed;
  });
}

export function isOpen({ status }: Pick<VersionRecord, "status">): boolean {
  return status === "draft" || status === "inReview";
}

function conflict(version: VersionRecord): AppError {
  return changedMeanwhile(version, "Ihr Text ist noch da; bringen Sie beide zusammen.");
}

/** Nobody decides on words that he has not read. */
export function unreadWords(version: VersionRecord): AppError {
  return changedMeanwhile(version, "Lesen Sie, was jetzt dasteht, und entscheiden Sie dann.");
}

function changedMeanwhile(version: VersionRecord, advice: string): AppError {
  const { contributorIds: _hidden, ...shown } = version;
  const { updatedBy, updatedAt } = version;
  const details: DraftConflict = { version: shown, by: updatedBy.name, at: updatedAt };
  const message = `${updatedBy.name} hat diese Fassung inzwischen geändert. ${advice}`;
  return new AppError(409, "draft_changed", message, details);
}

function demandDraft(editing: Editing, { status, section }: VersionRecord): void {
  if (status === "draft") return;
  const name = sectionName(editing, section);
  const message =
    status === "inReview"
      ? `„${name}“ ist in Prüfung. Holen Sie die Fassung zurück, um weiterzuschreiben.`
      : "Diese Fassung ist abgeschlossen. Beginnen Sie einen neuen Entwurf.";
  throw new AppError(409, "not_a_draft", message);
}

export function unknownVersion(): AppError {
  return new AppError(404, "version_not_found", "Diese Fassung gibt es nicht.");
}
