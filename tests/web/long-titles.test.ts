import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { withSoftBreaks } from "../../web/core/soft-breaks.ts";
import { describeInBrowser, openTalking } from "./support/desk-in-browser.ts";

const soft = "\u00AD";
const catalogue = new URL("../knowledge/service-catalogue.csv", import.meta.url);

describe("a long title", () => {
  it.each([
    ["Schuleingangsuntersuchung", "Schuleingangs|untersuchung"],
    ["Schwangerschafts(konflikt)beratung", "Schwangerschafts|(konflikt)|beratung"],
    ["Schülerbeförderungskosten", "Schüler|beförderungskosten"],
    ["Außerbetriebsetzung eines Fahrzeugs", "Außerbetrieb|setzung eines Fahrzeugs"],
    ["Personalausweis beantragen", "Personalausweis beantragen"],
  ])("parts where it is joined: %s", (title, parted) => {
    expect(withSoftBreaks(title)).toBe(parted.replaceAll("|", soft));
  });

  it("of our catalogue has no part that is wider than the list of hits", () => {
    const words = readFileSync(catalogue, "utf8").match(/[A-ZÄÖÜ(][\p{L}()]{17,}/gu) ?? [];
    const parts = words.flatMap((word) => withSoftBreaks(word).split(soft));
    expect(words.length).toBeGreaterThan(50);
    expect(parts.filter((part) => part.length > 20)).toEqual([]);
  });
});

/** The lines of the first text that fits, as they stand on the screen. */
function linesOf(page: Page, selector: string, words: string): Promise<string[]> {
  return page.locator(selector, { hasText: words }).evaluate((element) => {
    const text = element.firstChild as Text;
    const lines: string[] = [];
    let last: number | null = null;
    for (let at = 0; at < text.length; at += 1) {
      const range = document.createRange();
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      const { top = 0, width = 0 } = [...range.getClientRects()].at(-1) ?? {};
      if (width > 0 && last !== null && top > last + 4) lines.push("");
      if (width > 0) last = top;
      lines[Math.max(0, lines.length - 1)] = (lines.at(-1) ?? "") + text.data[at];
    }
    return lines;
  });
}

describeInBrowser("the hits of a narrow screen", (desk) => {
  it("part a compound with a hyphen at its joint, and show all of what is chosen", async () => {
    const page = await openTalking(desk);
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.keyboard.type("lebensmittel");
    await page.getByRole("article", { name: /^Lebensmittelüberwachungsbeschwerde/ }).waitFor();
    const lines = await linesOf(page, ".hits b", "aufnehmen");
    expect(lines.length).toBeGreaterThan(1);
    // Between two lines stands a space or the soft hyphen: no word is cut elsewhere.
    for (const line of lines.slice(0, -1)) expect(line.at(-1)).toMatch(/[\s\u00AD]/);
    const excerpt = page.locator(".hits li span").first();
    expect(await excerpt.getAttribute("title")).toContain("haben Sie die Ware noch?");
  });

  it("name an office in full that has the focus", async () => {
    desk.server.answer = (detail) =>
      detail && {
        ...detail,
        escalation: detail.escalation.map((target) => ({
          ...target,
          detail: "Ausweise, Pässe, Meldewesen, Führungszeugnisse, Fischereischeine, Beglaubigung",
        })),
      };
    const page = await openTalking(desk, { place: { ags: "07231071", name: "Kröv" } });
    await page.keyboard.type("perso");
    const office = page.locator("#offices").getByRole("button").first();
    await office.waitFor();
    const cut = () =>
      office.locator(".clamped").evaluate((each) => each.scrollWidth > each.clientWidth);
    expect(await cut()).toBe(true);
    await page.keyboard.press("F6");
    await office.focus();
    expect(await cut()).toBe(false);
  });
});
