import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Grant, Principal } from "../../src/identity/permissions.ts";
import { decideOn } from "../../src/knowledge/exchange/decide-proposal.ts";
import { importMessage } from "../../src/knowledge/exchange/import-message.ts";
import { listProposals, type StoredProposal } from "../../src/knowledge/exchange/store.ts";
import { answerDesk, dau, hirePeople, wil } from "./editing-desk.ts";
import { buildSmallHouse, type SmallHouse } from "./small-house.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const leika = "99008001012000";

interface Said {
  fee?: string;
  kurztext?: string;
  volltext?: string;
  terms?: string[];
  hint?: string;
  law?: string;
}

function texts({ fee, kurztext, volltext, terms = [], hint, law }: Said): string {
  const module = (code: string, text: string | undefined) =>
    text === undefined
      ? ""
      : `<modulText><leikaTextmodul><code>${code}</code></leikaTextmodul><inhalt languageCode="de">${text}</inhalt></modulText>`;
  const named = terms.map(
    (term) => `<begriffImKontext><begriff>${term}</begriff></begriffImKontext>`,
  );
  return [
    module("05", kurztext),
    module("06", volltext),
    module("07", law),
    fee === undefined ? "" : `<modulKosten><beschreibung>${fee}</beschreibung></modulKosten>`,
    `<modulBegriffImKontext>${named.join("")}</modulBegriffImKontext>`,
    hint === undefined
      ? ""
      : `<modulAuskunftshinweis><inhalt>${hint}</inhalt></modulAuskunftshinweis>`,
  ].join("");
}

const id = (value: string) => `<id schemeAgencyID="L100">${value}</id>`;

function leistung(said: Said): string {
  return `<schreibe><leistung>${id("L1")}<referenzLeiKa><code>${leika}</code></referenzLeiKa>${texts(said)}</leistung></schreibe>`;
}

function spezialisierung(said: Said): string {
  return `<schreibe><spezialisierung>${id("S1")}<leistungID schemeAgencyID="L100">L1</leistungID>${texts(said)}<gueltigkeitGebietID>072330000000</gueltigkeitGebietID></spezialisierung></schreibe>`;
}

function message(...objects: string[]): string {
  return `<t xmlns="http://xoev.de/schemata/xzufi/2_2_0">${objects.join("\n")}</t>`;
}

function person(userId: string, ...grants: Grant[]): Principal {
  return { userId, name: userId, grants, agentId: null };
}
const everywhere = person("alle", { role: "editor", administrationId: null });

let house: SmallHouse;
let ids: Record<"dau" | "dau2" | "wil", string>;
let vulkaneifel: Principal;
let colleague: Principal;
let wittlich: Principal;
beforeEach(async () => {
  house = await buildSmallHouse();
  ids = await hirePeople(house, { dau, dau2: dau, wil });
  vulkaneifel = person(ids.dau, ...dau);
  colleague = person(ids.dau2, ...dau);
  wittlich = person(ids.wil, ...wil);
  await house.read("/api/services/personalausweis");
});
afterEach(() => house.database.close());

async function bring(text: string, dryRun = false) {
  const file = {
    fileName: "redaktion.xml",
    async *open() {
      yield Buffer.from(text);
    },
    by: { userId: "alle", name: "alle" },
    at: Date.parse("2026-11-23T09:00:00Z"),
    today: "2026-11-23",
  };
  const outcome = await importMessage(house.database.prisma, file, { dryRun });
  const page = { openOnly: true, after: null, countMax: 100 };
  const listed = await listProposals(house.database.prisma, outcome.runId ?? "", page);
  return { outcome, proposals: listed.proposals };
}

