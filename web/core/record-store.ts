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

export interface RecordStore {
  /** Shows the record of a contact: what this tab wrote last, else what the server knows. */
  open(contactId: string | null, server: ContactRecord): void;
  update(change: (record: ContactRecord) => ContactRecord): void;
  /** Saves what is not saved yet. @returns whether everything is with the server */
  flush(): Promise<boolean>;
  state(): RecordState;
  subscribe(listener: () => void): () => void;
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
export function createRecordStore({ save, storage }: Parts): RecordStore {
  const listeners = new Set<() => void>();
  let state: RecordState = { contactId: null, record: emptyRecord, status: "empty" };
  let timer: ReturnType<typeof setTimeout> | undefined;

  const set = (next: Partial<RecordState>) => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };
  const saveLater = (milliseconds: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), milliseconds);
  };

  // One writing after the other: two on their way at once could arrive in the wrong order.
  let writing: Promise<boolean> = Promise.resolve(true);
  const flush = () => (writing = writing.then(write));

  async function write(): Promise<boolean> {
    clearTimeout(timer);
    const { contactId, record, status } = state;
    if (contactId === null || status === "empty" || status === "saved") return true;
    set({ status: "saving" });
    const written = await save(contactId, record).then(
      () => true,
      () => false,
    );
    const current = state.contactId === contactId && state.record === record;
    if (!current) return written;
    set({ status: written ? "saved" : "failed" });
    if (written) storage.setItem(storagePrefix + contactId, stored(record, true));
    else saveLater(retryMilliseconds);
    return written;
  }

  function leave(): void {
    clearTimeout(timer);
    const { contactId, record, status } = state;
    if (contactId === null) return;
    const forget = () => storage.removeItem(storagePrefix + contactId);
    if (status === "saved" || status === "empty") return forget();
    writing = writing
      .then(() => save(contactId, record))
      .then(forget)
      .then(
        () => true,
        () => false,
      );
  }

  return {
    open(contactId, server) {
      if (contactId === state.contactId) return;
      leave();
      if (contactId === null) return set({ contactId, record: emptyRecord, status: "empty" });
      const local = restored(storage.getItem(storagePrefix + contactId));
      if (local === null) {
        const written = server.concerns.length > 0 || server.note !== "";
        return set({ contactId, record: server, status: written ? "saved" : "empty" });
      }
      set({ contactId, record: local.record, status: local.saved ? "saved" : "unsaved" });
      if (!local.saved) saveLater(0);
    },
    update(change) {
      if (state.contactId === null) return;
      const record = change(state.record);
      if (record === state.record) return;
      storage.setItem(storagePrefix + state.contactId, stored(record, false));
      set({ record, status: "unsaved" });
      saveLater(saveMilliseconds);
    },
    flush,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
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
