import { randomUUID } from "node:crypto";
import type { Locator, Page } from "playwright-core";
import { expect, it } from "vitest";
import { keys, listKeys } from "../../web/keys.ts";
import { axeFindings } from "./support/browser.ts";
import { describeInBrowser, openTalking, seeState } from "./support/desk-in-browser.ts";
import { switchboardLine } from "./support/sample-desk.ts";

const small = { width: 1280, height: 720 };

async function boxOf(part: Locator) {
  const box = await part.boundingBox();
  if (!box) throw new Error("it is not in sight");
  return { ...box, end: box.y + box.height };
}

const pageHeight = (page: Page) => page.evaluate(() => document.documentElement.scrollHeight);

describeInBrowser("the desk on a small screen", (desk) => {
  it("stays where it is when a notice comes, and is covered by none", async () => {
    const page = await openTalking(desk);
    await page.setViewportSize(small);
    await page.keyboard.type("perso");
    await page.getByRole("heading", { name: "Personalausweis beantragen" }).waitFor();
    const hangUp = page.getByRole("button", { name: "Auflegen" });
    const before = await boxOf(hangUp);
    const { center } = desk.server;
    center.publish({ status: { ...center.status, telephony: false, database: false } });
    const notice = page.getByText("Die Telefonanlage ist nicht erreichbar.");
    await notice.waitFor();
    expect(await boxOf(hangUp)).toEqual(before);
    expect(await pageHeight(page)).toBe(small.height);
    center.publish({ status: center.status });
    await notice.waitFor({ state: "detached" });
    await page.keyboard.press("F4");
    const main = await boxOf(page.locator("#record"));
    const told = await boxOf(page.getByText("Der Anruf ist geparkt. F4 holt ihn zurück."));
    expect(told.y).toBeGreaterThanOrEqual(main.end);
  });

  it("shows all keys at once", async () => {
    const page = await openTalking(desk);
    await page.setViewportSize(small);
    await page.keyboard.press("Shift+F1");
    const help = page.getByRole("dialog", { name: "Tastenkürzel" });
    const rows = help.getByRole("row");
    expect(await rows.count()).toBe(Object.keys(keys).length + listKeys.length);
    for (const row of await rows.all()) expect((await boxOf(row)).end).toBeLessThan(small.height);
    expect(await help.evaluate((each) => each.scrollHeight - each.clientHeight)).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
  });

  it("begins an answer with what must be asked, then the words to read and what to bring", async () => {
    const page = await openTalking(desk);
    await page.keyboard.type("perso");
    const article = page.getByRole("article", { name: "Personalausweis beantragen" });
    await article.getByText("Wer zuständig ist, hängt vom Ort ab.").waitFor();
    const order = async (parts: readonly string[]) => {
      const tops = await Promise.all(
        parts.map(async (part) => (await boxOf(article.locator(part).first())).y),
      );
      expect(tops).toEqual(tops.toSorted((a, b) => a - b));
    };
    await order([".ask-place", ".spoken", ".facts", ".documents"]);
    await page.keyboard.press("Alt+KeyO");
    await page.keyboard.type("Kröv");
    await page.getByRole("option", { name: /^Kröv/ }).waitFor();
    await page.keyboard.press("Enter");
    await article.getByText("weil Personalausweise").waitFor();
    expect(await article.locator(".ask-place").count()).toBe(0);
    await order([".spoken", ".facts", ".documents", ".office-order", ".article-end"]);
  });

  it("shows a part of a municipality with the municipality it belongs to", async () => {
    const page = await openTalking(desk);
    await page.keyboard.press("Alt+KeyO");
    await page.keyboard.type("Wengerohr");
    await page.getByRole("option", { name: /^Wengerohr/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.locator("#call").getByText("Wengerohr (Wittlich)").waitFor();
    expect(await page.getByLabel("Ort des Anliegens").inputValue()).toBe("Wengerohr (Wittlich)");
    const { input } = desk.server.center.commands.at(-1) ?? {};
    expect(input).toMatchObject({ ags: "07231134", locality: "Wengerohr" });
  });

  it("takes a place over that was named in the search with Alt+O and Enter", async () => {
    const page = await openTalking(desk);
    await page.keyboard.type("perso Kröv");
    await page.getByText("In der Suche genannt:").waitFor();
    await page.keyboard.press("Alt+KeyO");
    await page.getByRole("option", { name: /^Kröv/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.locator("#call").getByText("Kröv").waitFor();
    expect(desk.server.center.commands.at(-1)?.input).toMatchObject({ ags: "07231071" });
    // Who comes back to the field sees what holds, and what he types takes its place.
    await page.keyboard.press("Alt+KeyO");
    expect(await page.getByLabel("Ort des Anliegens").inputValue()).toBe("Kröv");
    await page.keyboard.type("Esch");
    expect(await page.getByLabel("Ort des Anliegens").inputValue()).toBe("Esch");
  });

  it("takes none of several places of one name before somebody has chosen", async () => {
    const page = await openTalking(desk);
    await page.keyboard.press("Alt+KeyO");
    await page.keyboard.type("Esch");
    const options = page.getByRole("listbox", { name: "Orte" }).getByRole("option");
    await options.nth(1).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("status").getByText("Mehrere Orte passen.").waitFor();
    expect(desk.server.center.commands.at(-1)?.name).not.toBe("contact.confirmPlace");
    expect(await page.getByRole("option", { selected: true }).count()).toBe(0);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.locator("#call").getByText("Esch (VG Gerolstein)").waitFor();
    expect(desk.server.center.commands.at(-1)?.input).toMatchObject({ ags: "07233019" });
  });

  it("says which place holds while one stands in the field that nobody knows", async () => {
    const page = await openTalking(desk, { place: { ags: "07231071", name: "Kröv" } });
    const field = page.getByLabel("Ort des Anliegens");
    await page.keyboard.press("Alt+KeyO");
    await page.keyboard.type("Trier");
    const words =
      "In den beteiligten Kreisen gibt es keinen Ort „Trier“. Es bleibt bei Kröv. " +
      "Für andere Orte ist die dortige Verwaltung zuständig.";
    await page.locator("#record").getByText(words).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("status").getByText(words).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press("Tab");
    expect(await field.inputValue()).toBe("Kröv");
    await page.locator("#record").getByText(words).waitFor({ state: "detached" });
    expect(desk.server.center.commands.at(-1)?.name).not.toBe("contact.confirmPlace");
  });

  it("opens from a callback the answer to what was noted when it was promised", async () => {
    const callback = { askedAt: Date.now(), promisedBy: "Anna Muster", note: "", attempts: 0 };
    const concern = { serviceSlug: "personalausweis", title: "Personalausweis", placeAgs: null };
    const page = await openTalking(desk, {
      line: switchboardLine,
      callback: { ...callback, attemptsMax: 3, lastFailure: null },
      promisedFor: [{ id: randomUUID(), outcome: null, ...concern }],
    });
    await page.setViewportSize(small);
    await page.locator("#call").getByRole("button", { name: "Personalausweis" }).click();
    await page.getByRole("heading", { name: "Personalausweis beantragen" }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it("says in words that the answer shown is not that of the caller's district", async () => {
    const page = await openTalking(desk);
    await page.keyboard.type("perso");
    const words =
      "Sie lesen die Antwort für Vulkaneifel. Für den Anrufer gilt Bernkastel-Wittlich.";
    await page.getByRole("tab", { name: "Vulkaneifel" }).click();
    await page.getByRole("tabpanel").getByText(words).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("tab", { name: /^Bernkastel-Wittlich/ }).click();
    await page.getByText("Sie lesen die Antwort für").waitFor({ state: "detached" });
  });

  it("says at the transfer that there is no connection", async () => {
    desk.expectFaults(/WebSocket/);
    const page = await openTalking(desk);
    desk.server.cutSockets(true);
    await page.getByText("Verbindung verloren.").waitFor();
    await page.keyboard.press("F8");
    const window = page.getByRole("dialog", { name: "Verbinden mit" });
    await window.getByText("Keine Verbindung zum Servicecenter").waitFor();
    desk.server.cutSockets(false);
    await window.getByText("Keine Verbindung zum Servicecenter").waitFor({ state: "detached" });
  });

  it("says in wrap-up why the talk is over", async () => {
    const page = await openTalking(desk);
    const { center } = desk.server;
    center.callerHangsUp();
    await seeState(page, "Nachbearbeitung");
    for (const [endCause, words] of [
      ["callerHungUp", "Der Anrufer hat aufgelegt."],
      ["agentHungUp", "Sie haben aufgelegt."],
      ["vanished", "Die Vorführung ist neu gestartet worden"],
    ] as const) {
      center.setContact({ endCause });
      await page.locator("#call").getByText(words).waitFor();
    }
    center.publish({ status: { ...center.status, demo: false } });
    await page.locator("#call").getByText("Die Verbindung zum Anrufer ist abgerissen").waitFor();
  });
});

describeInBrowser("the Leitstand at a glance", (desk) => {
  it("has the team in sight, and says that nobody is free for who waits", async () => {
    desk.server.roles = ["supervisor"];
    const page = await desk.open("/leitstand");
    await page.setViewportSize(small);
    const member = page.getByRole("rowheader", { name: "Anna Muster" });
    expect((await boxOf(member)).end).toBeLessThan(small.height - 34);
    const { summary } = desk.server.center.snapshot(0);
    desk.server.center.publish({ summary: { ...summary, ready: 0, waiting: 3 } });
    await page.getByText("niemand frei, 3 warten").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    desk.server.center.publish({ summary: { ...summary, ready: 0, waiting: 0 } });
    await page.getByText(/niemand frei/).waitFor({ state: "detached" });
  });
});
