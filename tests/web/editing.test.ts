import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Database } from "../../src/database/database.ts";
import type { RunningService } from "../../src/main/service.ts";
import { testDatabase } from "../support/database.ts";
import { signIn, startTestService, type SignedInPerson } from "../support/service.ts";
import { axeFindings, buildWeb, findChromium, launch, openPage } from "./support/browser.ts";
import type { Watched } from "./support/browser.ts";
import { showBuilt } from "./support/built-pages.ts";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 240_000 });

const chromium = findChromium();
const answer = "/redaktion/antwort/personalausweis/vulkaneifel";
const daun = "07233501";

describe.skipIf(chromium === null)("the editors' pages", () => {
  let database: Database;
  let service: RunningService;
  let beside: RunningService;
  let browser: Browser;
  let web: Awaited<ReturnType<typeof buildWeb>>;
  let opened: Watched[] = [];
  const people = new Map<string, SignedInPerson>();

  beforeAll(async () => {
    database = await testDatabase();
    [web, browser] = await Promise.all([buildWeb(), launch(chromium ?? "")]);
    service = await startTestService(database.url);
    beside = await startTestService(database.url);
  });
  afterAll(async () => {
    await browser?.close();
    await beside?.stop();
    await service?.stop();
    await database?.close();
    web?.remove();
  });
  afterEach(async () => {
    const faults = opened.flatMap((watched) => watched.faults);
    for (const { close } of opened) await close();
    opened = [];
    // A refusal with 409 or 422 is written to the console by the browser itself.
    expect(faults.filter((fault) => !/status of 4(09|22)/.test(fault))).toEqual([]);
  });

  async function person(username: string, { address } = service): Promise<SignedInPerson> {
    const key = `${username} ${address}`;
    const known = people.get(key) ?? (await signIn(address, username));
    people.set(key, known);
    return known;
  }

  async function open(username: string, path: string, at = service): Promise<Page> {
    const { cookie } = await person(username, at);
    const watched = await openPage(browser, "about:blank");
    opened.push(watched);
    const { page } = watched;
    page.setDefaultTimeout(90_000);
    const cookies = cookie.split("; ").map((each) => {
      const equals = each.indexOf("=");
      return { name: each.slice(0, equals), value: each.slice(equals + 1), url: at.address };
    });
    await page.context().addCookies(cookies);
    await showBuilt(page, at.address, web.directory);
    await page.goto(`${at.address}${path}`);
    return page;
  }

  const saved = (page: Page) => page.getByText(/Gespeichert um/).waitFor();
  const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });

  it("lead by keyboard from a report to a corrected answer on every desk", async () => {
    const agent = await person("agentin.dau1");
    const report = {
      kind: "wrong",
      serviceSlug: "personalausweis",
      administrationId: "vulkaneifel",
      query: "Perso Kosten",
      lineId: "115",
      placeAgs: daun,
    };
    expect((await agent.request("POST", "/api/answer-reports", report)).status).toBe(201);
    // The agent's desk hangs on another process.
    const desk = await open(
      "agentin.dau1",
      `/arbeitsplatz?leistung=personalausweis&ort=${daun}&kreis=vulkaneifel`,
      beside,
    );
    await desk.getByText(/Von Ihnen gemeldet am/).waitFor();

    const ina = await open("redaktion.dau", "/redaktion/aufgaben");
    await ina.getByText(/gesucht: „Perso Kosten“ · für Daun/).waitFor();
    await ina.getByRole("button", { name: "Übernehmen" }).focus();
    await ina.keyboard.press("Enter");
    await ina.getByText(/übernommen von Ina Probe/).waitFor();
    expect(await axeFindings(ina)).toEqual([]);
    await ina.getByRole("link", { name: /Antwort öffnen/ }).focus();
    await ina.keyboard.press("Enter");
    await ina.getByText("Diese Antwort gilt.").waitFor();
    await ina.keyboard.press("Control+Enter");
    await field(ina, "Gebühr").focus();
    await ina.keyboard.type("47,00 € seit heute");
    await saved(ina);
    const preview = ina.getByRole("region", { name: "Zum Entwurf" });
    await preview.getByText("47,00 € seit heute").waitFor();
    expect(await axeFindings(ina)).toEqual([]);
    await ina.keyboard.press("Control+Enter");
    await ina.getByRole("dialog", { name: "Zur Prüfung geben" }).waitFor();
    await ina.keyboard.type("Neue Satzung");
    await ina.keyboard.press("Control+Enter");
    await ina.getByText("Freigeben muss eine zweite Person.").waitFor();
    expect(await desk.getByText("47,00 € seit heute").count()).toBe(0);

    const rita = await open("redaktion.dau2", answer);
    await rita.getByText("„Neue Satzung“").waitFor();
    await rita.locator("ins", { hasText: "47,00 €" }).waitFor();
    expect(await axeFindings(rita)).toEqual([]);
    await rita.keyboard.press("Control+Enter");
    await rita.getByRole("dialog", { name: "Freigeben" }).waitFor();
    await rita.keyboard.press("Control+Enter");
    await rita.getByText("Freigegeben. Alle Arbeitsplätze zeigen es jetzt.").waitFor();

    await desk.getByText("47,00 € seit heute").first().waitFor();
    await desk.getByText(/Ihre Meldung vom .* ist berichtigt/).waitFor();
    const { body } = await (await person("redaktion.dau")).request("GET", "/api/editing/figures");
    expect(body.administrations).toContainEqual(
      expect.objectContaining({ administrationId: "vulkaneifel", corrected: 1, open: 0 }),
    );
  });

  it("show the overview as a grid that is walked by arrow keys and filtered", async () => {
    const page = await open("redaktion.dau", "/redaktion");
    const grid = page.getByRole("grid", { name: "Leistungen und ihre Antworten" });
    await grid.waitFor();
    expect(await grid.getAttribute("aria-rowcount")).toBe("216");
    expect(await grid.getByRole("row").count()).toBeLessThan(60);
    await page.keyboard.press("Control+k");
    await page.keyboard.type("hundesteuer");
    await page.getByText(/von 215 Leistungen/).waitFor();
    await grid.getByRole("gridcell").first().getByRole("link").focus();
    await page.keyboard.press("End");
    const here = () => page.evaluate(() => document.activeElement?.textContent);
    expect(await here()).toContain("Hundesteuer, Vulkaneifel:".slice(0, 11));
    expect(await here()).toContain("Vulkaneifel");
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: /Hundesteuer/ }).waitFor();
  });

  it("refuse a foreign editor with the reason, and let him read", async () => {
    const page = await open("redaktion.coc", answer);
    await page.getByText("„Antwort Vulkaneifel“ ändert nur die Redaktion Vulkaneifel.").waitFor();
    await page.getByText("Diese Antwort gilt.").waitFor();
    expect(await page.getByRole("button", { name: "Bearbeiten" }).count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
  });

  it("bring the words of two people together, and lose none", async () => {
    const other = "/redaktion/antwort/reisepass/vulkaneifel";
    const ina = await open("redaktion.dau", other);
    await ina.getByRole("button", { name: "Bearbeiten" }).click();
    await field(ina, "Gebühr").waitFor();
    const rita = await open("redaktion.dau2", other);
    await rita.getByText("Wird gerade auch von Ina Probe bearbeitet.").waitFor();
    await field(rita, "Gebühr").fill("Fassung von Rita");
    await saved(rita);
    await field(ina, "Gebühr").fill("Fassung von Ina");
    const merge = ina.getByRole("dialog", { name: "Zwei Texte zusammenbringen" });
    await merge.waitFor();
    await merge.getByText("Text von Rita Muster").waitFor();
    expect(await axeFindings(ina)).toEqual([]);
    await merge.getByRole("button", { name: "Beide untereinander" }).click();
    expect(await merge.getByLabel("Ergebnis").inputValue()).toBe(
      "Fassung von Rita\nFassung von Ina",
    );
    await merge.getByRole("button", { name: "So übernehmen" }).click();
    await saved(ina);
    const path = "/api/editing/answers/reisepass/vulkaneifel";
    const stored = await (await person("redaktion.dau")).request("GET", path);
    expect(stored.body.open[0].content.fee).toBe("Fassung von Rita\nFassung von Ina");
  });

  it("show words that came too late for a version that is closed by now", async () => {
    const path = "/api/editing/answers/fundsachen/vulkaneifel";
    const [ina, rita] = [await person("redaktion.dau"), await person("redaktion.dau2")];
    const draft = (await ina.request("POST", `${path}/drafts`, {})).body;
    const page = await open("redaktion.dau", "/redaktion/antwort/fundsachen/vulkaneifel");
    await page.route("**/api/editing/versions/*", (route) => route.abort());
    await field(page, "Gebühr").fill("zu spät geschrieben");
    await page.getByText(/Noch nicht auf dem Server/).waitFor();
    const version = `/api/editing/versions/${draft.id}`;
    const sent = await ina.request("POST", `${version}/submit`, { edit: draft.edit });
    const released = await rita.request("POST", `${version}/release`, { edit: sent.body.edit });
    expect(released.status).toBe(200);
    await page.unroute("**/api/editing/versions/*");
    await page.reload();
    await page.getByText(/Auf diesem Gerät steht noch Text von Ihnen/).waitFor();
    await page.locator("ins", { hasText: "zu spät geschrieben" }).waitFor();
    await page.getByRole("button", { name: "Diesen Text verwerfen" }).click();
    await page.getByText(/Auf diesem Gerät steht noch Text/).waitFor({ state: "detached" });
    for (const watched of opened) watched.faults.length = 0;
  });

  it("keep what could not be saved, and say so before the page is left", async () => {
    const page = await open("redaktion.dau", "/redaktion/antwort/geburtsurkunde/vulkaneifel");
    await page.getByRole("button", { name: "Bearbeiten" }).click();
    await field(page, "Gebühr").waitFor();
    await page.route("**/api/editing/versions/*", (route) => route.abort());
    await field(page, "Gebühr").fill("noch nicht gespeichert");
    await page.getByText(/Noch nicht auf dem Server/).waitFor();
    await page.getByRole("link", { name: "Zur Übersicht" }).click();
    const guard = page.getByRole("dialog", { name: "Noch nicht gespeichert" });
    await guard.getByRole("button", { name: "Hier bleiben" }).click();
    await guard.waitFor({ state: "detached" });
    await page.unroute("**/api/editing/versions/*");
    await page.reload();
    await page.getByText("Ihr Text von vorhin ist wieder da.").waitFor();
    expect(await field(page, "Gebühr").inputValue()).toBe("noch nicht gespeichert");
    await saved(page);
    const faults = opened.flatMap((watched) => watched.faults);
    expect(faults.every((fault) => /ERR_FAILED/.test(fault))).toBe(true);
    for (const watched of opened) watched.faults.length = 0;
  });
});
