import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { CallbackView } from "../../src/dashboard/schema.ts";
import { withPromised } from "../../web/core/record.ts";
import { axeFindings } from "./support/browser.ts";
import { describeInBrowser, openTalking, seeState } from "./support/desk-in-browser.ts";
import type { DeskInBrowser } from "./support/desk-in-browser.ts";

const matter = {
  id: randomUUID(),
  serviceSlug: "personalausweis",
  title: "Personalausweis beantragen",
  placeAgs: "07231071",
  outcome: null,
};

const facts = {
  askedAt: Date.now() - 3_600_000,
  promisedBy: "Bert Muster",
  note: "nach dem Mittag",
  attempts: 1,
  attemptsMax: 3,
  lastFailure: "busy",
} as const;

/** The wrap-up after a citizen was dialled whose line was busy. */
async function openInVain(desk: DeskInBrowser): Promise<Page> {
  const page = await openTalking(desk, { callback: facts, promisedFor: [matter] });
  const { center } = desk.server;
  const id = center.desk.contact!.id;
  const callback: CallbackView = {
    ...facts,
    id,
    lineId: "115",
    number: "06571 90009 12",
    place: "Kröv",
    placeConfirmed: true,
    concerns: [matter.title],
    waitsFor: "time",
    dueAt: new Date().setHours(23, 59, 0, 0),
    firstFor: null,
  };
  center.publish({ callbacks: { changed: [callback], gone: [] } });
  center.callerHangsUp();
  center.setContact({ state: "postponed", answeredAt: null });
  await seeState(page, "Nachbearbeitung");
  await page.locator("#call").getByText("1 von 3 Versuchen vergeblich, zuletzt besetzt").waitFor();
  return page;
}

describeInBrowser("a callback that has reached nobody", (desk) => {
  it("goes on by itself with one key, and nothing is asked that nobody can know", async () => {
    const page = await openInVain(desk);
    await page
      .locator("#call")
      .getByText(/von selbst noch einmal versucht \(ab .*\)\. Nummer, Ort und Anliegen bleiben\./)
      .waitFor();
    await page.getByRole("button", { name: "Fertig, später noch einmal" }).waitFor();
    expect(await page.getByText("Das Gespräch ist beendet.").count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press("Control+Enter");
    await seeState(page, "Bereit");
    await page.getByText("Der Rückruf wird später noch einmal versucht.").first().waitFor();
    const names = desk.server.center.commands.map(({ name }) => name);
    expect(names).not.toContain("callback.promise");
    expect(names).not.toContain("callback.cancel");
  });

  it("is given up by one key that leads to the reason", async () => {
    const page = await openInVain(desk);
    const { center } = desk.server;
    await page.keyboard.press("Control+KeyK");
    await page.keyboard.press("Alt+KeyB");
    await page
      .getByText(/Rückruf an 06571 90009 12 ist gestrichen\. Warum/)
      .first()
      .waitFor();
    expect(center.commands.at(-1)).toEqual({
      name: "callback.cancel",
      input: { contactId: center.desk.contact!.id },
    });
    const isFocused = (element: Element) => element === document.activeElement;
    expect(await page.getByLabel("Notiz").evaluate(isFocused)).toBe(true);
    center.publish({ callbacks: { changed: [], gone: [center.desk.contact!.id] } });
    center.setContact({ state: "ended", endCause: "callbackCancelled" });
    await page.locator("#call").getByText("Der Rückruf ist gestrichen.").waitFor();
    expect(await page.getByRole("button", { name: "Streichen", exact: true }).count()).toBe(0);
    await page.keyboard.press("Control+Enter");
    await seeState(page, "Bereit");
  });

  it("is promised for another time with number, note and concern", async () => {
    const page = await openInVain(desk);
    const { center } = desk.server;
    await page.getByRole("button", { name: "Zu anderer Zeit" }).waitFor();
    await page.keyboard.press("Alt+KeyR");
    const window = page.getByRole("dialog", { name: "Rückruf zusagen" });
    expect(await window.getByLabel("Telefonnummer mit Vorwahl").inputValue()).toBe(
      "06571 90009 12",
    );
    expect(await window.getByLabel(/Worum geht es/).inputValue()).toBe("nach dem Mittag");
    const contactId = center.desk.contact!.id;
    await page.keyboard.press("Enter");
    await window.waitFor({ state: "detached" });
    expect(desk.server.records.get(contactId)?.concerns).toMatchObject([
      { serviceSlug: "personalausweis", placeAgs: "07231071", outcome: "callback" },
    ]);
    expect(center.commands.at(-1)?.input).toMatchObject({ contactId, note: "nach dem Mittag" });
  });

  it("says after the last attempt that it was the last", async () => {
    const page = await openInVain(desk);
    const { center } = desk.server;
    center.publish({ callbacks: { changed: [], gone: [center.desk.contact!.id] } });
    center.setContact({
      state: "ended",
      endCause: "callbackNotReached",
      callback: { ...facts, attempts: 3 },
    });
    await page.locator("#call").getByText("Das war der letzte Versuch").waitFor();
    await page.getByRole("button", { name: "Noch einmal zusagen" }).waitFor();
    await page.getByRole("button", { name: "Fertig, bereit" }).waitFor();
    await page.keyboard.press("Control+Enter");
    await seeState(page, "Bereit");
  });
});

describe("what a callback was promised for", () => {
  it("is noted once, however often it is promised anew", () => {
    const once = withPromised({ concerns: [], note: "" }, [matter], randomUUID);
    expect(once.concerns).toMatchObject([{ title: matter.title, outcome: "callback" }]);
    expect(withPromised(once, [matter], randomUUID)).toBe(once);
  });
});

describeInBrowser("the callbacks of the Leitstand", (desk) => {
  it("stand under titles that say what they are", async () => {
    desk.server.roles = ["supervisor"];
    const now = Date.now();
    const callback = { ...facts, askedAt: now, lineId: "115", place: null, placeConfirmed: false };
    desk.server.center.callbacks = [
      {
        ...callback,
        id: "c1",
        number: "06571 1",
        concerns: ["Elterngeld"],
        waitsFor: "team",
        dueAt: null,
        firstFor: null,
      },
      {
        ...callback,
        id: "c2",
        number: "06571 2",
        promisedBy: null,
        attempts: 0,
        concerns: [],
        note: "",
        waitsFor: "opening",
        dueAt: null,
        firstFor: null,
      },
    ];
    const page = await desk.open("/leitstand");
    const table = page.getByRole("table", { name: "Rückrufe", exact: true });
    await table.getByText("06571 1").waitFor();
    const read = () =>
      table.evaluate((element) => {
        const titles = [...element.querySelectorAll("thead th")].map((each) => each.textContent);
        return [...element.querySelectorAll("tbody tr")].map((row) =>
          Object.fromEntries([...row.children].map((cell, at) => [titles[at], cell.textContent])),
        );
      });
    expect(await read()).toMatchObject([
      {
        gewünscht: expect.stringMatching(/^heute, \d\d:\d\d ?zugesagt von Bert Muster$/),
        Stand: "wartet auf das Team1 von 3 Versuchen vergeblich, zuletzt besetzt",
        "Anliegen und Notiz": expect.stringContaining("Elterngeld"),
      },
      {
        gewünscht: expect.stringMatching(/^heute, \d\d:\d\d ?vom Anrufer selbst$/),
        Stand: "wartet auf die Öffnung",
        "Anliegen und Notiz": "–",
      },
    ]);
    expect(await axeFindings(page)).toEqual([]);
  });
});
