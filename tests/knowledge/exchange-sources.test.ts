import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Principal } from "../../src/identity/permissions.ts";
import { decideOn } from "../../src/knowledge/exchange/decide-proposal.ts";
import { runXzufiImport } from "../../src/knowledge/exchange/xzufi-command.ts";
import { importMessage } from "../../src/knowledge/exchange/import-message.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { buildSmallHouse, type SmallHouse } from "./small-house.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const everywhere: Principal = {
  userId: "alle",
  name: "alle",
  grants: [{ role: "editor", administrationId: null }],
  agentId: null,
};

let house: SmallHouse;
beforeEach(async () => {
  house = await buildSmallHouse();
  await house.read("/api/services/personalausweis");
});
afterEach(() => house.database.close());

const id = (value: string, agency = "L100") => `<id schemeAgencyID="${agency}">${value}</id>`;

function leistung(fee: string, value = "123", agency = "L100"): string {
  return `<schreibe><leistung>${id(value, agency)}
<referenzLeiKa><code>99008001012000</code></referenzLeiKa>
<modulKosten><beschreibung>${fee}</beschreibung></modulKosten></leistung></schreibe>`;
}

function unit(phone: string, value = "123"): string {
  return `<schreibe><organisationseinheit>${id(value)}
<name><name>Kreisverwaltung Vulkaneifel</name></name>
<kommunikation><kanal><code>02</code></kanal><kennung>${phone}</kennung></kommunikation>
</organisationseinheit></schreibe>`;
}

function online(url: string): string {
  return `<schreibe><onlinedienst>${id("9")}<bezeichnung>Ausweis online</bezeichnung>
<link><link>${url}</link></link></onlinedienst></schreibe>
<schreibe><zustaendigkeitTransferObjekt>
<uebergeordnetesObjektID schemeAgencyID="L100">9</uebergeordnetesObjektID>
<zustaendigkeit>${id("z9")}<leistungID schemeAgencyID="L100">123</leistungID></zustaendigkeit>
</zustaendigkeitTransferObjekt></schreibe>`;
}

const remove = (objectClass: string, value = "123") =>
  `<loesche klasse="${objectClass}">${id(value)}</loesche>`;

/** @returns what is open of all runs, and what became of this message */
async function bring(...objects: string[]) {
  const file = {
    fileName: "redaktion.xml",
    async *open() {
      yield Buffer.from(`<t xmlns="http://xoev.de/schemata/xzufi/2_2_0">${objects.join("\n")}</t>`);
    },
    by: { userId: "alle", name: "alle" },
    at: Date.parse("2026-11-23T09:00:00Z"),
    today: "2026-11-23",
  };
  const { counts } = await importMessage(house.database.prisma, file, { dryRun: false });
  return { counts, open: await open() };
}

async function open() {
  const rows = await house.database.prisma.exchangeProposal.findMany({
    where: { state: "open" },
    orderBy: [{ run: { createdAt: "asc" } }, { position: "asc" }],
  });
  return rows.map(({ id: proposal, kind, target, fields }) => {
    const [field] = fields as { incoming: string }[];
    return { id: proposal, kind, target, says: field?.incoming ?? null };
  });
}

const says = (rows: { says: string | null }[]) => rows.map((each) => each.says).toSorted();

test("of what a file says of one object several times, the last is what counts", async () => {
  const twice = await bring(leistung("61,00 Euro"), leistung("62,00 Euro"));
  expect(says(twice.open)).toEqual(["62,00 Euro"]);
  expect(twice.counts).toMatchObject([{ kind: "Leistungen", read: 2, changed: 1, unchanged: 1 }]);

  const [first] = twice.open;
  await decideOn(house.editing, everywhere, first?.id ?? "", { decision: "reject" });
  const gone = await bring(leistung("63,00 Euro"), remove("Leistung"));
  expect(gone.open).toMatchObject([{ kind: "removal", target: "personalausweis" }]);
  const back = await bring(remove("Leistung"), leistung("64,00 Euro"));
  expect(says(back.open)).toEqual(["64,00 Euro"]);
});

test("a service and a unit that have the same number are two", async () => {
  const first = await bring(leistung("61,00 Euro"), unit("06592 1"));
  expect(first.open).toMatchObject([{ kind: "answer" }, { kind: "authority" }]);
  for (const proposal of first.open) {
    await decideOn(house.editing, everywhere, proposal.id, { decision: "reject" });
  }
  expect((await bring(leistung("61,00 Euro"), unit("06592 1"))).open).toEqual([]);
  const other = await bring(remove("Zustaendigkeit"), remove("Formular"));
  expect(other.open).toEqual([]);
  expect(other.counts).toMatchObject([{ kind: "Löschungen", read: 2, ignored: 2 }]);
  const unitGone = await bring(remove("Organisationseinheit"));
  expect(unitGone.open).toMatchObject([{ kind: "removal", target: "kreis-vulkaneifel" }]);
  const serviceGone = await bring(remove("Leistung"));
  expect(serviceGone.open.map(({ target }) => target).toSorted()).toEqual([
    "kreis-vulkaneifel",
    "personalausweis",
  ]);
});

