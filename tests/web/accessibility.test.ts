import type { Page } from "playwright-core";
import { expect, it, vi } from "vitest";
import type { Role } from "../../src/identity/permissions.ts";
import { axeFindings } from "./support/browser.ts";
import { describeInBrowser, openReady, openTalking, seeState } from "./support/desk-in-browser.ts";
import type { DeskInBrowser } from "./support/desk-in-browser.ts";
import { switchboardLine } from "./support/sample-desk.ts";

vi.setConfig({ testTimeout: 90_000 });

/** Walks through every state that a desk can be in; `look` is called in each. */
async function everyState(
  desk: DeskInBrowser,
  page: Page,
  look: (state: string) => Promise<void>,
): Promise<void> {
  const { center } = desk.server;
  await seeState(page, "Nicht im Dienst");
  await look("offline");
  center.rest("ready", { restsUntil: Date.now() + 60_000 });
  await seeState(page, "Bereit");
  await look("ready");
  center.rest("break", { breakReason: "Mittag" });
  await page.getByText("In der Pause kommen keine Anrufe.").waitFor();
  await look("break");
  center.rest("notResponding", { notRespondingReason: "noAnswer" });
  await seeState(page, "Nicht reagiert");
  await look("not responding");
  await page.locator(".presence-button").click();
  await look("presence menu");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+F1");
  await page.getByRole("dialog").waitFor();
  await look("key help");
  await page.keyboard.press("Escape");

  center.rest("ready");
  const now = Date.now();
  center.callersWait(
    { id: "late", since: now - 95_000, lineId: switchboardLine.id, place: "Bernkastel-Kues" },
    { id: "parked", state: "parked", parkedBy: "Bert Muster", comesBackAt: now + 50_000 },
    { id: "new", since: now, place: null },
  );
  await page.getByRole("option").nth(2).waitFor();
  await page.keyboard.press("Alt+KeyW");
  await look("callers wait");
  center.parkedComesBack("parked");
  await page.locator("#call").getByText("Geparkter Anrufer kommt zurück").waitFor();
  await look("parked caller comes back");

  center.offer();
  await seeState(page, "Anruf klingelt");
  await look("offered");
  await page.keyboard.press("F2");
  await seeState(page, "Ihr Telefon klingelt");
  await look("connecting");
  center.pickUp();
  await seeState(page, "Im Gespräch");
  await page.keyboard.type("quatsch");
  await page.getByText("Keine Treffer für „quatsch“.").waitFor();
  await look("nothing found");
  await page.keyboard.press("Control+KeyA");
  await page.keyboard.type("perso");
  await page.getByRole("heading", { name: "Personalausweis beantragen" }).waitFor();
  await page.keyboard.press("Enter");
  await look("answer without a place");
  await page.keyboard.press("Alt+KeyO");
  await page.keyboard.type("esch");
  await page.getByText("Mehrere Orte passen.").waitFor();
  await look("ambiguous places");
  await page.keyboard.press("Control+KeyA");
  await page.keyboard.type("kröv");
  await page.getByRole("option", { name: /^Kröv/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("article").getByText("weil Personalausweise").waitFor();
  await look("answer with responsibility");
  await page.locator("summary").click();
  await page.getByRole("button", { name: "Weiterleiten" }).click();
  await page.getByText("Bitte schreiben Sie die Frage in einem Satz.").waitFor();
  await look("written forwarding");
  await page.keyboard.press("F8");
  await page.getByRole("dialog").waitFor();
  await look("transfer window");
  await page.keyboard.press("Enter");
  await seeState(page, "Vermittlung klingelt");
  await look("transfer rings");
  center.transferFails("busy");
  await page.locator("#call").getByText("ist besetzt").waitFor();
  await look("recall");
  center.pickUp();
  await seeState(page, "Im Gespräch");
  center.callerHangsUp();
  await seeState(page, "Nachbearbeitung");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Es fehlt das Ergebnis").first().waitFor();
  await look("wrap-up");

  center.rest("ready");
  await seeState(page, "Bereit");
  center.talk({ line: switchboardLine });
  await page.getByRole("combobox", { name: "Verzeichnis durchsuchen" }).waitFor();
  await page.keyboard.type("a");
  await page.getByRole("option", { name: /Bauaufsicht/ }).waitFor();
  await look("switchboard");
  desk.server.cutSockets(true);
  await page.getByText("Verbindung verloren.").waitFor();
  await look("connection lost");
}

describeInBrowser("every state of the desk", (desk) => {
  for (const colorScheme of ["light", "dark"] as const) {
    it(`gives axe-core nothing to find (${colorScheme})`, { timeout: 180_000 }, async () => {
      desk.expectFaults(/WebSocket/);
      desk.server.center.rest("offline");
      // Colours are measured at rest, not in the middle of a transition.
      const page = await desk.open("/", { colorScheme, reducedMotion: "reduce" });
      const found: string[] = [];
      let states = 0;
      await everyState(desk, page, async (state) => {
        states += 1;
        for (const finding of await axeFindings(page)) found.push(`${state}: ${finding}`);
      });
      expect(states).toBe(21);
      expect(found).toEqual([]);
    });

    it(`gives axe-core nothing to find on the other pages (${colorScheme})`, async () => {
      const found: string[] = [];
      const pages: [Role, string, string][] = [
        ["supervisor", "/leitstand", "Team"],
        ["editor", "/wissen", "Ort"],
        ["editor", "/redaktion/austausch", "Eingelesene Dateien"],
        ["editor", "/redaktion/austausch/r1?zeigen=alle", "redaktion.xml"],
        ["editor", "/redaktion/suche", "Personalausweis beantragen"],
      ];
      for (const [role, path, heading] of pages) {
        desk.server.roles = [role];
        const page = await desk.open(path, { colorScheme });
        await page.getByRole("heading", { name: heading }).first().waitFor();
        found.push(...(await axeFindings(page)));
      }
      desk.server.signedIn = false;
      desk.expectFaults(/401/);
      const signIn = await desk.open("/", { colorScheme });
      await signIn.getByRole("button", { name: /Anna Muster/ }).waitFor();
      found.push(...(await axeFindings(signIn)));
      const first = await desk.open("/erster-start#x", { colorScheme });
      await first.getByRole("heading", { name: "Erster Start" }).waitFor();
      found.push(...(await axeFindings(first)));
      expect(found).toEqual([]);
    });
  }

  it("fits a width of 320 pixels without scrolling sideways", { timeout: 120_000 }, async () => {
    desk.expectFaults(/WebSocket/);
    desk.server.center.rest("offline");
    const page = await desk.open("/", { viewport: { width: 320, height: 640 } });
    const wide: string[] = [];
    await everyState(desk, page, async (state) => {
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > 320) wide.push(`${state}: ${width}`);
    });
    expect(wide).toEqual([]);
  });
});

describeInBrowser("what people have chosen for themselves", (desk) => {
  it("the theme follows the system until one is chosen, and stays chosen", async () => {
    const page = await openReady(desk);
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await ground();
    await page.emulateMedia({ colorScheme: "dark" });
    const dark = await ground();
    expect(dark).not.toBe(light);
    await page.getByRole("button", { name: "Helle Darstellung" }).click();
    expect(await ground()).toBe(light);
    await page.reload();
    await seeState(page, "Bereit");
    expect(await ground()).toBe(light);
  });

  it("shows in forced colours which tab and which hit is chosen", async () => {
    const page = await openTalking(desk);
    await page.emulateMedia({ forcedColors: "active" });
    await page.keyboard.type("perso");
    await page.getByRole("heading", { name: "Personalausweis beantragen" }).waitFor();
    const style = (selector: string, property: "backgroundColor" | "borderBottomColor") =>
      page
        .locator(selector)
        .first()
        .evaluate((element, name) => getComputedStyle(element)[name], property);
    expect(await style('.hits [aria-selected="true"]', "backgroundColor")).not.toBe(
      await style('.hits [aria-selected="false"]', "backgroundColor"),
    );
    expect(await style('.tabs [aria-selected="true"]', "borderBottomColor")).not.toBe(
      await style('.tabs [aria-selected="false"]', "borderBottomColor"),
    );
  });

  it("shows Markdown without its HTML, its headings below the article's own", async () => {
    const page = await openTalking(desk);
    await page.keyboard.type("perso");
    const prose = page.locator(".prose");
    await prose.getByRole("heading", { name: "Ablauf", level: 4 }).waitFor();
    await prose.getByText("gestellt & sofort geprüft").waitFor();
    await prose.getByRole("cell", { name: "10 Jahre" }).waitFor();
    expect(await prose.locator("script").count()).toBe(0);
    expect(await prose.getByRole("link", { name: "Bund" }).getAttribute("rel")).toContain(
      "noopener",
    );
    expect(await page.evaluate(() => "broken" in globalThis)).toBe(false);
  });
});
