import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ContactRecord, StoredRecord } from "../../src/contacts/schema.ts";
import { RecordStore } from "../../web/core/record-store.ts";
import type { SaveReply } from "../../web/core/record-store.ts";
import {
  emptyRecord,
  withConcern,
  withOutcome,
  withoutConcern,
  withKnownOutcome,
  withPlace,
} from "../../web/core/record.ts";
import { until } from "../support/until.ts";

type Save = (id: string, record: ContactRecord, basedOn: number) => Promise<SaveReply>;

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
  let stored: StoredRecord;
  /** As the server does: what is based on an older version is refused with the newer one. */
  const save = vi.fn<Save>(async (id, record, basedOn) => {
    if (!reachable) throw new Error("network");
    if (basedOn < stored.version) return { changed: stored };
    written.push([id, record]);
    stored = { ...record, version: basedOn + 1 };
    return { version: stored.version };
  });
  const nothing: StoredRecord = { ...emptyRecord, version: 0 };
  beforeEach(() => {
    written = [];
    reachable = true;
    stored = nothing;
  });
  const write = (note: string) => (record: ContactRecord) => ({ ...record, note });

  it("is saved while it is written, the last writing once", async () => {
    const store = new RecordStore({ save, storage: tabStorage() });
    store.open("c1", nothing);
    store.update(write("a"));
    store.update(write("ab"));
    expect(store.state().status).toBe("unsaved");
    await until("the draft is saved", () => store.state().status === "saved");
    expect(written).toEqual([["c1", { concerns: [], note: "ab" }]]);
  });

  it("shows what the server knows when this tab has written nothing", () => {
    const store = new RecordStore({ save, storage: tabStorage() });
    store.open("c1", { concerns: [], note: "von gestern", version: 3 });
    expect(store.state()).toMatchObject({
      record: { note: "von gestern" },
      status: "saved",
    });
  });

  it("outlives a reload with what was not saved yet, and saves it then", async () => {
    const storage = tabStorage();
    reachable = false;
    const before = new RecordStore({ save, storage });
    before.open("c1", nothing);
    before.update(write("noch nicht gesichert"));
    reachable = true;
    const after = new RecordStore({ save, storage });
    after.open("c1", { concerns: [], note: "", version: 0 });
    expect(after.state().record.note).toBe("noch nicht gesichert");
    await until("it is saved", () => written.length > 0);
    expect(written[0]).toEqual(["c1", { concerns: [], note: "noch nicht gesichert" }]);
  });

  it("says that saving failed, and says so to whoever wants to finish", async () => {
    const store = new RecordStore({ save, storage: tabStorage() });
    store.open("c1", nothing);
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
    store.open("c1", nothing);
    store.update(write("letzter Satz"));
    store.open("c2", nothing);
    expect(store.state().record).toEqual(emptyRecord);
    await until("the first is saved", () => written.length > 0);
    expect(written).toEqual([["c1", { concerns: [], note: "letzter Satz" }]]);
    await until("the tab has forgotten it", () => !storage.kept.has("record:c1"));
  });

  it("writes one after the other, so that the last writing wins", async () => {
    let free = () => {};
    const slow = vi.fn<Save>(
      (id, record, basedOn) =>
        new Promise((resolve) => {
          free = () => {
            written.push([id, record]);
            resolve({ version: basedOn + 1 });
          };
        }),
    );
    const store = new RecordStore({ save: slow, storage: tabStorage() });
    store.open("c1", nothing);
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

  describe("that is written in two windows", () => {
    const told = vi.fn<(noteJoined: boolean) => void>();
    const window = () => new RecordStore({ save, storage: tabStorage(), onOthers: told });
    beforeEach(() => void told.mockClear());

    it("stands in both as soon as one has saved it", async () => {
      const [one, other] = [window(), window()];
      for (const store of [one, other]) store.open("c1", nothing);
      one.update(write("Rückruf gewünscht"));
      await one.flush();
      other.open("c1", stored);
      expect(other.state()).toMatchObject({
        record: { note: "Rückruf gewünscht" },
        status: "saved",
      });
      expect(told.mock.calls).toEqual([[false]]);
      one.open("c1", stored);
      expect(told).toHaveBeenCalledTimes(1);
    });

    it("keeps both texts when both write at the same time, and says so", async () => {
      const [one, other] = [window(), window()];
      for (const store of [one, other]) store.open("c1", nothing);
      one.update(write("aus dem einen"));
      other.update(write("aus dem anderen"));
      await one.flush();
      expect(await other.flush()).toBe(true);
      expect(stored.note).toBe("aus dem einen\naus dem anderen");
      expect(other.state().record.note).toBe(stored.note);
      expect(told.mock.calls).toEqual([[true]]);
      one.open("c1", stored);
      expect(one.state()).toMatchObject({ record: { note: stored.note }, status: "saved" });
    });

    it("adds what was appended here to what was appended there, once", async () => {
      stored = { concerns: [], note: "Anfang", version: 4 };
      const [one, other] = [window(), window()];
      for (const store of [one, other]) store.open("c1", stored);
      one.update(write("Anfang, dies"));
      other.update(write("Anfang, das"));
      await one.flush();
      await other.flush();
      expect(stored.note).toBe("Anfang, dies\n, das");
    });

    it("takes concerns noted, answered and taken away on either side", async () => {
      const perso = { serviceSlug: "personalausweis", title: "Perso", placeAgs: null };
      const both = withConcern(
        withConcern(emptyRecord, perso, "1"),
        { ...perso, serviceSlug: "x" },
        "2",
      );
      stored = { ...both, version: 1 };
      const [one, other] = [window(), window()];
      for (const store of [one, other]) store.open("c1", stored);
      one.update((record) => withOutcome(record, "1", "answered"));
      one.update((record) => withConcern(record, { ...perso, serviceSlug: "y" }, "3"));
      other.update((record) => withoutConcern(record, "2"));
      await one.flush();
      await other.flush();
      expect(stored.concerns.map(({ id, outcome }) => [id, outcome])).toEqual([
        ["1", "answered"],
        ["3", null],
      ]);
    });

    it("knows its own writing again whose answer was lost", async () => {
      const lost = vi.fn<Save>(async (id, record, basedOn) => {
        await save(id, record, basedOn);
        throw new Error("the answer is lost");
      });
      const cut = new RecordStore({ save: lost, storage: tabStorage(), onOthers: told });
      cut.open("c2", nothing);
      cut.update(write("angekommen"));
      expect(await cut.flush()).toBe(false);
      cut.update(write("angekommen und weiter"));
      cut.open("c2", stored);
      expect(cut.state().record.note).toBe("angekommen und weiter");
      expect(told).not.toHaveBeenCalled();
    });

    it("does not go back to an older picture that comes late", async () => {
      const store = window();
      store.open("c1", nothing);
      store.update(write("eins"));
      await store.flush();
      const late = stored;
      store.update(write("eins zwei"));
      await store.flush();
      store.open("c1", late);
      expect(store.state().record.note).toBe("eins zwei");
    });
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
    expect(outcomes(withKnownOutcome(one, null, "transferred"))).toEqual(["transferred"]);
    const two = withConcern(one, { ...perso, serviceSlug: "kfz-zulassung" }, "2");
    expect(outcomes(withKnownOutcome(two, "kfz-zulassung", "transferred"))).toEqual([
      null,
      "transferred",
    ]);
    // Which of the two was meant is not known: nothing is guessed.
    expect(withKnownOutcome(two, null, "transferred")).toBe(two);
    const answered = withOutcome(two, "1", "answered");
    expect(outcomes(withKnownOutcome(answered, null, "transferred"))).toEqual([
      "answered",
      "transferred",
    ]);
  });
});

describe("a confirmed place", () => {
  const noted = ["geburtsurkunde", "sterbeurkunde"].reduce(
    (record, slug) => withConcern(record, { serviceSlug: slug, title: slug, placeAgs: null }, slug),
    emptyRecord,
  );
  const placesOf = (record: ContactRecord) => record.concerns.map(({ placeAgs }) => placeAgs);

  it("belongs to all concerns without one, or only to that whose kind of place it is", () => {
    expect(placesOf(withPlace(noted, "07231071"))).toEqual(["07231071", "07231071"]);
    const born = withPlace(noted, "07231071", "geburtsurkunde");
    expect(placesOf(born)).toEqual(["07231071", null]);
  });
});
