import { sameDraft } from "./merge-content.ts";
import type { DraftState } from "./merge-content.ts";

/** What is on this computer of a draft that the server does not have yet. */
export interface KeptDraft {
  edit: number;
  base: DraftState;
  draft: DraftState;
  /** What was sent without a reply: it may have been stored. */
  sent: DraftState | null;
  /** Whose answer it is, to find the words again when the version is closed. */
  answer: string;
}

/** Whose draft it is: nobody goes on with the words of a colleague at the same computer. */
export interface DraftOwner {
  userId: string;
  versionId: string;
}

export type DraftStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export function keptKey({ userId, versionId }: DraftOwner): string {
  return `${keyBegin(userId)}${versionId}`;
}

function keyBegin(userId: string): string {
  return `answer-draft:${userId}:`;
}

export function answerOf({ serviceSlug, section }: { serviceSlug: string; section: string }) {
  return `${serviceSlug} ${section}`;
}

/** @returns false when the computer takes no more: full, or closed to pages */
export function writeKept(storage: DraftStorage, key: string, kept: KeptDraft): boolean {
  try {
    storage.setItem(key, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

export function readKept(storage: DraftStorage, key: string): KeptDraft | null {
  const stored = storage.getItem(key);
  if (stored === null) return null;
  try {
    const kept = JSON.parse(stored) as KeptDraft;
    // What an older release has kept may lack fields: then it cannot be shown.
    return Object.keys(kept.base.content).every((field) => field in kept.draft.content)
      ? kept
      : null;
  } catch {
    return null;
  }
}

export interface LeftDraft {
  key: string;
  kept: KeptDraft;
}

/** Words of one's own on this computer that were written into versions that are closed by now. */
export function leftDrafts(
  storage: Storage,
  { userId, openIds, ...answer }: LeftWhere,
): LeftDraft[] {
  const begin = keyBegin(userId);
  return Object.keys(storage).flatMap((key) => {
    if (!key.startsWith(begin) || openIds.includes(key.slice(begin.length))) return [];
    const kept = readKept(storage, key);
    if (kept?.answer !== answerOf(answer) || sameDraft(kept.base, kept.draft)) return [];
    return [{ key, kept }];
  });
}

interface LeftWhere {
  userId: string;
  serviceSlug: string;
  section: string;
  openIds: readonly string[];
}
