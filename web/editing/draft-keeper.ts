import type {
  DraftChange,
  DraftConflict,
  VersionView,
} from "../../src/knowledge/editing/schema.ts";
import { messageOf, RequestError } from "../core/http.ts";
import { answerOf, keptKey, readKept, writeKept } from "./kept-drafts.ts";
import type { DraftStorage, KeptDraft } from "./kept-drafts.ts";
import { mergeDrafts, sameDraft, textOf } from "./merge-content.ts";
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

/** Two texts that wait for a person. */
export interface DraftClash {
  /** Who wrote the other one; null: it stands in the draft already. */
  by: string | null;
  clashes: Clash[];
  merged: DraftState;
}

export interface KeeperState {
  status: KeeperStatus;
  edit: number;
  draft: DraftState;
  /** Milliseconds of the last saving of this window, by the server's clock; null: none yet. */
  savedAt: number | null;
  /** Why it could not be saved. */
  problem: string | null;
  /** The server no longer knows who writes: he has to sign in again. */
  signedOut: boolean;
  clash: DraftClash | null;
  /** Whose changes were merged in without a question; null: nobody's. */
  mergedWith: string | null;
  /** Words of an earlier visit that had not been saved are back. */
  restored: boolean;
  /** What is not on the server is on this computer. */
  kept: boolean;
}

interface Parts {
  version: VersionView;
  /** Who writes. */
  userId: string;
  save: (change: DraftChange) => Promise<VersionView>;
  storage: DraftStorage;
  /** Runs something later; the returned function cancels it. */
  after: (milliseconds: number, run: () => void) => () => void;
}

const pauseMilliseconds = 1_200;
const againMilliseconds = 5_000;
/** What had no reply goes first, what has been written since follows, and perhaps a merge. */
const roundsMax = 3;

/** Refused for now only: too slow, too often. Who has to sign in first is waited for. */
const passing = [408, 425, 429];

/** Keeps a draft safe while it is written: on this computer at once, on the server in pauses. */
export class DraftKeeper {
  private readonly parts: Parts;
  private readonly key: string;
  private readonly listeners = new Set<() => void>();
  /** What the server held when `edit` was read. */
  private base: DraftState;
  /** Sent, and nobody knows whether it arrived: sent again until the server has answered. */
  private sent: DraftState | null = null;
  private rebased = false;
  private cancel = () => {};
  private saving: Promise<void> | null = null;
  private current: KeeperState;

