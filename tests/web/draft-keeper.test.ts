import { describe, expect, it } from "vitest";
import { mergeDrafts } from "../../web/editing/merge-content.ts";
import { differingParts } from "../../web/editing/word-diff.tsx";
import { desk, draft, empty } from "./support/draft-server.ts";

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

  it("calls nobody another person who writes in two windows", async () => {
    const server = desk();
    const [first, second] = [server.open(), server.open()];
    first.change(draft({ fee: "39 Euro" }));
    await server.pass();
    second.change(draft({ fee: "40 Euro" }));
    await server.pass();
    expect(second.state()).toMatchObject({
      status: "clashing",
      clash: { by: null, clashes: [{ mine: "40 Euro", theirs: "39 Euro" }] },
    });
    second.settle(draft({ fee: "40 Euro" }));
    await second.flush();
    first.change(draft({ fee: "39 Euro", source: "Satzung" }));
    await server.pass();
    await server.pass();
    expect(first.state()).toMatchObject({ status: "saved", mergedWith: null });
  });
});

describe("a comparison of two texts", () => {
  it("is by words, and keeps amounts whole", () => {
    const parts = differingParts("Sie kostet 46,00 € bar.", "Sie kostet 47,00 € bar.");
    expect(parts.map(({ value, added, removed }) => [value, added, removed])).toEqual([
      ["Sie kostet ", false, false],
      ["46,00", false, true],
      ["47,00", true, false],
      [" € bar.", false, false],
    ]);
  });

  it("shows sentences with nothing in common whole, not tied together by a chance word", () => {
    const before = "nach der Gebührenordnung; am Schalter teurer als von zu Hause";
    const after = "34,20 € ab der ersten Zulassung; Stand Oktober";
    expect(differingParts(before, after).map(({ value }) => value)).toEqual([before, after]);
  });

  it("shows two small changes in a long sentence as two", () => {
    const parts = differingParts(
      "46,00 € ab 24 Jahren, sonst 27,60 €",
      "48,00 € ab 24 Jahren, sonst 28,60 €",
    );
    expect(parts.map(({ value }) => value)).toEqual([
      "46,00",
      "48,00",
      " € ab 24 Jahren, sonst ",
      "27,60",
      "28,60",
      " €",
    ]);
  });

  it("gives the words of both back, however long and different they are", () => {
    const text = (step: number) =>
      Array.from({ length: 4_000 }, (_, index) => `wort${(index * step) % 977}`).join(" ");
    const begun = process.cpuUsage();
    const parts = differingParts(text(7), text(311));
    const { user } = process.cpuUsage(begun);
    // Without a limit it takes many seconds of the processor, at every key.
    expect(user).toBeLessThan(3_000_000);
    const side = (left: "added" | "removed") =>
      parts
        .filter((part) => !part[left])
        .map((part) => part.value)
        .join("");
    expect(side("added")).toBe(text(7));
    expect(side("removed")).toBe(text(311));
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
