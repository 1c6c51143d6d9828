import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Database } from "../../src/database/database.ts";
import type { RunningService } from "../../src/main/service.ts";
import { testDatabase } from "../support/database.ts";
import { signIn, startTestService, type SignedInPerson } from "../support/service.ts";
import { axeFindings, buildWeb, findChromium, launch, openPage } from "./support/browser.ts";
import type { Watched } from "./support/browser.ts";
import { showBuilt } from "./support/built-pages.ts";
import { focused, seeState } from "./support/desk-in-browser.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

const chromium = findChromium();
const line = "zentrale-bernkastel-wittlich";

describe.skipIf(chromium === null)("callbacks, with the real service (R11)", () => {
  let database: Database;
  let service: RunningService;
  let browser: Browser;
  let web: Awaited<ReturnType<typeof buildWeb>>;
  let opened: Watched[] = [];

  beforeAll(async () => {
    database = await testDatabase();
    [web, service, browser] = await Promise.all([
      buildWeb(),
      startTestService(database.url),
      launch(chromium ?? ""),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
    await database?.close();
    web?.remove();
  });
  afterEach(async () => {
    const faults = opened.flatMap((watched) => watched.faults);
    for (const { close } of opened) await close();
    opened = [];
    expect(faults).toEqual([]);
  });

  async function openPageOf(who: SignedInPerson, path: string): Promise<Page> {
    const watched = await openPage(browser, "about:blank");
    opened.push(watched);
    const { page } = watched;
    const cookies = who.cookie.split("; ").map((cookie) => {
      const at = cookie.indexOf("=");
      return { name: cookie.slice(0, at), value: cookie.slice(at + 1), url: service.address };
    });
    await page.context().addCookies(cookies);
    await showBuilt(page, service.address, web.directory);
    await page.goto(`${service.address}${path}`);
    return page;
  }

  /** A caller who would rather be called back; the last digit of his number says who answers. */
  async function asks(who: SignedInPerson, from: string): Promise<void> {
    const presses = { key: "1", afterSeconds: 1 };
    const call = { line, from, patienceSeconds: 600, presses };
    expect((await who.request("POST", "/api/simulator/calls", call)).status).toBe(201);
  }

  const callbacks = (page: Page) => page.getByRole("list", { name: /Rückruf/ });
  const fold = (page: Page, words: string) => page.locator("summary", { hasText: words });
  const look = async (page: Page) => expect(await axeFindings(page)).toEqual([]);

  it("are seen, taken, talked through, promised and cancelled by keyboard alone", async () => {
    const anna = await signIn(service.address, "agentin.wil1");
    const page = await openPageOf(anna, "/arbeitsplatz");
    await seeState(page, "Nicht im Dienst");
    await asks(anna, "+496571011501");
    const row = callbacks(page).getByRole("listitem");
    await row.getByText("06571 011501").waitFor();
    await row.getByText("wartet auf das Team").waitFor();
    await page.getByText("Auf Ihren Anschlüssen wartet niemand.").waitFor();
    await look(page);

    await page.keyboard.press("F2");
    await seeState(page, "Anruf klingelt");
    await page.locator("#call").getByText("Hat um Rückruf gebeten").waitFor();
    await look(page);
    await page.keyboard.press("F2");
    await page.getByText("dann wird die Nummer gewählt").waitFor();
    await seeState(page, "Rückruf wird gewählt");
    await page.locator("#call").getByText("06571 011501 wird angerufen").waitFor();
    await seeState(page, "Im Gespräch");
    await page.getByText("Sie wollten zurückgerufen werden.").waitFor();
    await callbacks(page).waitFor({ state: "detached" });

    await page.keyboard.press("Alt+KeyR");
    await page.getByRole("dialog", { name: "Rückruf zusagen" }).waitFor();
    expect(await focused(page)).toBe("Telefonnummer mit Vorwahl");
    await look(page);
    await page.keyboard.press("Control+KeyA");
    await page.keyboard.type("14");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("Bitte eine Telefonnummer mit Vorwahl").waitFor();
    await page.keyboard.press("Control+KeyA");
    await page.keyboard.type("06571 / 0115 02");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    // Folded while she talks: the call needs the room.
    await fold(page, "1 Rückruf").focus();
    await page.keyboard.press("Enter");
    await row.getByText("06571 011502").waitFor();
    await row.getByText(/Zugesagt von Anna Muster/).waitFor();

    await page.keyboard.press("Shift+F2");
    await seeState(page, "Nachbearbeitung");
    await page.getByRole("button", { name: "Rückruf an 06571 011502 streichen" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Wirklich streichen?" }).waitFor();
    await page.keyboard.press("Enter");
    await callbacks(page).waitFor({ state: "detached" });
  });

  it("that reach nobody leave the agent to her note, and are tried again", async () => {
    const bernd = await signIn(service.address, "agent.wil2");
    const page = await openPageOf(bernd, "/arbeitsplatz");
    await seeState(page, "Nicht im Dienst");
    await page.keyboard.press("F2");
    await seeState(page, "Bereit");
    await asks(bernd, "+496571011514");
    const accepted = async () => {
      await seeState(page, "Anruf klingelt");
      await page.locator("#call").getByText("Hat um Rückruf gebeten").waitFor();
    };
    await accepted();
    await page.keyboard.press("F2");
    await seeState(page, "Nachbearbeitung");
    await fold(page, "1 Rückruf").focus();
    await page.keyboard.press("Enter");
    const row = callbacks(page).getByRole("listitem");
    await row.getByText("1 von 3 Versuchen vergeblich, zuletzt besetzt").waitFor();
    await row.getByText(/^ab heute/).waitFor();
    await page.getByLabel("Notiz").fill("war besetzt");
    await look(page);

    const leitung = await signIn(service.address, "leitung");
    const control = await openPageOf(leitung, "/leitstand");
    const table = control.getByRole("table", { name: "Rückrufe" });
    await table.getByText("06571 011514").waitFor();
    await table.getByText(/1 von 3 Versuchen vergeblich/).waitFor();
    await look(control);
    await control.getByRole("button", { name: "Rückruf an 06571 011514 streichen" }).focus();
    await control.keyboard.press("Enter");
    await control.keyboard.press("Enter");
    await control.getByText("Zurzeit ist niemand zurückzurufen.").waitFor();
    await callbacks(page).waitFor({ state: "detached" });
  });
});
