import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { expect, it, vi } from "vitest";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { axeFindings } from "./support/browser.ts";
import { focused } from "./support/desk-in-browser.ts";
import { describeWithService, refusal } from "./support/service-in-browser.ts";

vi.setConfig({ testTimeout: 300_000 });

const exchange = "/redaktion/austausch";
const id = (value: string) => `<id schemeAgencyID="L100">${value}</id>`;
const texts = (fee: string, law: string) =>
  `<modulText><leikaTextmodul><code>07</code></leikaTextmodul><inhalt languageCode="de">${law}</inhalt></modulText><modulKosten><beschreibung>${fee}</beschreibung></modulKosten>`;
const unit = (value: string, name: string) =>
  `<schreibe><organisationseinheit>${id(value)}<name><name>${name}</name></name></organisationseinheit></schreibe>`;
const fileText = `<t xmlns="http://xoev.de/schemata/xzufi/2_2_0">
<schreibe><leistung>${id("L1")}<referenzLeiKa><code>99008001012000</code></referenzLeiKa>
${texts("46,70 Euro", "§ 99 PAuswG")}
<modulBegriffImKontext><begriffImKontext><begriff>Zaubertafel</begriff></begriffImKontext></modulBegriffImKontext></leistung></schreibe>
${unit("O1", "Kreisverwaltung Vulkaneifel")}
${unit("O9", "Forstamt Nirgendwo")}
<schreibe><zustaendigkeitTransferObjekt><uebergeordnetesObjektID schemeAgencyID="L100">O1</uebergeordnetesObjektID><zustaendigkeit><leistungID schemeAgencyID="L100">L1</leistungID><gebietID>07233</gebietID></zustaendigkeit></zustaendigkeitTransferObjekt></schreibe>
</t>`;

