import type { Page } from "playwright-core";
import { expect, it, vi } from "vitest";
import type { SignedInPerson } from "../support/service.ts";
import { axeFindings } from "./support/browser.ts";
import { focused, seeState } from "./support/desk-in-browser.ts";
import { describeWithService } from "./support/service-in-browser.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

const line = "zentrale-bernkastel-wittlich";

describeWithService("callbacks, with the real service (R11)", ({ person, open }) => {
  /** A caller who would rather be called back; the last digit of his number says who answers. */
  async function asks(who: SignedInPerson, from: string): Promise<void> {
    const presses = { key: "1", afterSeconds: 1 };
    const call = { line, from, patienceSeconds: 600, presses };
    expect((await who.request("POST", "/api/simulator/calls", call)).status).toBe(201);
  }

  const callbacks = (page: Page) => page.getByRole("list", { name: /Rückruf/ });
  const fold = (page: Page, words: string) => page.locator("summary", { hasText: words });
  const look = async (page: Page) => expect(await axeFindings(page)).toEqual([]);

  it("are seen, taken, talked through, promised and cancelled by keyboard alone", async () => {
    const anna = await person("agentin.wil1");
    const page = await open("agentin.wil1", "/arbeitsplatz");
    await seeState(page, "Nicht im Dienst");
    await asks(anna, "+496571011501");
    const row = callbacks(page).getByRole("listitem");
    await row.getByText("06571 011501").waitFor();
    await row.getByText("wartet auf das Team").waitFor();
    await page.getByText("Auf Ihren Anschlüssen wartet niemand.").waitFor();
    await look(page);

    await page.keyboard.press("F2");
    await seeState(page, "Anruf klingelt");
    await page.locator("#call").getByText("Hat um Rückruf gebeten").waitFor();
    await look(page);
    await page.keyboard.press("F2");
    await page.getByText("dann wird die Nummer gewählt").waitFor();
    await seeState(page, "Rückruf wird gewählt");
    await page.locator("#call").getByText("06571 011501 wird angerufen").waitFor();
    await seeState(page, "Im Gespräch");
    await page.getByText("Sie wollten zurückgerufen werden.").waitFor();
    await callbacks(page).waitFor({ state: "detached" });

    await page.getByLabel("Anderes Anliegen").fill("Kita-Platz");
    await page.keyboard.press("Enter");
    await page.getByText("Entwurf gesichert").waitFor();
    await page.keyboard.press("Alt+KeyR");
    await page.getByRole("dialog", { name: "Rückruf zusagen" }).waitFor();
    expect(await focused(page)).toBe("Telefonnummer mit Vorwahl");
    await look(page);
    await page.keyboard.press("Control+KeyA");
    await page.keyboard.type("14");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("Bitte eine Telefonnummer mit Vorwahl").waitFor();
    await page.keyboard.press("Control+KeyA");
    await page.keyboard.type("06571 / 0115 02");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    // Folded while she talks: the call needs the room.
    await fold(page, "1 Rückruf").focus();
    await page.keyboard.press("Enter");
    await row.getByText("06571 011502").waitFor();
    await row.getByText(/Zugesagt von Anna Muster/).waitFor();
    await row.getByText("Anliegen: Kita-Platz").waitFor();

    await page.keyboard.press("Shift+F2");
    await seeState(page, "Nachbearbeitung");
    await page.keyboard.press("Control+Enter");
    await seeState(page, "Anruf klingelt");
    // It is another contact, and still about what was noted in the first.
    await page.locator("#call").getByText("Anliegen: Kita-Platz").waitFor();
    await look(page);
    await page.keyboard.press("F2");
    await seeState(page, "Im Gespräch");
    await page.locator("#call").getByText("Anliegen: Kita-Platz").waitFor();
    await page.keyboard.press("Alt+KeyR");
    await page.getByRole("dialog", { name: "Rückruf zusagen" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await fold(page, "1 Rückruf").waitFor();
    if (!(await row.isVisible())) await fold(page, "1 Rückruf").click();
    await page.keyboard.press("Shift+F2");
    await seeState(page, "Nachbearbeitung");
    await page.getByRole("button", { name: "Rückruf an 06571 011502 streichen" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Wirklich streichen?" }).waitFor();
    await page.keyboard.press("Enter");
    await callbacks(page).waitFor({ state: "detached" });
  });

  it("that reach nobody leave the agent to her note, and are tried again", async () => {
    const bernd = await person("agent.wil2");
    const page = await open("agent.wil2", "/arbeitsplatz");
    await seeState(page, "Nicht im Dienst");
    await page.keyboard.press("F2");
    await seeState(page, "Bereit");
    await asks(bernd, "+496571011514");
    const accepted = async () => {
      await seeState(page, "Anruf klingelt");
      await page.locator("#call").getByText("Hat um Rückruf gebeten").waitFor();
    };
    await accepted();
    await page.keyboard.press("F2");
    await seeState(page, "Nachbearbeitung");
    await fold(page, "1 Rückruf").focus();
    await page.keyboard.press("Enter");
    const row = callbacks(page).getByRole("listitem");
    await row.getByText("1 von 3 Versuchen vergeblich, zuletzt besetzt").waitFor();
    await row.getByText(/^ab heute/).waitFor();
    await page.getByLabel("Notiz").fill("war besetzt");
    await look(page);

    const control = await open("leitung", "/leitstand");
    const table = control.getByRole("table", { name: "Rückrufe" });
    await table.getByText("06571 011514").waitFor();
    await table.getByText(/1 von 3 Versuchen vergeblich/).waitFor();
    await look(control);
    await control.getByRole("button", { name: "Rückruf an 06571 011514 streichen" }).focus();
    await control.keyboard.press("Enter");
    await control.keyboard.press("Enter");
    await control.getByText("Zurzeit ist niemand zurückzurufen.").waitFor();
    await callbacks(page).waitFor({ state: "detached" });
    const ended = control.getByRole("table", { name: "Heute beendete Rückrufe" });
    await ended.getByRole("row", { name: /06571 011514.* gestrichen 1 / }).waitFor();
    await ended.getByRole("row", { name: /06571 011502.* gestrichen 0 / }).waitFor();
    await ended.getByRole("row", { name: /06571 011501.* erreicht 0 / }).waitFor();
    await look(control);
  });

  it("that reach nobody go on by themselves with one key, or end with one", async () => {
    const bernd = await person("agent.wil2");
    const page = await open("agent.wil2", "/arbeitsplatz");
    const tried = async (from: string) => {
      await asks(bernd, from);
      await page.locator("#call").getByText("Hat um Rückruf gebeten").waitFor();
      await page.keyboard.press("F2");
      await page.getByText(/Es wird von selbst noch einmal versucht \(ab heute/).waitFor();
      await look(page);
    };
    if (!(await page.locator("#call").getByText("Kein Anruf").isVisible())) {
      await page.keyboard.press("Control+Enter");
      await seeState(page, "Bereit");
    }
    await tried("+496571011524");
    await page.keyboard.press("Control+Enter");
    await seeState(page, "Bereit");
    await callbacks(page).getByText("06571 011524").waitFor();

    await tried("+496571011534");
    await page.keyboard.press("Alt+KeyB");
    await page.locator("#call").getByText("Der Rückruf ist gestrichen.").waitFor();
    await page
      .getByText(/^1 von 3 Versuchen vergeblich/)
      .first()
      .waitFor();
    await page.keyboard.press("Control+Enter");
    await seeState(page, "Bereit");
    await callbacks(page).getByText("06571 011524").waitFor();
    expect(await callbacks(page).getByText("06571 011534").count()).toBe(0);
  });
});
