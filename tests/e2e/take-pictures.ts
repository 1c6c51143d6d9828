import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { readConfig } from "../../src/config.ts";
import { startService } from "../../src/main/service.ts";
import { signIn } from "../support/service.ts";
import { findChromium, launch, openPage } from "../web/support/browser.ts";

/** Takes the pictures of the README from the running service: `npm run pictures`. */
const folder = join(import.meta.dirname, "..", "..", "web", "pictures");
const dataDirectory = await mkdtemp(join(tmpdir(), "servicecenter-pictures-"));
const chromium = findChromium();
if (chromium === null) throw new Error("a browser is needed to take pictures");
const service = await startService(
  readConfig({
    DATA_DIR: dataDirectory,
    PORT: "0",
    SIMULATOR_CALLS_PER_HOUR: "0",
    DEMO_CLOCK: "2026-11-24T10:00:00+01:00",
  }),
);
const browser = await launch(chromium);
try {
  await takeDesk(browser);
  await takeSupervisor(browser);
} finally {
  await browser.close();
  await service.stop();
  await rm(dataDirectory, { recursive: true });
}
// The simulated callers are patient: their timers would keep the process for minutes.
process.exit();

async function takeDesk(from: Browser): Promise<void> {
  const { page } = await open(from, "agentin.wil1");
  await page.getByRole("button", { name: "Schicht beginnen" }).first().press("Enter");
  await ring("115", "+496571011501");
  await page.getByRole("button", { name: /Annehmen/ }).waitFor();
  await page.keyboard.press("F2");
  await page.locator("header").getByText("Im Gespräch").first().waitFor();
  await page.keyboard.type("Perso abgelaufen");
  await page
    .getByRole("option", { name: /Personalausweis beantragen/ })
    .first()
    .waitFor();
  await page.keyboard.press("Enter");
  await page.getByLabel("Ort des Anliegens").fill("Kröv");
  await page.getByRole("option", { name: /Kröv/ }).first().waitFor();
  await page.keyboard.press("Enter");
  await page.getByText("Verbandsgemeinde Traben-Trarbach").first().waitFor();
  await page.getByText("Entwurf gesichert").waitFor();
  await take(page, "desk-light");
  await dark(page);
  await take(page, "desk-dark");
}

async function takeSupervisor(from: Browser): Promise<void> {
  const { page } = await open(from, "leitung");
  for (const line of ["115", "zentrale-vulkaneifel", "zentrale-cochem-zell"])
    await ring(line, null);
  await page
    .getByRole("row", { name: /Vulkaneifel/ })
    .first()
    .waitFor();
  await page.getByText("Anna Muster").first().waitFor();
  await take(page, "supervisor-light");
}

async function open(from: Browser, username: string) {
  const opened = await openPage(from, service.address);
  await opened.page.getByLabel("Benutzername").fill(username);
  await opened.page.getByLabel("Passwort", { exact: true }).fill(`demo-${username}`);
  await opened.page.keyboard.press("Enter");
  await opened.page.locator("header").first().waitFor();
  return opened;
}

async function ring(line: string, from: string | null): Promise<void> {
  const agent = await signIn(service.address, "agent.dau2");
  await agent.request("POST", "/api/simulator/calls", { line, from, patienceSeconds: 600 });
}

async function dark(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Dunkle Darstellung" }).click();
  await page.locator('html[data-kern-theme="dark"]').waitFor();
}

async function take(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
}