function only(proposals: StoredProposal[], kind: string): StoredProposal {
  const found = proposals.filter((proposal) => proposal.kind === kind);
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} proposals of ${kind}`);
  return found[0];
}

const storedAnswer = () =>
  house.database.prisma.answer.findUniqueOrThrow({ where: { id: "personalausweis:shared" } });

describe("the review of what a source says", () => {
  test("changes nothing before somebody decides, and names what differs", async () => {
    const before = [await storedAnswer(), house.knowledge.service("personalausweis")];
    const { outcome, proposals } = await bring(
      message(leistung({ fee: "46,00 Euro", terms: ["Perso", "ID-Karte"] })),
    );
    expect([await storedAnswer(), house.knowledge.service("personalausweis")]).toEqual(before);
    // Met for the first time: nobody can tell which side has changed.
    expect(outcome).toMatchObject({ proposalCount: 2, conflictCount: 0 });
    expect(only(proposals, "answer").fields).toMatchObject([
      {
        field: "fee",
        label: "Gebühren",
        local: "37,00 Euro",
        incoming: "46,00 Euro",
        conflict: false,
        firstMet: true,
      },
    ]);
    expect(only(proposals, "service").fields).toMatchObject([
      { field: "synonyms", incoming: ["Perso", "Ausweis", "ID-Karte"] },
    ]);
  });

  test("stores nothing of a look, and nothing of a file that breaks off", async () => {
    const text = message(leistung({ fee: "46,00 Euro" }));
    expect((await bring(text, true)).outcome).toMatchObject({ runId: null, proposalCount: 1 });
    await expect(bring(text.slice(0, -5))).rejects.toMatchObject({ code: "xml_malformed" });
    const counts = await Promise.all([
      house.database.prisma.exchangeRun.count(),
      house.database.prisma.exchangeProposal.count(),
      house.database.prisma.exchangeLink.count(),
    ]);
    expect(counts).toEqual([0, 0, 0]);
  });

  test("turns accepted words into a draft for a second person, the chosen fields only", async () => {
    const { proposals } = await bring(
      message(leistung({ fee: "46,00 Euro", kurztext: "<p>Neue Worte.</p>", hint: "Intern." })),
    );
    const proposal = only(proposals, "answer");
    const decided = await decideOn(house.editing, everywhere, proposal.id, {
      decision: "accept",
      fields: ["fee", "agentHints"],
    });
    expect(decided).toMatchObject({ state: "accepted", decidedByName: "alle" });
    expect(decided.fields.map(({ field, taken }) => [field, taken])).toEqual(
      expect.arrayContaining([
        ["fee", true],
        ["spoken", false],
        ["agentHints", true],
      ]),
    );
    expect(decided.outcome).toMatch(/^Als Entwurf übernommen \(Fassung \d+\)\.$/);
    expect((await storedAnswer()).fee).toBe("37,00 Euro");
    const drafts = await house.database.prisma.answerVersion.findMany({
      where: { status: "draft" },
    });
    expect(drafts).toMatchObject([
      {
        serviceSlug: "personalausweis",
        section: "shared",
        origin: "import",
        authorName: "alle",
        content: { fee: "46,00 Euro", agentHints: "Intern." },
      },
    ]);
    expect(JSON.stringify(drafts)).not.toContain("Neue Worte");
    await expect(
      decideOn(house.editing, everywhere, proposal.id, { decision: "reject" }),
    ).rejects.toMatchObject({ code: "proposal_decided" });
  });

  test("lets legal basis and hints take effect with the release by a second person alone", async () => {
    const { proposals } = await bring(message(leistung({ law: "§ 9 PAuswG", hint: "Neu." })));
    const before = house.knowledge.service("personalausweis");
    await decideOn(house.editing, vulkaneifel, only(proposals, "answer").id, {
      decision: "accept",
    });
    const draft = await house.database.prisma.answerVersion.findFirstOrThrow({
      where: { status: "draft" },
    });
    const desk = answerDesk(house, "personalausweis", "shared");
    house.signIn(dau, ids.dau);
    const sent = (await desk.decide(draft, "submit")).body;
    expect(await desk.decide(sent, "release")).toMatchObject({ status: 403 });
    expect(house.knowledge.service("personalausweis")).toEqual(before);
    house.signIn(wil, ids.wil);
    expect(await desk.decide(sent, "release")).toMatchObject({ status: 200 });
    expect(house.knowledge.service("personalausweis")).toMatchObject({
      legalBasis: ["§ 9 PAuswG"],
      agentHints: "Neu.",
    });
  });

  test("proposes nothing again that was decided on, until the source says something new", async () => {
    const first = message(leistung({ fee: "46,00 Euro" }));
    const { proposals } = await bring(first);
    await decideOn(house.editing, everywhere, only(proposals, "answer").id, { decision: "reject" });
    expect((await bring(first)).outcome).toMatchObject({ proposalCount: 0 });

    const second = await bring(message(leistung({ fee: "47,00 Euro" })));
    expect(only(second.proposals, "answer")).toMatchObject({ conflict: true });
  });

  test("calls it no conflict where only the source has changed, and one where both have", async () => {
    const same = message(leistung({ fee: "37,00 Euro" }));
    expect((await bring(same)).outcome.proposalCount).toBe(0);
    const newer = await bring(message(leistung({ fee: "38,00 Euro" })));
    expect(newer.outcome).toMatchObject({ proposalCount: 1, conflictCount: 0 });
    await house.database.prisma.answer.update({
      where: { id: "personalausweis:shared" },
      data: { fee: "39,00 Euro" },
    });
    const both = await bring(message(leistung({ fee: "38,00 Euro" })));
    expect(both.outcome).toMatchObject({ proposalCount: 1, conflictCount: 1 });
    const open = { where: { state: "open" } };
    expect(await house.database.prisma.exchangeProposal.count(open)).toBe(1);
  });

  test("feeds terms of the source to the search, and takes no word of ours away", async () => {
    house.signIn([{ role: "agent", administrationId: null }]);
    const find = async () => (await house.read("/api/services?q=Zaubertafel")).body.hits;
    expect(await find()).toEqual([]);
    const { proposals } = await bring(message(leistung({ terms: ["Zaubertafel"] })));
    const proposal = only(proposals, "service");
    const taken = await decideOn(house.editing, vulkaneifel, proposal.id, { decision: "accept" });
    expect(taken).toMatchObject({ state: "inReview", decidedByName: ids.dau });
    expect(await find()).toEqual([]);
    for (const notHer of [vulkaneifel, colleague]) {
      await expect(
        decideOn(house.editing, notHer, proposal.id, { decision: "accept" }),
      ).rejects.toMatchObject({ code: "not_your_answer" });
    }
    const done = await decideOn(house.editing, wittlich, proposal.id, { decision: "accept" });
    expect(done).toMatchObject({ state: "accepted", decidedByName: ids.wil });
    expect(await find()).toMatchObject([{ slug: "personalausweis" }]);
    expect(house.knowledge.service("personalausweis")?.synonyms).toContain("Perso");
  });

  test("leads a specialisation to the district of its area, whose editors alone decide", async () => {
    const { proposals } = await bring(
      message(leistung({}), spezialisierung({ fee: "50,00 Euro", hint: "gehört nicht hierher" })),
    );
    const proposal = only(proposals, "answer");
    expect(proposal).toMatchObject({
      section: "vulkaneifel",
      title: "Personalausweis (Vulkaneifel)",
      fields: [{ field: "fee" }],
    });
    await expect(
      decideOn(house.editing, wittlich, proposal.id, { decision: "accept" }),
    ).rejects.toMatchObject({ code: "not_your_answer" });
    await decideOn(house.editing, vulkaneifel, proposal.id, { decision: "accept" });
    const draft = await house.database.prisma.answerVersion.findFirstOrThrow({
      where: { status: "draft" },
    });
    expect(draft).toMatchObject({ section: "vulkaneifel", content: { fee: "50,00 Euro" } });
  });

  test("takes contact data of a unit from two people, if it still is what the review showed", async () => {
    const unit = (phone: string) =>
      `<schreibe><organisationseinheit>${id("O1")}<name><name>Kreisverwaltung Vulkaneifel</name></name><kommunikation><kanal><code>02</code></kanal><kennung>${phone}</kennung></kommunikation></organisationseinheit></schreibe>`;
    const first = only((await bring(message(unit("06592 933-0")))).proposals, "authority");
    await expect(
      decideOn(house.editing, wittlich, first.id, { decision: "accept" }),
    ).rejects.toMatchObject({ message: "Diese Behörde pflegt eine andere Redaktion." });
    await decideOn(house.editing, vulkaneifel, first.id, { decision: "accept" });
    const authority = () =>
      house.database.prisma.authority.findUniqueOrThrow({ where: { id: "kreis-vulkaneifel" } });
    const before = (await authority()).phone;
    expect(before).not.toBe("06592 933-0");
    await decideOn(house.editing, colleague, first.id, { decision: "accept" });
    expect((await authority()).phone).toBe("06592 933-0");

    const second = only((await bring(message(unit("06592 933-1")))).proposals, "authority");
    await house.database.prisma.authority.update({
      where: { id: "kreis-vulkaneifel" },
      data: { phone: "06592 933-9" },
    });
    await expect(
      decideOn(house.editing, vulkaneifel, second.id, { decision: "accept" }),
    ).rejects.toMatchObject({ code: "proposal_outdated" });
  });

  test("passes over deletions of what nobody knows, and asks about the others", async () => {
    const remove = (value: string) => `<loesche klasse="Leistung">${id(value)}</loesche>`;
    await bring(message(leistung({ fee: "37,00 Euro" })));
    const { proposals, outcome } = await bring(message(remove("unbekannt"), remove("L1")));
    expect(outcome.counts).toMatchObject([{ kind: "Löschungen", read: 2, changed: 1, ignored: 1 }]);
    await decideOn(house.editing, everywhere, only(proposals, "removal").id, {
      decision: "accept",
    });
    expect(await house.database.prisma.exchangeLink.count()).toBe(0);
    expect(house.knowledge.service("personalausweis")).not.toBeNull();
  });
});
