import type {
  DraftChange,
  DraftConflict,
  VersionView,
} from "../../src/knowledge/editing/schema.ts";
import { messageOf, RequestError } from "../core/http.ts";
import { mergeDrafts, sameDraft } from "./merge-content.ts";
import type { Clash, DraftState } from "./merge-content.ts";

/*
 *            change                    pause over               stored
 *   saved ───────────► dirty ─────────────────────► saving ───────────────► saved
 *                        ▲                             │ not reached: failed, tried again
 *                        │ nothing clashes             │ somebody else saved
 *                        └───────── merged ◄───────────┤
 *                              settled by hand         └──► clashing (waits for a person)
 */
export type KeeperStatus = "saved" | "dirty" | "saving" | "failed" | "clashing";

export interface KeeperState {
  status: KeeperStatus;
  edit: number;
  draft: DraftState;
  /** Milliseconds of the last saving of this window; null before the first. */
  savedAt: number | null;
  /** Why it could not be saved. */
  problem: string | null;
  clash: { by: string; at: string; clashes: Clash[]; merged: DraftState } | null;
  /** Whose changes were merged in without a question; null: nobody's. */
  mergedWith: string | null;
  /** Words of an earlier visit that had not been saved are back. */
  restored: boolean;
}

interface Parts {
  version: VersionView;
  save: (change: DraftChange) => Promise<VersionView>;
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  /** Runs something later; the returned function cancels it. */
  after: (milliseconds: number, run: () => void) => () => void;
  now: () => number;
}

const pauseMilliseconds = 1_200;
const againMilliseconds = 5_000;

interface Kept {
  edit: number;
  base: DraftState;
  draft: DraftState;
  /** Whose answer it is, to find the words again when the version is closed. */
  answer: string;
}

const keyBegin = "answer-draft:";

/** Keeps a draft safe while it is written: on this computer at once, on the server in pauses. */
export class DraftKeeper {
  private readonly parts: Parts;
  private readonly key: string;
  private readonly listeners = new Set<() => void>();
  /** What the server held when `edit` was read. */
  private base: DraftState;
  private rebased = false;
  private cancel = () => {};
  private saving: Promise<void> | null = null;
  private current: KeeperState;

  constructor(parts: Parts) {
    this.parts = parts;
    this.key = keyBegin + parts.version.id;
    this.base = draftOf(parts.version);
    this.current = {
      status: "saved",
      edit: parts.version.edit,
      draft: this.base,
      savedAt: null,
      problem: null,
      clash: null,
      mergedWith: null,
      restored: false,
    };
    this.restore(parts.version);
  }

  readonly state = (): KeeperState => this.current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Whether something here is not on the server yet. */
  get unsaved(): boolean {
    return this.current.status !== "saved";
  }

  change(draft: DraftState): void {
    const status = this.current.status === "clashing" ? "clashing" : "dirty";
    this.set({ draft, status, mergedWith: null });
    this.keep();
    if (status === "dirty") this.later(pauseMilliseconds);
  }

  /** Takes what a person made of two texts; saving goes on. */
  settle(draft: DraftState): void {
    this.set({ draft, clash: null, status: "dirty" });
    this.keep();
    void this.flush();
  }

  /** As `settle`, of a draft that was compared with what holds now. */
  rebase(draft: DraftState): void {
    this.rebased = true;
    this.settle(draft);
  }

  /** Saves now. @returns whether everything is on the server */
  async flush(): Promise<boolean> {
    this.cancel();
    if (this.saving) await this.saving;
    if (this.current.status === "dirty" || this.current.status === "failed") {
      this.saving = this.save().finally(() => {
        this.saving = null;
      });
      await this.saving;
    }
    return this.current.status === "saved";
  }

  stop(): void {
    this.cancel();
  }

