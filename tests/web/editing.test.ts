import type { Page } from "playwright-core";
import { beforeAll, beforeEach, expect, it, vi } from "vitest";
import type { RunningService } from "../../src/main/service.ts";
import { axeFindings } from "./support/browser.ts";
import { focused } from "./support/desk-in-browser.ts";
import { describeWithService, refusal } from "./support/service-in-browser.ts";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 240_000 });

const answer = "/redaktion/antwort/personalausweis/vulkaneifel";
const daun = "07233501";
const waiting = { timeout: 60_000 };

describeWithService("the editors' pages", (running) => {
  const { person, open } = running;
  let beside: RunningService;
  beforeAll(async () => {
    beside = await running.startAnother();
  }, 240_000);
  beforeEach(() => running.expectFaults(refusal));

  const saved = (page: Page) => page.getByText(/Gespeichert um/).waitFor();
  const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
  /** Until the page is loaded again: even the save of its last moment is lost. */
  const breakSaving = (page: Page) =>
    page.evaluate(() => {
      const { fetch } = window;
      window.fetch = (input, init) =>
        String(input).includes("/api/editing/versions/")
          ? Promise.reject(new TypeError("Failed to fetch"))
          : fetch(input, init);
    });

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
      { at: beside },
    );
    await desk.getByText(/Von Ihnen gemeldet am/).waitFor();

    const ina = await open("redaktion.dau", "/redaktion/aufgaben");
    await ina.getByText(/gesucht: „Perso Kosten“ · für Daun/).waitFor();
    await ina.getByRole("button", { name: "Ich kümmere mich darum" }).focus();
    await ina.keyboard.press("Enter");
    await ina.getByText(/Ina Probe kümmert sich darum/).waitFor();
    expect(await axeFindings(ina)).toEqual([]);
    await ina.getByRole("link", { name: /Antwort öffnen/ }).focus();
    await ina.keyboard.press("Enter");
    await ina.getByText("Diese Antwort gilt.").waitFor();
    await ina.keyboard.press("Control+Enter");
    await ina.waitForFunction(() => document.activeElement?.id === "answer-spoken");
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

    expect(await ina.getByText(/^zu prüfen$/).count()).toBe(0);

    const rita = await open("redaktion.dau2", "/redaktion/aufgaben");
    await rita.getByRole("link", { name: "Aufgaben 1", exact: true }).waitFor();
    const waitingTask = rita.getByRole("listitem").filter({ hasText: "zu prüfen" });
    await waitingTask.getByText(/Zur Prüfung gegeben von Ina Probe .*„Neue Satzung“/).waitFor();
    expect(await axeFindings(rita)).toEqual([]);
    await waitingTask.getByRole("link", { name: /Fassung prüfen/ }).focus();
    await rita.keyboard.press("Enter");
    await rita.getByText("„Neue Satzung“").waitFor();
    // The district had said nothing: callers heard the shared answer's figure.
    await rita.locator("del", { hasText: "46,00" }).waitFor();
    await rita.locator("ins", { hasText: "47,00" }).waitFor();
    expect(await axeFindings(rita)).toEqual([]);
    await rita.keyboard.press("Control+Enter");
    await rita.getByRole("dialog", { name: "Freigeben" }).waitFor();
    await rita.keyboard.press("Control+Enter");
    await rita.getByText("Freigegeben. Alle Arbeitsplätze zeigen es jetzt.").waitFor();
    await rita.getByText("Diese Antwort gilt.").waitFor();
    await expect.poll(() => focused(rita), waiting).toContain("Personalausweis");
    await rita.getByRole("tab", { name: "Verlauf" }).click();
    const history = rita.getByRole("tabpanel").getByRole("listitem");
    const valid = history.filter({ hasText: /^Fassung \d+: freigegeben.*zur Prüfung gegeben/ });
    await valid.waitFor();
    expect(await valid.getByRole("button", { name: /Wiederherstellen/ }).count()).toBe(0);

    await desk.getByText("47,00 € seit heute").first().waitFor();
    await desk.getByText(/Ihre Meldung vom .* ist berichtigt/).waitFor();
    const { body } = await (await person("redaktion.dau")).request("GET", "/api/editing/figures");
    expect(body.administrations).toContainEqual(
      expect.objectContaining({ administrationId: "vulkaneifel", corrected: 1, open: 0 }),
    );
    const control = await open("leitung", "/leitstand");
    await control.getByText("Meldung bis Berichtigung").waitFor();
    await control.getByText("Median · 1 berichtigt, 0 offen").waitFor();
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
    await page.getByRole("link", { name: "Zur Übersicht" }).focus();
    await page.keyboard.press("Enter");
    await grid.waitFor();
    expect(new URL(page.url()).searchParams.get("q")).toBe("hundesteuer");
    await expect.poll(here, waiting).toMatch(/^Hundesteuer.*, Vulkaneifel:/);

    await page.getByRole("button", { name: "Auswahl aufheben" }).click();
    await grid.getByRole("gridcell").first().getByRole("link").focus();
    await page.keyboard.press("Control+End");
    await expect.poll(here, waiting).toContain("Wunschkennzeichen");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: /Wunschkennzeichen/ }).waitFor();
    await page.goBack();
    await expect.poll(here, waiting).toMatch(/^Wunschkennzeichen.*, Vulkaneifel:/);
  });

  it("find as the desks do, and lead from the search field into the grid", async () => {
    const page = await open("redaktion.dau", "/redaktion");
    const grid = page.getByRole("grid", { name: "Leistungen und ihre Antworten" });
    await grid.waitFor();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("perso");
    const first = grid.getByRole("row").nth(1);
    await first.getByText("Personalausweis beantragen", { exact: true }).waitFor();
    await page.keyboard.press("ArrowDown");
    const here = () => page.evaluate(() => document.activeElement?.textContent);
    await expect.poll(here, waiting).toContain("Personalausweis beantragen");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: /Personalausweis/ }).waitFor();
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
    await rita.getByText("Gerade auch geöffnet von Ina Probe.").waitFor();
    await field(rita, "Gebühr").fill("Fassung von Rita");
    await saved(rita);
    await field(ina, "Gebühr").fill("Fassung von Ina");
    const merge = ina.getByRole("dialog", { name: "Zwei Texte zusammenbringen" });
    await merge.waitFor();
    await merge.getByText("Text von Rita Muster").waitFor();
    expect(await axeFindings(ina)).toEqual([]);
    await merge.getByRole("button", { name: "Beide nacheinander" }).click();
    expect(await merge.getByLabel("Ergebnis").inputValue()).toBe(
      "Fassung von Rita; Fassung von Ina",
    );
    await merge.getByRole("button", { name: "So übernehmen" }).click();
    await saved(ina);
    const path = "/api/editing/answers/reisepass/vulkaneifel";
    const stored = await (await person("redaktion.dau")).request("GET", path);
    expect(stored.body.open[0].content.fee).toBe("Fassung von Rita; Fassung von Ina");
  });

  it("show words that came too late for a version that is closed by now", async () => {
    running.expectFaults(/ERR_FAILED|status of 409/);
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
  });

  it("keep what could not be saved, and say so before the page is left", async () => {
    const page = await open("redaktion.dau", "/redaktion/antwort/geburtsurkunde/vulkaneifel");
    await page.getByRole("button", { name: "Bearbeiten" }).click();
    await field(page, "Gebühr").waitFor();
    await breakSaving(page);
    await field(page, "Gebühr").fill("noch nicht gespeichert");
    await page.getByText(/Noch nicht auf dem Server/).waitFor();
    await page.getByRole("link", { name: "Zur Übersicht" }).click();
    const guard = page.getByRole("dialog", { name: "Noch nicht gespeichert" });
    await guard.getByRole("button", { name: "Hier bleiben" }).click();
    await guard.waitFor({ state: "detached" });
    await page.reload();
    await page.getByText("Ihr Text von vorhin ist wieder da.").waitFor();
    expect(await field(page, "Gebühr").inputValue()).toBe("noch nicht gespeichert");
    await saved(page);
  });

  it("cut nothing off that is too long, and hand it to nobody", async () => {
    const page = await open("redaktion.dau", "/redaktion/antwort/hundesteuer/shared");
    await page.getByRole("button", { name: "Bearbeiten" }).click();
    const long = "Bitte kommen Sie vorbei. ".repeat(2_800);
    await field(page, "Zum Vorlesen").fill(long);
    expect(await field(page, "Zum Vorlesen").inputValue()).toBe(long);
    await page.getByText("70.000 von höchstens 4.000 Zeichen").waitFor();
    await page.getByText(/Noch nicht auf dem Server: Der Text hat 70\.000 Zeichen/).waitFor();
    await page.keyboard.press("Control+Enter");
    const window = page.getByRole("dialog", { name: "Zur Prüfung geben" });
    await window.getByRole("listitem").filter({ hasText: "höchstens 4.000" }).waitFor();
    await page.keyboard.press("Control+Enter");
    await window.getByText(/Was hier steht, ist noch nicht gespeichert/).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await field(page, "Zum Vorlesen").fill(long.slice(0, 1_000));
    await saved(page);
    await page.keyboard.press("Control+Enter");
    await window.getByText(/Zum Vorlesen ist das lang/).waitFor();
  });

  it("send an open window by the page's key, and leave the page under it alone", async () => {
    const agent = await person("agentin.dau1");
    const report = {
      kind: "wrong",
      serviceSlug: "baugenehmigung",
      administrationId: "vulkaneifel",
      query: "Bauantrag",
      lineId: "115",
      placeAgs: daun,
    };
    expect((await agent.request("POST", "/api/answer-reports", report)).status).toBe(201);
    const page = await open("redaktion.dau", "/redaktion/antwort/baugenehmigung/vulkaneifel");
    await page.getByRole("button", { name: "Bearbeiten" }).click();
    await field(page, "Gebühr").fill("nach der Bausumme");
    await saved(page);
    await page.getByRole("button", { name: "Erledigt melden" }).click();
    const window = page.getByRole("dialog", { name: "Erledigt melden" });
    await window.getByLabel(/^Worte an die meldende Person/).fill("Stimmt jetzt.");
    await page.keyboard.press("Control+Enter");
    expect(await page.getByRole("dialog", { name: "Zur Prüfung geben" }).count()).toBe(0);
    await window.waitFor({ state: "detached" });
    expect((await agent.request("GET", "/api/answer-reports/own")).body.reports).toContainEqual(
      expect.objectContaining({
        serviceSlug: "baugenehmigung",
        reply: "Stimmt jetzt.",
        state: "done",
      }),
    );
  });
});
