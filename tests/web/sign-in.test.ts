import { expect, it } from "vitest";
import { describeInBrowser, openReady, seeState } from "./support/desk-in-browser.ts";

describeInBrowser("signing in", (desk) => {
  it("says in German what was wrong, and lets somebody try again at once", async () => {
    desk.server.signedIn = false;
    desk.expectFaults(/401/);
    const page = await desk.open("/arbeitsplatz?q=perso");
    await page.getByLabel("Benutzername").fill("anna");
    await page.getByLabel("Passwort").fill("falsch");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("Benutzername oder Passwort ist falsch.").waitFor();
    await page.keyboard.type("richtig-und-lang");
    await page.keyboard.press("Enter");
    await seeState(page, "Nicht im Dienst");
    // On to where she wanted to be.
    expect(new URL(page.url()).search).toContain("q=perso");
  });

  it("does not ask the server for an empty form", async () => {
    desk.server.signedIn = false;
    desk.expectFaults(/401/);
    const page = await desk.open();
    await page.getByLabel("Benutzername").press("Enter");
    await page.getByText("Bitte geben Sie Benutzername und Passwort ein.").waitFor();
  });

  it("fills in a sample account of the demonstration", async () => {
    desk.server.signedIn = false;
    desk.expectFaults(/401/);
    const page = await desk.open();
    await page.getByRole("button", { name: /Anna Muster/ }).click();
    await page.keyboard.press("Enter");
    await seeState(page, "Nicht im Dienst");
  });

  it("signs out", async () => {
    const page = await openReady(desk);
    desk.expectFaults(/401/);
    await page.locator(".presence-button").click();
    await page.getByRole("button", { name: "Abmelden" }).click();
    await page.getByRole("heading", { name: "Anmelden" }).waitFor();
  });

  it("creates the administrator with the one-time link, the token kept out of every address", async () => {
    desk.server.signedIn = false;
    const page = await desk.open("/erster-start#einmalig");
    await page.getByLabel("Vor- und Nachname").fill("Ada Muster");
    await page.getByLabel("Benutzername").fill("ada");
    await page.getByLabel("Passwort", { exact: true }).fill("kurz");
    await page.getByLabel("Passwort wiederholen").fill("kurz");
    await page.keyboard.press("Enter");
    await page.getByText("Das Passwort braucht mindestens 12 Zeichen.").waitFor();
    await page.getByLabel("Passwort", { exact: true }).fill("lang-genug-und-gut");
    await page.getByLabel("Passwort wiederholen").fill("lang-genug-und-gut");
    await page.keyboard.press("Enter");
    await page.getByText("Das Konto ist angelegt.").waitFor();
    expect(desk.server.posted).toEqual([
      {
        path: "/api/first-start",
        body: {
          token: "einmalig",
          username: "ada",
          password: "lang-genug-und-gut",
          name: "Ada Muster",
        },
      },
    ]);
  });
});

describeInBrowser("the pages of a role", (desk) => {
  it("are the Leitstand for a supervisor, with the promise against its goal", async () => {
    desk.server.roles = ["supervisor"];
    const page = await desk.open();
    await page.getByRole("heading", { name: "Team" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/leitstand");
    await page.getByText("unter dem Ziel von 75 %").waitFor();
    const line = page.getByRole("row", { name: /Behördennummer 115/ }).first();
    expect(await line.textContent()).toContain("über 30 s");
    await page
      .getByRole("row", { name: /Dirk Muster/ })
      .getByText("Pause: Mittag")
      .waitFor();
    expect(await page.getByRole("link", { name: "Arbeitsplatz" }).count()).toBe(0);
  });

  it("follow the centre live", async () => {
    desk.server.roles = ["supervisor"];
    const page = await desk.open();
    await page.getByRole("heading", { name: "Team" }).waitFor();
    const summary = {
      waiting: 17,
      longestSince: null,
      ready: 4,
      signedIn: 5,
      promiseKept: 0.91,
    };
    desk.server.center.publish({ summary });
    await page.getByText("Ziel 75 % erreicht").waitFor();
    await page.locator(".tile", { hasText: "Es warten" }).getByText("17").waitFor();
  });

  it("are search and answer without a call for an editor, the place being chosen by hand", async () => {
    desk.server.roles = ["editor"];
    const page = await desk.open("/wissen");
    await page.getByRole("combobox", { name: "Ort des Anliegens" }).fill("kröv");
    await page.getByRole("option", { name: /^Kröv/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+KeyK");
    await page.keyboard.type("perso");
    await page.getByRole("article").getByText("weil Personalausweise").waitFor();
    expect(new URL(page.url()).searchParams.get("ort")).toBe("07231071");
    expect(await page.getByRole("button", { name: "Verbinden" }).count()).toBe(0);
  });

  it("keep the call in sight on every other page", async () => {
    desk.server.roles = ["agent", "supervisor"];
    desk.server.center.rest("ready");
    const page = await desk.open("/leitstand");
    await page.getByRole("heading", { name: "Team" }).waitFor();
    desk.server.center.offer();
    await page.getByRole("button", { name: "Annehmen" }).waitFor();
    await page.keyboard.press("F2");
    await page.getByRole("link", { name: "Zum Arbeitsplatz" }).click();
    await seeState(page, "Ihr Telefon klingelt");
  });

  it("do not open by their address alone", async () => {
    const page = await desk.open("/leitstand");
    await page.getByText("Für diese Seite fehlt Ihnen die Berechtigung.").waitFor();
  });
});
