import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import type { AnswerView, ServiceDetail } from "../../src/knowledge/schema.ts";
import { axeFindings } from "./support/browser.ts";
import { describeInBrowser, openTalking } from "./support/desk-in-browser.ts";
import type { DeskInBrowser } from "./support/desk-in-browser.ts";

const title = "Personalausweis beantragen";

/** The editors release something: every answer of the service becomes what `change` makes of it. */
function release(
  desk: DeskInBrowser,
  change: (answer: AnswerView) => AnswerView | null,
  gone = false,
): void {
  const { center } = desk.server;
  const changed = (answer: AnswerView | null) => answer && change(answer);
  desk.server.answer = (detail): ServiceDetail | null =>
    detail === null || gone
      ? null
      : {
          ...detail,
          answer: changed(detail.answer),
          variants: detail.variants.map((each) => ({ ...each, answer: changed(each.answer) })),
        };
  const knowledgeEdition = center.status.knowledgeEdition + 1;
  center.status = { ...center.status, knowledgeEdition };
  center.publish({ status: center.status });
}

async function read(desk: DeskInBrowser): Promise<Page> {
  const page = await openTalking(desk, { place: { ags: "07231071", name: "Kröv" } });
  await page.keyboard.type("perso");
  await page.getByRole("article", { name: title }).getByText("Bitte mit Termin.").waitFor();
  return page;
}

const sign = (page: Page) => page.locator(".answer-change");
const heard = (page: Page, words: RegExp) => page.getByRole("status").getByText(words).waitFor();

describeInBrowser("an answer that changes while it is read", (desk) => {
  it("is exchanged with a sign, what is different, and a word to the ear", async () => {
    const page = await read(desk);
    // Far down in the text, the sign is in sight all the same.
    await page.locator(".article-end").scrollIntoViewIfNeeded();
    release(desk, (answer) => ({ ...answer, fee: "46,00 €", spoken: `${answer.spoken} Neu.` }));
    const article = page.getByRole("article", { name: title });
    await article.getByText("Bitte mit Termin. Neu.").waitFor();
    const words = /^Diese Antwort ist gerade geändert worden \(\d\d:\d\d Uhr\)\.$/;
    await sign(page).getByText(words).waitFor();
    const top = (await sign(page).boundingBox())?.y ?? 0;
    expect(top).toBeGreaterThan(0);
    expect(top).toBeLessThan(450);
    await heard(page, words);
    expect(await axeFindings(page)).toEqual([]);
    await sign(page).locator("summary").focus();
    await page.keyboard.press("Enter");
    await sign(page).locator("ins", { hasText: "46,00" }).waitFor();
    await sign(page).locator("del", { hasText: "37,00" }).waitFor();
    await sign(page).locator("ins", { hasText: "Neu." }).waitFor();
    expect(await sign(page).getByRole("term").allTextContents()).toEqual([
      "Zum Vorlesen",
      "Gebühr",
    ]);
    expect(await axeFindings(page)).toEqual([]);
    await sign(page).getByRole("button", { name: "Gelesen" }).focus();
    await page.keyboard.press("Enter");
    await sign(page).waitFor({ state: "detached" });
  });

  it("says nothing of a date of checking, another place, or another answer", async () => {
    const page = await read(desk);
    release(desk, (answer) => ({ ...answer, checkedAt: "2026-11-20" }));
    await page.getByText("am 20.11.2026").waitFor();
    await page.getByRole("tab", { name: "Vulkaneifel" }).click();
    await page.getByRole("tab", { name: /^Bernkastel-Wittlich/ }).click();
    await page.keyboard.press("Control+KeyK");
    await page.keyboard.press("ArrowDown");
    await page.getByRole("article", { name: "Vorläufiger Personalausweis" }).waitFor();
    expect(await sign(page).count()).toBe(0);
  });

  it("is gone with a word when it is withdrawn, and says when it is there again", async () => {
    const page = await read(desk);
    release(desk, () => null);
    await page.getByText("Für diesen Kreis gibt es hier noch keine Antwort.").waitFor();
    await sign(page)
      .getByText(/gerade zurückgezogen worden .* Bitte nicht weiter/)
      .waitFor();
    await heard(page, /gerade zurückgezogen worden/);
    expect(await page.locator(".spoken").count()).toBe(0);
    release(desk, (answer) => answer);
    await sign(page)
      .getByText(/gilt wieder wie zuvor/)
      .waitFor();
  });

  it("says that the shared one stands there now", async () => {
    const page = await openTalking(desk);
    await page.keyboard.type("perso");
    await page.getByRole("article", { name: title }).getByText("Bitte mit Termin.").waitFor();
    release(desk, (answer) => ({ ...answer, administrationId: null, spoken: "Für alle gleich." }));
    await page.getByText("Für alle gleich.").waitFor();
    await sign(page).getByText("Hier steht jetzt die gemeinsame.").waitFor();
  });

  it("does not stay when the service itself is gone", async () => {
    desk.expectFaults(/404/);
    const page = await read(desk);
    release(desk, (answer) => answer, true);
    await page.getByText("Diese Leistung gibt es nicht mehr.").waitFor();
    expect(await page.getByRole("article").count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
  });
});
