import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { keepAnswers } from "../../src/jobs/keep-answers.ts";
import { importKnowledgeBase } from "../../src/knowledge/import.ts";
import { answerDesk, dau, everywhere, hirePeople } from "../knowledge/editing-desk.ts";
import { berlin, buildSmallHouse, type SmallHouse } from "../knowledge/small-house.ts";
import { smallTree } from "../knowledge/small-tree.ts";

let house: SmallHouse;
let ids: Record<"ina" | "ilse" | "eva" | "emil", string>;
beforeEach(async () => {
  house = await buildSmallHouse();
  ids = await hirePeople(house, { ina: dau, ilse: dau, eva: everywhere, emil: everywhere });
});
afterEach(() => house.database.close());

const publishOwn = () =>
  answerDesk(house, "personalausweis", "vulkaneifel").publish(
    { grants: dau, id: ids.ina },
    { grants: dau, id: ids.ilse },
    { fee: "41,00 Euro" },
  );
/** Answers of two services; the job comes to the first one first. */
const publishForDecember = async () => {
  const [eva, emil] = [ids.eva, ids.emil].map((id) => ({ grants: everywhere, id }));
  const from = { releasedFrom: "2026-12-01" };
  const content = { spoken: "Kommen Sie vorbei.", source: "FZV" };
  await answerDesk(house, "kfz-zulassung", "vulkaneifel").publish(eva!, emil!, content, from);
  const shared = answerDesk(house, "personalausweis", "shared");
  await shared.publish(eva!, emil!, { agentHints: "Ab Dezember neu." }, from);
};
const runAt = (at: string) => {
  const clock = { ...house.editing.clock, now: () => berlin(at) };
  return keepAnswers({ ...house.editing, clock }).run();
};
const importWithout = async (slug: string) => {
  using tree = smallTree();
  tree.remove(`services/${slug}.md`);
  const options = { today: "2026-11-23", demo: false };
  const counts = await importKnowledgeBase(house.database.prisma, tree.root, options);
  await house.knowledge.reload();
  return counts.find(({ table }) => table === "Leistungen");
};
const hints = () => house.knowledge.service("personalausweis")?.agentHints;
const feeIn = (administrationId: string | null) =>
  house.knowledge.answer("personalausweis", administrationId, "2026-11-23")?.fee;

describe("a service whose file is gone", () => {
  test("stays whole while editors have an answer in it, and says so at each import", async () => {
    await publishOwn();
    const sentence = expect.stringMatching(/^personalausweis: Datei fehlt, in der Redaktion/);
    expect((await importWithout("personalausweis"))?.kept).toEqual([sentence]);
    expect((await importWithout("personalausweis"))?.kept).toEqual([sentence]);
    expect(feeIn("vulkaneifel")).toBe("41,00 Euro");
    expect(feeIn(null)).toBe("37,00 Euro");
  });

  test("goes once nothing of the editors holds in it", async () => {
    await publishOwn();
    await importWithout("personalausweis");
    house.signIn(dau, ids.ina);
    const desk = answerDesk(house, "personalausweis", "vulkaneifel");
    expect(await desk.withdraw("Entfällt.")).toMatchObject({ status: 200 });
    expect(await importWithout("personalausweis")).toMatchObject({ missing: 1 });
    expect(house.knowledge.service("personalausweis")).toBeNull();
    await runAt("2026-12-01T00:01");
  });

  test("goes where editors have changed nothing", async () => {
    expect(await importWithout("personalausweis")).toMatchObject({ missing: 1 });
  });
});

describe("the hourly work on answers", () => {
  test("leaves the versions of a service alone that is there no more", async () => {
    await publishForDecember();
    await house.database.prisma.service.delete({ where: { slug: "kfz-zulassung" } });
    await house.knowledge.reload();
    await runAt("2026-12-01T00:01");
    expect(hints()).toBe("Ab Dezember neu.");
  });

  test("goes on with the others, and says of each that failed", async () => {
    await publishForDecember();
    // Gone behind the back of this process, which still knows it.
    await house.database.prisma.service.delete({ where: { slug: "kfz-zulassung" } });
    await house.database.prisma.answerReport.create({
      data: { id: "old", kind: "wrong", query: "Perso", ...settledLongAgo },
    });
    await expect(runAt("2026-12-01T00:01")).rejects.toThrow("1 of 3 failed");
    expect(hints()).toBe("Ab Dezember neu.");
    const report = await house.database.prisma.answerReport.findUnique({ where: { id: "old" } });
    expect(report?.query).toBeNull();
  });
});

const settledLongAgo = {
  createdAt: new Date("2026-01-01T09:00:00Z"),
  resolvedAt: new Date("2026-01-01T10:00:00Z"),
};
