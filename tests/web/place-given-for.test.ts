import { expect, it } from "vitest";
import { axeFindings } from "./support/browser.ts";
import { describeInBrowser, openTalking, seeState } from "./support/desk-in-browser.ts";

const kroev = { place: { ags: "07231071", name: "Kröv" } };
const ask = "vermutet: bitte nach dem Sterbeort fragen";

describeInBrowser("a place that was given as the caller's home", (desk) => {
  const connects = () =>
    desk.server.center.commands.filter(({ name }) => name === "contact.transfer").length;

  it("is only presumed as a place of death, until Enter confirms it for that", async () => {
    const page = await openTalking(desk, kroev);
    const hint = page.locator("#record");
    await page.keyboard.type("perso");
    await page.getByRole("article", { name: "Personalausweis beantragen" }).waitFor();
    await hint.getByText(/bestätigt$/).waitFor();
    await page.keyboard.press("Control+KeyK");
    await page.keyboard.type("sterbe");
    const article = page.getByRole("article", { name: "Sterbeurkunde ausstellen" });
    await article.getByText("Falls Kröv der Sterbeort ist:").waitFor();
    await hint.getByText(ask).waitFor();
    expect(await hint.getByText(/bestätigt$/).count()).toBe(0);
    await page.keyboard.press("Enter");
    await page.locator(".concern", { hasText: "Sterbeurkunde ausstellen" }).waitFor();
    expect(await axeFindings(page)).toEqual([]);

    await page.keyboard.press("F8");
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Sterbeort nur vermutet", { exact: true }).first().waitFor();
    await page.keyboard.press("Enter");
    await dialog.getByText("Noch einmal drücken verbindet trotzdem.").waitFor();
    expect(connects()).toBe(0);
    await page.keyboard.press("Escape");

    await page.keyboard.press("Alt+KeyO");
    await page.keyboard.press("Enter");
    await hint.getByText(/bestätigt$/).waitFor();
    expect(await article.getByText("Falls Kröv").count()).toBe(0);
    expect(await page.getByText(ask).count()).toBe(0);
    // Neither a reload nor another answer in between asks for it again.
    await page.reload();
    await seeState(page, "Im Gespräch");
    await article.getByText("Zuständig ist die Verbandsgemeinde").waitFor();
    expect(await page.getByText(ask).count()).toBe(0);
    await page.keyboard.press("F8");
    await dialog.getByRole("option").first().waitFor();
    await page.keyboard.press("Enter");
    await seeState(page, "Vermittlung klingelt");
    expect(connects()).toBe(1);
  });

  it("is not noted as a place of death by who types faster than the answer comes", async () => {
    const page = await openTalking(desk, kroev);
    await page.getByText("bestätigt").first().waitFor();
    await page.keyboard.press("Control+KeyK");
    await page.keyboard.type("sterbe");
    await page.keyboard.press("Enter");
    await page.locator(".concern", { hasText: "Sterbeurkunde ausstellen" }).waitFor();
    const noted = () =>
      [...desk.server.records.values()].at(-1)?.concerns.map(({ placeAgs }) => placeAgs);
    await expect.poll(noted, { timeout: 30_000 }).toEqual([null]);
  });

  it("is not taken for the home when it was given as a place of death", async () => {
    const page = await openTalking(desk);
    await page.keyboard.type("sterbe");
    await page.getByLabel("Ort des Anliegens: Sterbeort").waitFor();
    await page.keyboard.press("Alt+KeyO");
    await page.keyboard.type("Kröv");
    await page.getByRole("option", { name: /^Kröv/ }).waitFor();
    await page.keyboard.press("Enter");
    const article = page.getByRole("article");
    await article.getByText("Zuständig ist die Verbandsgemeinde").waitFor();
    expect(await article.getByText("Falls Kröv").count()).toBe(0);
    await page.keyboard.press("Control+KeyK");
    await page.keyboard.type("perso");
    await article.getByText("Falls es auch hier um Kröv geht:").waitFor();
    await article.getByRole("button", { name: "Kröv stimmt" }).click();
    await article.getByText("Falls es auch").waitFor({ state: "detached" });
  });
});