test("what two sources say of one answer waits side by side", async () => {
  await bring(leistung("61,00 Euro"));
  const both = await bring(leistung("62,00 Euro", "123", "L200"));
  expect(says(both.open)).toEqual(["61,00 Euro", "62,00 Euro"]);
  const again = await bring(leistung("63,00 Euro", "123", "L200"));
  expect(says(again.open)).toEqual(["61,00 Euro", "63,00 Euro"]);
});

test("an online service and the texts of the same answer do not push each other away", async () => {
  await bring(leistung("61,00 Euro"));
  const both = await bring(leistung("61,00 Euro"), online("https://example.de/ausweis"));
  expect(says(both.open)).toEqual(["61,00 Euro", "https://example.de/ausweis"]);
  const text = await bring(leistung("62,00 Euro"));
  expect(says(text.open)).toEqual(["62,00 Euro", "https://example.de/ausweis"]);
});

test("what a source has taken back is not up for decision any more", async () => {
  expect(says((await bring(leistung("61,00 Euro"))).open)).toEqual(["61,00 Euro"]);
  expect((await bring(leistung("37,00 Euro"))).open).toEqual([]);
});

test("links and proposals of before are led to the kind of their object", async () => {
  await bring(leistung("61,00 Euro"), unit("06592 1"));
  const { prisma, pool } = house.database;
  const [answer] = await open();
  await decideOn(house.editing, everywhere, answer?.id ?? "", { decision: "reject" });
  const ids = async () => [
    ...(await prisma.exchangeLink.findMany({ orderBy: { id: "asc" } })).map((each) => each.id),
    ...(await prisma.exchangeProposal.findMany({ orderBy: { position: "asc" } })).map(
      ({ links }) => (links as { id: string }).id,
    ),
  ];
  const now = await ids();
  expect(now).toContain('["leistung","L100","","123"]');
  const withoutKind = `regexp_replace(%, '^\\["[a-z]+",', '[')`;
  await pool.query(`UPDATE exchange_link SET id = ${withoutKind.replace("%", "id")}`);
  await pool.query(
    `UPDATE exchange_proposal SET links =
       jsonb_set(links, '{id}', to_jsonb(${withoutKind.replace("%", "links ->> 'id'")}))`,
  );
  expect(await ids()).toContain('["L100","","123"]');
  const migration = "../../prisma/migrations/20261122232000_exchange_link_kind/migration.sql";
  await pool.query(readFileSync(new URL(migration, import.meta.url), "utf8"));
  expect(await ids()).toEqual(now);
});

test("an object that nobody can read is passed over with its line, and the others are read", async () => {
  const deep = leistung("&lt;b&gt;".repeat(8000) + "x", "124");
  const { counts, open: proposals } = await bring(deep, unit("06592 1"), leistung("61,00 Euro"));
  expect(says(proposals)).toEqual(["06592 1", "61,00 Euro"]);
  expect(counts).toMatchObject([
    { kind: "Leistungen", read: 1 },
    { kind: "Organisationseinheiten", read: 1 },
    {
      kind: "Unverständliches",
      ignored: 1,
      ignoredNames: ["leistung in Zeile 1: Ein Text ist zu tief verschachtelt."],
    },
  ]);
});

test("days that are none, and characters that nobody can store, break no import", async () => {
  const text = leistung("61,00\u0000 Euro\u0001 😀", " 1\u00002 ").replace(
    "</leistung>",
    `<modulFachlicheFreigabe><fachlichFreigegebenAm>2026-02-30</fachlichFreigegebenAm>
</modulFachlicheFreigabe><gueltigkeit><beginn>gestern</beginn><ende>2026-13-45</ende></gueltigkeit>
</leistung>`,
  );
  const { open: proposals } = await bring(text);
  expect(says(proposals)).toEqual(["61,00 Euro 😀"]);
  const never = leistung("61,00 Euro", "12").replace(
    "</leistung>",
    `<modulFachlicheFreigabe><fachlichFreigegebenAm>0001-01-01T00:00:00</fachlichFreigegebenAm>
</modulFachlicheFreigabe><gueltigkeit><beginn>2020-01-01</beginn><ende>9999-12-31T23:59:59</ende>
</gueltigkeit></leistung>`,
  );
  const [proposal] = (await bring(never)).open;
  await decideOn(house.editing, everywhere, proposal?.id ?? "", { decision: "accept" });
  const draft = await house.database.prisma.answerVersion.findFirstOrThrow({
    where: { status: "draft" },
  });
  expect(draft).toMatchObject({ content: { fee: "61,00 Euro" }, releasedUntil: null });
});

test("the command prints the line and the reason of what nobody can read", async () => {
  using folder = temporaryDirectory();
  const path = join(folder.path, "redaktion.xml");
  const deep = leistung("&lt;b&gt;".repeat(8000) + "x");
  writeFileSync(path, `<t xmlns="http://xoev.de/schemata/xzufi/2_3_1">\n\n${deep}</t>`);
  const printed: string[] = [];
  await runXzufiImport(house.database.prisma, {
    path,
    now: Date.parse("2026-11-23T09:00:00Z"),
    print: (line) => void printed.push(line),
    dryRun: true,
  });
  expect(printed).toContain("    leistung in Zeile 3: Ein Text ist zu tief verschachtelt.");
});
