import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Principal } from "../../src/identity/permissions.ts";
import { decideOn } from "../../src/knowledge/exchange/decide-proposal.ts";
import { importMessage, loadExchangeSource } from "../../src/knowledge/exchange/import-message.ts";
import { listProposals } from "../../src/knowledge/exchange/store.ts";
import { viewProposal } from "../../src/knowledge/exchange/view-proposal.ts";
import { exportMessage } from "../../src/knowledge/exchange/xzufi/export-message.ts";
import { xzufiVersions } from "../../src/knowledge/exchange/xzufi/versions.ts";
import { dau, hirePeople, wil } from "./editing-desk.ts";
import { buildSmallHouse, type SmallHouse } from "./small-house.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const daun = "07233501";
const today = "2026-11-23";
let house: SmallHouse;
let first: Principal;
let second: Principal;
beforeEach(async () => {
  house = await buildSmallHouse();
  await house.read("/api/services/personalausweis");
  const ids = await hirePeople(house, { dau, wil });
  first = { userId: ids.dau, name: "Ina", grants: dau, agentId: null };
  second = { userId: ids.wil, name: "Wilma", grants: wil, agentId: null };
});
afterEach(() => house.database.close());

const leistung = `<schreibe><leistung><id>L1</id><referenzLeiKa><code>99008001012000</code></referenzLeiKa></leistung></schreibe>`;
const unit = (id: string, name: string) =>
  `<schreibe><organisationseinheit><id>${id}</id><name><name>${name}</name></name></organisationseinheit></schreibe>`;
const units = [unit("K", "Kreisverwaltung Vulkaneifel"), unit("V", "Verbandsgemeinde Daun")];

/** A responsibility in Daun, with periods as `gueltigkeit` writes them. */
function claim(superior: string, ...periods: [from: string, until: string][]): string {
  const written = periods.map(([from, until]) => {
    const begin = from && `<beginn>${from}T00:00:00</beginn>`;
    const end = until && `<ende>${until}T23:59:59</ende>`;
    return `<gueltigkeit>${begin}${end}</gueltigkeit>`;
  });
  return `<schreibe><zustaendigkeitTransferObjekt><uebergeordnetesObjektID>${superior}</uebergeordnetesObjektID><zustaendigkeit><leistungID>L1</leistungID><gebietID>072335001501</gebietID>${written.join("")}</zustaendigkeit></zustaendigkeitTransferObjekt></schreibe>`;
}

async function bring(text: string) {
  const file = {
    fileName: "redaktion.xml",
    async *open() {
      yield Buffer.from(text);
    },
    by: { userId: null, name: "Kommandozeile" },
    at: Date.parse("2026-11-23T09:00:00Z"),
    today,
  };
  const outcome = await importMessage(house.database.prisma, file, { dryRun: false });
  const page = { openOnly: true, after: null, countMax: 10 };
  const { proposals } = await listProposals(house.database.prisma, outcome.runId ?? "", page);
  const counted = outcome.counts.find(({ kind }) => kind === "Zuständigkeiten");
  return { proposals, counted };
}

const say = (...claims: string[]) =>
  bring(
    `<t xmlns="http://xoev.de/schemata/xzufi/2_2_0">${leistung}${units.join("")}${claims.join("")}</t>`,
  );

/** The one difference that a message makes. */
async function only(...claims: string[]) {
  const { proposals } = await say(...claims);
  const [proposal, ...others] = proposals;
  if (!proposal || others.length > 0) throw new Error(`${proposals.length} proposals`);
  return proposal;
}

async function takeByTwo(id: string) {
  await decideOn(house.editing, first, id, { decision: "accept" });
  await decideOn(house.editing, second, id, { decision: "accept" });
}

async function responsible(day: string): Promise<string> {
  const reply = await house.read(`/api/services/personalausweis?place=${daun}`, `${day}T10:00`);
  return reply.body.responsibility.authority.id;
}

const vg = "Verbandsgemeinde Daun: Landkreis Vulkaneifel (ganz)";
const kreis = "Kreisverwaltung Vulkaneifel: Landkreis Vulkaneifel (ganz)";

