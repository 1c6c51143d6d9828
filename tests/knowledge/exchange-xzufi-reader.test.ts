import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { interpret } from "../../src/knowledge/exchange/xzufi/interpret.ts";
import type { XzufiObject } from "../../src/knowledge/exchange/xzufi/objects.ts";
import { readXmlObjects } from "../../src/knowledge/exchange/xzufi/read-xml.ts";
import { fieldsOfTexts } from "../../src/knowledge/exchange/xzufi/service-texts.ts";

/** Cut into small pieces, as a network may deliver it. */
async function* pieces(content: string | Buffer, size = 7) {
  const bytes = Buffer.from(content);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(content: string | Buffer, size?: number): Promise<XzufiObject[]> {
  const objects: XzufiObject[] = [];
  for await (const { element } of readXmlObjects(pieces(content, size))) {
    const object = interpret(element);
    if (object) objects.push(object);
  }
  return objects;
}

const namespace = (version: string) => `http://xoev.de/schemata/xzufi/${version}`;

function message(inner: string, version = "2_2_0"): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<xzufi:transfer xmlns:xzufi="${namespace(version)}" xzufiVersion="2.2">
${inner}
</xzufi:transfer>`;
}

/** A service as a state's editors might send it, without the message around it. */
const service = readFileSync(join(import.meta.dirname, "exchange-service.xml"), "utf8").trim();

function fieldsOf([object]: XzufiObject[]) {
  if (object?.kind !== "leistung") throw new Error("no service was read");
  return fieldsOfTexts(object);
}

const expected = {
  name: "Hundesteuer Anmeldung",
  leikaKey: "99102013104000",
  spoken: "Melden Sie Ihren Hund an.",
  body: "Jeder Hund\\\nzählt.\n\n## Voraussetzungen\n\n- Hund\n\n## Hinweise\n\nZuletzt.",
  fee: "60,00 EUR",
  duration: "2 Woche(n)",
  documents: ["Ausweis", "Chipnummer"],
  synonyms: ["Hundemarke", "Hund anmelden"],
  agentHints: "Nur intern: Rasse erfragen.",
};

describe("the reader of XZuFi", () => {
  test("maps text modules to an answer: plain German, sanitised, in the sender's order", async () => {
    expect(fieldsOf(await read(message(service)))).toEqual(expected);
  });

  test.each(["2_1_0", "2_2_0", "2_3_0", "2_3_1", "3_0_0"])(
    "takes the namespace of version %s",
    async (version) => {
      expect(fieldsOf(await read(message(service, version)))).toEqual(expected);
    },
  );

  test("takes children without a namespace, other prefixes and the default namespace", async () => {
    const bare = service.replaceAll("xzufi:", "");
    const plain = `<transfer xmlns="${namespace("2_2_0")}">${bare}</transfer>`;
    const prefixed = service.replaceAll("xzufi:", "x:");
    const other = `<x:t xmlns:x="${namespace("2_2_0")}">${prefixed}</x:t>`;
    const mixed = `<xzufi:t xmlns:xzufi="${namespace("2_2_0")}">${bare}</xzufi:t>`;
    for (const text of [plain, other, mixed]) expect(fieldsOf(await read(text))).toEqual(expected);
  });

  test("takes the keys of 2.3, replies of 2.1, and a service alone", async () => {
    const newer = service
      .replace(/<xzufi:referenzLeiKa.*?referenzLeiKa>/, "")
      .replace(
        "<xzufi:modulText>",
        "<xzufi:referenzLeistungsschluessel>99102013104000</xzufi:referenzLeistungsschluessel><xzufi:modulText>",
      );
    expect(fieldsOf(await read(message(newer, "2_3_1")))).toEqual(expected);
    const reply = service.replaceAll(/xzufi:schreibe/g, "xzufi:ergebnisLeistung");
    expect(fieldsOf(await read(message(reply, "2_1_0")))).toEqual(expected);
    const inner = /<xzufi:leistung>.*<\/xzufi:leistung>/s.exec(service)?.[0] ?? "";
    const alone = inner.replace(
      "<xzufi:leistung>",
      `<xzufi:leistung xmlns:xzufi="${namespace("2_2_0")}">`,
    );
    expect(fieldsOf(await read(alone))).toEqual(expected);
  });

  const amounts = (inner: string, day?: string) =>
    readModules(`<modulKosten>${inner}</modulKosten>`, day);
  const cost = (inner: string, period = "") => `<kosten>${inner}${period}</kosten>`;
  const until = (day: string) => `<gueltigkeit><ende>${day}</ende></gueltigkeit>`;
  const from = (day: string) => `<gueltigkeit><beginn>${day}</beginn></gueltigkeit>`;

  /** The fields of a service that consists of these modules. */
  async function readModules(modules: string, day?: string) {
    const text = `<leistung xmlns="${namespace("2_3_1")}"><id>1</id>${modules}</leistung>`;
    const objects: XzufiObject[] = [];
    for await (const { element } of readXmlObjects(pieces(text))) {
      const object = interpret(element, day);
      if (object) objects.push(object);
    }
    return fieldsOf(objects);
  }

  test("tells what stands structured: fees, spans, days of the year, what to bring", async () => {
    const variable = `<kostenVariabel><betragUntergrenze currencyID="EUR">10.00</betragUntergrenze><betragObergrenze currencyID="EUR">25.50</betragObergrenze><beschreibungVariabilitaet>je nach Aufwand</beschreibungVariabilitaet></kostenVariabel>`;
    expect(await amounts(cost(variable))).toEqual({
      fee: "ab 10,00 bis 25,50 EUR je nach Aufwand",
    });
    const why = `<beschreibungKostenfreiheit>für Familien</beschreibungKostenfreiheit>`;
    expect(await amounts(cost(`<kostenFrei>${why}</kostenFrei>`))).toEqual({
      fee: "kostenfrei für Familien",
    });
    const span = (inner: string) =>
      readModules(
        `<modulBearbeitungsdauer><bearbeitungsdauer><fristDauer>${inner}</fristDauer></bearbeitungsdauer></modulBearbeitungsdauer>`,
      );
    expect(
      await span(
        `<dauer>2</dauer><einheit>WOCHE</einheit><dauerBis>4</dauerBis><einheitBis>WOCHE</einheitBis>`,
      ),
    ).toEqual({ duration: "2 bis 4 Woche(n)" });
    expect(
      await span(
        `<dauer>3</dauer><einheit>TAG</einheit><dauerBis>2</dauerBis><einheitBis>MONAT</einheitBis>`,
      ),
    ).toEqual({ duration: "3 Tag(e) bis 2 Monat(e)" });
    const stichtag = `<modulFrist><frist><fristStichtag><von>2026-10-01</von><bis>--03-31</bis></fristStichtag></frist></modulFrist>`;
    expect(await readModules(stichtag)).toEqual({ deadline: "ab 01.10.2026 bis 31.03." });
    const named = (language: string, name: string) =>
      `<bezeichnung languageCode="${language}">${name}</bezeichnung>`;
    const document = (name: string) => named("en", "Card") + named("de", name);
    const incoming = [`<dokument>${document("Ausweis")}</dokument>`, document("Lichtbild")]
      .map((each) => `<dokumentEingehend>${each}</dokumentEingehend>`)
      .join("");
    const outgoing = `<dokumentAusgehend>${document("Bescheid")}</dokumentAusgehend>`;
    const documents = `<modulDokument>${incoming}${outgoing}</modulDokument>`;
    expect(await readModules(documents)).toEqual({ documents: ["Ausweis", "Lichtbild"] });
    const words = "<leikaTextmodul><code>08</code></leikaTextmodul><inhalt>Pass</inhalt>";
    expect(await readModules(`${documents}<modulText>${words}</modulText>`)).toEqual({
      documents: ["Pass"],
    });
  });

  test("leaves out what holds no longer, and says from when another fee holds", async () => {
    const fixed = (amount: string) =>
      `<kostenFix><betrag currencyID="EUR">${amount}</betrag></kostenFix>`;
    const day = "2026-11-23";
    const changing = [
      cost(fixed("30.00"), until("2025-12-31")),
      cost(fixed("37.00"), until("2026-12-31T22:59:59Z")),
      // Midnight in Berlin.
      cost(fixed("46.00"), from("2026-12-31T23:00:00Z")),
    ].join("");
    expect(await amounts(changing, day)).toEqual({ fee: "37,00 EUR; 46,00 EUR (ab 01.01.2027)" });
    const kurztext = (text: string, period: string) =>
      `<modulText>${period}<leikaTextmodul><code>05</code></leikaTextmodul><inhalt languageCode="de">${text}</inhalt></modulText>`;
    const texts = [
      kurztext("Bisher.", until("2026-11-22")),
      kurztext("Jetzt.", from("2026-11-23")),
      kurztext("Bald.", from("2026-11-24")),
    ].join("");
    expect(await readModules(texts, day)).toEqual({ spoken: "Jetzt." });
  });

  test("reads units, online services, responsibilities and deletions, one or many", async () => {
    const objects = await read(
      message(`<xzufi:nachrichtenkopf><xzufi:sender>Redaktion</xzufi:sender></xzufi:nachrichtenkopf>
<xzufi:schreibe><xzufi:organisationseinheit><xzufi:id schemeAgencyID="L100">007</xzufi:id>
 <xzufi:name><xzufi:name languageCode="de">Verbandsgemeinde Daun</xzufi:name></xzufi:name>
 <xzufi:anschrift><xzufi:strasse>Leopoldstraße</xzufi:strasse><xzufi:hausnummer>29</xzufi:hausnummer><xzufi:postleitzahl>54550</xzufi:postleitzahl><xzufi:ort>Daun</xzufi:ort></xzufi:anschrift>
 <xzufi:kommunikation><xzufi:kanal><code>02</code></xzufi:kanal><xzufi:kennung>06592 939-0</xzufi:kennung></xzufi:kommunikation>
 <xzufi:zustaendigkeit><xzufi:leistungID schemeAgencyID="L100">0815</xzufi:leistungID><xzufi:gebietID>072335001</xzufi:gebietID><xzufi:gebietID>072335002</xzufi:gebietID></xzufi:zustaendigkeit>
</xzufi:organisationseinheit></xzufi:schreibe>
<xzufi:schreibe><xzufi:onlinedienst><xzufi:id>9</xzufi:id><xzufi:bezeichnung languageCode="de">Hund online</xzufi:bezeichnung><xzufi:link><xzufi:link>https://example.de/hund</xzufi:link></xzufi:link></xzufi:onlinedienst></xzufi:schreibe>
<xzufi:schreibe><xzufi:zustaendigkeitTransferObjekt><xzufi:uebergeordnetesObjektID>9</xzufi:uebergeordnetesObjektID><xzufi:zustaendigkeit><xzufi:id>z</xzufi:id><xzufi:leistungID>0815</xzufi:leistungID><xzufi:gebietID>07233</xzufi:gebietID></xzufi:zustaendigkeit></xzufi:zustaendigkeitTransferObjekt></xzufi:schreibe>
<xzufi:schreibe><xzufi:unbekanntesObjekt/></xzufi:schreibe>
<xzufi:loesche klasse="Leistung"><xzufi:id schemeAgencyID="L100">00042</xzufi:id></xzufi:loesche>`),
    );
    expect(objects).toMatchObject([
      { kind: "nachrichtenkopf", sender: "Redaktion" },
      {
        kind: "organisationseinheit",
        id: { agency: "L100", value: "007" },
        names: [{ text: "Verbandsgemeinde Daun" }],
        address: "Leopoldstraße 29, 54550 Daun",
        phone: "06592 939-0",
        responsibilities: [{ areas: [{ value: "072335001" }, { value: "072335002" }] }],
      },
      { kind: "onlinedienst", url: "https://example.de/hund" },
      { kind: "zustaendigkeit", superior: { value: "9" }, serviceId: { value: "0815" } },
      { kind: "loesche", objectClass: "Leistung", id: { value: "00042" } },
    ]);
  });

  test("decodes what the declaration names, and refuses unreadable bytes", async () => {
    const latin = message(service).replace("UTF-8", "ISO-8859-1");
    expect(fieldsOf(await read(Buffer.from(latin, "latin1")))).toEqual(expected);
    const utf16 = Buffer.from(`\uFEFF${message(service).replace("UTF-8", "UTF-16")}`, "utf16le");
    const whole = async function* () {
      yield utf16;
    };
    const objects = [];
    for await (const { element } of readXmlObjects(whole())) objects.push(interpret(element));
    expect(fieldsOf(objects as XzufiObject[])).toEqual(expected);
    const lines = message(service).split("\n");
    const line = lines.findIndex((each) => /[äöüß]/.test(each)) + 1;
    await expect(read(Buffer.from(lines.join("\n"), "latin1"))).rejects.toMatchObject({
      code: "xml_malformed",
      message: `Zeile ${line}: Die Zeichen sind nicht lesbar; speichern Sie die Datei mit der Zeichenkodierung UTF-8.`,
    });
    await expect(read(gzipSync(message(service)))).rejects.toMatchObject({
      message: expect.stringContaining("gepacktes Archiv; entpacken Sie es"),
    });
  });

  const bomb = [
    `<!DOCTYPE lolz [<!ENTITY a "ha">`,
    `<!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>`,
  ].join("");
  test.each([
    ["an entity bomb", bomb],
    ["an external entity", `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>`],
    ["a foreign DTD", `<!DOCTYPE r SYSTEM "http://127.0.0.1:9/evil.dtd">`],
  ])("refuses %s with a German sentence", async (_, doctype) => {
    const text = message(service.replace("Hundesteuer", "&c;")).replace("?>", `?>${doctype}`);
    await expect(read(text)).rejects.toMatchObject({
      status: 422,
      code: "xml_with_dtd",
      message: "Die Datei enthält eine DOCTYPE-Angabe; Entitäten und DTDs werden nicht angenommen.",
    });
  });

  test("resolves no entity of its own, and names the line of broken XML", async () => {
    await expect(read(message(service.replace("Hundesteuer", "&evil;")))).rejects.toMatchObject({
      code: "xml_malformed",
      message: expect.stringMatching(/^Zeile \d+: Eine Entität ist unbekannt/),
    });
    await expect(read(message(service).slice(0, 900))).rejects.toMatchObject({
      message: expect.stringMatching(/^Zeile \d+: Das ist kein wohlgeformtes XML/),
    });
    const faults = [
      ["Guten Tag", /^Zeile 1: Das ist kein wohlgeformtes XML\. Vor dem ersten/],
      ["<t>\n<leistung>\n</t>", /^Zeile 3: .* Ein Element wird geschlossen, das nicht/],
      ["<t>\n<leistung>", /^Zeile 2: .* Die Datei bricht ab/],
    ] as const;
    for (const [text, sentence] of faults) {
      await expect(read(text)).rejects.toMatchObject({ message: expect.stringMatching(sentence) });
    }
    const deep = "<xzufi:leistung>".repeat(200);
    await expect(read(message(deep))).rejects.toMatchObject({ code: "xml_too_large" });
    const wide = `<xzufi:leistung>${"<a/>".repeat(250_000)}</xzufi:leistung>`;
    await expect(read(Buffer.from(message(wide)), 65_536)).rejects.toMatchObject({
      code: "xml_too_large",
      message: "Ein einzelner Eintrag ist zu groß. (Zeile 3)",
    });
  });

  test("takes an empty message and refuses what is none", async () => {
    expect(await read(message(""))).toEqual([]);
    await expect(read("<html><body/></html>")).rejects.toMatchObject({ code: "xzufi_expected" });
    await expect(read("")).rejects.toMatchObject({ status: 422 });
  });
});
