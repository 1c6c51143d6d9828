import type { Page } from "playwright-core";
import { expect, it, vi } from "vitest";
import { axeFindings } from "./support/browser.ts";
import { focused, seeState } from "./support/desk-in-browser.ts";
import { describeWithService } from "./support/service-in-browser.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

const line = "zentrale-bernkastel-wittlich";

describeWithService("the life of a contact (R13)", ({ person, open, expectFaults }) => {
  async function ring(from: string): Promise<void> {
    const call = { line, from, patienceSeconds: 600 };
    const { request } = await person("agentin.wil1");
    expect((await request("POST", "/api/simulator/calls", call)).status).toBe(201);
  }

  const life = (page: Page) => page.getByRole("dialog", { name: "Verlauf" });
  /** The steps as they are read, in order: what happened. */
  const kinds = (page: Page) => life(page).getByRole("heading", { level: 3 }).allTextContents();
  const look = async (page: Page) => expect(await axeFindings(page)).toEqual([]);

  it("is opened from a row of the Leitstand and from the desk, and goes on meanwhile", async () => {
    const control = await open("leitung", "/leitstand", { colorScheme: "dark" });
    await control
      .getByText("Zurzeit wartet niemand auf ein Angebot, und niemand ist geparkt.")
      .waitFor();
    await ring("+496571011501");
    const row = control.getByRole("table", { name: "Wartende" }).getByRole("row").nth(1);
    await row.getByRole("button", { name: /^Verlauf: .*, Telefonzentrale / }).focus();
    const opener = await focused(control);
    await control.keyboard.press("Enter");
    await life(control)
      .getByText(/^Anruf auf Telefonzentrale /)
      .waitFor();
    expect(await kinds(control)).toEqual(["Eingang", "Warteschlange"]);
    await look(control);

    const page = await open("agentin.wil1", "/arbeitsplatz");
    await seeState(page, "Nicht im Dienst");
    await page.keyboard.press("F2");
    await seeState(page, "Anruf klingelt");
    await life(control)
      .getByText(/^Angeboten an .*, weil sonst niemand bereit war/)
      .waitFor();
    await life(control)
      .getByRole("listitem")
      .getByText(/^wartete \d.* Ziel$/)
      .waitFor();
    await control.keyboard.press("Escape");
    await life(control).waitFor({ state: "detached" });
    await control
      .getByText("Zurzeit wartet niemand auf ein Angebot, und niemand ist geparkt.")
      .waitFor();
    expect(opener).toContain("Verlauf: ");

    await page.keyboard.press("F2");
    await seeState(page, "Im Gespräch");
    await page.keyboard.press("Alt+KeyG");
    await life(page)
      .getByText(/^Angeboten an /)
      .waitFor();
    expect(await focused(page)).toBe("Schließen");
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("Was geschehen ist, der Reihe nach");
    await life(page).getByRole("heading", { name: "Gespräch", exact: true }).waitFor();
    const told = await kinds(page);
    expect(told.slice(0, 3)).toEqual(["Eingang", "Warteschlange", "Angebot"]);
    const times = await life(page).locator("time").allTextContents();
    expect(times.every((time) => /^\d\d:\d\d:\d\d$/.test(time))).toBe(true);
    expect(times).toEqual(times.toSorted());
    await look(page);
    await page.keyboard.press("Escape");
    await life(page).waitFor({ state: "detached" });
    await page.keyboard.press("Shift+F1");
    await page.getByRole("row", { name: /^Alt G Verlauf/ }).waitFor();
    await page.keyboard.press("Escape");
  });

  it("is opened from a callback of the Leitstand", async () => {
    const control = await open("leitung", "/leitstand");
    const presses = { key: "1", afterSeconds: 1 };
    const call = { line, from: "+496571011514", patienceSeconds: 600, presses };
    const { request } = await person("leitung");
    expect((await request("POST", "/api/simulator/calls", call)).status).toBe(201);
    await control.getByRole("button", { name: "Verlauf: 06571 011514" }).click();
    await life(control).getByRole("heading", { name: "Rückruf gewünscht" }).waitFor();
    await look(control);
  });

  it("says in the words of the server when somebody may not see it", async () => {
    expectFaults(/status of 403/);
    await ring("+496571011502");
    const control = await open("leitung", "/leitstand");
    const message = "Diesen Kontakt dürfen Sie nicht einsehen.";
    await control.route(/\/api\/contacts\//, (route) =>
      route.fulfill({ status: 403, json: { error: { code: "forbidden", message } } }),
    );
    const table = control.getByRole("table", { name: "Wartende" });
    await table
      .getByRole("button", { name: /^Verlauf: / })
      .first()
      .click();
    await life(control).getByText(message).waitFor();
    expect(await kinds(control)).toEqual([]);
    await look(control);
  });
});
