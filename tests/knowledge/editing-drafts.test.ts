import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createKnowledge } from "../../src/knowledge/knowledge.ts";
import { importKnowledgeBase } from "../../src/knowledge/import.ts";
import { beginAndEndAnswers } from "../../src/knowledge/editing/reminders.ts";
import { createPlaces } from "../../src/places/places.ts";
import { readKnowledgeTree } from "../../src/knowledge/knowledge-tree.ts";
import { answerDesk, dau, everywhere, hirePeople } from "./editing-desk.ts";
import { berlin, buildSmallHouse, type SmallHouse } from "./small-house.ts";
import { smallTree } from "./small-tree.ts";

let house: SmallHouse;
let ina: { grants: typeof dau; id: string };
let paul: typeof ina;
beforeEach(async () => {
  house = await buildSmallHouse();
  const ids = await hirePeople(house, { ina: dau, paul: dau });
  ina = { grants: dau, id: ids.ina };
  paul = { grants: dau, id: ids.paul };
});
afterEach(() => house.database.close());

const signIn = (who: typeof ina) => house.signIn(who.grants, who.id);
const desk = () => answerDesk(house, "personalausweis", "vulkaneifel");

describe("two people who write the same answer", () => {
  test("share one draft", async () => {
    signIn(ina);
    const hers = await desk().begin();
    signIn(paul);
    expect((await desk().begin()).id).toBe(hers.id);
  });

  test("do not overwrite one another: the later one is shown what stands there", async () => {
    signIn(ina);
    const draft = await desk().begin();
    signIn(paul);
    const his = (await desk().save(draft, { fee: "von Paul" })).body;
    signIn(ina);
    const late = await desk().save(draft, { spoken: "von Ina" });
    expect(late.status).toBe(409);
    expect(late.body.error).toMatchObject({
      code: "draft_changed",
      details: { by: paul.id, version: { edit: his.edit, content: { fee: "von Paul" } } },
    });
    const merged = await desk().save(his, { fee: "von Paul", spoken: "von Ina" });
    expect(merged.body.content).toMatchObject({ fee: "von Paul", spoken: "von Ina" });
  });

  test("find in the steps what the other one has replaced", async () => {
    signIn(ina);
    const draft = (await desk().save(await desk().begin(), { fee: "von Ina" })).body;
    signIn(paul);
    const { steps } = (await desk().save(draft, { fee: "von Paul" })).body;
    expect(steps).toContainEqual(
      expect.objectContaining({
        kind: "overwritten",
        content: expect.objectContaining({ fee: "von Ina" }),
      }),
    );
  });

  test("saving in the same moment: one saves, the other is told", async () => {
    signIn(ina);
    const draft = await desk().begin();
    const replies = await Promise.all(
      ["eins", "zwei", "drei"].map((fee) => desk().save(draft, { fee })),
    );
    expect(replies.map((reply) => reply.status).toSorted()).toEqual([200, 409, 409]);
  });

  test("see that the other one is there, until he has gone", async () => {
    const path = `${desk().path}/presence`;
    const note = async () => (await house.send(path, {}, undefined, "PUT")).body.others;
    signIn(ina);
    expect(await note()).toEqual([]);
    signIn(paul);
    expect(await note()).toMatchObject([{ name: ina.id }]);
    signIn(ina);
    await house.send(path, {}, undefined, "DELETE");
    signIn(paul);
    expect(await note()).toEqual([]);
  });
});

