import { describe, expect, it } from "vitest";
import { RequestError } from "../../web/core/http.ts";
import { leftDrafts } from "../../web/editing/kept-drafts.ts";
import { bothTexts } from "../../web/editing/merge-content.ts";
import { desk, draft, empty } from "./support/draft-server.ts";

describe("a draft of which the reply was lost", () => {
  it("is never set against its own words, though they were stored", async () => {
    const server = desk();
    const keeper = server.open();
    server.loseNextReply();
    keeper.change(draft({ fee: "38" }));
    await server.pass();
    expect(keeper.state().status).toBe("failed");
    expect(server.held().content.fee).toBe("38");
    keeper.change(draft({ fee: "38 Euro" }));
    expect(await keeper.flush()).toBe(true);
    expect(keeper.state()).toMatchObject({ clash: null, mergedWith: null });
    expect(server.held()).toMatchObject({ edit: 2, content: { fee: "38 Euro" } });
    expect(server.stored.size).toBe(0);
  });

  it("goes on after a crash of the window, too, and leaves no remains", async () => {
    const server = desk();
    const keeper = server.open();
    server.loseNextReply();
    keeper.change(draft({ fee: "38" }));
    await server.pass();
    keeper.change(draft({ fee: "38 Euro" }));
    const again = server.open();
    expect(again.state()).toMatchObject({ clash: null, mergedWith: null, restored: true });
    expect(await again.flush()).toBe(true);
    expect(server.held().content.fee).toBe("38 Euro");

    server.loseNextReply();
    again.change(draft({ fee: "39 Euro" }));
    await server.pass();
    expect(server.stored.size).toBe(1);
    expect(server.open().state().status).toBe("saved");
    expect(server.stored.size).toBe(0);
  });

  it("still asks when somebody else has written over it meanwhile", async () => {
    const server = desk();
    const keeper = server.open();
    server.loseNextReply();
    keeper.change(draft({ fee: "38 Euro" }));
    await server.pass();
    server.saveAs("Paul", draft({ fee: "39 Euro" }));
    await keeper.flush();
    expect(keeper.state().clash?.clashes).toMatchObject([{ mine: "38 Euro", theirs: "39 Euro" }]);
  });
});

describe("words on the computer", () => {
  it("are gone on with by nobody but who wrote them", async () => {
    const server = desk();
    server.reach(false);
    server.open("ina").change(draft({ fee: "von Ina" }));
    await server.pass();
    server.reach(true);
    const ritas = server.open("rita");
    expect(ritas.state()).toMatchObject({
      status: "saved",
      draft: { content: { fee: "37 Euro" } },
    });
    const storage = Object.fromEntries(server.stored) as unknown as Storage;
    Object.defineProperty(storage, "getItem", { value: (key: string) => server.stored.get(key) });
    const left = (userId: string) =>
      leftDrafts(storage, {
        userId,
        serviceSlug: "reisepass",
        section: "vulkaneifel",
        openIds: [],
      });
    expect(left("rita")).toEqual([]);
    expect(left("ina")).toMatchObject([{ kept: { draft: { content: { fee: "von Ina" } } } }]);
  });

  it("that find no room there are sent nevertheless, and it is said that they are not safe", async () => {
    const server = desk();
    const keeper = server.open();
    server.fillStorage(true);
    server.reach(false);
    keeper.change(draft({ fee: "38 Euro" }));
    await server.pass();
    expect(keeper.state()).toMatchObject({ status: "failed", kept: false });
    server.reach(true);
    await server.pass();
    expect(keeper.state().status).toBe("saved");
    expect(server.held().content.fee).toBe("38 Euro");
  });

  it("written on beside an open question are part of the answer to it", async () => {
    const server = desk();
    const keeper = server.open();
    server.saveAs("Paul", draft({ fee: "39 Euro" }));
    keeper.change(draft({ fee: "40 Euro" }));
    await server.pass();
    keeper.change(draft({ fee: "40 Euro, bar", source: "Satzung" }, keeper.state().draft));
    expect(keeper.state().clash).toMatchObject({
      clashes: [{ mine: "40 Euro, bar", theirs: "39 Euro" }],
      merged: { content: { source: "Satzung" } },
    });
  });

  it("of a closed version are taken into the next draft, and asked about where they differ", async () => {
    const server = desk();
    const keeper = server.open();
    keeper.change(draft({ fee: "39 Euro" }));
    await keeper.flush();
    const late = draft({ fee: "40 Euro", source: "Satzung" });
    await keeper.adopt({ base: empty, draft: late });
    expect(server.held().content).toMatchObject({ fee: "39 Euro", source: "" });
    expect(keeper.state().clash).toMatchObject({
      by: null,
      clashes: [{ field: "fee", mine: "40 Euro", theirs: "39 Euro" }],
    });
    keeper.settle(draft({ fee: "39 Euro" }, keeper.state().clash?.merged));
    await keeper.flush();
    expect(server.held().content).toMatchObject({ fee: "39 Euro", source: "Satzung" });
  });
});