  private async save(): Promise<void> {
    const sent = this.current.draft;
    const { edit } = this.current;
    const rebased = this.rebased;
    this.set({ status: "saving" });
    try {
      const stored = await this.parts.save({ edit, ...sent, rebased });
      this.base = sent;
      this.rebased = false;
      const more = !sameDraft(this.current.draft, sent);
      const savedAt = this.parts.now();
      const status = more ? "dirty" : "saved";
      this.set({ status, edit: stored.edit, savedAt, problem: null, restored: false });
      if (more) {
        this.keep();
        this.later(pauseMilliseconds);
      } else this.parts.storage.removeItem(this.key);
    } catch (error) {
      this.refuse(error);
    }
  }

  private refuse(error: unknown): void {
    if (error instanceof RequestError && error.code === "draft_changed") {
      return this.meet(error.details as DraftConflict);
    }
    this.set({ status: "failed", problem: messageOf(error) });
    this.keep();
    // What the server refuses for good is not asked again before something has changed.
    const hopeless = error instanceof RequestError && error.status >= 400 && error.status < 500;
    if (!hopeless) this.later(againMilliseconds);
  }

  private meet({ version, by, at }: DraftConflict): void {
    const theirs = draftOf(version);
    const { merged, clashes } = mergeDrafts(this.base, this.current.draft, theirs);
    this.base = theirs;
    if (clashes.length > 0) {
      const clash = { by, at, clashes, merged };
      this.set({ status: "clashing", edit: version.edit, draft: merged, clash });
      this.keep();
      return;
    }
    const done = sameDraft(merged, theirs);
    const status = done ? "saved" : "dirty";
    this.set({ status, edit: version.edit, draft: merged, mergedWith: by });
    if (done) this.parts.storage.removeItem(this.key);
    else {
      this.keep();
      this.later(0);
    }
  }

  private later(milliseconds: number): void {
    this.cancel();
    this.cancel = this.parts.after(milliseconds, () => void this.flush());
  }

  private keep(): void {
    const { edit, draft } = this.current;
    const answer = answerOf(this.parts.version);
    const kept: Kept = { edit, base: this.base, draft, answer };
    this.parts.storage.setItem(this.key, JSON.stringify(kept));
  }

  private restore(version: VersionView): void {
    const kept = readKept(this.parts.storage.getItem(this.key));
    if (!kept || sameDraft(kept.draft, this.base)) return;
    if (kept.edit === version.edit) {
      this.set({ draft: kept.draft, status: "dirty", restored: true });
      this.later(pauseMilliseconds);
      return;
    }
    const theirs = { version, by: version.updatedBy.name, at: version.updatedAt };
    this.base = kept.base;
    this.set({ draft: kept.draft, restored: true });
    this.meet(theirs);
  }

  private set(change: Partial<KeeperState>): void {
    this.current = { ...this.current, ...change };
    for (const listener of this.listeners) listener();
  }
}

export function draftOf({ content, releasedFrom, releasedUntil }: DraftState): DraftState {
  return { content, releasedFrom, releasedUntil };
}

function answerOf({ serviceSlug, section }: { serviceSlug: string; section: string }): string {
  return `${serviceSlug} ${section}`;
}

export interface LeftDraft {
  key: string;
  draft: DraftState;
}

/** Words on this computer that were written into versions that are closed by now. */
export function leftDrafts(
  storage: Storage,
  answer: { serviceSlug: string; section: string },
  openIds: readonly string[],
): LeftDraft[] {
  return Object.keys(storage).flatMap((key) => {
    if (!key.startsWith(keyBegin) || openIds.includes(key.slice(keyBegin.length))) return [];
    const kept = readKept(storage.getItem(key));
    return kept?.answer === answerOf(answer) ? [{ key, draft: kept.draft }] : [];
  });
}

function readKept(stored: string | null): Kept | null {
  if (stored === null) return null;
  try {
    const kept = JSON.parse(stored) as Kept;
    // What an older release has kept may lack fields: then it cannot be shown.
    return Object.keys(kept.base.content).every((field) => field in kept.draft.content)
      ? kept
      : null;
  } catch {
    return null;
  }
}
