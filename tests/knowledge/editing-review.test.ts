import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { answerDesk, dau, everywhere, hirePeople, wil } from "./editing-desk.ts";
import { buildSmallHouse, type SmallHouse } from "./small-house.ts";

let house: SmallHouse;
let ina: { grants: typeof dau; id: string };
let paul: typeof ina;
let wilma: typeof ina;
let zoe: typeof ina;
beforeEach(async () => {
  house = await buildSmallHouse();
  const people = { ina: dau, paul: dau, wilma: wil, zoe: everywhere };
  const ids = await hirePeople(house, people);
  ina = { grants: dau, id: ids.ina };
  paul = { grants: dau, id: ids.paul };
  wilma = { grants: wil, id: ids.wilma };
  zoe = { grants: everywhere, id: ids.zoe };
});
afterEach(() => house.database.close());

const signIn = (who: typeof ina) => house.signIn(who.grants, who.id);
const spokenAt = async (place: string, date = "2026-11-23") =>
  (await house.read(`/api/services/personalausweis?place=${place}&date=${date}`)).body.answer;
const daun = "07233501";
const kroev = "07231075";

describe("a district's answer", () => {
  const desk = () => answerDesk(house, "personalausweis", "vulkaneifel");

  test("is written by one and released by a second person of the district, and then read", async () => {
    signIn(ina);
    const draft = await desk().begin();
    expect(draft).toMatchObject({ status: "draft", revision: 2, baseRevision: 1 });
    const saved = (await desk().save(draft, { fee: "39,00 Euro" })).body;
    const submitted = (await desk().decide(saved, "submit", "Neue Gebühr")).body;
    expect(submitted.status).toBe("inReview");
    expect((await spokenAt(daun)).fee).not.toBe("39,00 Euro");

    const own = await desk().decide(submitted, "release");
    expect(own.status).toBe(403);
    expect(own.body.error).toMatchObject({
      code: "not_your_answer",
      message: expect.stringContaining("zweite Person"),
    });
    signIn(paul);
    const released = await desk().decide(submitted, "release");
    expect(released.body).toMatchObject({
      status: "released",
      releasedFrom: "2026-11-23",
      reviewer: { userId: paul.id },
    });
    expect((await spokenAt(daun)).fee).toBe("39,00 Euro");
    expect((await spokenAt(kroev)).fee).toBe("37,00 Euro");
  });

  test("is not released by whoever has written in it, though another began it", async () => {
    signIn(ina);
    const draft = await desk().begin();
    const saved = (await desk().save(draft, { fee: "39,00 Euro" })).body;
    signIn(paul);
    const again = (await desk().save(saved, { fee: "40,00 Euro" })).body;
    const submitted = (await desk().decide(again, "submit")).body;
    expect((await desk().decide(submitted, "release")).status).toBe(403);
    signIn(zoe);
    expect((await desk().decide(submitted, "release")).status).toBe(200);
  });

  test("is not released in words that the reviewer has not read", async () => {
    signIn(ina);
    const read = (await desk().decide(await desk().begin(), "submit")).body;
    const fetched = (await desk().decide(read, "return")).body;
    const saved = (await desk().save(fetched, { fee: "39,00 Euro" })).body;
    const submitted = (await desk().decide(saved, "submit")).body;
    signIn(paul);
    const late = await desk().decide(read, "release");
    expect(late.status).toBe(409);
    expect(late.body.error).toMatchObject({
      code: "draft_changed",
      message: expect.stringContaining("Lesen Sie, was jetzt dasteht"),
      details: { version: { edit: submitted.edit, content: { fee: "39,00 Euro" } } },
    });
    expect((await spokenAt(daun)).fee).not.toBe("39,00 Euro");
  });

  test("is closed to the editors of another district, who see why", async () => {
    signIn(ina);
    const draft = await desk().begin();
    signIn(wilma);
    const workspace = await desk().workspace();
    expect(workspace.write).toEqual({
      allowed: false,
      reason:
        "„Antwort Vulkaneifel“ ändert nur die Redaktion Vulkaneifel. " +
        "Sie gehören zur Redaktion Bernkastel-Wittlich.",
    });
    const refused = [
      await house.send(`${desk().path}/drafts`, {}),
      await desk().save(draft, { fee: "0" }),
      await desk().decide(draft, "submit"),
      await desk().decide(draft, "discard"),
      await desk().confirm(),
      await desk().withdraw("weg"),
    ];
    expect(refused.map((reply) => reply.status)).toEqual([403, 403, 403, 403, 403, 403]);
    signIn(ina);
    const submitted = (await desk().decide(draft, "submit")).body;
    signIn(wilma);
    expect((await desk().decide(submitted, "release")).status).toBe(403);
    expect((await desk().decide(submitted, "return", "nein")).status).toBe(403);
  });

  test("is sent back with words, and taken up again", async () => {
    signIn(ina);
    const submitted = (await desk().decide(await desk().begin(), "submit")).body;
    signIn(paul);
    expect((await desk().decide(submitted, "return", " ")).body.error.code).toBe("comment_missing");
    const returned = (await desk().decide(submitted, "return", "Bitte die Quelle nennen.")).body;
    expect(returned.status).toBe("draft");
    expect(returned.steps).toContainEqual(
      expect.objectContaining({ kind: "returned", comment: "Bitte die Quelle nennen." }),
    );
  });

  test("released for later is read on its days only, and the lasting one before and after", async () => {
    await desk().publish(
      ina,
      paul,
      { fee: "im Advent kostenlos" },
      { releasedFrom: "2026-12-01", releasedUntil: "2026-12-24" },
    );
    const fee = async (date: string) => (await spokenAt(daun, date)).fee;
    expect(await fee("2026-11-30")).toContain("37,00 Euro");
    expect(await fee("2026-12-01")).toBe("im Advent kostenlos");
    expect(await fee("2026-12-24")).toBe("im Advent kostenlos");
    expect(await fee("2026-12-25")).toContain("37,00 Euro");
    const { states, scheduled } = await desk().workspace();
    expect(states).toEqual(["valid", "scheduled"]);
    expect(scheduled).toMatchObject([{ revision: 2, releasedFrom: "2026-12-01" }]);
  });

  test.each([
    ["2027-03-27", "2027-03-28", "2027-03-29"],
    ["2027-10-30", "2027-10-31", "2027-11-01"],
  ])("begins and ends at midnight here, also around %s, when clocks change", async (...days) => {
    const [before, changing, after] = days;
    await desk().publish(
      ina,
      paul,
      { fee: "heute kostenlos" },
      { releasedFrom: changing, releasedUntil: changing },
    );
    const fee = async (at: string) =>
      (await house.read(`/api/services/personalausweis?place=${daun}`, at)).body.answer.fee;
    for (const at of [`${before}T23:59:59`, `${after}T00:00`]) {
      expect(await fee(at)).toContain("37,00 Euro");
    }
    for (const time of ["00:00", "02:30", "23:59:59"]) {
      expect(await fee(`${changing}T${time}`)).toBe("heute kostenlos");
    }
  });

  test("taken back leaves the shared answer, not what stood there before", async () => {
    await desk().publish(ina, paul, { fee: "41,00 Euro" });
    expect((await desk().withdraw("")).body.error.code).toBe("comment_missing");
    expect((await desk().withdraw("Gebühr stimmt nicht")).status).toBe(200);
    const answer = await spokenAt(daun);
    expect(answer).toMatchObject({ administrationId: null, fee: "37,00 Euro" });
    expect((await desk().workspace()).states).toEqual(["inherited"]);
  });

  test("is neither confirmed nor taken back by who has read other words than those that hold", async () => {
    signIn(ina);
    const read = (await desk().workspace()).releasedDigest;
    await desk().publish(zoe, paul, { fee: "99 Euro" });
    signIn(ina);
    const late = [
      await desk().confirm(undefined, read),
      await desk().withdraw("Falsch.", undefined, read),
    ];
    for (const { status, body } of late) {
      expect(status).toBe(409);
      expect(body.error).toMatchObject({
        code: "answer_changed",
        message: expect.stringContaining("Lesen Sie, was jetzt gilt"),
      });
    }
    expect(await spokenAt(daun)).toMatchObject({ fee: "99 Euro", checkedAt: "2026-10-01" });
    expect((await desk().confirm()).status).toBe(200);
    expect(await spokenAt(daun)).toMatchObject({ fee: "99 Euro", checkedAt: "2026-11-23" });
  });

  test("is not confirmed either when an import has changed words that no editor released", async () => {
    signIn(ina);
    const read = (await desk().workspace()).releasedDigest;
    const { count } = await house.database.prisma.answer.updateMany({
      where: { serviceSlug: "personalausweis", administrationId: "vulkaneifel" },
      data: { fee: "99 Euro" },
    });
    expect(count).toBe(1);
    expect((await desk().confirm(undefined, read)).body.error.code).toBe("answer_changed");
  });

  test("confirmed is checked today, without a second person and without another word", async () => {
    signIn(ina);
    const before = await spokenAt(daun);
    expect((await desk().confirm()).status).toBe(200);
    const { checkedAt, reviewDueAt, validUntil, ...words } = await spokenAt(daun);
    expect({ checkedAt, reviewDueAt, validUntil }).toEqual({
      checkedAt: "2026-11-23",
      reviewDueAt: "2027-05-23",
      validUntil: null,
    });
    expect(before).toMatchObject(words);
  });

  test("confirmed while a draft waits leaves nothing to compare: no word has changed", async () => {
    signIn(ina);
    const saved = (await desk().save(await desk().begin(), { fee: "39,00 Euro" })).body;
    const submitted = (await desk().decide(saved, "submit")).body;
    signIn(paul);
    expect((await desk().confirm()).status).toBe(200);
    expect((await desk().workspace()).open).toMatchObject([{ moved: null }]);
    const released = await desk().decide(submitted, "release", "", "2026-11-23T10:01");
    expect(released.status).toBe(200);
    expect((await spokenAt(daun)).fee).toBe("39,00 Euro");
  });

  test("released last on a day is read, though another was written later", async () => {
    signIn(ina);
    const first = await desk().begin();
    const saved = (await desk().save(first, { fee: "39,00 Euro" })).body;
    const submitted = (await desk().decide(saved, "submit")).body;
    signIn(paul);
    expect((await desk().confirm()).body.revision).toBeGreaterThan(submitted.revision);
    await desk().decide(submitted, "release", "", "2026-11-23T10:01");
    const { open, releasedRevision } = await desk().workspace();
    expect({ open, releasedRevision }).toEqual({ open: [], releasedRevision: first.revision });
    signIn(ina);
    const next = await desk().begin(null, "2026-11-23T10:02");
    expect(next).toMatchObject({ baseRevision: first.revision, content: { fee: "39,00 Euro" } });
  });
});

