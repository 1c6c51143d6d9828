import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Principal } from "../../src/identity/permissions.ts";
import { decideOn } from "../../src/knowledge/exchange/decide-proposal.ts";
import { importMessage } from "../../src/knowledge/exchange/import-message.ts";
import { listProposals } from "../../src/knowledge/exchange/store.ts";
import { viewProposal } from "../../src/knowledge/exchange/view-proposal.ts";
import { dau, hirePeople, wil } from "./editing-desk.ts";
import { buildSmallHouse, type SmallHouse } from "./small-house.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const daun = "07233501";
let house: SmallHouse;
let first: Principal;
let second: Principal;
beforeAll(async () => {
  house = await buildSmallHouse();
  await house.read("/api/services/personalausweis");
  const ids = await hirePeople(house, { dau, wil });
  first = { userId: ids.dau, name: "Ina", grants: dau, agentId: null };
  second = { userId: ids.wil, name: "Wilma", grants: wil, agentId: null };
});
afterAll(() => house.database.close());

const unit = (id: string, name: string) =>
  `<schreibe><organisationseinheit><id>${id}</id><name><name>${name}</name></name></organisationseinheit></schreibe>`;
const claim = (superior: string, area: string) =>
  `<schreibe><zustaendigkeitTransferObjekt><uebergeordnetesObjektID>${superior}</uebergeordnetesObjektID><zustaendigkeit><leistungID>L1</leistungID><gebietID>${area}</gebietID></zustaendigkeit></zustaendigkeitTransferObjekt></schreibe>`;
const leika = (key: string) =>
  `<schreibe><leistung><id>L1</id><referenzLeiKa><code>${key}</code></referenzLeiKa></leistung></schreibe>`;

async function read(...objects: string[]) {
  const text = `<t xmlns="http://xoev.de/schemata/xzufi/2_2_0">${objects.join("")}</t>`;
  const outcome = await importMessage(
    house.database.prisma,
    {
      fileName: "redaktion.xml",
      async *open() {
        yield Buffer.from(text);
      },
      by: { userId: null, name: "Kommandozeile" },
      at: Date.parse("2026-11-23T09:00:00Z"),
      today: "2026-11-23",
    },
    { dryRun: false },
  );
  const page = { openOnly: true, after: null, countMax: 10 };
  const listed = await listProposals(house.database.prisma, outcome.runId ?? "", page);
  return { outcome, proposals: listed.proposals };
}

/** The one difference that a message makes. */
async function bring(...objects: string[]) {
  const { proposals } = await read(...objects);
  const [proposal, ...others] = proposals;
  if (!proposal || others.length > 0) throw new Error(`${proposals.length} proposals`);
  return proposal;
}

const ausweis = leika("99008001012000");
const kreis = unit("O1", "Kreisverwaltung Vulkaneifel");

test("responsibilities are compared with our rules and online services with our links", async () => {
  const online = `<schreibe><onlinedienst><id>D1</id><bezeichnung>Online</bezeichnung><link><link>https://example.de/ausweis</link></link></onlinedienst></schreibe>`;
  // References stand before what they refer to.
  const claims = ["O1", "D1", "X"].map((superior) => claim(superior, "07233"));
  const { outcome, proposals } = await read(...claims, ausweis, kreis, online);
  expect(proposals.toSorted((a, b) => (a.kind < b.kind ? -1 : 1))).toMatchObject([
    {
      kind: "answer",
      section: "vulkaneifel",
      fields: [{ field: "onlineUrl", incoming: "https://example.de/ausweis" }],
    },
    { kind: "responsibility", section: null },
  ]);
  expect(outcome.counts.find(({ kind }) => kind === "Zuständigkeiten")).toMatchObject({
    read: 3,
    ignored: 1,
  });
});

