import { expect, it } from "vitest";
import { until } from "../support/until.ts";
import {
  describeInBrowser,
  focused,
  openReady,
  openTalking,
  seeState,
} from "./support/desk-in-browser.ts";

describeInBrowser("the keys of the desk", (desk) => {
  it("begin with the button that starts the shift", async () => {
    const page = await desk.open();
    await seeState(page, "Nicht im Dienst");
    await until("the button has the focus", async () =>
      (await focused(page)).startsWith("Schicht beginnen"),
    );
    await page.keyboard.press("Enter");
    await seeState(page, "Bereit");
  });

  it("keep every letter that is typed after F2, before anybody has picked up", async () => {
    const page = await openReady(desk);
    desk.server.center.offer();
    await seeState(page, "Anruf klingelt");
    await page.keyboard.press("F2");
    await page.keyboard.type("perso");
    await seeState(page, "Ihr Telefon klingelt");
    desk.server.center.pickUp();
    await seeState(page, "Im Gespräch");
    await page.getByRole("heading", { name: "Personalausweis beantragen" }).waitFor();
    const field = page.getByRole("combobox", { name: "Wissen durchsuchen" });
    expect(await field.inputValue()).toBe("perso");
  });

  it("decline a call that rings", async () => {
    const page = await openReady(desk);
    desk.server.center.offer();
    await seeState(page, "Anruf klingelt");
    await page.keyboard.press("Shift+F2");
    await seeState(page, "Bereit");
    expect(desk.server.center.commands.map(({ name }) => name)).toEqual(["offer.decline"]);
  });

  it("lead to a break and to the end of the shift, each confirmed with Enter", async () => {
    const page = await openReady(desk);
    await page.keyboard.press("Alt+KeyP");
    await until("the first reason has the focus", async () =>
      (await focused(page)).includes("Pause: Mittag"),
    );
    await page.keyboard.press("Enter");
    await seeState(page, "Pause: Mittag");
    await page.keyboard.press("Alt+KeyS");
    await until("the end has the focus", async () =>
      (await focused(page)).includes("Schicht beenden"),
    );
    await page.keyboard.press("Enter");
    await seeState(page, "Nicht im Dienst");
    expect(desk.server.center.commands.map(({ input }) => input)).toEqual([
      { presence: "break", reason: "Mittag" },
      { presence: "offline", reason: null },
    ]);
  });

  it("write no place before the caller is answered", async () => {
    const page = await openReady(desk);
    desk.server.center.offer();
    await seeState(page, "Anruf klingelt");
    await page.keyboard.press("Alt+KeyO");
    await page.keyboard.type("Kröv");
    const field = page.getByRole("combobox", { name: /Ort des Anliegens/ });
    expect(await field.inputValue()).toBe("");
    await page.getByText("Den Ort tragen Sie ein, sobald Sie sprechen.").waitFor();
    desk.server.center.pickUp();
    await seeState(page, "Im Gespräch");
    await page.keyboard.press("Alt+KeyO");
    await page.keyboard.type("Kröv");
    await page.getByRole("option", { name: /^Kröv/ }).waitFor();
  });

  it("take a promised callback as what became of the concern", async () => {
    const page = await openTalking(desk);
    await page.keyboard.type("perso");
    await page.getByRole("heading", { name: "Personalausweis beantragen" }).waitFor();
    await page.keyboard.press("Enter");
    await page.locator(".concern", { hasText: "Personalausweis beantragen" }).waitFor();
    await page.keyboard.press("Alt+KeyR");
    await page.getByRole("dialog", { name: "Rückruf zusagen" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.getByRole("radio", { name: "Rückruf zugesagt", checked: true }).waitFor();
    const contactId = desk.server.center.desk.contact?.id ?? "";
    await page.keyboard.press("Shift+F2");
    await seeState(page, "Nachbearbeitung");
    await page.keyboard.press("Control+Enter");
    await seeState(page, "Bereit");
    expect(desk.server.records.get(contactId)?.concerns).toMatchObject([{ outcome: "callback" }]);
  });
});