describe("the shared answer", () => {
  const desk = () => answerDesk(house, "personalausweis", "shared");

  test("is proposed by any editor and released by another administration", async () => {
    signIn(ina);
    const draft = await desk().begin();
    const saved = (await desk().save(draft, { spoken: "Kommen Sie vorbei.", legalBasis: ["X"] }))
      .body;
    const submitted = (await desk().decide(saved, "submit")).body;
    signIn(paul);
    const same = await desk().decide(submitted, "release");
    expect(same.status).toBe(403);
    expect(same.body.error.message).toContain("andere Verwaltung");
    signIn(wilma);
    expect((await desk().workspace()).open[0]?.review).toEqual({ allowed: true, reason: null });
    expect((await desk().decide(submitted, "release")).status).toBe(200);
    const { body } = await house.read(`/api/services/personalausweis?place=${kroev}`);
    expect(body.answer.spoken).toBe("Kommen Sie vorbei.");
    expect(body.legalBasis).toEqual(["X"]);
    const hits = (await house.read("/api/services?q=Perso")).body.hits;
    expect(hits[0].excerpt).toBe("Kommen Sie vorbei.");
  });

  test("is not confirmed with a legal basis that another process has changed", async () => {
    signIn(zoe);
    const read = (await desk().workspace()).releasedDigest;
    const where = { slug: "personalausweis" };
    await house.database.prisma.service.update({ where, data: { legalBasis: ["§ 99 neu"] } });
    expect((await desk().confirm(undefined, read)).body.error.code).toBe("answer_changed");
    await house.knowledge.reload();
    expect((await desk().confirm()).body.content.legalBasis).toEqual(["§ 99 neu"]);
  });

  test("is taken back by those alone who edit all", async () => {
    signIn(ina);
    expect((await desk().withdraw("falsch")).status).toBe(403);
    signIn(zoe);
    expect((await desk().withdraw("falsch")).status).toBe(200);
    expect(await spokenAt(kroev)).toBe(null);
  });
});