describe("what others save while nothing is being written here", () => {
  it("is shown with their name, and gone on from", async () => {
    const server = desk();
    const keeper = server.open();
    server.saveAs("Paul", draft({ fee: "39 Euro" }));
    keeper.see(server.version());
    expect(keeper.state()).toMatchObject({ status: "saved", mergedWith: "Paul" });
    keeper.change(draft({ source: "Satzung" }, keeper.state().draft));
    expect(await keeper.flush()).toBe(true);
    expect(server.held().content).toMatchObject({ fee: "39 Euro", source: "Satzung" });
  });

  it("waits while there are words of one's own to save first", async () => {
    const server = desk();
    const keeper = server.open();
    keeper.change(draft({ fee: "40 Euro" }));
    server.saveAs("Paul", draft({ fee: "39 Euro" }));
    keeper.see(server.version());
    expect(keeper.state().draft.content.fee).toBe("40 Euro");
    await keeper.flush();
    expect(keeper.state().clash?.clashes).toMatchObject([{ mine: "40 Euro", theirs: "39 Euro" }]);
  });

  it("is no older reply that comes late", async () => {
    const server = desk();
    const keeper = server.open();
    const early = server.version();
    keeper.change(draft({ fee: "40 Euro" }));
    await keeper.flush();
    keeper.see(early);
    expect(keeper.state().draft.content.fee).toBe("40 Euro");
  });
});

describe("two texts of one field", () => {
  it("stand one after the other: in a line where the field has but one", () => {
    const clash = { base: "", mine: "B", theirs: "A" };
    expect(bothTexts({ field: "fee", ...clash })).toBe("A; B");
    expect(bothTexts({ field: "spoken", ...clash })).toBe("A\nB");
    expect(bothTexts({ field: "fee", ...clash, theirs: "" })).toBe("B");
  });
});

describe("a refusal", () => {
  const refused = (status: number) => new RequestError(status, "x", "Nein.");

  it("that passes is asked again, one for good only when something has changed", async () => {
    const server = desk();
    const keeper = server.open();
    server.refuse(refused(422));
    keeper.change(draft({ fee: "zu lang" }));
    await server.pass();
    expect(server.waits()).toBe(false);
    server.refuse(refused(429));
    keeper.change(draft({ fee: "38 Euro" }));
    await server.pass();
    expect(server.waits()).toBe(true);
    server.refuse(null);
    await server.pass();
    expect(server.held().content.fee).toBe("38 Euro");
  });

  it("for want of a sign-in is not repeated under the name of whoever signs in next", async () => {
    const server = desk();
    const keeper = server.open();
    server.refuse(refused(401));
    keeper.change(draft({ fee: "38 Euro" }));
    await server.pass();
    expect(keeper.state()).toMatchObject({ status: "failed", signedOut: true, kept: true });
    expect(server.waits()).toBe(false);
    server.refuse(null);
    expect(await keeper.flush()).toBe(true);
    expect(keeper.state().signedOut).toBe(false);
  });
});
