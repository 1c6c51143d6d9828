import { expect, it } from "vitest";
import { until } from "../support/until.ts";
import { describeInBrowser, openTalking } from "./support/desk-in-browser.ts";

describeInBrowser("an open window", (desk) => {
  it("is sent by the key that finishes the page, and the page under it hears no key", async () => {
    const page = await openTalking(desk);
    await page.keyboard.press("Shift+F1");
    await page.getByRole("dialog", { name: "Tastenkürzel" }).waitFor();
    await page.keyboard.press("Alt+KeyR");
    expect(await page.getByRole("dialog").count()).toBe(1);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("Alt+KeyR");
    await page.getByRole("dialog", { name: "Rückruf zusagen" }).waitFor();
    await page.keyboard.press("Control+KeyA");
    await page.keyboard.type("06571 11502");
    await page.getByLabel("Worum geht es? (freiwillig)").fill("Gebühr");
    await page.keyboard.press("Control+Enter");
    await until("the callback is promised", () =>
      desk.server.center.commands.find(({ name }) => name === "callback.promise"),
    );
    expect(desk.server.center.commands.at(-1)).toMatchObject({
      name: "callback.promise",
      input: { number: "06571 11502", note: "Gebühr" },
    });
  });
});
