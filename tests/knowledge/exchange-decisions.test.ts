import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Principal } from "../../src/identity/permissions.ts";
import { decideOn } from "../../src/knowledge/exchange/decide-proposal.ts";
import { fieldLabels, type ProposalFieldName } from "../../src/knowledge/exchange/proposal.ts";
import { untilWaiting } from "../support/lock-waiters.ts";
import { answerDesk, everywhere, hirePeople, wil } from "./editing-desk.ts";
import { berlin, buildSmallHouse, type SmallHouse } from "./small-house.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const slug = "personalausweis";
let house: SmallHouse;
let eva: Principal;
let emil: Principal;
beforeEach(async () => {
  house = await buildSmallHouse();
  const ids = await hirePeople(house, { eva: everywhere, emil: everywhere, wilma: wil });
  eva = { userId: ids.eva, name: "Eva", grants: everywhere, agentId: null };
  emil = { userId: ids.emil, name: "Emil", grants: everywhere, agentId: null };
});
afterEach(() => house.database.close());

const editing = () => ({
  ...house.editing,
  clock: { now: () => berlin("2026-11-24T10:00"), after: () => () => {} },
});
const decide = (id: string, by: Principal) => decideOn(editing(), by, id, { decision: "accept" });
const stored = () => house.database.prisma.service.findUniqueOrThrow({ where: { slug } });

/** As a message leaves it. */
async function propose(
  kind: "service" | "authority" | "answer",
  target: string,
  said: Partial<Record<ProposalFieldName, string | string[]>>,
  local: Partial<Record<ProposalFieldName, string | string[]>> = {},
): Promise<string> {
  const [id, runId] = [randomUUID(), randomUUID()];
  const { exchangeRun, exchangeProposal } = house.database.prisma;
  const run = { id: runId, fileName: "redaktion.xml", createdByName: "Eva", summary: [] };
  await exchangeRun.create({ data: { ...run, createdAt: new Date(berlin("2026-11-24T09:00")) } });
  const fields = Object.entries(said).map(([name, incoming]) => {
    const field = name as ProposalFieldName;
    const difference = { local: local[field] ?? null, incoming, conflict: false, digest: "d" };
    return { field, label: fieldLabels[field], ...difference };
  });
  const link = { id, kind: "leistung", target, digests: {} };
  const section = kind === "answer" ? "shared" : null;
  const data = { kind, target, section, title: target, conflict: false, fields, links: link };
  await exchangeProposal.create({ data: { id, runId, position: 1, state: "open", ...data } });
  return id;
}

describe("what two people take from a source", () => {
  test("leaves alone what comes into force beside it", async () => {
    const { synonyms } = await stored();
    const id = await propose("service", slug, { synonyms: ["Perso", "ePerso"] }, { synonyms });
    await decide(id, eva);
    const client = await house.database.pool.connect();
    await client.query("BEGIN");
    await client.query("UPDATE service SET agent_hints = 'neu' WHERE slug = $1", [slug]);
    const second = decide(id, emil);
    await untilWaiting(house.database, 1);
    await client.query("COMMIT");
    client.release();
    expect((await second).state).toBe("accepted");
    expect(await stored()).toMatchObject({ agentHints: "neu", synonyms: ["Perso", "ePerso"] });
  });

  test("is taken once: who comes second is told that it has changed", async () => {
    const { synonyms } = await stored();
    const ids = await Promise.all(
      ["ePerso", "Kärtchen"].map((word) =>
        propose("service", slug, { synonyms: [...synonyms, word] }, { synonyms }),
      ),
    );
    for (const id of ids) await decide(id, eva);
    const outcomes = await Promise.allSettled(ids.map((id) => decide(id, emil)));
    const [refused, ...others] = outcomes.filter(({ status }) => status === "rejected");
    expect(others).toEqual([]);
    expect(refused).toMatchObject({ reason: { code: "proposal_outdated" } });
    expect((await stored()).synonyms).toHaveLength(synonyms.length + 1);
  });

  test.each([
    ["authority", "vg-daun", { website: "www.daun.de" }, "beginnt nicht mit https://"],
    ["authority", "vg-daun", { website: "javascript:alert(1)" }, "beginnt nicht mit https://"],
    ["service", slug, { synonyms: ["Perso", "A"] }, "„A“: mindestens 2 Zeichen"],
    ["service", slug, { name: "Pa" }, "mindestens 3 Zeichen"],
    ["service", slug, { leikaKey: "990080" }, "LeiKa"],
  ] as const)(
    "is refused where no file could hold it: %s %s %j",
    async (kind, target, said, why) => {
      const local = { synonyms: (await stored()).synonyms, name: "Personalausweis" };
      const told = { ...local, leikaKey: "99008001012000" };
      const id = await propose(kind, target, { ...said } as never, told);
      const [field] = Object.keys(said);
      await expect(decide(id, eva)).rejects.toMatchObject({
        status: 422,
        code: "not_to_be_stored",
        message: expect.stringContaining(why),
        details: [{ field }],
      });
    },
  );

  test("becomes a draft with the legal basis that holds today", async () => {
    const desk = answerDesk(house, slug, "shared");
    const people = [eva, emil].map(({ userId }) => ({ grants: everywhere, id: userId }));
    const [writer, reviewer] = people as [(typeof people)[0], (typeof people)[0]];
    await desk.publish(writer, reviewer, { fee: "38 Euro", legalBasis: ["alt"] });
    await house.database.prisma.service.update({
      where: { slug },
      data: { legalBasis: ["neu aus den Dateien"] },
    });
    await house.knowledge.reload();
    await decide(await propose("answer", slug, { duration: "2 Wochen" }), eva);
    const versions: { origin: string; content: object }[] = await desk.versions();
    expect(versions.find(({ origin }) => origin === "import")?.content).toMatchObject({
      duration: "2 Wochen",
      fee: "38 Euro",
      legalBasis: ["neu aus den Dateien"],
    });
  });

  test("begins on no day that calendars do not know", async () => {
    const id = await propose("answer", slug, { fee: "1 Euro", releasedFrom: "0000-01-01" });
    await expect(decide(id, eva)).rejects.toMatchObject({ status: 422 });
  });
});
