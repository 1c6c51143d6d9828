import { expect, it } from "vitest";
import { until } from "../support/until.ts";
import {
  describeInBrowser,
  focused,
  openReady,
  openTalking,
  seeState,
} from "./support/desk-in-browser.ts";
import { switchboardLine } from "./support/sample-desk.ts";

describeInBrowser("a call without a mouse", (desk) => {
  it("leads from the offer through answer, place, transfer, recall and wrap-up to ready", async () => {
    const page = await openReady(desk);
    const { center, records } = desk.server;
    const keys = page.keyboard;

    center.offer();
    await seeState(page, "Anruf klingelt");
    expect(await page.title()).toContain("Anruf auf 115, vermutlich Wittlich");
    await page
      .getByRole("alert")
      .filter({ hasText: "Anruf auf 115, vermutlich Wittlich" })
      .waitFor({
        state: "attached",
      });
    await keys.press("F2");
    await seeState(page, "Ihr Telefon klingelt");
    center.pickUp();
    await seeState(page, "Im Gespräch");

    expect(await focused(page)).toBe("Wissen durchsuchen");
    await keys.type("perso");
    await page.getByRole("heading", { name: "Personalausweis beantragen" }).waitFor();
    await keys.press("Enter");
    await page.locator(".concern", { hasText: "Personalausweis beantragen" }).waitFor();

    await keys.press("Alt+KeyO");
    await keys.type("Kröv");
    await page.getByRole("option", { name: /^Kröv/ }).waitFor();
    await keys.press("Enter");
    await page.getByRole("article").getByText("weil Personalausweise Aufgabe").waitFor();
    expect(center.commands.at(-1)).toEqual({
      name: "contact.confirmPlace",
      input: { contactId: center.desk.contact?.id, ags: "07231071" },
    });

    // Two keys: the first target that can be reached now, past the closed one.
    await keys.press("F8");
    await page.getByRole("dialog").waitFor();
    await keys.press("Enter");
    await seeState(page, "Vermittlung klingelt");
    expect(center.commands.at(-1)).toMatchObject({
      name: "contact.transfer",
      input: { directoryEntryId: "deputy-1", extension: null, evenIfClosed: false },
    });

    center.transferFails("noAnswer");
    const callPane = page.locator("#call");
    await callPane.getByText("Zurück von Vertretung Muster").waitFor();
    await callPane.getByText("hat nicht abgenommen").waitFor();
    await page.locator(".concern", { hasText: "Personalausweis beantragen" }).waitFor();
    await keys.press("F2");
    await seeState(page, "Ihr Telefon klingelt");
    center.pickUp();
    await seeState(page, "Im Gespräch");

    await keys.press("F8");
    await page.getByRole("dialog").waitFor();
    await keys.press("ArrowDown");
    await keys.press("Enter");
    await seeState(page, "Vermittlung klingelt");
    center.transferConnects();
    await seeState(page, "Nachbearbeitung");
    await page.getByText("Das Gespräch ist vermittelt.").waitFor();

    // What became of the one concern is known; only the end is left.
    const contactId = center.desk.contact?.id ?? "";
    await until("the outcome is noted", () => records.get(contactId)?.concerns[0]?.outcome);
    await keys.press("Control+Enter");
    await seeState(page, "Bereit");
    expect(records.get(contactId)?.concerns).toMatchObject([
      {
        serviceSlug: "personalausweis",
        title: "Personalausweis beantragen",
        placeAgs: "07231071",
        outcome: "transferred",
      },
    ]);
  });

  it("names the concern without an outcome before it lets the contact go", async () => {
    const page = await openTalking(desk);
    await page.keyboard.type("auto");
    await page.getByRole("heading", { name: "Kraftfahrzeug anmelden" }).waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Shift+F2");
    await seeState(page, "Nachbearbeitung");
    await page.keyboard.press("Control+Enter");
    await page.getByText("Es fehlt das Ergebnis zu „Kraftfahrzeug anmelden“.").first().waitFor();
    expect(await focused(page)).toBe("Auskunft erteilt");
    await page.keyboard.press("Space");
    await page.keyboard.press("Control+Enter");
    await seeState(page, "Bereit");
  });

  it("asks once before a contact without any concern is finished", async () => {
    const page = await openTalking(desk);
    desk.server.center.callerHangsUp();
    await seeState(page, "Nachbearbeitung");
    await page.keyboard.press("Control+Enter");
    await page.getByText("Es ist kein Anliegen notiert.").first().waitFor();
    await page.keyboard.press("Control+Enter");
    await seeState(page, "Bereit");
  });

  it("gives more time for the wrap-up", async () => {
    const page = await openTalking(desk);
    desk.server.center.callerHangsUp();
    await seeState(page, "Nachbearbeitung");
    const before = desk.server.center.desk.wrapUp?.until ?? 0;
    await page.keyboard.press("Alt+KeyN");
    await until("the time is longer", () => (desk.server.center.desk.wrapUp?.until ?? 0) > before);
  });

  it("shows another district's answer and marks the caller's own", async () => {
    const page = await openTalking(desk);
    await page.keyboard.type("perso");
    const own = page.getByRole("tab", { name: "Bernkastel-Wittlich (Kreis des Anrufers)" });
    await own.waitFor();
    expect(await own.getAttribute("aria-selected")).toBe("true");
    await page.keyboard.press("Alt+Digit4");
    await page.getByText("Musterangabe").waitFor();
    await page.getByText("Bürgerbüro Vulkaneifel").waitFor();
    await page.keyboard.press("Alt+Digit3");
    await page.getByText("gibt es hier noch keine Antwort").waitFor();
  });

  it("asks a second time before it transfers outside the hours", async () => {
    const page = await openTalking(desk);
    await page.keyboard.press("F8");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.type("bauauf");
    await page.getByRole("option", { name: /Bauaufsicht Daun/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("Geschlossen. Noch einmal drücken verbindet trotzdem.").waitFor();
    expect(desk.server.center.commands).toEqual([]);
    await page.keyboard.press("Enter");
    await seeState(page, "Vermittlung klingelt");
    expect(desk.server.center.commands.at(-1)?.input).toMatchObject({
      directoryEntryId: "bau-dau",
      evenIfClosed: true,
    });
  });

  it("means whom was searched for by name, although somebody else could be reached", async () => {
    const page = await openTalking(desk);
    await page.keyboard.press("Alt+KeyV");
    await page.keyboard.type("a");
    await page.getByRole("option", { name: /Bauaufsicht Daun/ }).waitFor();
    const names = await page.getByRole("option").allTextContents();
    expect(names[0]).toContain("Standesamt Bitburg");
    const chosen = page.getByRole("option", { selected: true });
    expect(await chosen.textContent()).toContain("Standesamt Bitburg");
  });

  it("dials digits as they are, and takes the caller back while it rings", async () => {
    const page = await openTalking(desk);
    await page.keyboard.press("F8");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.type("4711");
    await page.getByRole("option", { name: /4711 wählen/ }).waitFor();
    await page.keyboard.press("Enter");
    await seeState(page, "Vermittlung klingelt");
    expect(desk.server.center.commands.at(-1)?.input).toMatchObject({
      directoryEntryId: null,
      extension: "4711",
    });
    await page.keyboard.press("F8");
    await seeState(page, "Ihr Telefon klingelt");
    expect(desk.server.center.commands.at(-1)?.name).toBe("contact.takeBack");
  });

  it("says at a refusal what the server said, beside the call", async () => {
    const page = await openTalking(desk);
    desk.server.center.refuseNext = { code: "x", message: "Das Gespräch ist schon zu Ende." };
    await page.keyboard.press("Shift+F2");
    await page.locator("#call").getByText("Das Gespräch ist schon zu Ende.").waitFor();
  });

  it("starts a switchboard call in the directory and transfers with Enter", async () => {
    const page = await openReady(desk);
    const greeting = "Kreisverwaltung Bernkastel-Wittlich, guten Tag.";
    desk.server.center.offer({ line: switchboardLine, greeting });
    await page.getByText(greeting).waitFor();
    await page.keyboard.press("F2");
    desk.server.center.pickUp();
    await seeState(page, "Im Gespräch");
    expect(await focused(page)).toBe("Verzeichnis durchsuchen");
    await page.keyboard.type("zulass");
    await page.getByRole("option", { name: /Zulassungsstelle Wittlich/ }).waitFor();
    await page.keyboard.press("Enter");
    await seeState(page, "Vermittlung klingelt");
    expect(desk.server.center.commands.at(-1)?.input).toMatchObject({
      directoryEntryId: "kfz-wil",
    });
    // The wish to be connected is noted by itself; two keys end the contact.
    desk.server.center.transferConnects();
    const id = desk.server.center.desk.contact?.id ?? "";
    await until("the wish is noted", () => desk.server.records.get(id)?.concerns[0]?.outcome);
    await page.keyboard.press("Control+Enter");
    await seeState(page, "Bereit");
    expect(desk.server.records.get(id)?.concerns).toMatchObject([
      { title: "Verbindung gewünscht: Zulassungsstelle Wittlich", outcome: "transferred" },
    ]);
  });

  it("moves between knowledge and directory, and from pane to pane", async () => {
    const page = await openTalking(desk, { line: switchboardLine });
    await page.keyboard.press("Control+KeyK");
    await page.getByRole("combobox", { name: "Wissen durchsuchen" }).waitFor();
    expect(await focused(page)).toBe("Wissen durchsuchen");
    await page.keyboard.press("Alt+KeyV");
    await page.getByRole("combobox", { name: "Verzeichnis durchsuchen" }).waitFor();
    expect(await focused(page)).toBe("Verzeichnis durchsuchen");
    await page.keyboard.press("F6");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("record");
    await page.keyboard.press("F6");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("call");
  });

  it("tells on demand why each hit was found, and teaches the search what was taken", async () => {
    const page = await openTalking(desk);
    await page.keyboard.type("perso");
    await page.getByRole("heading", { name: "Personalausweis beantragen" }).waitFor();
    const why = page.getByText("Alltagswort »Perso« für Personalausweis beantragen");
    expect(await why.count()).toBe(0);
    await page.getByRole("button", { name: "Warum diese Treffer?" }).click();
    await why.waitFor();
    await page.getByRole("combobox", { name: "Wissen durchsuchen" }).press("Enter");
    await page.locator(".concern", { hasText: "Personalausweis beantragen" }).waitFor();
    await until("the choice is told", () => desk.server.posted[0]);
    expect(desk.server.posted).toEqual([
      { path: "/api/search-choices", body: { query: "perso", serviceSlug: "personalausweis" } },
    ]);
  });

  it("reports a wrong answer with one key", async () => {
    const page = await openTalking(desk);
    await page.keyboard.type("perso");
    await page.getByRole("heading", { name: "Personalausweis beantragen" }).waitFor();
    await page.keyboard.press("Alt+KeyM");
    await page.getByText("Danke. Die Redaktion hat Ihre Meldung.").waitFor();
    expect(desk.server.posted).toMatchObject([
      {
        path: "/api/answer-reports",
        body: { kind: "wrong", serviceSlug: "personalausweis", query: "perso", lineId: "115" },
      },
    ]);
    await page.getByLabel("Was stimmt nicht?").waitFor();
    await page.keyboard.type("Die Gebühr ist alt.");
    await page.keyboard.press("Enter");
    await page.getByLabel("Was stimmt nicht?").waitFor({ state: "detached" });
    expect(desk.server.posted.at(-1)).toMatchObject({ body: { note: "Die Gebühr ist alt." } });
    expect(await focused(page)).toBe("Wissen durchsuchen");
  });

  it("chooses a break with its reason, which holds after the call", async () => {
    const page = await openTalking(desk);
    await page.locator(".presence-button").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByText("danach Pause").waitFor();
    expect(desk.server.center.commands.at(-1)).toEqual({
      name: "presence.choose",
      input: { presence: "break", reason: "Mittag" },
    });
    await page.keyboard.press("Shift+F2");
    await page.getByRole("button", { name: "Fertig, dann Pause" }).waitFor();
  });

  it("comes back with one key after having missed a call", async () => {
    desk.server.center.rest("notResponding", { notRespondingReason: "noAnswer" });
    const page = await desk.open();
    await seeState(page, "Nicht reagiert");
    await page.getByText("Ihr Telefon hat geklingelt, niemand hat abgehoben.").waitFor();
    await page.keyboard.press("F2");
    await seeState(page, "Bereit");
  });

  it("explains its keys", async () => {
    const page = await openReady(desk);
    await page.keyboard.press("Shift+F1");
    await page.getByRole("dialog", { name: "Tastenkürzel" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });
});
