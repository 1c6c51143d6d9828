import { expect, it, vi } from "vitest";
import { describeWithService } from "./support/service-in-browser.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 240_000 });

describeWithService("the preview of an answer", ({ open }) => {
  it("follows what is written without calling it a change", async () => {
    const page = await open("redaktion.wil", "/redaktion/antwort/elterngeld/bernkastel-wittlich");
    await page.getByRole("button", { name: "Bearbeiten" }).click();
    const fee = page.getByRole("textbox", { name: "Gebühr" });
    const preview = page.getByRole("article", { name: "Elterngeld" });
    await preview.locator(".spoken").waitFor();
    for (const words of ["zwölf Euro", "dreizehn Euro"]) {
      await fee.fill(words);
      await preview.getByText(words).waitFor();
    }
    expect(await page.locator(".answer-change").count()).toBe(0);
  });
});
