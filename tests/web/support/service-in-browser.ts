import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from "vitest";
import type { Database } from "../../../src/database/database.ts";
import type { RunningService } from "../../../src/main/service.ts";
import { testDatabase } from "../../support/database.ts";
import { signIn, startTestService, type SignedInPerson } from "../../support/service.ts";
import { buildWeb, findChromium, launch, openPage } from "./browser.ts";
import type { Watched } from "./browser.ts";
import { showBuilt } from "./built-pages.ts";

const chromium = findChromium();
const startMilliseconds = 240_000;

export interface ServiceInBrowser {
  service: RunningService;
  /** Another process on the same database; it is stopped with the first. */
  startAnother(): Promise<RunningService>;
  /** Somebody of the demonstration, signed in once at each process. */
  person(username: string, at?: RunningService): Promise<SignedInPerson>;
  /** A page of somebody in a browser of his own; its faults are looked at when the test ends. */
  open(
    username: string,
    path: string,
    options?: BrowserContextOptions & { at?: RunningService },
  ): Promise<Page>;
  /** Errors on the console that a test provokes on purpose. */
  expectFaults(pattern: RegExp): void;
}

/** A refusal with 409 or 422 is written to the console by the browser itself. */
export const refusal = /status of 4(09|22)/;

/** The whole service and the shipped application in the installed browser. */
export function describeWithService(name: string, tests: (it: ServiceInBrowser) => void): void {
  describe.skipIf(chromium === null)(name, () => {
    let database: Database;
    let browser: Browser;
    let web: Awaited<ReturnType<typeof buildWeb>>;
    let opened: Watched[] = [];
    let expected: RegExp | null = null;
    const others: RunningService[] = [];
    const people = new Map<string, SignedInPerson>();
    const running: ServiceInBrowser = {
      service: undefined as unknown as RunningService,
      async startAnother() {
        const another = await startTestService(database.url);
        others.push(another);
        return another;
      },
      async person(username, { address } = running.service) {
        const key = `${username} ${address}`;
        const known = people.get(key) ?? (await signIn(address, username));
        people.set(key, known);
        return known;
      },
      async open(username, path, { at = running.service, ...options } = {}) {
        const { cookie } = await running.person(username, at);
        const watched = await openPage(browser, "about:blank", options);
        opened.push(watched);
        const { page } = watched;
        page.setDefaultTimeout(90_000);
        await page.context().addCookies(cookiesOf(cookie, at.address));
        await showBuilt(page, at.address, web.directory);
        await page.goto(`${at.address}${path}`);
        return page;
      },
      expectFaults(pattern) {
        expected = pattern;
      },
    };

    beforeAll(async () => {
      database = await testDatabase();
      [web, running.service, browser] = await Promise.all([
        buildWeb(),
        startTestService(database.url),
        launch(chromium ?? ""),
      ]);
    }, startMilliseconds);
    afterAll(async () => {
      await browser?.close();
      for (const service of [...others, running.service]) await service?.stop();
      await database?.close();
      web?.remove();
    }, startMilliseconds);
    beforeEach(() => {
      expected = null;
    });
    afterEach(async () => {
      const faults = opened.flatMap((watched) => watched.faults);
      for (const { close } of opened) await close();
      opened = [];
      expect(faults.filter((fault) => !expected?.test(fault))).toEqual([]);
    });
    tests(running);
  });
}

function cookiesOf(cookie: string, url: string) {
  return cookie.split("; ").map((each) => {
    const equals = each.indexOf("=");
    return { name: each.slice(0, equals), value: each.slice(equals + 1), url };
  });
}
