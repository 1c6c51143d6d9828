import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "playwright-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

const run = promisify(execFile);

const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/**
 * The installed browser. Without one the browser tests are skipped, in one clear line; in CI
 * (`CI=true`) that is a failure.
 */
export function findChromium(): string | null {
  const given = process.env["CHROMIUM_PATH"];
  const path = [given, ...usualPlaces].find((each) => each && existsSync(each)) ?? null;
  if (path === null) {
    const words = "No Chromium found (CHROMIUM_PATH): the tests in the browser are skipped.";
    if (process.env["CI"] === "true") throw new Error(words);
    console.warn(words);
  }
  return path;
}

export function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // A page of which a test hands out the files counts as foreign to the service behind it.
      "--disable-features=LocalNetworkAccessChecks",
    ],
  });
}

/** The application as it is shipped, built aside. */
export async function buildWeb(): Promise<{ directory: string; remove(): void }> {
  const directory = mkdtempSync(join(tmpdir(), "servicecenter-web-"));
  const tool = createRequire(import.meta.url).resolve("vite/package.json");
  const config = join(import.meta.dirname, "../../../web/vite.config.ts");
  // In a process of its own: the test runner's NODE_ENV would build React for development.
  await run(
    process.execPath,
    [join(tool, "../bin/vite.js"), "build", "--config", config, "--outDir", directory],
    { env: { ...process.env, NODE_ENV: "production" } },
  );
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

export interface Watched {
  page: Page;
  /** Violations of the Content-Security-Policy, errors on the console, uncaught errors. */
  faults: string[];
  close(): Promise<void>;
}

/** A page whose faults are collected: at the end of every test there are none. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Watched> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: "de-DE",
    ...options,
  });
  const page = await context.newPage();
  const faults: string[] = [];
  await page.exposeFunction("reportViolation", (words: string) => faults.push(words));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const { violatedDirective, blockedURI, sample } = event;
      const report = (globalThis as unknown as { reportViolation(words: string): void })
        .reportViolation;
      report(`CSP ${violatedDirective} ${blockedURI} ${sample}`);
    });
  });
  page.on("pageerror", (error) => faults.push(`error ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") faults.push(message.text());
  });
  await page.goto(url);
  return { page, faults, close: () => context.close() };
}

const axePath = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** What axe-core finds on the page, all rules of WCAG 2.2 AA and best practice. */
export async function axeFindings(page: Page): Promise<string[]> {
  const { readFile } = await import("node:fs/promises");
  await page.evaluate(await readFile(axePath, "utf8"));
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return violations.flatMap((violation) =>
      violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 160)}`),
    );
  });
}
