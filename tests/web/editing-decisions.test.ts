import type { Page } from "playwright-core";
import { beforeEach, expect, it, vi } from "vitest";
import { describeWithService, refusal } from "./support/service-in-browser.ts";

vi.setConfig({ testTimeout: 300_000 });

describeWithService("what is decided on an answer", (running) => {
  const { person, open } = running;
  beforeEach(() => running.expectFaults(refusal));

  /** Written by one person and released by another, on the day or at once. */
  const publish = async (slug: string, fee: string, releasedFrom: string | null = null) => {
    const [writer, reviewer] = [await person("redaktion.dau"), await person("redaktion.dau2")];
    const path = (id: string, step = "") => `/api/editing/versions/${id}${step}`;
    const drafts = `/api/editing/answers/${slug}/vulkaneifel/drafts`;
    const { body } = await writer.request("POST", drafts, { fromRevision: null });
    const content = { ...body.content, spoken: "Kommen Sie mit Termin.", fee };
    const change = { edit: body.edit, content, releasedFrom, releasedUntil: null };
    const saving = await writer.request("PUT", path(body.id), change);
    const at = { edit: saving.body.edit, comment: "" };
    const sent = await writer.request("POST", path(body.id, "/submit"), at);
    const released = { edit: sent.body.edit, comment: "" };
    const reply = await reviewer.request("POST", path(body.id, "/release"), released);
    expect(reply.status).toBe(200);
  };

  it("is decided in the words that were read: taking it back, and that it still holds", async () => {
    await publish("reisepass", "50 Euro");
    const page = await open("redaktion.dau", "/redaktion/antwort/reisepass/vulkaneifel");
    await page.locator(".answer-text").getByText("50 Euro").waitFor();
    await page.getByRole("button", { name: "Geprüft, stimmt noch" }).click();
    await page.getByText("Als heute geprüft vermerkt.").waitFor();
    await page.getByRole("button", { name: "Zurückziehen" }).click();
    const dialog = page.getByRole("dialog", { name: "Zurückziehen" });
    await publish("reisepass", "51 Euro");
    // Under the window stands already what nobody has read.
    await page.locator(".answer-text").getByText("51 Euro").waitFor();
    await dialog.getByRole("textbox").fill("Der Betrag ist falsch.");
    await dialog.getByRole("button", { name: "Zurückziehen" }).click();
    await dialog.getByText(/Lesen Sie, was jetzt gilt/).waitFor();
    const answered = page.waitForResponse((reply) => reply.url().endsWith("/withdraw"));
    await dialog.getByRole("button", { name: "Zurückziehen" }).click();
    expect((await answered).status()).toBe(409);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Zurückziehen" }).click();
    await dialog.getByRole("textbox").fill("Der Betrag ist falsch.");
    await dialog.getByRole("button", { name: "Zurückziehen" }).click();
    await page.getByText("Die Antwort ist zurückgezogen.").waitFor();
  });

  it("names what is released for later as planned, and lifts the plan by itself", async () => {
    await publish("fischereischein", "52 Euro", "2039-01-01");
    const page = await open("redaktion.dau", "/redaktion/antwort/fischereischein/vulkaneifel");
    await page.getByRole("tab", { name: "Verlauf" }).click();
    const planned = page.getByRole("tabpanel").getByRole("listitem").filter({ hasText: "geplant" });
    await planned.getByText(/^Fassung \d+: geplant$/).waitFor();
    await page.getByRole("button", { name: "Planung aufheben" }).click();
    const dialog = page.getByRole("dialog", { name: "Planung aufheben" });
    await dialog.getByRole("textbox").fill("Die Satzung kommt doch nicht.");
    await dialog.getByRole("button", { name: "Planung aufheben" }).click();
    await page.getByText("Die Planung ist aufgehoben.").waitFor();
    await planned.waitFor({ state: "detached" });
  });

  it("keeps what is typed on after a window of two texts was closed", async () => {
    const place = "/redaktion/antwort/hundesteuer/vulkaneifel";
    const ina = await open("redaktion.dau", place);
    await ina.getByRole("button", { name: "Bearbeiten" }).click();
    const fee = (page: Page) => page.getByLabel("Gebühr", { exact: true });
    await fee(ina).waitFor();
    const rita = await open("redaktion.dau2", place);
    await fee(rita).fill("Fassung von Rita");
    await rita.getByText(/Gespeichert um/).waitFor();
    await fee(ina).fill("Fassung von Ina");
    const merge = ina.getByRole("dialog", { name: "Zwei Texte zusammenbringen" });
    await merge.getByRole("button", { name: "Anderen nehmen" }).click();
    const result = merge.getByLabel("Ergebnis");
    expect(await result.inputValue()).toBe("Fassung von Rita");
    await ina.keyboard.press("Escape");
    await merge.waitFor({ state: "detached" });
    await fee(ina).fill("Fassung von Ina, neu geschrieben");
    await ina.getByRole("button", { name: "Zwei Texte zusammenbringen" }).click();
    expect(await result.inputValue()).toBe("Fassung von Ina, neu geschrieben");
    await merge.getByRole("button", { name: "So übernehmen" }).click();
    await merge.waitFor({ state: "detached" });
    expect(await fee(ina).inputValue()).toBe("Fassung von Ina, neu geschrieben");
  });
});
