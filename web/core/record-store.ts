import type { ContactRecord } from "../../src/contacts/schema.ts";
import { emptyRecord } from "./record.ts";

const saveMilliseconds = 600;
const retryMilliseconds = 4_000;
const storagePrefix = "record:";

export interface RecordState {
  contactId: string | null;
  record: ContactRecord;
  status: "empty" | "saved" | "unsaved" | "saving" | "failed";
}

interface Parts {
  save(contactId: string, record: ContactRecord): Promise<unknown>;
  /** Survives a reload of the tab, and nothing else. */
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
}

/**
 * What the agent writes down about the contact, saved while writing. It outlives a reload and a
 * lost connection: until the contact is left, the text also lies in the tab's session storage.
 */
export class RecordStore {
  private readonly parts: Parts;
  private readonly listeners = new Set<() => void>();
  private current: RecordState = { contactId: null, record: emptyRecord, status: "empty" };
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

  /** Shows the record of a contact: what this tab wrote last, else what the server knows. */
  open(contactId: string | null, server: ContactRecord): void {
    if (contactId === this.current.contactId) return;
    this.leave();
    if (contactId === null) return this.set({ contactId, record: emptyRecord, status: "empty" });
    const local = restored(this.parts.storage.getItem(storagePrefix + contactId));
    if (local === null) {
      const written = server.concerns.length > 0 || server.note !== "";
      return this.set({ contactId, record: server, status: written ? "saved" : "empty" });
    }
    this.set({ contactId, record: local.record, status: local.saved ? "saved" : "unsaved" });
    if (!local.saved) this.saveLater(0);
  }

  update(change: (record: ContactRecord) => ContactRecord): void {
    const { contactId, record: before } = this.current;
    if (contactId === null) return;
    const record = change(before);
    if (record === before) return;
    this.parts.storage.setItem(storagePrefix + contactId, stored(record, false));
    this.set({ record, status: "unsaved" });
    this.saveLater(saveMilliseconds);
  }

  /** Saves what is not saved yet. @returns whether everything is with the server */
  flush(): Promise<boolean> {
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  private async write(): Promise<boolean> {
    clearTimeout(this.timer);
    const { contactId, record, status } = this.current;
    if (contactId === null || status === "empty" || status === "saved") return true;
    this.set({ status: "saving" });
    const written = await this.save(contactId, record);
    if (this.current.contactId !== contactId || this.current.record !== record) return written;
    this.set({ status: written ? "saved" : "failed" });
    if (written) this.parts.storage.setItem(storagePrefix + contactId, stored(record, true));
    else this.saveLater(retryMilliseconds);
    return written;
  }

  /** What is left to save of the contact is saved; this tab forgets it then. */
  private leave(): void {
    clearTimeout(this.timer);
    const { contactId, record, status } = this.current;
    if (contactId === null) return;
    const forget = () => this.parts.storage.removeItem(storagePrefix + contactId);
    if (status === "saved" || status === "empty") return forget();
    this.writing = this.writing.then(async () => {
      const written = await this.save(contactId, record);
      if (written) forget();
      return written;
    });
  }

  private async save(contactId: string, record: ContactRecord): Promise<boolean> {
    try {
      await this.parts.save(contactId, record);
      return true;
    } catch {
      return false;
    }
  }

  private saveLater(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), milliseconds);
  }

  private set(next: Partial<RecordState>): void {
    this.current = { ...this.current, ...next };
    for (const listener of this.listeners) listener();
  }
}

function stored(record: ContactRecord, saved: boolean): string {
  return JSON.stringify({ record, saved });
}

function restored(text: string | null): { record: ContactRecord; saved: boolean } | null {
  if (text === null) return null;
  try {
    return JSON.parse(text) as { record: ContactRecord; saved: boolean };
  } catch {
    return null;
  }
}