describeWithService("the exchange with other systems", (running) => {
  const { open, person } = running;
  const chosen = (page: Page, name: string, text: string) =>
    page.getByLabel("XZuFi-Datei").setInputFiles({
      name,
      mimeType: "application/xml",
      buffer: Buffer.from(text),
    });
  /** By keyboard, as soon as the step before it is done. */
  const press = async (page: Page, name: string, inside: Page | Locator = page) => {
    const button = inside.getByRole("button", { name, exact: true });
    await expect.poll(() => button.isEnabled(), { timeout: 60_000 }).toBe(true);
    await button.focus();
    await page.keyboard.press("Enter");
  };
  const cardOf = (page: Page, name: string | RegExp) => page.getByRole("article", { name });
  const answerPath = "/api/services/personalausweis?place=07233501";

  it("says what is wrong with a file, in which line, and what to do", async () => {
    running.expectFaults(refusal);
    const page = await open("redaktion.dau", exchange);
    await page.getByText("höchstens 50 MB").waitFor();
    await press(page, "Datei prüfen");
    await page.getByText("Wählen Sie zuerst eine Datei.").waitFor();
    expect(await focused(page)).toContain("XZuFi-Datei");
    await chosen(page, "leistungen.docx", "x");
    await press(page, "Datei prüfen");
    await page.getByText(/„leistungen.docx“ ist keine XML-Datei. Wählen Sie/).waitFor();
    using folder = temporaryDirectory();
    const large = join(folder.path, "gross.xml");
    writeFileSync(large, Buffer.alloc(51 * 1024 * 1024, 32));
    await page.getByLabel("XZuFi-Datei").setInputFiles(large);
    await press(page, "Datei prüfen");
    await page.getByText(/hat 51 MB, erlaubt sind 50 MB/).waitFor();
    await chosen(page, "kaputt.xml", "<t>\n<leistung>\n</t>");
    await press(page, "Datei prüfen");
    await page.getByText(/Zeile 3: .*Öffnen Sie die Datei.*Es wurde nichts übernommen/).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByText("Noch keine Datei eingelesen.").waitFor();
  });

  it("leads by keyboard from a file over the differences to answers that hold", async () => {
    const page = await open("redaktion.dau", exchange);
    await chosen(page, "redaktion.xml", fileText);
    await press(page, "Datei prüfen");
    const counts = page.getByRole("table", { name: "Was geschehen würde" });
    await counts.getByRole("row", { name: "Organisationseinheiten 2 0 0 1 1" }).waitFor();
    await page.getByText("Übergangene Organisationseinheiten").click();
    await page.getByText("Forstamt Nirgendwo").waitFor();
    await page.setViewportSize({ width: 1280, height: 720 });
    // The columns scroll, not the page: the status bar would else stand in the middle of it.
    const below = () => document.documentElement.scrollHeight - window.innerHeight;
    expect(await page.evaluate(below)).toBe(0);
    await page.getByText("3 zu entscheiden.").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    const ina = await person("redaktion.dau");
    expect((await ina.request("GET", "/api/exchange/runs")).body.runs).toEqual([]);

    await press(page, "Unterschiede zur Prüfung aufnehmen");
    await page.getByRole("heading", { name: "redaktion.xml", exact: true }).waitFor();
    const answer = cardOf(page, "Gemeinsame Antwort");
    await answer.locator("ins", { hasText: "70" }).waitFor();
    expect(await page.getByText("Konflikt").count()).toBe(0);
    await answer.getByText("weicht ab").first().waitFor();
    await answer.locator("ins", { hasText: "§ 99 PAuswG" }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    const before = (await ina.request("GET", answerPath)).body;
    await answer.getByLabel(/^Rechtsgrundlagen/).focus();
    await page.keyboard.press("Space");
    await press(page, "Gewählte Felder übernehmen", answer);
    await answer.getByText(/Als Entwurf übernommen/).waitFor();
    expect(await focused(page)).toBe("Gemeinsame Antwort");
    const fates = answer.locator(".field-head");
    await fates.filter({ hasText: "Gebühren" }).getByText("übernommen").waitFor();
    await fates.filter({ hasText: "Rechtsgrundlagen" }).getByText("abgelehnt").waitFor();

    for (const name of ["Angaben zur Leistung", "Zuständigkeit"]) {
      await press(page, "Übernehmen", cardOf(page, name));
      await cardOf(page, name)
        .getByText(/Vorgemerkt von Ina Probe/)
        .waitFor();
    }
    expect(await axeFindings(page)).toEqual([]);
    expect((await ina.request("GET", answerPath)).body).toEqual(before);

    const other = await open("redaktion.wil", new URL(page.url()).pathname);
    for (const name of ["Angaben zur Leistung", "Zuständigkeit"]) {
      await press(other, "Zustimmen", cardOf(other, name));
      await cardOf(other, name)
        .getByText(/Übernommen, vorgemerkt von Ina Probe/)
        .waitFor();
    }
    const after = (await ina.request("GET", answerPath)).body;
    expect(after.responsibility.authority.name).toBe("Kreisverwaltung Vulkaneifel");
    expect(after.synonyms).toContain("Zaubertafel");
    expect(after.answer.fee).toBe(before.answer.fee);

    await answer.getByRole("link", { name: "Antwort öffnen" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("Übernommen aus einem Import, angenommen von Ina Probe").waitFor();
    const path = "/api/editing/answers/personalausweis/shared";
    const [draft] = (await ina.request("GET", path)).body.open;
    expect(draft.content.fee).toBe("46,70 Euro");
    expect(draft.content.legalBasis).not.toContain("§ 99 PAuswG");
    const wil = await person("redaktion.wil");
    const released = (edit: number, who: typeof ina) =>
      who.request("POST", `/api/editing/versions/${draft.id}/release`, { edit, comment: "" });
    const submit = `/api/editing/versions/${draft.id}/submit`;
    const sent = (await ina.request("POST", submit, { edit: draft.edit, comment: "" })).body;
    expect((await released(sent.edit, ina)).status).toBe(403);
    expect((await released(sent.edit, wil)).status).toBe(200);
    expect((await ina.request("GET", "/api/services/personalausweis")).body.answer.fee).toBe(
      "46,70 Euro",
    );
  });

  it("refuses everything of one service at once, and lets a foreign editor see why he may not", async () => {
    const page = await open("redaktion.dau", exchange);
    const special = `<t xmlns="http://xoev.de/schemata/xzufi/2_2_0"><schreibe><leistung>${id("L2")}<referenzLeiKa><code>99102013104000</code></referenzLeiKa>${texts("99 Euro", "Satzung")}</leistung></schreibe>
<schreibe><spezialisierung>${id("S2")}<leistungID schemeAgencyID="L100">L2</leistungID>${texts("98 Euro", "")}<gueltigkeitGebietID>072330000000</gueltigkeitGebietID></spezialisierung></schreibe></t>`;
    await chosen(page, "hunde.xml", special);
    await press(page, "Datei prüfen");
    await page.getByRole("button", { name: "Unterschiede zur Prüfung aufnehmen" }).dblclick();
    await page.getByRole("heading", { name: "hunde.xml", exact: true }).waitFor();
    const foreign = await open("redaktion.coc", new URL(page.url()).pathname);
    await cardOf(foreign, /Eigene Antwort.*Vulkaneifel/)
      .getByText("„Antwort Vulkaneifel“ ändert nur die Redaktion Vulkaneifel.")
      .waitFor();
    expect(await axeFindings(foreign)).toEqual([]);
    await page.getByLabel("Nebeneinander").check();
    await cardOf(page, /Eigene Antwort.*Vulkaneifel/)
      .getByText("98 Euro")
      .waitFor();
    await press(page, "Nichts davon übernehmen");
    await page.getByText("Nicht übernommen.").nth(1).waitFor();
    await page.getByRole("list").getByText("entschieden").waitFor();
    await page.getByRole("link", { name: "Zu allen Dateien" }).click();
    await page.getByRole("row", { name: /hunde\.xml.*alles entschieden/ }).waitFor();
  });

  it("leaves out nothing of a long file whose first differences are decided on", async () => {
    const folder = new URL("../../knowledge-base/services/", import.meta.url);
    const keys = readdirSync(folder).flatMap(
      (name) => /^leikaKey: "(\d+)"$/m.exec(readFileSync(new URL(name, folder), "utf8"))?.[1] ?? [],
    );
    const known = [...new Set(keys)].slice(0, 104);
    const said = known.map(
      (key, index) =>
        `<schreibe><leistung>${id(`N${index}`)}<referenzLeiKa><code>${key}</code></referenzLeiKa>${texts("Neun Taler", "")}</leistung></schreibe>`,
    );
    const long = `<t xmlns="http://xoev.de/schemata/xzufi/2_2_0">${said.join("\n")}</t>`;
    const page = await open("redaktion.dau", exchange);
    await chosen(page, "lang.xml", long);
    await press(page, "Datei prüfen");
    await press(page, "Unterschiede zur Prüfung aufnehmen");
    await page.getByText("100 von 104 Unterschieden").waitFor();
    const subjects = page.locator(".subject-list li");
    for (const at of [0, 1, 2]) {
      await subjects.nth(at).getByRole("button").click();
      await press(page, "Nicht übernehmen");
      await subjects.nth(at).getByText("entschieden").waitFor();
    }
    await press(page, "Weitere laden");
    await page.getByText("104 Unterschiede", { exact: true }).waitFor();
    expect(await subjects.count()).toBe(104);
    expect(await page.getByRole("button", { name: "Weitere laden" }).count()).toBe(0);
  });

  it("says why there is nothing to decide", async () => {
    const page = await open("redaktion.dau", exchange);
    const look = async (units: string[]) => {
      const message = `<t xmlns="http://xoev.de/schemata/xzufi/2_2_0">${units.join("\n")}</t>`;
      await chosen(page, "stellen.xml", message);
      await press(page, "Datei prüfen");
      return page.getByRole("status").filter({ hasText: "nichts zu entscheiden" }).innerText();
    };
    const [known, unknown] = [
      unit("O1", "Kreisverwaltung Vulkaneifel"),
      unit("O9", "Forstamt Nirgendwo"),
    ];
    const nothing = "Es gibt nichts zu entscheiden";
    expect(await look([unknown])).toBe(
      `${nothing}: Der einzige Eintrag der Datei gilt hier nicht oder ist unbekannt.`,
    );
    expect(await look([unknown, unit("O8", "Amt Niemals")])).toBe(
      `${nothing}: Keiner der 2 Einträge der Datei gilt hier oder ist bekannt.`,
    );
    expect(await look([known, unknown])).toBe(`${nothing}: 1 gleich, 1 übergangen.`);
    expect(await look([known])).toBe(`Alles gleich: ${nothing}.`);
  });

  it("gives out all that holds in both versions", async () => {
    const page = await open("redaktion.dau", exchange);
    for (const [name, namespace] of [
      ["XZuFi 2.2", "xzufi/2_2_0"],
      ["XZuFi 2.3", "xzufi/2_3_1"],
    ] as const) {
      const link = page.getByRole("link", { name });
      await page.getByLabel("mit Auskunftshinweisen").check();
      expect(await link.getAttribute("href")).toContain("hints=true");
      await page.getByLabel("mit Auskunftshinweisen").uncheck();
      const { cookie } = await person("redaktion.dau");
      const href = (await link.getAttribute("href")) ?? "";
      const reply = await fetch(running.service.address + href, { headers: { cookie } });
      expect(reply.headers.get("content-disposition")).toContain("attachment");
      expect(await reply.text()).toContain(namespace);
    }
  });
});

describeWithService("what the search has learnt", (running) => {
  const { open, person } = running;

  it("is shown with how far it reaches, and forgotten one by one or for a whole service", async () => {
    const learn = async (username: string, query: string) => {
      const agent = await person(username);
      const choice = { query, serviceSlug: "hundesteuer" };
      expect((await agent.request("POST", "/api/search-choices", choice)).body.learnt).toBe(true);
    };
    for (const username of ["agentin.wil1", "agent.wil2"]) {
      await learn(username, "hund");
      await learn(username, "hund anmelden");
      await learn(username, "hundesteuer");
    }
    const page = await open("redaktion.dau", "/redaktion/suche");
    await page.getByText(/keine Person, kein Gespräch und kein Freitext/).waitFor();
    await page.getByText("3 Einträge").waitFor();
    const hund = page.getByRole("listitem").filter({ hasText: /„hund“/ });
    await hund.getByText("Wirkung 33 %").waitFor();
    await hund.getByText("2-mal").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByLabel("Wort oder Leistung suchen").fill("anmeld");
    await page.getByText("1 von 3 Einträgen").waitFor();
    await page.getByLabel("Wort oder Leistung suchen").fill("");

    await hund.getByRole("button", { name: /„hund“ → .*: Zurücksetzen/ }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.getByText("2 Einträge", { exact: true }).waitFor();
    const resets = page.getByRole("region", { name: "Zuletzt zurückgesetzt" });
    await resets.getByText(/„hund“ → Hundesteuer.*: 1 Eintrag/).waitFor();
    await resets.getByText(/heute, .*, Ina Probe/).waitFor();
    await page.getByRole("button", { name: /Hundesteuer.*: Alles zurücksetzen/ }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.getByText("Die Suche hat noch nichts gelernt.").waitFor();
    await resets.getByText(/alles zu Hundesteuer.*: 2 Einträge/).waitFor();
    const ina = await person("redaktion.dau");
    expect((await ina.request("GET", "/api/search-choices")).body.choices).toEqual([]);
  });
});
