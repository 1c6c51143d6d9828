import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Database } from "../../src/database/database.ts";
import type { RunningService } from "../../src/main/service.ts";
import { asteriskAvailable, callerAddress, PrivateAsterisk } from "../support/asterisk.ts";
import { testDatabase } from "../support/database.ts";
import { signIn, startTestService } from "../support/service.ts";
import { SipParty, sippAvailable, type PhoneKind } from "../support/sipp.ts";
import { until } from "../support/until.ts";
import { axeFindings, findChromium, launch, openPage } from "../web/support/browser.ts";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 180_000 });

const chromium = findChromium();
const realParts = chromium !== null && asteriskAvailable() && sippAvailable();

/** Anna Muster's own phone; the vehicle registration office in Wittlich, and its deputy. */
const phones: Record<string, PhoneKind & { address: string }> = {
  "8001": {
    kind: "answers",
    ringMilliseconds: 200,
    talkMilliseconds: 600_000,
    address: "127.0.0.3",
  },
  "21020": { kind: "silent", address: "127.0.0.4" },
  "21021": {
    kind: "answers",
    ringMilliseconds: 500,
    talkMilliseconds: 600_000,
    address: "127.0.0.5",
  },
};

describe.skipIf(!realParts)("the main job, on real parts", () => {
  let database: Database;
  let asterisk: PrivateAsterisk;
  let service: RunningService;
  let browser: Browser;
  const parties: Record<string, SipParty> = {};

  beforeAll(async () => {
    database = await testDatabase();
    for (const [extension, { address, ...kind }] of Object.entries(phones)) {
      parties[extension] = await SipParty.phone(kind, address);
    }
    asterisk = await PrivateAsterisk.start(parties);
    const { url, username, password } = asterisk.settings;
    service = await startTestService(database.url, {
      TELEPHONY: "asterisk",
      ASTERISK_URL: url,
      ASTERISK_USERNAME: username,
      ASTERISK_PASSWORD: password,
      // A Tuesday morning: offices are open whenever this test runs.
      DEMO_CLOCK: "2026-11-24T10:00:00+01:00",
    });
    browser = await launch(chromium ?? "");
  });

  afterAll(async () => {
    await browser?.close();
    await service?.stop();
    await asterisk?.stop();
    await Promise.all(Object.values(parties).map((party) => party.stop()));
    await database?.close();
  });

  it("a caller to 115 gets the answer of his district and is handed on until somebody answers", async () => {
    const { page, faults, close } = await openPage(browser, service.address);
    await callIsHandedOn(page).catch(async (error: unknown) => {
      throw new Error(await whatHappened(page, database), { cause: error });
    });
    await toldWithReasons(service.address, database);
    expect(faults.filter((fault) => !fault.includes("401"))).toEqual([]);
    await close();
  });

  async function callIsHandedOn(page: Page): Promise<void> {
    await beginShift(page);
    const caller = await SipParty.caller({
      dialled: "115",
      from: "+496571011501",
      address: callerAddress,
      switchPort: asterisk.sipPort,
    });

    await seesOffer(page);
    await hearsMusic(asterisk);
    await page.keyboard.press("F2");
    await state(page, "Im Gespräch");
    expect(parties["8001"]?.timesRung()).toBe(1);
    await connected(asterisk);

    await page.keyboard.type("Perso abgelaufen");
    await page
      .getByRole("option", { name: /Personalausweis beantragen/ })
      .first()
      .waitFor();
    await page.keyboard.press("Enter");
    await setPlace(page, "Kröv");
    await readsAnswer(page);

    await page.keyboard.press("Control+k");
    await page.keyboard.type("Auto ummelden");
    await page
      .getByRole("option", { name: /Halterwechsel|umschreiben/i })
      .first()
      .waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("Kfz-Zulassung Wittlich").first().waitFor();
    await transferWithTwoKeys(page, "Kfz-Zulassung Wittlich");
    await until("the office rings", () => parties["21020"]?.timesRung() === 1);
    await hearsMusic(asterisk);

    await page
      .getByText(/Zurück von Kfz-Zulassung Wittlich/)
      .first()
      .waitFor({ timeout: 60_000 });
    await page
      .getByText(/hat nicht abgenommen/)
      .first()
      .waitFor();
    expect(await page.getByText("Kröv").count()).toBeGreaterThan(0);
    await page.keyboard.press("F2");
    await state(page, "Im Gespräch");
    expect(parties["8001"]?.timesRung()).toBe(2);

    await transferWithTwoKeys(page, "Vertretung Wittlich");
    await until("the deputy answers", () => parties["21021"]?.timesRung() === 1);
    await page.getByText("Das Gespräch ist vermittelt.").first().waitFor();
    await connected(asterisk);
    expect(await axeFindings(page)).toEqual([]);

    const outcomes = page.getByRole("radio", { name: /Auskunft erteilt/ });
    await outcomes.first().press("Space");
    await page
      .getByRole("radio", { name: /Vermittelt/ })
      .last()
      .press("Space");
    await page.keyboard.press("Control+Enter");
    await state(page, "Bereit");
    await caller.stop();
  }
});

