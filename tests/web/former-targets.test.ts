import { expect, it } from "vitest";
import type { Page } from "playwright-core";
import { describeInBrowser, openTalking } from "./support/desk-in-browser.ts";

/** Holds back what is answered at a place, or to a service, until it is let go. */
async function holdBack(page: Page, part: string) {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const asked = page.waitForRequest((request) => request.url().includes(part));
  await page.route(
    (url) => url.href.includes(part),
    async (route) => {
      await held;
      await route.continue();
    },
  );
  return { asked, letGo };
}

const offices = (page: Page) => page.locator("#offices").getByRole("button");
const inKroev = { ags: "07231071", name: "Kröv" };

describeInBrowser("the offices of the place or service before", (desk) => {
  it("are connected with neither by F8 nor by a click while the next ones are asked for", async () => {
    const page = await openTalking(desk, { place: inKroev });
    await page.keyboard.type("perso");
    await page.getByText("weil Personalausweise").waitFor();
    expect(await offices(page).first().getAttribute("aria-disabled")).toBe("false");
    const { asked, letGo } = await holdBack(page, "/api/services/personalausweis?place=07231134");
    await page.keyboard.press("Alt+KeyO");
    await page.keyboard.type("Wengerohr");
    await page.getByRole("option", { name: /^Wengerohr/ }).waitFor();
    await page.keyboard.press("Enter");
    await asked;
    await expect.poll(() => offices(page).first().getAttribute("aria-disabled")).toBe("true");
    await offices(page).first().dispatchEvent("click");
    await page.locator(".office-order").getByRole("button").first().dispatchEvent("click");
    await page.keyboard.press("F8");
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    await page.keyboard.press("Enter");
    const office = dialog.getByRole("option", { name: /^Vertretung Muster/ });
    expect(await office.count()).toBe(0);
    letGo();
    await office.waitFor();
    expect(desk.server.center.commands.map(({ name }) => name)).toEqual(["contact.confirmPlace"]);
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    expect(desk.server.center.commands.at(-1)?.name).toBe("contact.transfer");
  });

  it("are not taken for those of the next service", async () => {
    const page = await openTalking(desk, { place: inKroev });
    await page.keyboard.type("perso");
    await page.getByText("weil Personalausweise").waitFor();
    const { asked, letGo } = await holdBack(page, "/api/services/sterbeurkunde");
    await page.keyboard.press("Control+KeyK");
    await page.keyboard.press("Control+KeyA");
    await page.keyboard.type("sterbe");
    await asked;
    await expect.poll(() => offices(page).first().getAttribute("aria-disabled")).toBe("true");
    await offices(page).first().dispatchEvent("click");
    expect(desk.server.center.commands).toEqual([]);
    letGo();
    await page.getByRole("article", { name: "Sterbeurkunde ausstellen" }).waitFor();
    await expect.poll(() => offices(page).first().getAttribute("aria-disabled")).toBe("false");
  });
});