describe("the period of a responsibility", () => {
  test("is over: it is passed over and counted, whatever it says", async () => {
    const { proposals, counted } = await say(
      claim("K", ["2020-01-01", "2026-11-22"]),
      claim("K", ["", "2021-12-31"], ["2023-01-01", "2023-06-30"]),
    );
    expect(proposals).toEqual([]);
    expect(counted).toMatchObject({ read: 2, ignored: 2, changed: 0 });
  });

  test("begins later: it is shown with its day and holds from that day on", async () => {
    house.signIn([{ role: "agent", administrationId: null }]);
    const proposal = await only(claim("K", ["2027-01-01", ""]));
    expect(proposal.fields).toMatchObject([
      { local: [`ab 01.01.2027: ${vg}`], incoming: [`ab 01.01.2027: ${kreis}`] },
    ]);
    expect(await viewProposal(house.editing, first, proposal)).toMatchObject({ blocked: null });
    await takeByTwo(proposal.id);
    expect(house.knowledge.service("personalausweis")?.responsibility[0]).toEqual({
      authority: "kreis-vulkaneifel",
      districts: ["07233"],
      validFrom: "2027-01-01",
    });
    expect(await responsible("2026-12-31")).toBe("vg-daun");
    expect(await responsible("2027-01-04")).toBe("kreis-vulkaneifel");
  });

  test("changes hands: what holds today is no difference, what follows is one", async () => {
    house.signIn([{ role: "agent", administrationId: null }]);
    const proposal = await only(
      claim("V", ["2019-07-01", "2026-12-31"], ["2027-07-01", ""]),
      claim("K", ["2027-01-01", "2027-06-30"]),
    );
    expect(proposal.fields).toMatchObject([
      {
        local: [`vom 01.01.2027 bis 30.06.2027: ${vg}`],
        incoming: [`vom 01.01.2027 bis 30.06.2027: ${kreis}`],
      },
    ]);
    await takeByTwo(proposal.id);
    const days = ["2026-12-31", "2027-01-04", "2027-06-30", "2027-07-01"];
    const found = [];
    for (const day of days) found.push(await responsible(day));
    expect(found).toEqual(["vg-daun", "kreis-vulkaneifel", "kreis-vulkaneifel", "vg-daun"]);
  });

  test("overlaps that of another authority: refused with the reason", async () => {
    const proposal = await only(
      claim("V", ["", "2027-03-31"]),
      claim("K", ["2027-01-01", "2027-12-31"]),
    );
    expect((await viewProposal(house.editing, first, proposal)).blocked).toBe(
      "Die Quelle nennt für Daun zwei Behörden (Verbandsgemeinde Daun und Kreisverwaltung Vulkaneifel); hier gilt je Ort eine.",
    );
  });

  test("of an online service counts from the day on which it begins", async () => {
    const online = `<schreibe><onlinedienst><id>D</id><bezeichnung>Online</bezeichnung><link><link>https://example.de/ausweis</link></link></onlinedienst></schreibe>`;
    const later = await say(online, claim("D", ["2027-01-01", ""]));
    expect(later.proposals).toEqual([]);
    const now = await say(online, claim("D", ["2026-01-01", "2027-01-01"]));
    expect(now.proposals).toMatchObject([{ kind: "answer", fields: [{ field: "onlineUrl" }] }]);
  });

  test.each(xzufiVersions)(
    "is written into XZuFi %s, and read back as no difference",
    async (version) => {
      await takeByTwo((await only(claim("K", ["2027-01-01", "2027-06-30"]))).id);
      const source = await loadExchangeSource(house.database.prisma, today);
      const options = { version, withHints: true, createdAt: "2026-11-23T09:00:00Z" };
      const text = [...exportMessage(source, options)].join("");
      const ofService = text
        .split("\n")
        .filter((line) => line.includes("zustaendigkeitTransferObjekt"))
        .filter((line) => line.includes(">personalausweis<") && line.includes("vulkaneifel"));
      expect(ofService.join("\n")).toContain(
        "<xzufi:gueltigkeit><xzufi:beginn>2027-01-01T00:00:00</xzufi:beginn><xzufi:ende>2027-06-30T23:59:59</xzufi:ende></xzufi:gueltigkeit>",
      );
      const back = await bring(text);
      expect(back.proposals).toEqual([]);
      expect(back.counted).toMatchObject({ changed: 0, ignored: 0 });
    },
  );
});

test("words whose period is over are not proposed", async () => {
  const fee = (until: string) =>
    leistung.replace(
      "</leistung>",
      `<modulKosten><beschreibung>46,00 Euro</beschreibung></modulKosten><gueltigkeit><ende>${until}T23:59:59</ende></gueltigkeit></leistung>`,
    );
  const text = (until: string) =>
    `<t xmlns="http://xoev.de/schemata/xzufi/2_2_0">${fee(until)}</t>`;
  expect((await bring(text("2026-11-22"))).proposals).toEqual([]);
  expect((await bring(text("2026-11-23"))).proposals).toMatchObject([
    { fields: [{ field: "fee", incoming: "46,00 Euro" }] },
  ]);
});
