import { describe, expect, it } from "vitest";
import type { DraftChange, VersionView } from "../../src/knowledge/editing/schema.ts";
import { RequestError } from "../../web/core/http.ts";
import { DraftKeeper } from "../../web/editing/draft-keeper.ts";
import { mergeDrafts } from "../../web/editing/merge-content.ts";
import type { DraftState } from "../../web/editing/merge-content.ts";

const empty: DraftState = {
  content: {
    scope: "district",
    spoken: "Guten Tag.",
    body: "Erster Absatz.\n\nZweiter Absatz.\n\nDritter Absatz.",
    fee: "37 Euro",
    duration: "",
    deadline: "",
    appointment: "",
    documents: ["Ausweis"],
    onlineUrl: "",
    sample: null,
    source: "",
    checkedAt: "",
    legalBasis: [],
    agentHints: "",
    reviewMonths: null,
  },
  releasedFrom: null,
  releasedUntil: null,
};

function draft(content: Partial<DraftState["content"]>, from = empty): DraftState {
  return { ...from, content: { ...from.content, ...content } };
}

/** A server that holds one draft, and a clock in the test's hand. */
function desk(stored = new Map<string, string>()) {
  let held = { ...empty, edit: 0, by: "Ina" };
  let reachable = true;
  let waiting: (() => void)[] = [];
  const version = (): VersionView =>
    ({
      id: "v1",
      ...held,
      updatedBy: { userId: "x", name: held.by },
      updatedAt: "2026-11-23T09:00:00.000Z",
    }) as unknown as VersionView;
  const save = async (change: DraftChange) => {
    if (!reachable) throw new RequestError(0, "unreachable", "Der Server ist nicht erreichbar.");
    if (change.edit !== held.edit) {
      const details = { version: version(), by: held.by, at: "2026-11-23T09:00:00.000Z" };
      throw new RequestError(409, "draft_changed", "Geändert.", details);
    }
    const { edit, rebased: _, ...state } = change;
    held = { ...held, ...state, edit: edit + 1 };
    return version();
  };
  return {
    held: () => held,
    saveAs(by: string, state: DraftState) {
      held = { ...held, ...state, by, edit: held.edit + 1 };
    },
    reach(next: boolean) {
      reachable = next;
    },
    stored,
    /** Lets the pause go by. */
    async pass() {
      const run = waiting;
      waiting = [];
      for (const each of run) each();
      await new Promise((resolve) => setImmediate(resolve));
    },
    open: () =>
      new DraftKeeper({
        version: version(),
        save,
        storage: {
          getItem: (key) => stored.get(key) ?? null,
          setItem: (key, value) => void stored.set(key, value),
          removeItem: (key) => void stored.delete(key),
        },
        after: (_, run) => {
          waiting.push(run);
          return () => {
            waiting = waiting.filter((each) => each !== run);
          };
        },
        now: () => 0,
      }),
  };
}

describe("a draft being written", () => {
  it("is saved in a pause, with the last words", async () => {
    const server = desk();
    const keeper = server.open();
    keeper.change(draft({ fee: "3" }));
    keeper.change(draft({ fee: "38 Euro" }));
    expect(keeper.state().status).toBe("dirty");
    await server.pass();
    expect(keeper.state().status).toBe("saved");
    expect(server.held()).toMatchObject({ edit: 1, content: { fee: "38 Euro" } });
    expect(server.stored.size).toBe(0);
  });

  it("survives a server out of reach and a closed window", async () => {
    const server = desk();
    const keeper = server.open();
    server.reach(false);
    keeper.change(draft({ fee: "38 Euro" }));
    await server.pass();
    expect(keeper.state()).toMatchObject({
      status: "failed",
      draft: { content: { fee: "38 Euro" } },
    });
    server.reach(true);
    const again = desk(server.stored).open();
    expect(again.state()).toMatchObject({
      restored: true,
      status: "dirty",
      draft: { content: { fee: "38 Euro" } },
    });
  });

  it("takes in what somebody else changed elsewhere, without a question", async () => {
    const server = desk();
    const keeper = server.open();
    server.saveAs(
      "Paul",
      draft({ fee: "39 Euro", body: "Erster.\n\nZweiter Absatz.\n\nDritter Absatz." }),
    );
    keeper.change(draft({ body: "Erster Absatz.\n\nZweiter Absatz.\n\nDritter." }));
    await server.pass();
    await server.pass();
    expect(keeper.state()).toMatchObject({ status: "saved", mergedWith: "Paul" });
    expect(server.held().content).toMatchObject({
      fee: "39 Euro",
      body: "Erster.\n\nZweiter Absatz.\n\nDritter.",
    });
  });

  it("asks where both changed the same words, and loses neither text meanwhile", async () => {
    const server = desk();
    const keeper = server.open();
    server.saveAs("Paul", draft({ fee: "39 Euro" }));
    keeper.change(draft({ fee: "40 Euro", source: "Satzung" }));
    await server.pass();
    const { status, clash } = keeper.state();
    expect(status).toBe("clashing");
    expect(clash).toMatchObject({
      by: "Paul",
      clashes: [{ field: "fee", base: "37 Euro", mine: "40 Euro", theirs: "39 Euro" }],
    });
    expect(server.held().content.fee).toBe("39 Euro");
    expect([...server.stored.values()].join()).toContain("40 Euro");
    keeper.settle(draft({ fee: "39 oder 40 Euro" }, clash?.merged));
    await keeper.flush();
    expect(keeper.state().status).toBe("saved");
    expect(server.held().content).toMatchObject({ fee: "39 oder 40 Euro", source: "Satzung" });
  });
});

describe("the merge of two texts", () => {
  it("asks where both have filled an empty field, or one has emptied what the other changed", () => {
    const filled = mergeDrafts(empty, draft({ source: "meine" }), draft({ source: "seine" }));
    expect(filled.clashes).toMatchObject([{ field: "source", mine: "meine", theirs: "seine" }]);
    const emptied = mergeDrafts(empty, draft({ spoken: "" }), draft({ spoken: "Guten Morgen." }));
    expect(emptied.clashes).toMatchObject([{ field: "spoken", mine: "", theirs: "Guten Morgen." }]);
  });

  it("joins different entries of a list", () => {
    const base = draft({ documents: ["A", "B", "C", "D"] });
    const mine = draft({ documents: ["A neu", "B", "C", "D"] });
    const theirs = draft({ documents: ["A", "B", "C", "D", "E"] });
    const { merged, clashes } = mergeDrafts(base, mine, theirs);
    expect(clashes).toEqual([]);
    expect(merged.content.documents).toEqual(["A neu", "B", "C", "D", "E"]);
  });
});