describe("a draft", () => {
  test("that is too long is refused by name and number, and nothing of it is cut off", async () => {
    signIn(ina);
    const draft = await desk().begin();
    const words = "Bitte kommen Sie vorbei. ".repeat(3_000);
    const refused = await desk().save(draft, { spoken: words });
    expect(refused.status).toBe(422);
    expect(refused.body.error).toMatchObject({
      code: "too_long",
      message: expect.stringContaining("75.000 Zeichen, gespeichert werden höchstens 4.000"),
    });
    expect((await desk().workspace()).open[0]?.content).toEqual(draft.content);
    const checked = async (content: object) =>
      (
        await house.send("/api/editing/check", {
          serviceSlug: "personalausweis",
          section: "vulkaneifel",
          content: { ...draft.content, ...content },
          releasedFrom: null,
          releasedUntil: null,
        })
      ).body;
    expect((await checked({ spoken: words })).problems).toMatchObject([{ field: "spoken" }]);
    const lines = { documents: ["Ausweis", "x".repeat(501)] };
    expect((await checked(lines)).problems).toMatchObject([
      { field: "documents", message: expect.stringContaining("Zeile 2") },
    ]);
    const { problems, hints } = await checked({ spoken: words.slice(0, 800) });
    expect(problems).toEqual([]);
    expect(hints).toMatchObject([{ field: "spoken" }]);
  });

  test.each<[string, object, object]>([
    ["releasedFrom", {}, { releasedFrom: "0000-01-01" }],
    ["releasedUntil", {}, { releasedUntil: "0203-06-30" }],
    ["content.checkedAt", { checkedAt: "0026-11-22" }, {}],
  ])("names a day whose year was typed wrongly: %s", async (field, content, dates) => {
    signIn(ina);
    const { status, body } = await desk().save(await desk().begin(), content, dates);
    expect([status, body.error.code]).toEqual([422, "invalid_input"]);
    const message = "Erwartet wird ein Tag ab 1900, wie 2026-11-22.";
    expect(body.error.details).toEqual([{ field, message }]);
  });

  test("cannot be changed while it is in review, until a writer fetches it back", async () => {
    signIn(ina);
    const draft = await desk().begin();
    const submitted = (await desk().decide(draft, "submit")).body;
    expect((await desk().save(submitted, { fee: "1" })).body.error.code).toBe("not_a_draft");
    const fetched = (await desk().decide(submitted, "return")).body;
    expect((await desk().save(fetched, { fee: "1" })).status).toBe(200);
  });

  test("put aside stays in the history, and an old version comes back as a new draft", async () => {
    await desk().publish(ina, paul, { fee: "41,00 Euro" });
    signIn(ina);
    const draft = (await desk().save(await desk().begin(), { fee: "42,00 Euro" })).body;
    const restore = await house.send(`${desk().path}/drafts`, { fromRevision: 1 });
    expect(restore.body.error.code).toBe("draft_exists");
    await desk().decide(draft, "discard");
    const restored = await desk().begin(1);
    expect(restored).toMatchObject({ revision: 4, status: "draft", baseRevision: 2 });
    expect(restored.content.fee).toContain("37,00 Euro");
    const versions = await desk().versions();
    expect(versions.map(({ revision, status, origin }: any) => [revision, status, origin])).toEqual(
      [
        [4, "draft", "editor"],
        [3, "discarded", "editor"],
        [2, "released", "editor"],
        [1, "released", "files"],
      ],
    );
  });

  test("is previewed as the desk would show it, at the place, and shown to no desk", async () => {
    signIn(ina);
    const draft = await desk().begin();
    const preview = await house.send("/api/editing/preview", {
      serviceSlug: "personalausweis",
      section: "vulkaneifel",
      content: { ...draft.content, fee: "geheim", documents: [" Foto ", ""] },
      place: "07233501",
    });
    expect(preview.body.detail).toMatchObject({
      answer: { fee: "geheim", documents: ["Foto"], scope: "district" },
      responsibility: { authority: { id: "vg-daun" } },
    });
    const shown = await house.read("/api/services/personalausweis?place=07233501");
    expect(JSON.stringify(shown.body)).not.toContain("geheim");
  });
});

