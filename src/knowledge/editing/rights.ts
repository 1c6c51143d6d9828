import { AppError } from "../../errors.ts";
import { administrationsWhere, may, type Principal } from "../../identity/permissions.ts";
import { findUsers } from "../../identity/store.ts";
import { administrationOf } from "./content.ts";
import { sectionName, type Editing } from "./editing.ts";
import { sharedSection, type Right } from "./schema.ts";
import type { Connection, VersionRecord } from "./store.ts";

const right: Right = { allowed: true, reason: null };

/**
 * Who may write: of a district's answer its own editors; of the shared one every editor, because
 * the review by another administration stands behind it.
 */
export function writeRight(editing: Editing, principal: Principal, section: string): Right {
  if (section === sharedSection) {
    if (may(principal, "services.write")) return right;
    return refused("Schreiben darf hier nur, wer zur Redaktion gehört.");
  }
  if (may(principal, "services.write", administrationOf(section))) return right;
  return refused(foreign(editing, principal, section));
}

/** Who may take an answer back or confirm it unchanged, alone: the shared one only who edits all. */
export function decideRight(editing: Editing, principal: Principal, section: string): Right {
  if (may(principal, "services.write", administrationOf(section))) return right;
  if (section !== sharedSection) return refused(foreign(editing, principal, section));
  return refused(
    "Die gemeinsame Antwort gilt für alle Verwaltungen; allein darf das nur, wer für alle zuständig ist.",
  );
}

/**
 * Who may send a version back and release it: never somebody who wrote in it. A district's is
 * reviewed by its own editors; the shared one by an editor of another administration than those who
 * wrote it, or one who edits all.
 */
export async function reviewRight(
  database: Connection,
  editing: Editing,
  principal: Principal,
  version: Reviewed,
): Promise<Right> {
  return judgeReview(editing, principal, version, await editorsAmong(database, [version]));
}

/** Of these versions those that this person may send back and release. */
export async function reviewable<Version extends Reviewed>(
  database: Connection,
  editing: Editing,
  principal: Principal,
  versions: readonly Version[],
): Promise<Version[]> {
  const editors = await editorsAmong(database, versions);
  return versions.filter((each) => judgeReview(editing, principal, each, editors).allowed);
}

type Reviewed = Pick<VersionRecord, "section" | "contributorIds">;
/** The administrations that people edit for, by their ids; null: for all. */
type Editors = ReadonlyMap<string, readonly (string | null)[]>;

/** Who wrote in the shared ones: of a district's answer it does not count where they belong. */
async function editorsAmong(database: Connection, versions: readonly Reviewed[]): Promise<Editors> {
  const shared = versions.filter(({ section }) => section === sharedSection);
  const ids = shared.flatMap(({ contributorIds }) => contributorIds);
  const writers = ids.length === 0 ? [] : await findUsers(database, ids);
  const homes = writers.map(({ id, grants }) => {
    const editing = grants.filter(({ role }) => role === "editor");
    return [id, editing.map(({ administrationId }) => administrationId)] as const;
  });
  return new Map(homes);
}

function judgeReview(
  editing: Editing,
  principal: Principal,
  { section, contributorIds }: Reviewed,
  editors: Editors,
): Right {
  const where = administrationsWhere(principal, "services.write");
  if (where !== "all" && where.length === 0) {
    return refused("Freigeben darf nur, wer zur Redaktion gehört.");
  }
  if (section !== sharedSection && where !== "all" && !where.includes(section)) {
    return refused(foreign(editing, principal, section));
  }
  if (contributorIds.includes(principal.userId)) {
    return refused(
      "Sie haben an dieser Fassung mitgeschrieben. Freigeben muss eine zweite Person.",
    );
  }
  if (section !== sharedSection || where === "all") return right;
  const theirs = new Set(contributorIds.flatMap((id) => editors.get(id) ?? []));
  if (where.some((id) => !theirs.has(id))) return right;
  return refused(
    "Die gemeinsame Antwort gibt eine andere Verwaltung frei als die, die sie schrieb.",
  );
}

/** @throws AppError 403 `not_your_answer` with the reason */
export function demandRight({ allowed, reason }: Right): void {
  if (allowed) return;
  throw new AppError(403, "not_your_answer", reason ?? "Dafür fehlt Ihnen die Berechtigung.");
}

function refused(reason: string): Right {
  return { allowed: false, reason };
}

function foreign(editing: Editing, principal: Principal, section: string): string {
  const owner = editing.directory.administration(section)?.shortName ?? section;
  const where = administrationsWhere(principal, "services.write");
  const own = where === "all" ? [] : where.map((id) => editing.directory.administration(id));
  const names = own.flatMap((each) => each?.shortName ?? []).join(" und ");
  const mine = names === "" ? "" : ` Sie gehören zur Redaktion ${names}.`;
  return `„${sectionName(editing, section)}“ ändert nur die Redaktion ${owner}.${mine}`;
}
