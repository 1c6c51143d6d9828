import type { Locator, Page } from "playwright-core";
import { expect, it } from "vitest";
import { axeFindings } from "./support/browser.ts";
import { describeInBrowser, focused, openTalking } from "./support/desk-in-browser.ts";

const kroev = { place: { ags: "07231071", name: "Kröv" } };
const sizes = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
];

async function look(page: Page, words: string, title: string): Promise<Locator> {
  await page.keyboard.press("Control+KeyK");
  await page.keyboard.type(words);
  const article = page.getByRole("article", { name: title });
  await article.waitFor();
  return article;
}

const says = (page: Page, words: string | RegExp) =>
  page.getByRole("status").getByText(words).waitFor();

/** Whether all of it can be seen: nothing lies over it and nothing cuts it off. */
const inSight = (part: Locator) =>
  part.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const points = [top + 2, bottom - 2].map((y) => [(left + right) / 2, y] as const);
    return points.every(([x, y]) => element.contains(document.elementFromPoint(x, y)));
  });

describeInBrowser("whom to hand over to", (desk) => {
  it("stands with its reason beside the words to read, without scrolling", async () => {
    const page = await openTalking(desk, kroev);
    const article = await look(page, "perso", "Personalausweis beantragen");
    const office = article.getByRole("region", { name: "Zuständig" });
    await office.getByText("weil Personalausweise").waitFor();
    for (const size of sizes) {
      await page.setViewportSize(size);
      const text = article.locator(".article-text");
      expect(await text.evaluate((each) => each.scrollHeight > each.clientHeight)).toBe(true);
      for (const part of [
        article.locator(".spoken"),
        office.getByText("weil Personalausweise"),
        // The first is closed: that is said, and the next one offered.
        office.getByText("Bürgerbüro Traben-Trarbach: geschlossen, öffnet Mo 08:00"),
        office.getByText("Vertretung Muster", { exact: true }),
        office.getByRole("button", { name: "Verbinden mit Vertretung Muster" }),
      ]) {
        expect(`${size.height} ${part} ${await inSight(part)}`).toBe(`${size.height} ${part} true`);
      }
    }
    expect(await axeFindings(page)).toEqual([]);
    await office.getByRole("button", { name: "Verbinden mit Vertretung Muster" }).focus();
    await page.keyboard.press("Enter");
    await page.locator("#call").getByText("Vertretung Muster klingelt").waitFor();
  });

  it("leaves the whole width of a narrow screen to the answer", async () => {
    desk.server.roles = ["editor"];
    const page = await desk.open("/wissen?leistung=personalausweis", {
      viewport: { width: 700, height: 900 },
    });
    const article = page.getByRole("article", { name: "Personalausweis beantragen" });
    await article.getByText("Bitte mit Termin.").waitFor();
    expect((await article.boundingBox())?.width).toBeGreaterThan(640);
  });

  it("covers nothing that gets the focus", async () => {
    const page = await openTalking(desk, kroev);
    await page.setViewportSize(sizes[1]!);
    const article = await look(page, "perso", "Personalausweis beantragen");
    await article.getByText("weil Personalausweise").waitFor();
    await article.locator(".article-text").focus();
    let seen = 0;
    do {
      await page.keyboard.press("Tab");
      const here = page.locator(".article :focus");
      if ((await here.count()) === 0) break;
      const name = await focused(page);
      const shown = async () => {
        // What comes late pushes others out of the pane; what lies under something stays there.
        await here.scrollIntoViewIfNeeded();
        return await inSight(here);
      };
      await expect.poll(shown, { message: name, timeout: 10_000 }).toBe(true);
      seen += 1;
    } while (seen < 40);
    expect(seen).toBeGreaterThan(5);
  });
});

describeInBrowser("the place that counts", (desk) => {
  it("is named where it is not the caller's home, as soon as the service is read", async () => {
    const page = await openTalking(desk);
    const field = page.getByLabel("Ort des Anliegens");
    const rule = "Hier zählt: Sterbeort, nicht der Wohnort des Anrufers.";
    await look(page, "perso", "Personalausweis beantragen");
    await page.locator("#record").getByText("Vermutet: Vorwahl 06571").waitFor();
    const article = await look(page, "sterbe", "Sterbeurkunde ausstellen");
    await page.getByLabel("Ort des Anliegens: Sterbeort").waitFor();
    await page.locator("#record").getByText(rule).waitFor();
    await article.getByText(`Wer zuständig ist, hängt vom Ort ab. ${rule}`).waitFor();
    // Where he rings from is no hint at where somebody has died.
    expect(await page.locator("#record").getByText("Vermutet").count()).toBe(0);
    const describedBy = await field.getAttribute("aria-describedby");
    expect(await page.locator(`[id="${describedBy}"]`).textContent()).toContain(rule);
    await page.keyboard.press("Enter");
    await says(page, `Anliegen notiert: Sterbeurkunde ausstellen. ${rule}`);
    expect(await axeFindings(page)).toEqual([]);
    // Nothing is open any more: what was noted still says it.
    await page.keyboard.press("Control+KeyK");
    await page.keyboard.press("Escape");
    await article.waitFor({ state: "detached" });
    await page.getByLabel("Ort des Anliegens: Sterbeort").waitFor();
    await look(page, "perso", "Personalausweis beantragen");
    await page.getByLabel("Ort des Anliegens: Sterbeort").waitFor({ state: "detached" });
  });
});

describeInBrowser("a question back", (desk) => {
  it("is heard, found and answered by keys, and what it decides is said", async () => {
    const page = await openTalking(desk);
    const article = await look(page, "schaden", "Straßenschaden melden");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Alt+KeyO");
    await page.keyboard.type("Kröv");
    await page.getByRole("option", { name: /^Kröv/ }).waitFor();
    await page.keyboard.press("Enter");
    await says(page, /Um welche Straße geht es\? 1: Straße der Gemeinde\. 2: Landes- oder Kreis/);
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press("Alt+KeyA");
    expect(await focused(page)).toContain("Straße der Gemeinde");
    expect(await article.locator(":focus").count()).toBe(1);
    await page
      .getByRole("group", { name: /Um welche Straße .* Ziffer wählt/ })
      .first()
      .waitFor();
    await page.keyboard.press("2");
    await says(page, /Zuständig ist die Verbandsgemeinde .* Verbinden mit Vertretung Muster\./);
    expect(await focused(page)).toContain("Landes- oder Kreisstraße");
    expect(await article.getByRole("radio", { checked: true }).count()).toBe(1);
    // Back in the question, Enter takes what has the focus.
    await page.keyboard.press("Control+KeyK");
    await page.keyboard.press("Alt+KeyA");
    expect(await focused(page)).toContain("Landes- oder Kreisstraße");
    await page.keyboard.press("ArrowDown");
    await article.getByRole("radio", { name: "Autobahn", checked: true }).waitFor();
  });

  it("that there is none is said as well", async () => {
    const page = await openTalking(desk, kroev);
    await look(page, "perso", "Personalausweis beantragen");
    await page.keyboard.press("Alt+KeyA");
    await says(page, "Hier ist nichts nachzufragen.");
  });
});