async function beginShift(page: Page): Promise<void> {
  await page.getByLabel("Benutzername").fill("agentin.wil1");
  await page.getByLabel("Passwort", { exact: true }).fill("demo-agentin.wil1");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Schicht beginnen" }).first().press("Enter");
  await state(page, "Bereit");
}

/** The state menu says it in words, wherever the person is. */
async function state(page: Page, words: string): Promise<void> {
  await page.locator("header").getByText(words, { exact: false }).first().waitFor();
}

async function seesOffer(page: Page): Promise<void> {
  await page.getByRole("button", { name: /Annehmen/ }).waitFor();
  await page.getByText("Behördennummer 115, guten Tag", { exact: false }).first().waitFor();
  await page
    .getByText(/Vorwahl 06571 \(Wittlich\)/)
    .first()
    .waitFor();
  expect(await page.title()).toMatch(/^Anruf auf 115/);
  await page
    .locator("[aria-live=assertive], [role=alert]")
    .getByText(/Anruf auf/)
    .waitFor({
      state: "attached",
    });
}

interface Channel {
  id: string;
  name: string;
}

/** The switch sends sound to the caller, packet by packet. */
async function hearsMusic(asterisk: PrivateAsterisk): Promise<void> {
  const sent = async () => {
    const channels = (await asterisk.ask<Channel[]>("channels")) ?? [];
    const caller = channels.find((channel) => channel.name.includes("network"));
    if (!caller) return 0;
    const path = `channels/${caller.id}/rtp_statistics`;
    return (await asterisk.ask<{ txcount: number }>(path))?.txcount ?? 0;
  };
  const before = await until("the caller hears something", sent);
  await until("the music goes on", async () => (await sent()) > before + 20);
}

/** Caller and person are in one bridge of the switch. */
async function connected(asterisk: PrivateAsterisk): Promise<void> {
  await until("they hear each other", async () => (await asterisk.conversations()).length > 0);
}

async function setPlace(page: Page, name: string): Promise<void> {
  const place = page.getByLabel("Ort des Anliegens");
  await place.fill(name);
  await page
    .getByRole("option", { name: new RegExp(name) })
    .first()
    .waitFor();
  await page.keyboard.press("Enter");
  await page
    .getByText(/bestätigt/)
    .first()
    .waitFor();
}

async function readsAnswer(page: Page): Promise<void> {
  const words =
    /Zuständig ist die Verbandsgemeinde Traben-Trarbach, weil .*Aufgabe der Verbandsgemeinde/;
  await page.getByText(words).first().waitFor();
  await page
    .getByText(/geöffnet|geschlossen/)
    .first()
    .waitFor();
}

async function transferWithTwoKeys(page: Page, target: string): Promise<void> {
  await page.keyboard.press("F8");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("option", { selected: true }).filter({ hasText: target }).waitFor();
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
}

async function toldWithReasons(address: string, database: Database): Promise<void> {
  const contact = await database.prisma.contact.findFirstOrThrow();
  const supervisor = await signIn(address, "leitung");
  const { body } = await supervisor.request("GET", `/api/contacts/${contact.id}`);
  expect(body.place).toMatchObject({ ags: "07231072", name: "Kröv", confirmed: true });
  const titles = body.concerns.map((each: { title: string; outcome: string }) => each.outcome);
  expect(titles).toEqual(["answered", "transferred"]);
  const steps: { type: string; text: string; reasons: unknown }[] = body.life;
  const offers = steps.filter((step) => step.type === "offerMade");
  expect(offers).toHaveLength(2);
  for (const offer of offers) {
    expect(offer.reasons).not.toBeNull();
    expect(offer.text).toContain("Anna Muster");
  }
  for (const type of ["conversationStarted", "placeConfirmed", "transferFailed"]) {
    expect(steps.some((step) => step.type === type)).toBe(true);
  }
  expect(steps.some((step) => step.type === "transferConnected")).toBe(true);
}

/** What the screen shows and the centre knows helps to find out why a test failed. */
async function whatHappened(page: Page, database: Database): Promise<string> {
  const decisions = await database.prisma.decision.findMany({ orderBy: [{ seq: "asc" }] });
  const life = decisions.map(({ at, event }) => `${at.toISOString()} ${JSON.stringify(event)}`);
  const calls = life.filter((step) => !step.includes("linesChanged"));
  return [await page.locator("body").innerText(), ...calls.slice(-30)].join("\n");
}