describe("what editors have released", () => {
  test("is not overwritten by an import of the files, which brings up to date all else", async () => {
    await desk().publish(ina, paul, { fee: "41,00 Euro" });
    using tree = smallTree();
    tree.edit("services/personalausweis.md", "Eilausgabe 20,00 Euro mehr", "Eilausgabe 32,00");
    tree.edit("services/personalausweis.md", "fee: 37,00 Euro\n", "fee: 46,00 Euro\n");
    const counts = await importKnowledgeBase(house.database.prisma, tree.root, {
      today: "2026-11-23",
      demo: false,
    });
    await house.knowledge.reload();
    const fee = (administrationId: string | null) =>
      house.knowledge.answer("personalausweis", administrationId, "2026-11-23")?.fee;
    expect(fee("vulkaneifel")).toBe("41,00 Euro");
    expect(fee(null)).toBe("46,00 Euro");
    const answers = counts.find((count) => count.table === "Antworten");
    expect(answers?.kept?.join()).toContain("personalausweis");
  });

  test("reaches every process that is told to look", async () => {
    using tree = smallTree();
    const options = { today: "2026-11-23", demo: false };
    const places = createPlaces((await readKnowledgeTree(tree.root, options)).places);
    const other = createKnowledge(house.database.prisma, places);
    await other.reload();
    const edition = other.edition();
    await desk().publish(ina, paul, { fee: "41,00 Euro" });
    await other.reload();
    expect(other.edition()).toBeGreaterThan(edition);
    expect(other.edition()).toBe(house.knowledge.edition());
    expect(other.answer("personalausweis", "vulkaneifel", "2026-11-23")?.fee).toBe("41,00 Euro");
  });

  test("of the shared answer leaves alone what an accepted import says of the service", async () => {
    const all = await hirePeople(house, { zoe: everywhere, yves: everywhere });
    const shared = answerDesk(house, "personalausweis", "shared");
    const zoe = { grants: everywhere, id: all.zoe };
    const yves = { grants: everywhere, id: all.yves };
    await shared.publish(zoe, yves, { legalBasis: ["von der Redaktion"] });
    await house.database.prisma.service.update({
      where: { slug: "personalausweis" },
      data: { legalBasis: ["aus dem Import"] },
    });
    await house.knowledge.reload();
    const clock = { ...house.editing.clock, now: () => berlin("2026-11-25T09:01") };
    await beginAndEndAnswers({ ...house.editing, clock });
    expect(house.knowledge.service("personalausweis")?.legalBasis).toEqual(["aus dem Import"]);
    signIn(zoe);
    expect((await shared.begin()).content.legalBasis).toEqual(["aus dem Import"]);
    expect((await shared.confirm()).status).toBe(200);
    expect(house.knowledge.service("personalausweis")?.legalBasis).toEqual(["aus dem Import"]);
  });

  test("of the shared answer changes the service on its days, also where one was missed", async () => {
    const all = await hirePeople(house, { zoe: everywhere, yves: everywhere });
    const shared = answerDesk(house, "personalausweis", "shared");
    await shared.publish(
      { grants: everywhere, id: all.zoe },
      { grants: everywhere, id: all.yves },
      { agentHints: "Nur im Dezember." },
      { releasedFrom: "2026-12-01", releasedUntil: "2026-12-31" },
    );
    const hintsAfter = async (at: string) => {
      const clock = { ...house.editing.clock, now: () => berlin(at) };
      await beginAndEndAnswers({ ...house.editing, clock });
      return house.knowledge.service("personalausweis")?.agentHints;
    };
    const [before, during] = ["Nie die Seriennummer erfragen.", "Nur im Dezember."];
    expect(await hintsAfter("2026-11-30T23:59")).toBe(before);
    expect(await hintsAfter("2026-12-02T09:01")).toBe(during);
    expect(await hintsAfter("2026-12-31T23:59")).toBe(during);
    expect(await hintsAfter("2027-01-02T09:01")).toBe(before);
  });

  test("of the shared answer changes the service on its day, not before", async () => {
    const all = await hirePeople(house, { zoe: everywhere, yves: everywhere });
    const shared = answerDesk(house, "personalausweis", "shared");
    await shared.publish(
      { grants: everywhere, id: all.zoe },
      { grants: everywhere, id: all.yves },
      { agentHints: "Ab Dezember neu." },
      { releasedFrom: "2026-12-01" },
    );
    const hints = () => house.knowledge.service("personalausweis")?.agentHints;
    expect(hints()).toBe("Nie die Seriennummer erfragen.");
    const clock = { ...house.editing.clock, now: () => berlin("2026-12-01T00:01") };
    await beginAndEndAnswers({ ...house.editing, clock });
    expect(hints()).toBe("Ab Dezember neu.");
  });
});
