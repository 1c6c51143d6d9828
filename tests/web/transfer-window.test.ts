import { expect, it } from "vitest";
import type { Page } from "playwright-core";
import { describeInBrowser, focused, openTalking, seeState } from "./support/desk-in-browser.ts";
import type { DeskInBrowser } from "./support/desk-in-browser.ts";

async function openWindow(desk: DeskInBrowser): Promise<Page> {
  const page = await openTalking(desk);
  await page.keyboard.press("F8");
  await page.getByRole("dialog").waitFor();
  return page;
}

describeInBrowser("the window of a transfer", (desk) => {
  it("takes a language that begins as typed before a shelter that only sounds alike", async () => {
    const page = await openWindow(desk);
    await page.keyboard.type("franz");
    await page.getByRole("option", { name: /Frauenhaus/ }).waitFor();
    const names = await page.getByRole("dialog").getByRole("option").allTextContents();
    expect(names[0]).toContain("Französisch");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    const { commands } = desk.server.center;
    expect(commands).toMatchObject([
      { name: "contact.passOn", input: { skills: ["Französisch"] } },
    ]);
  });

  it("asks again before it connects to somebody who was only guessed at", async () => {
    const page = await openWindow(desk);
    await page.keyboard.type("klingen");
    await page.getByRole("option", { name: /Frauenhaus/ }).waitFor();
    await page.keyboard.press("Enter");
    await page
      .getByText("Nur ähnlich geschrieben. Noch einmal drücken verbindet.")
      .first()
      .waitFor();
    expect(desk.server.center.commands).toEqual([]);
    await page.keyboard.press("Enter");
    await seeState(page, "Vermittlung klingelt");
    expect(desk.server.center.commands.at(-1)?.input).toMatchObject({
      directoryEntryId: "schutz",
      evenIfClosed: false,
    });
  });

  it("asks again before it connects to a confidential number, however exactly named", async () => {
    const page = await openWindow(desk);
    await page.keyboard.type("krisentelefon");
    await page.getByRole("option", { name: /Krisentelefon/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("Vertrauliche Nummer. Noch einmal drücken verbindet.").first().waitFor();
    expect(desk.server.center.commands).toEqual([]);
  });

  it("says of a language that nobody on duty has it, and what can be done", async () => {
    const page = await openWindow(desk);
    await page.keyboard.type("poln");
    await page.getByText("Polnisch: zurzeit niemand im Dienst.").waitFor();
    expect(await page.getByText("Niemand gefunden").count()).toBe(0);
    await page.keyboard.press("Alt+KeyR");
    await page.getByRole("dialog", { name: "Rückruf zusagen" }).waitFor();
    await page.getByRole("dialog", { name: "Verbinden mit" }).waitFor({ state: "detached" });
  });

  it("says of a language that one has it oneself", async () => {
    const page = await openWindow(desk);
    await page.keyboard.type("engl");
    await page.getByText("Englisch: sprechen Sie selbst").waitFor();
  });

  it("is cancelled by Escape at once, whatever is typed", async () => {
    const page = await openWindow(desk);
    await page.keyboard.type("zulass");
    await page.getByRole("option", { name: /Zulassungsstelle/ }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });

  it("gives way to the keys of the desk, which lead where they always lead", async () => {
    const page = await openWindow(desk);
    await page.keyboard.type("zulass");
    await page.keyboard.press("Alt+KeyO");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await focused(page)).toContain("Ort");
    await page.keyboard.press("F8");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Control+KeyK");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await focused(page)).toBe("Wissen durchsuchen");
  });

  it("takes no more than the search can hold", async () => {
    const page = await openWindow(desk);
    await page.keyboard.insertText("x".repeat(250));
    await page.getByText("Niemand gefunden.").waitFor();
    const field = page.getByRole("dialog").getByRole("combobox");
    expect(await field.inputValue()).toHaveLength(200);
  });
});