  constructor(parts: Parts) {
    this.parts = parts;
    this.key = keptKey({ userId: parts.userId, versionId: parts.version.id });
    this.base = draftOf(parts.version);
    this.current = {
      status: "saved",
      edit: parts.version.edit,
      draft: this.base,
      savedAt: null,
      problem: null,
      signedOut: false,
      clash: null,
      mergedWith: null,
      restored: false,
      kept: true,
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
    const { clash } = this.current;
    if (clash) this.set({ draft, clash: { ...clash, ...writtenOn(clash, draft) } });
    else this.set({ draft, status: "dirty", mergedWith: null });
    this.keep();
    if (!clash) this.later(pauseMilliseconds);
  }

  /** Shows what others have saved meanwhile, unless there are words of one's own to save first. */
  see(version: VersionView): void {
    const { status, edit, draft } = this.current;
    if (status !== "saved" || version.edit <= edit) return;
    this.base = draftOf(version);
    const by = this.otherWriter(version);
    const mergedWith = sameDraft(draft, this.base) ? this.current.mergedWith : by;
    this.set({ draft: this.base, edit: version.edit, mergedWith });
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

  /** Brings in words that were written into a version which is closed by now. */
  async adopt({ base, draft }: Pick<KeptDraft, "base" | "draft">): Promise<void> {
    while (this.saving) await this.saving;
    const { merged, clashes } = mergeDrafts(base, draft, this.current.draft);
    if (clashes.length === 0) return this.change(merged);
    this.cancel();
    const clash = { by: null, clashes, merged };
    this.set({ draft: merged, clash, status: "clashing", mergedWith: null });
    this.keep();
  }

  /** Saves now. @returns whether everything is on the server */
  async flush(): Promise<boolean> {
    for (let round = 0; round < roundsMax; round += 1) {
      while (this.saving) await this.saving;
      const { status } = this.current;
      if (status !== "dirty" && (status !== "failed" || round > 0)) break;
      this.cancel();
      this.saving = this.save().finally(() => {
        this.saving = null;
      });
      await this.saving;
    }
    return this.current.status === "saved";
  }

  private async save(): Promise<void> {
    const sent = this.sent ?? this.current.draft;
    this.sent = sent;
    const { edit } = this.current;
    const rebased = this.rebased;
    this.set({ status: "saving" });
    try {
      const stored = await this.parts.save({ edit, ...sent, rebased });
      this.base = sent;
      this.sent = null;
      this.rebased = false;
      const more = !sameDraft(this.current.draft, sent);
      const savedAt = Date.parse(stored.updatedAt);
      const status = more ? "dirty" : "saved";
      const { edit: next } = stored;
      const calm = { problem: null, signedOut: false, restored: false };
      this.set({ status, edit: next, savedAt, ...calm });
      if (more) {
        this.keep();
        this.later(pauseMilliseconds);
      } else this.forget();
    } catch (error) {
      this.refuse(error);
    }
  }

  private refuse(error: unknown): void {
    if (error instanceof RequestError && error.code === "draft_changed") {
      return this.meet((error.details as DraftConflict).version);
    }
    const status = error instanceof RequestError ? error.status : 0;
    const refused = status >= 400 && status < 500;
    if (refused) this.sent = null;
    this.set({ status: "failed", problem: messageOf(error), signedOut: status === 401 });
    this.keep();
    // What the server refuses for good is not asked again before something has changed.
    if (!refused || passing.includes(status)) this.later(againMilliseconds);
  }

  private meet(version: VersionView): void {
    const by = this.otherWriter(version);
    const theirs = draftOf(version);
    // One's own saving, of which the reply was lost: nobody else has written.
    const isOwn = this.sent !== null && sameDraft(this.sent, theirs);
    const base = isOwn ? theirs : this.base;
    const { merged, clashes } = mergeDrafts(base, this.current.draft, theirs);
    this.base = theirs;
    this.sent = null;
    this.set({ edit: version.edit, draft: merged, problem: null, signedOut: false });
    if (clashes.length > 0) {
      this.set({ status: "clashing", clash: { by, clashes, merged } });
      this.keep();
      return;
    }
    const done = sameDraft(merged, theirs);
    this.set({ status: done ? "saved" : "dirty", mergedWith: isOwn ? null : by });
    if (done) this.forget();
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
    const kept = { edit, base: this.base, draft, sent: this.sent, answer };
    this.set({ kept: writeKept(this.parts.storage, this.key, kept) });
  }

  private forget(): void {
    this.parts.storage.removeItem(this.key);
  }

  private restore(version: VersionView): void {
    const kept = readKept(this.parts.storage, this.key);
    if (!kept) return;
    if (sameDraft(kept.draft, this.base)) return this.forget();
    this.sent = kept.sent;
    this.set({ draft: kept.draft, restored: true });
    if (kept.edit === version.edit) {
      this.set({ status: "dirty" });
      this.later(pauseMilliseconds);
      return;
    }
    this.base = kept.base;
    this.meet(version);
  }

  /** Who saved last; null: this person, perhaps in another window. */
  private otherWriter({ updatedBy }: VersionView): string | null {
    return updatedBy.userId === this.parts.userId ? null : updatedBy.name;
  }

  private set(change: Partial<KeeperState>): void {
    this.current = { ...this.current, ...change };
    for (const listener of this.listeners) listener();
  }
}

/** Who writes on before two texts are brought together has that text brought in, too. */
function writtenOn({ clashes }: { clashes: readonly Clash[] }, draft: DraftState) {
  const now = clashes.map((clash) => ({ ...clash, mine: textOf(draft, clash.field) }));
  return { clashes: now, merged: draft };
}

export function draftOf({ content, releasedFrom, releasedUntil }: DraftState): DraftState {
  return { content, releasedFrom, releasedUntil };
}
