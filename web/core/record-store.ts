import type { ContactRecord, StoredRecord } from "../../src/contacts/schema.ts";
import { mergeRecords, sameRecord } from "./merge-record.ts";
import { emptyRecord } from "./record.ts";

const saveMilliseconds = 600;
const retryMilliseconds = 4_000;
/** How often in a row somebody else may have been faster. */
const triesMax = 5;
const storagePrefix = "record:";

export interface RecordState {
  contactId: string | null;
  record: ContactRecord;
  status: "empty" | "saved" | "unsaved" | "saving" | "failed";
}

/** Stored, or refused because the record has been written elsewhere: as it stands there. */
export type SaveReply = { version: number } | { changed: StoredRecord };

interface Parts {
  /** @param basedOn the version that was changed */
  save(contactId: string, record: ContactRecord, basedOn: number): Promise<SaveReply>;
  /** Survives a reload of the tab, and nothing else. */
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  /** Somebody writes the same record elsewhere; what he has written stands here now. */
  onOthers?(noteJoined: boolean): void;
}

/** What this tab has written about one contact. */
interface Draft {
  contactId: string;
  record: ContactRecord;
  /** What the server was last known to have. */
  base: StoredRecord;
  /** On its way, or lost on it: if the server has it, it comes from here. */
  sent: ContactRecord | null;
}

/**
 * What the agent writes down about the contact, saved while writing. It outlives a reload and a
 * lost connection: until the contact is left, the text also lies in the tab's session storage. What
 * is written of the same contact elsewhere is brought together with it; nobody's text is lost.
 */
export class RecordStore {
  private readonly parts: Parts;
  private readonly listeners = new Set<() => void>();
  private current: RecordState = { contactId: null, record: emptyRecord, status: "empty" };
  private draft: Draft | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** One writing after the other: two on their way at once could arrive in the wrong order. */
  private writing: Promise<boolean> = Promise.resolve(true);

  constructor(parts: Parts) {
    this.parts = parts;
  }

  readonly state = (): RecordState => this.current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Shows the record of a contact as the server knows it, with what this tab has written. */
  open(contactId: string | null, server: StoredRecord): void {
    if (contactId !== this.current.contactId) this.begin(contactId, server);
    else if (this.draft !== null) this.takeIn(this.draft, server);
  }

  update(change: (record: ContactRecord) => ContactRecord): void {
    const { draft } = this;
    if (draft === null) return;
    const record = change(draft.record);
    if (record === draft.record) return;
    draft.record = record;
    this.show("unsaved");
    this.saveLater(saveMilliseconds);
  }

  /** Saves what is not saved yet. @returns whether everything is with the server */
  flush(): Promise<boolean> {
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  private begin(contactId: string | null, server: StoredRecord): void {
    this.leave();
    this.draft = null;
    if (contactId === null) return this.set({ contactId, record: emptyRecord, status: "empty" });
    const kept = restored(this.parts.storage.getItem(storagePrefix + contactId));
    this.draft = { contactId, sent: null, ...(kept ?? { record: plain(server), base: server }) };
    const { record } = this.draft;
    const status = isSaved(this.draft) ? savedStatus(record) : "unsaved";
    this.set({ contactId, record, status });
    if (status === "unsaved") this.saveLater(0);
    this.takeIn(this.draft, server);
  }

  private async write(): Promise<boolean> {
    clearTimeout(this.timer);
    const { draft } = this;
    if (draft === null) return true;
    if (isSaved(draft)) {
      if (this.current.status !== "empty") this.show("saved");
      return true;
    }
    this.show("saving");
    const written = await this.save(draft);
    if (this.draft !== draft) return written;
    if (!written) this.saveLater(retryMilliseconds);
    this.show(!written ? "failed" : isSaved(draft) ? "saved" : "unsaved");
    return written;
  }

  /** What is left to save of the contact is saved; this tab forgets it then. */
  private leave(): void {
    clearTimeout(this.timer);
    const { draft } = this;
    if (draft === null) return;
    const forget = () => this.parts.storage.removeItem(storagePrefix + draft.contactId);
    if (isSaved(draft)) return forget();
    this.writing = this.writing.then(async () => {
      const written = await this.save(draft);
      if (written) forget();
      return written;
    });
  }

  /** @returns whether the server has what the draft was when it began, or more */
  private async save(draft: Draft): Promise<boolean> {
    try {
      for (let tries = 0; tries < triesMax && !isSaved(draft); tries += 1) {
        const { record } = draft;
        draft.sent = record;
        const reply = await this.parts.save(draft.contactId, record, draft.base.version);
        if ("version" in reply) {
          draft.sent = null;
          // Otherwise the desk has told of it already, or of something newer.
          if (reply.version > draft.base.version)
            draft.base = { ...record, version: reply.version };
          return true;
        }
        this.takeIn(draft, reply.changed);
      }
      return isSaved(draft);
    } catch {
      return false;
    }
  }

  /** The server has a newer record: it is brought together with what was written here. */
  private takeIn(draft: Draft, server: StoredRecord): void {
    if (server.version <= draft.base.version) return;
    const theirs = plain(server);
    const own = draft.sent !== null && sameRecord(theirs, draft.sent);
    const { record, noteJoined } = mergeRecords(own ? theirs : draft.base, draft.record, theirs);
    const changed = !sameRecord(record, draft.record);
    draft.base = server;
    draft.record = record;
    if (own) draft.sent = null;
    if (this.draft !== draft) return;
    if (changed) this.parts.onOthers?.(noteJoined);
    if (isSaved(draft)) return this.show(savedStatus(record));
    this.show(this.current.status === "saving" ? "saving" : "unsaved");
    this.saveLater(saveMilliseconds);
  }

  private saveLater(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), milliseconds);
  }

  private show(status: RecordState["status"]): void {
    const { draft } = this;
    if (draft === null) return;
    const { contactId, record, base } = draft;
    this.parts.storage.setItem(storagePrefix + contactId, JSON.stringify({ record, base }));
    this.set({ record, status });
  }

  private set(next: Partial<RecordState>): void {
    this.current = { ...this.current, ...next };
    for (const listener of this.listeners) listener();
  }
}

function plain({ concerns, note }: StoredRecord): ContactRecord {
  return { concerns, note };
}

function isSaved({ record, base }: Draft): boolean {
  return sameRecord(record, base);
}

function savedStatus(record: ContactRecord): RecordState["status"] {
  return sameRecord(record, emptyRecord) ? "empty" : "saved";
}

function restored(text: string | null): Pick<Draft, "record" | "base"> | null {
  if (text === null) return null;
  try {
    const kept = JSON.parse(text) as Pick<Draft, "record" | "base">;
    return "base" in kept ? kept : null;
  } catch {
    return null;
  }
}
