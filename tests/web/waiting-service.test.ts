import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Database } from "../../src/database/database.ts";
import type { RunningService } from "../../src/main/service.ts";
import { testDatabase } from "../support/database.ts";
import { signIn, startTestService, type SignedInPerson } from "../support/service.ts";
import { buildWeb, findChromium, launch, openPage } from "./support/browser.ts";
import type { Watched } from "./support/browser.ts";
import { showBuilt } from "./support/built-pages.ts";
import { seeState } from "./support/desk-in-browser.ts";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 180_000 });

const chromium = findChromium();
const line = "zentrale-bernkastel-wittlich";

describe.skipIf(chromium === null)("callers who wait, with the real service", () => {
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

  /** The desk of somebody in a browser of his own. */
  async function openDesk(who: SignedInPerson): Promise<Page> {
    const watched = await openPage(browser, "about:blank");
    opened.push(watched);
    const { page } = watched;
    const cookies = who.cookie.split("; ").map((cookie) => {
      const at = cookie.indexOf("=");
      return { name: cookie.slice(0, at), value: cookie.slice(at + 1), url: service.address };
    });
    await page.context().addCookies(cookies);
    await showBuilt(page, service.address, web.directory);
    await page.goto(`${service.address}/arbeitsplatz`);
    await seeState(page, "Nicht im Dienst");
    return page;
  }

  async function ring(who: SignedInPerson): Promise<void> {
    const call = { line, from: "+496571011501", patienceSeconds: 600 };
    expect((await who.request("POST", "/api/simulator/calls", call)).status).toBe(201);
  }

  async function parkedComeBackSoon(): Promise<void> {
    const karin = await signIn(service.address, "leitung");
    const path = `/api/lines/${line}/settings`;
    const { version, settings } = (await karin.request("GET", path)).body;
    const change = { version, settings: { ...settings, recallSeconds: 10 }, reason: "" };
    expect((await karin.request("PUT", path, change)).status).toBe(200);
  }

  const list = (page: Page) => page.getByRole("region", { name: "Es warten" });

  it("are picked, parked, fetched by somebody else with the note, and come back (R9)", async () => {
    const anna = await signIn(service.address, "agentin.wil1");
    const annas = await openDesk(anna);
    await annas.keyboard.press("F2");
    await seeState(annas, "Bereit");
    await list(annas).getByText("Auf Ihren Anschlüssen wartet niemand.").waitFor();

    await ring(anna);
    await seeState(annas, "Anruf klingelt");
    await ring(anna);
    await list(annas).getByRole("option").waitFor();
    await annas.keyboard.press("Alt+KeyW");
    await annas.keyboard.press("Enter");
    await seeState(annas, "Im Gespräch");
    // The one who rang goes back to his place: nobody is lost.
    await list(annas)
      .getByRole("heading", { name: /^Es warten auf Ihren Anschlüssen 1$/ })
      .waitFor();

    await annas.getByLabel("Notiz").fill("möchte zum Jugendamt");
    const bernds = await openDesk(await signIn(service.address, "agent.wil2"));
    await annas.keyboard.press("F4");
    // Free again, she is asked for the one who still waits; the parked one is alone on the list.
    await seeState(annas, "Anruf klingelt");
    await list(bernds)
      .getByRole("heading", { name: /^Es warten auf Ihren Anschlüssen 1$/ })
      .waitFor();
    await list(bernds).getByText("Geparkt von Anna Muster").waitFor();
    await bernds.keyboard.press("Alt+KeyW");
    await bernds.keyboard.press("Enter");
    await seeState(bernds, "Im Gespräch");
    expect(await bernds.getByLabel("Notiz").inputValue()).toBe("möchte zum Jugendamt");
    await list(annas).getByText("Auf Ihren Anschlüssen wartet niemand.").waitFor();

    await parkedComeBackSoon();
    await annas.keyboard.press("F2");
    await seeState(annas, "Im Gespräch");
    await annas.keyboard.press("F4");
    await seeState(annas, "Bereit");
    await annas.locator("#call").getByText("Geparkter Anrufer kommt zurück").waitFor();
    await seeState(annas, "Anruf klingelt");
    await list(annas).getByText("Auf Ihren Anschlüssen wartet niemand.").waitFor();
  });
});
