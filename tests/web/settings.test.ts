import type { BrowserContextOptions, Page } from "playwright-core";
import { beforeAll, beforeEach, expect, it, vi } from "vitest";
import type { SignedInPerson } from "../support/service.ts";
import { axeFindings } from "./support/browser.ts";
import { describeWithService, refusal } from "./support/service-in-browser.ts";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 180_000 });

const line = "zentrale-bernkastel-wittlich";
const settingsPath = `/api/lines/${line}/settings`;

describeWithService("what supervisors set of the lines, in the browser", (running) => {
  let karin: SignedInPerson;
  beforeAll(async () => {
    karin = await running.person("leitung");
  });
  beforeEach(() => running.expectFaults(refusal));

  /** The page of one line. */
  async function open(options: BrowserContextOptions = {}): Promise<Page> {
    const page = await running.open("leitung", `/anschluesse?anschluss=${line}`, options);
    await page.getByRole("heading", { name: "Telefonzentrale Bernkastel-Wittlich" }).waitFor();
    return page;
  }

  const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
  const stored = async () => (await karin.request("GET", settingsPath)).body;
  const save = (page: Page) => page.getByRole("button", { name: "Speichern" }).click();

  it("are found in the navigation, changed by keyboard, stored with the reason, and told in words", async () => {
    const page = await open();
    await page.getByRole("navigation").getByRole("link", { name: "Anschlüsse" }).waitFor();
    await field(page, "Dauer eines Angebots").focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("10");
    await field(page, "Dienstag").fill("8-12, 13:30-16");
    await page.getByText(/Noch nicht gespeichert: .*Dauer eines Angebots/).waitFor();
    await page.getByRole("cell", { name: "08:00–12:00, 13:30–16:00" }).waitFor();
    await field(page, "Warum? (freiwillig, steht im Verlauf)").fill("Versuch bis Ende des Monats");
    await page.keyboard.press("Enter");
    await page.getByText("Gespeichert. Es gilt ab der nächsten Entscheidung.").waitFor();
    const history = page.getByRole("region", { name: "Verlauf" });
    await history.getByText("Dauer eines Angebots: von 12 s auf 10 s").waitFor();
    await history.getByText("Dienstag: von rund um die Uhr auf 08:00–12:00, 13:30–16:00").waitFor();
    await history.getByText("Grund: Versuch bis Ende des Monats").waitFor();
    await history.getByText(/heute, \d\d:\d\d, Karin Beispiel/).waitFor();
    const { settings, version } = await stored();
    expect(version).toBe(1);
    expect(settings.offerSecondsMax).toBe(10);
    expect(settings.hours.tuesday).toEqual([
      { from: "08:00", to: "12:00" },
      { from: "13:30", to: "16:00" },
    ]);
  });

  it("that contradict one another are explained beside the field, and not stored", async () => {
    const page = await open();
    const before = await stored();
    const wrapUp = field(page, "Nachbearbeitung höchstens");
    await wrapUp.fill("2");
    await page.getByText(/In weniger als 5 Sekunden lässt sich nichts festhalten/).waitFor();
    expect(await wrapUp.getAttribute("aria-invalid")).toBe("true");
    const described = (await wrapUp.getAttribute("aria-describedby")) ?? "";
    expect(described).toContain("setting-wrapUpSecondsMax-problem");
    await field(page, "Mittwoch").fill("8 bis mittags");
    await page.getByText("Bitte so schreiben: 8–12, 13:30–16.").waitFor();
    await save(page);
    // The first wrong field has the focus.
    const focused = () => page.evaluate(() => document.activeElement?.id);
    expect(await focused()).toBe("setting-hours-wednesday");
    expect(await stored()).toEqual(before);
    expect(await axeFindings(page)).toEqual([]);
  });

  it("that are wrong are all marked while they are typed, and let go once corrected", async () => {
    const page = await open();
    const before = await stored();
    const marked = page.locator(".settings-form [aria-invalid='true']");
    await field(page, "Stufe 1: nach").fill("bald");
    await field(page, "Dienstag").fill("8-12, 11-16");
    await field(page, "Dauer eines Angebots").fill("999999999");
    await field(page, "Nicht mehr, wenn die eigene Zusage unter").fill("90");
    await page.getByText("Am Dienstag überschneiden sich 08:00–12:00 und 11:00–16:00.").waitFor();
    await page.getByText(/Erlaubt sind 5 bis 120 Sekunden\. In weniger/).waitFor();
    await page.getByText(/Wieder verliehen wird erst, wenn/).waitFor();
    await page.getByText("4 Felder passen noch nicht.").waitFor();
    expect(await marked.count()).toBe(4);
    await page
      .getByText(
        "Noch nicht gespeichert: Öffnungszeiten, Dauer eines Angebots, Erweiterung, Aushilfe",
      )
      .waitFor();
    await field(page, "Stufe 1: nach").fill("10");
    await field(page, "Dienstag").fill("8-12, 13-16");
    await field(page, "Dauer eines Angebots").fill("15");
    await page.getByText("Ein Feld passt noch nicht.").waitFor();
    await save(page);
    // In sight, though the bar at the foot covers a part of the page.
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(
      "setting-lending-recoverShareMin",
    );
    expect(await stored()).toEqual(before);
  });

  it("refused by the centre lead to the first wrong field; corrected, the red is gone", async () => {
    const page = await open();
    // No word of the check while typing: the refusal alone tells.
    await page.route("**/settings/check", (route) => route.abort());
    running.expectFaults(/status of 422|ERR_FAILED/);
    const greeting = field(page, "Begrüßung");
    await greeting.fill("Guten Tag, Sie sprechen mit {nam}.");
    await field(page, "Warum? (freiwillig, steht im Verlauf)").focus();
    await page.keyboard.press("Enter");
    await page.locator("#setting-greeting[aria-invalid='true']:focus").waitFor();
    await page.getByText("Ein Feld passt noch nicht.").waitFor();
    const box = await greeting.boundingBox();
    expect(box?.y).toBeGreaterThan(0);
    await greeting.fill("Guten Tag, Sie sprechen mit {name} heute.");
    await page.getByText("Ein Feld passt noch nicht.").waitFor({ state: "detached" });
    expect(await greeting.getAttribute("aria-invalid")).toBe("false");
    expect(await page.locator(".settings-form .problem").count()).toBe(0);
  });

  it("are sent once, however often the button is pressed", async () => {
    const page = await open();
    const { version } = await stored();
    let sent = 0;
    let letGo = () => {};
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await page.route("**" + settingsPath, async (route) => {
      if (route.request().method() !== "PUT") return route.continue();
      sent += 1;
      await held;
      await route.continue();
    });
    await field(page, "Telefon klingelt höchstens").fill("17");
    // Both clicks in one turn, before the page could be drawn anew.
    await page.getByRole("button", { name: "Speichern" }).evaluate((button: HTMLElement) => {
      button.click();
      button.click();
    });
    await page.locator(".save-bar [aria-disabled='true']").waitFor();
    await page.getByRole("button", { name: "Speichern" }).click({ force: true });
    letGo();
    await page.getByText("Gespeichert. Es gilt ab der nächsten Entscheidung.").waitFor();
    expect(sent).toBe(1);
    expect((await stored()).version).toBe(version + 1);
  });

  it("show the seven days to come, today first", async () => {
    const page = await open();
    const days = page.getByRole("table", { name: /nächsten sieben Tagen/ }).getByRole("rowheader");
    const shown = await days.allTextContents();
    const day = (ahead: number) =>
      berlinTime(Date.now() + ahead * 86_400_000).replace(/^\d+-(\d+)-(\d+)T.*/, "$2.$1.");
    expect(shown.map((text) => text.split(" ")[1])).toEqual([0, 1, 2, 3, 4, 5, 6].map(day));
    const weekday = new Intl.DateTimeFormat("de", { weekday: "long", timeZone: "Europe/Berlin" });
    expect(shown[0]).toContain(weekday.format(new Date()));
  });

  it("are where the administrator begins, and an unknown page keeps the head and leads there", async () => {
    const page = await running.open("verwaltung", "/gibt-es-nicht");
    await page.getByRole("heading", { name: "Diese Seite gibt es nicht." }).waitFor();
    await page.getByRole("navigation").getByRole("link", { name: "Anschlüsse" }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("link", { name: "Zur Startseite" }).click();
    await page.waitForURL("**/anschluesse");
    await page.getByRole("heading", { name: "Behördennummer 115" }).waitFor();
  });

  it("are still there after a reload, and gone when they are discarded", async () => {
    const page = await open();
    const greeting = field(page, "Begrüßung");
    const original = await greeting.inputValue();
    await greeting.fill("Guten Morgen, Sie sprechen mit {name}.");
    await page.reload();
    await page.getByText("Ihre Eingaben von vorhin sind wieder da.").waitFor();
    expect(await greeting.inputValue()).toBe("Guten Morgen, Sie sprechen mit {name}.");
    await page.getByRole("button", { name: "Änderungen verwerfen" }).click();
    expect(await greeting.inputValue()).toBe(original);
    await page.reload();
    expect(await greeting.inputValue()).toBe(original);
  });

  it("of two people at once: both values are shown, one is chosen, nothing is lost", async () => {
    const page = await open();
    const { version, settings } = await stored();
    await field(page, "Nachbearbeitung höchstens").fill("25");
    await field(page, "Telefon klingelt höchstens").fill("18");
    const theirs = { ...settings, wrapUpSecondsMax: 35, transferSecondsMax: 22 };
    const change = { version, settings: theirs, reason: "" };
    expect((await karin.request("PUT", settingsPath, change)).status).toBe(200);
    await save(page);
    const window = page.getByRole("dialog", { name: "Jemand war schneller" });
    await window.getByText("Mein Wert: 25 s").waitFor();
    await window.getByText("Wert von Karin Beispiel: 35 s").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await window.getByRole("radio", { name: /Wert von Karin Beispiel/ }).check();
    await window.getByRole("button", { name: "So übernehmen" }).click();
    await window.waitFor({ state: "detached" });
    await save(page);
    await page.getByText("Gespeichert. Es gilt ab der nächsten Entscheidung.").waitFor();
    expect((await stored()).settings).toMatchObject({
      wrapUpSecondsMax: 35,
      transferSecondsMax: 22,
      ringSecondsMax: 18,
    });
  });

  it("steps and closing days are added and taken away", async () => {
    const page = await open();
    expect(await field(page, "Stufe 1: nach").inputValue()).toBe("10");
    await page.getByRole("button", { name: "Stufe hinzufügen" }).click();
    await field(page, "Stufe 2: nach").fill("5");
    await page.getByText("Jede Stufe beginnt später als die vorige (10 s).").waitFor();
    await field(page, "Stufe 1: nach").fill("12");
    await page.getByRole("button", { name: "Stufe 2 entfernen" }).click();
    await page.getByRole("button", { name: "Schließtag hinzufügen" }).click();
    await field(page, "Vom").fill("2026-12-03");
    await field(page, "bis einschließlich").fill("2026-12-03");
    await field(page, "Anlass").fill("Betriebsausflug");
    await save(page);
    await page.getByText("Gespeichert. Es gilt ab der nächsten Entscheidung.").waitFor();
    expect((await stored()).settings).toMatchObject({
      widening: [{ afterSeconds: 12, to: "partners" }],
      closures: [{ from: "2026-12-03", to: "2026-12-03", reason: "Betriebsausflug" }],
    });
    await page.getByText(/Schließtage: von nichts auf 03\.12\.2026.* Betriebsausflug/).waitFor();
  });

  it("a line is closed for today with words for callers, and opened with one click", async () => {
    // Far from the centre's clock: the time that is typed is the centre's.
    const page = await open({ timezoneId: "America/New_York" });
    await page.getByRole("button", { name: "Anschluss schließen" }).click();
    const window = page.getByRole("dialog", { name: /schließen/ });
    await window.getByLabel("Ansage für die Anrufer").fill("kurz");
    await window.getByRole("button", { name: "Jetzt schließen" }).click();
    await window.getByText(/mindestens 10 Zeichen/).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    const words = "Heute ist wegen eines Wasserschadens geschlossen. Im Notfall: 112.";
    await window.getByLabel("Ansage für die Anrufer").fill(words);
    await window.getByRole("button", { name: "Jetzt schließen" }).click();
    await page.getByText(/Von Hand geschlossen bis .*, von Karin Beispiel\./).waitFor();
    await page.getByRole("region", { name: "Anschlüsse" }).getByText("heute geschlossen").waitFor();
    const call = { line, from: null, patienceSeconds: 60 };
    const { body } = await karin.request("POST", "/api/simulator/calls", call);
    expect(body.state).toBe("turnedAway");
    expect(await axeFindings(page)).toEqual([]);

    await page.getByRole("button", { name: "Wieder öffnen" }).click();
    await page.getByRole("button", { name: "Anschluss schließen" }).waitFor();
    expect((await stored()).closing).toBeNull();

    await page.getByRole("button", { name: "Anschluss schließen" }).click();
    const ends = window.getByRole("group", { name: "Ende" });
    await ends.getByRole("radio", { name: "zu einem Zeitpunkt" }).check();
    const inTwoHours = berlinTime(Date.now() + 7_200_000);
    await window.getByLabel("Zeitpunkt des Endes").fill(inTwoHours);
    await window.getByRole("button", { name: "Jetzt schließen" }).click();
    await page.getByRole("button", { name: "Wieder öffnen" }).waitFor();
    const { closing } = await stored();
    expect(berlinTime(Date.parse(closing.until))).toBe(inTwoHours);
    await page.getByRole("button", { name: "Wieder öffnen" }).click();
    await page.getByRole("button", { name: "Anschluss schließen" }).waitFor();
  });

  it("are free of findings by axe, light and dark, and on a small screen", async () => {
    for (const options of [
      { colorScheme: "light" },
      { colorScheme: "dark" },
      { colorScheme: "light", viewport: { width: 390, height: 844 } },
    ] satisfies BrowserContextOptions[]) {
      const page = await open(options);
      await page.getByRole("region", { name: "Verlauf" }).getByRole("listitem").first().waitFor();
      expect(await axeFindings(page), JSON.stringify(options)).toEqual([]);
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      expect(wide, "nothing is wider than the screen").toBe(false);
    }
  });
});

function berlinTime(instant: number): string {
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone: "Europe/Berlin",
    dateStyle: "short",
    timeStyle: "short",
  });
  return format.format(new Date(instant)).replace(" ", "T");
}