test("what a source says of responsibilities holds on every desk once two people took it", async () => {
  house.signIn([{ role: "agent", administrationId: null }]);
  const responsible = async () =>
    (await house.read(`/api/services/personalausweis?place=${daun}`)).body.responsibility.authority
      .id;
  const proposal = await bring(ausweis, kreis, claim("O1", "072335001501"));
  expect(proposal.fields).toMatchObject([
    {
      local: ["Verbandsgemeinde Daun: Landkreis Vulkaneifel (ganz)"],
      incoming: ["Kreisverwaltung Vulkaneifel: Landkreis Vulkaneifel (ganz)"],
    },
  ]);
  expect(await viewProposal(house.editing, first, proposal)).toMatchObject({
    blocked: null,
    decide: { allowed: true },
  });
  const taken = await decideOn(house.editing, first, proposal.id, { decision: "accept" });
  expect(await viewProposal(house.editing, first, taken)).toMatchObject({
    state: "inReview",
    takenByMe: true,
    decide: { allowed: false, reason: "Zustimmen muss eine zweite Person." },
  });
  expect(await responsible()).toBe("vg-daun");
  await decideOn(house.editing, second, proposal.id, { decision: "accept" });
  expect(await responsible()).toBe("kreis-vulkaneifel");
  expect(house.knowledge.service("personalausweis")?.responsibility[0]).toEqual({
    authority: "kreis-vulkaneifel",
    districts: ["07233"],
  });
});

test("what a source says of other places is no conflict with what it said before", async () => {
  const vg = unit("O4", "Verbandsgemeinde Traben-Trarbach");
  // Both sides alike: remembered.
  const alike = await read(ausweis, vg, claim("O4", "072315009075"));
  expect(alike.proposals).toEqual([]);
  const wittlich = unit("O5", "Kreisverwaltung Bernkastel-Wittlich");
  const more = await bring(ausweis, wittlich, claim("O5", "072310134134"));
  expect(more).toMatchObject({ conflict: false, fields: [{ conflict: false, firstMet: true }] });
  // Of the same place it is something new: the source alone has changed.
  const other = await bring(ausweis, wittlich, claim("O5", "072315009075"));
  expect(other.fields).toMatchObject([{ conflict: false, firstMet: false }]);
});

test("the one who took it first may put it back, and it is open again", async () => {
  const vg = unit("O2", "Verbandsgemeinde Traben-Trarbach");
  const proposal = await bring(
    leika("99008001012000"),
    unit("O3", "Kreisverwaltung Bernkastel-Wittlich"),
    vg,
    claim("O3", "072315009075"),
  );
  await decideOn(house.editing, first, proposal.id, { decision: "accept" });
  const back = await decideOn(house.editing, first, proposal.id, { decision: "return" });
  expect(back).toMatchObject({ state: "open", decidedByName: null, outcome: null });
  await expect(
    decideOn(house.editing, first, proposal.id, { decision: "return" }),
  ).rejects.toMatchObject({ code: "not_in_review" });
});

test("what our rules cannot hold is refused with the reason, and nothing changes", async () => {
  const before = house.knowledge.service("personalausweis")?.responsibility;
  await house.database.prisma.directoryEntry.updateMany({
    where: { authorityId: "stadt-wittlich" },
    data: { extension: null },
  });
  await house.directory.reload();
  const refusals: [string, RegExp, ...string[]][] = [
    [
      "two authorities for one place",
      /nennt für Kröv zwei Behörden/,
      unit("A", "Kreisverwaltung Bernkastel-Wittlich"),
      unit("B", "Zweckverband Abfallwirtschaft Region Trier (A.R.T.)"),
      claim("A", "072315009075"),
      claim("B", "072315009075"),
    ],
    [
      "an authority of another district",
      /ist hier nicht für Landkreis Bernkastel-Wittlich eingetragen/,
      kreis,
      claim("O1", "072315009075"),
    ],
    [
      "an authority that nobody can be transferred to",
      /Für Stadt Wittlich fehlt ein Eskalationsziel/,
      unit("C", "Stadt Wittlich"),
      claim("C", "072315009075"),
    ],
  ];
  for (const [name, reason, ...objects] of refusals) {
    const proposal = await bring(ausweis, ...objects);
    const { blocked } = await viewProposal(house.editing, first, proposal);
    expect(`${name}: ${blocked}`).toMatch(reason);
    await expect(
      decideOn(house.editing, first, proposal.id, { decision: "accept" }),
    ).rejects.toMatchObject({ code: "not_to_be_held", message: blocked });
  }
  expect(house.knowledge.service("personalausweis")?.responsibility).toEqual(before);
});
