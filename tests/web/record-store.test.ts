import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ContactRecord } from "../../src/contacts/schema.ts";
import { RecordStore } from "../../web/core/record-store.ts";
import {
  emptyRecord,
  withConcern,
  withOutcome,
  withTransferOutcome,
} from "../../web/core/record.ts";
import { until } from "../support/until.ts";

/** What a tab keeps over a reload. */
function tabStorage() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

describe("the record of a contact", () => {
  let written: [string, ContactRecord][];
  let reachable: boolean;
  const save = vi.fn<(id: string, record: ContactRecord) => Promise<void>>(async (id, record) => {
    if (!reachable) throw new Error("network");
    written.push([id, record]);
  });
  beforeEach(() => {
    written = [];
    reachable = true;
  });
  const write = (note: string) => (record: ContactRecord) => ({ ...record, note });

  it("is saved while it is written, the last writing once", async () => {
    const store = new RecordStore({ save, storage: tabStorage() });
    store.open("c1", emptyRecord);
    store.update(write("a"));
    store.update(write("ab"));
    expect(store.state().status).toBe("unsaved");
    await until("the draft is saved", () => store.state().status === "saved");
    expect(written).toEqual([["c1", { concerns: [], note: "ab" }]]);
  });

  it("shows what the server knows when this tab has written nothing", () => {
    const store = new RecordStore({ save, storage: tabStorage() });
    store.open("c1", { concerns: [], note: "von gestern" });
    expect(store.state()).toMatchObject({ record: { note: "von gestern" }, status: "saved" });
  });

  it("outlives a reload with what was not saved yet, and saves it then", async () => {
    const storage = tabStorage();
    reachable = false;
    const before = new RecordStore({ save, storage });
    before.open("c1", emptyRecord);
    before.update(write("noch nicht gesichert"));
    reachable = true;
    const after = new RecordStore({ save, storage });
    after.open("c1", { concerns: [], note: "alt" });
    expect(after.state().record.note).toBe("noch nicht gesichert");
    await until("it is saved", () => written.length > 0);
    expect(written[0]).toEqual(["c1", { concerns: [], note: "noch nicht gesichert" }]);
  });

  it("says that saving failed, and says so to whoever wants to finish", async () => {
    const store = new RecordStore({ save, storage: tabStorage() });
    store.open("c1", emptyRecord);
    reachable = false;
    store.update(write("x"));
    expect(await store.flush()).toBe(false);
    expect(store.state().status).toBe("failed");
    reachable = true;
    expect(await store.flush()).toBe(true);
    expect(store.state().status).toBe("saved");
  });

  it("saves what is left when the next contact comes, and forgets it in this tab", async () => {
    const storage = tabStorage();
    const store = new RecordStore({ save, storage });
    store.open("c1", emptyRecord);
    store.update(write("letzter Satz"));
    store.open("c2", emptyRecord);
    expect(store.state().record).toEqual(emptyRecord);
    await until("the first is saved", () => written.length > 0);
    expect(written).toEqual([["c1", { concerns: [], note: "letzter Satz" }]]);
    await until("the tab has forgotten it", () => !storage.kept.has("record:c1"));
  });

  it("writes one after the other, so that the last writing wins", async () => {
    let free = () => {};
    const slow = vi.fn<(id: string, record: ContactRecord) => Promise<void>>(
      (id, record) =>
        new Promise((resolve) => {
          free = () => {
            written.push([id, record]);
            resolve();
          };
        }),
    );
    const store = new RecordStore({ save: slow, storage: tabStorage() });
    store.open("c1", emptyRecord);
    store.update(write("eins"));
    const first = store.flush();
    await until("the first is on its way", () => slow.mock.calls.length === 1);
    store.update(write("zwei"));
    const second = store.flush();
    expect(slow.mock.calls.length).toBe(1);
    free();
    await first;
    await until("the second is on its way", () => slow.mock.calls.length === 2);
    free();
    await second;
    expect(written.map(([, record]) => record.note)).toEqual(["eins", "zwei"]);
    expect(store.state().status).toBe("saved");
  });
});

describe("concerns", () => {
  const perso = { serviceSlug: "personalausweis", title: "Personalausweis", placeAgs: null };

  it("notes the same service for the same place once, for another place again", () => {
    const once = withConcern(emptyRecord, perso, "1");
    expect(withConcern(once, perso, "2")).toBe(once);
    expect(withConcern(once, { ...perso, placeAgs: "07231071" }, "2").concerns).toHaveLength(2);
  });

  it("takes a transfer that worked as the outcome of the concern it was for", () => {
    const outcomes = (record: ContactRecord) => record.concerns.map((concern) => concern.outcome);
    const one = withConcern(emptyRecord, perso, "1");
    expect(outcomes(withTransferOutcome(one, null))).toEqual(["transferred"]);
    const two = withConcern(one, { ...perso, serviceSlug: "kfz-zulassung" }, "2");
    expect(outcomes(withTransferOutcome(two, "kfz-zulassung"))).toEqual([null, "transferred"]);
    // Which of the two was meant is not known: nothing is guessed.
    expect(withTransferOutcome(two, null)).toBe(two);
    const answered = withOutcome(two, "1", "answered");
    expect(outcomes(withTransferOutcome(answered, null))).toEqual(["answered", "transferred"]);
  });
});
