import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from "vitest";
import { buildWeb, findChromium, launch, openPage } from "./browser.ts";
import type { Watched } from "./browser.ts";
import { startDeskServer } from "./desk-server.ts";
import type { DeskServer } from "./desk-server.ts";

const chromiumPath = findChromium();

export interface DeskInBrowser {
  server: DeskServer;
  /** Opens the application; its faults are looked at when the test ends. */
  open(path?: string, options?: BrowserContextOptions): Promise<Page>;
  /** Errors on the console that a test provokes on purpose. */
  expectFaults(pattern: RegExp): void;
}

/** The shipped application in the installed browser, with a scripted server for every test. */
export function describeInBrowser(name: string, tests: (desk: DeskInBrowser) => void): void {
  describe.skipIf(chromiumPath === null)(name, () => {
    let browser: Browser;
    let web: Awaited<ReturnType<typeof buildWeb>>;
    let opened: Watched[] = [];
    let expected: RegExp | null = null;
    const desk: DeskInBrowser = {
      server: undefined as unknown as DeskServer,
      async open(path = "/", options = {}) {
        const watched = await openPage(browser, desk.server.url + path, options);
        opened.push(watched);
        return watched.page;
      },
      expectFaults(pattern) {
        expected = pattern;
      },
    };
    beforeAll(async () => {
      web = await buildWeb();
      browser = await launch(chromiumPath ?? "");
    });
    afterAll(async () => {
      await browser.close();
      web.remove();
    });
    beforeEach(async () => {
      desk.server = await startDeskServer(web.directory);
      opened = [];
      expected = null;
    });
    afterEach(async () => {
      for (const { close } of opened) await close();
      await desk.server.stop();
      const faults = opened.flatMap((watched) => watched.faults);
      expect(faults.filter((fault) => !expected?.test(fault))).toEqual([]);
    });
    tests(desk);
  });
}

/** Waits for the call pane to say the state. */
export async function seeState(page: Page, state: string): Promise<void> {
  await page.locator("#call").getByRole("heading", { name: state, exact: true }).waitFor();
}

/** A ready agent at the desk. */
export async function openReady(desk: DeskInBrowser): Promise<Page> {
  desk.server.center.rest("ready");
  const page = await desk.open();
  await seeState(page, "Bereit");
  return page;
}

/** An agent in conversation with a caller. */
export async function openTalking(
  desk: DeskInBrowser,
  contact: Parameters<DeskServer["center"]["talk"]>[0] = {},
): Promise<Page> {
  const page = await openReady(desk);
  desk.server.center.talk(contact);
  await seeState(page, "Im Gespräch");
  return page;
}

/** The name that a screen reader would say of what has the focus. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element) return "";
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : null;
    return (element.getAttribute("aria-label") ?? label ?? element.textContent ?? "").trim();
  });
}
