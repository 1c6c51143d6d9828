import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { reject } from "../../src/routing/rejections.ts";
import { until } from "../support/until.ts";
import { axeFindings } from "./support/browser.ts";
import {
  describeInBrowser,
  focused,
  openReady,
  openTalking,
  seeState,
} from "./support/desk-in-browser.ts";
import { switchboardLine } from "./support/sample-desk.ts";

const listName = "Wartende und geparkte Anrufe";

function pane(page: Page) {
  return page.getByRole("region", { name: "Es warten" });
}

/** The callers as they are read, from the top. */
async function callers(page: Page): Promise<string[]> {
  const texts = await pane(page).getByRole("option").allTextContents();
  return texts.map((text) => text.replaceAll(/\s+/g, " "));
}

describeInBrowser("callers who wait", (desk) => {
  it("are on the list by age, each against the target of the line, in words", async () => {
    const page = await openReady(desk);
    const now = Date.now();
    desk.server.center.callersWait(
      { id: "young", since: now - 4_000, place: null },
      { id: "old", since: now - 95_000, lineId: switchboardLine.id, placeConfirmed: true },
      { id: "parked", state: "parked", since: now - 40_000, parkedBy: "Bert Muster" },
    );
    await pane(page)
      .getByRole("heading", { name: /^Es warten bei Ihnen 3$/ })
      .waitFor();
    const [first, second, third] = await callers(page);
    expect(first).toMatch(/^WIL ?Zentrale Bernkastel-Wittlich Wittlich.*über 30 s.*1:3\d/);
    expect(second).toMatch(/Wittlich.*vermutlich.*Geparkt von Bert Muster.*Zurückholen/);
    expect(second).not.toMatch(/über|Ziel/);
    expect(third).toMatch(/Behördennummer 115 Ort unbekannt.*Ziel 30 s.*Annehmen/);
    // Quiet: nothing of it is announced.
    const said = await page.getByRole("status").allTextContents();
    expect(said.join(" ")).not.toMatch(/warte|über/i);
    expect(await page.getByRole("alert").allTextContents()).toEqual([""]);
  });

  it("are told from one another by number and concern", async () => {
    const page = await openReady(desk);
    const since = Date.now() - 60_000;
    const parked = { state: "parked", parkedBy: "Bert Muster" } as const;
    desk.server.center.callersWait(
      { since, number: "06592 98101", concerns: ["Wohngeld", "Zu Petra Muster"], ...parked },
      { since: since + 1, number: null, wanted: "Bauamt", firstFor: "Cora Muster" },
    );
    await pane(page).getByRole("option").nth(1).waitFor();
    const [known, suppressed] = await callers(page);
    expect(known).toMatch(/06592 98101.*Geparkt von Bert Muster.*Wohngeld; Zu Petra Muster/);
    expect(suppressed).toMatch(/ohne Nummer.*zuerst für Cora Muster.*zu: Bauamt/);
    expect(await axeFindings(page)).toEqual([]);
  });

  it("are one quiet line when there is nobody", async () => {
    const page = await openReady(desk);
    expect((await pane(page).innerText()).replaceAll(/\s+/g, " ")).toBe(
      "Auf Ihren Anschlüssen wartet niemand. Alt W",
    );
    await page.keyboard.press("Alt+KeyW");
    expect(await focused(page)).toBe("Es warten bei Ihnen");
    const { height } = (await pane(page).boundingBox())!;
    expect(height).toBeLessThan(60);
  });

  it("are chosen with arrow keys and answered with Enter", async () => {
    const page = await openReady(desk);
    desk.server.center.callersWait({ id: "first" }, { id: "second" }, { id: "third" });
    await pane(page).getByRole("option").nth(2).waitFor();
    await page.keyboard.press("Alt+KeyW");
    expect(await focused(page)).toBe(listName);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await seeState(page, "Ihr Telefon klingelt");
    expect(desk.server.center.commands).toEqual([
      { name: "contact.pull", input: { contactId: "second" } },
    ]);
    await until("he has left the list", async () => (await callers(page)).length === 2);
    desk.server.center.pickUp();
    await seeState(page, "Im Gespräch");
    expect(await focused(page)).toBe("Wissen durchsuchen");
  });

  it("are never mixed up: when the chosen one goes, Enter takes nobody else", async () => {
    const page = await openReady(desk);
    const { center } = desk.server;
    center.callersWait({ id: "first" }, { id: "second" }, { id: "third" });
    await pane(page).getByRole("option").nth(2).waitFor();
    await page.keyboard.press("Alt+KeyW");
    await page.keyboard.press("ArrowDown");
    center.callerLeaves("second");
    await until("two are left", async () => (await callers(page)).length === 2);
    await page.keyboard.press("Enter");
    await page.getByText("Der gewählte Anruf ist nicht mehr in der Liste.").waitFor();
    expect(center.commands).toEqual([]);
    // The list has kept the focus, and down goes on where the caller stood.
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await seeState(page, "Ihr Telefon klingelt");
    expect(center.commands.at(-1)?.input).toEqual({ contactId: "third" });
  });

  it("that somebody else was faster with are told in the words of the server", async () => {
    const page = await openReady(desk);
    const { center } = desk.server;
    center.callersWait({ id: "first" }, { id: "second" });
    await pane(page).getByRole("option").nth(1).waitFor();
    const refused = reject("not_waiting").rejection;
    const { message } = refused;
    // He may have been offered to somebody only: nobody is said to have taken him.
    expect(message).toContain("schon angeboten, angenommen oder geparkt");
    center.refuseNext = refused;
    await page.keyboard.press("Alt+KeyW");
    await page.keyboard.press("Enter");
    await pane(page).getByText(message).waitFor();
    await seeState(page, "Bereit");
    center.callerLeaves("first");
    await until("one is left", async () => (await callers(page)).length === 1);
    await page.keyboard.press("Alt+KeyW");
    await pane(page).getByText(message).waitFor({ state: "detached" });
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await seeState(page, "Ihr Telefon klingelt");
    expect(center.commands.at(-1)?.input).toEqual({ contactId: "second" });
  });

  it("who need what one cannot do are shown with it, and are not to be taken", async () => {
    const page = await openReady(desk);
    const { center } = desk.server;
    const since = Date.now() - 60_000;
    center.callersWait(
      { id: "french", since, requiredSkills: ["Französisch", "Kfz"] },
      { id: "plain", since: since + 1_000 },
    );
    await pane(page).getByRole("option").nth(1).waitFor();
    const [french, plain] = await callers(page);
    expect(french).toContain("sucht: Französisch und Kfz");
    expect(french).toContain("nicht in Ihrem Profil: Französisch und Kfz");
    expect(french).not.toContain("Annehmen");
    expect(plain).toContain("Annehmen");
    expect(plain).not.toContain("sucht");
    const row = pane(page).getByRole("option").first();
    expect(await row.getAttribute("aria-disabled")).toBe("true");
    expect(await axeFindings(page)).toEqual([]);
    // Chosen all the same, it is said why; the centre is not asked.
    await page.keyboard.press("Alt+KeyW");
    await page.keyboard.press("Enter");
    const why = "Das steht nicht in Ihrem Profil: Französisch und Kfz.";
    await page.getByRole("status").getByText(why).waitFor();
    expect(center.commands).toEqual([]);
    center.set({ skills: ["Französisch", "Kfz"] });
    await until("he may be taken", async () => (await callers(page))[0]?.includes("Annehmen"));
    expect((await callers(page))[0]).toContain("sucht: Französisch und Kfz");
    await page.keyboard.press("Enter");
    await seeState(page, "Ihr Telefon klingelt");
    expect(center.commands.at(-1)?.input).toEqual({ contactId: "french" });
  });

  it("are parked with F4, with all that is written down, and fetched back", async () => {
    const page = await openTalking(desk);
    const { center, records } = desk.server;
    const contactId = center.desk.contact!.id;
    await page.getByLabel("Notiz").fill("möchte zum Jugendamt");
    await page.keyboard.press("F4");
    await seeState(page, "Anruf geparkt");
    expect(records.get(contactId)?.note).toBe("möchte zum Jugendamt");
    expect(center.commands.at(-1)).toEqual({ name: "contact.park", input: { contactId } });
    await page.getByText("Der Anruf ist geparkt.").waitFor();
    await pane(page).getByText("Geparkt von Anna Muster").waitFor();
    await page
      .locator("#call")
      .getByText(/^Er kommt zu Ihnen zurück in/)
      .waitFor();
    // The same key fetches him back.
    await page.keyboard.press("F4");
    await seeState(page, "Ihr Telefon klingelt");
    expect(center.commands.at(-1)).toEqual({ name: "contact.retrieve", input: { contactId } });
    await pane(page).getByText("Auf Ihren Anschlüssen wartet niemand.").waitFor();
  });

  it("are parked by button too, and come back when nobody fetches them", async () => {
    const page = await openTalking(desk);
    const { center } = desk.server;
    const contactId = center.desk.contact!.id;
    await page.getByLabel("Anderes Anliegen").fill("Verbindung mit Petra Muster");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Parken" }).click();
    await seeState(page, "Anruf geparkt");
    // There is time for him; what becomes of his concern is known to who speaks with him last.
    await page.keyboard.press("Control+Enter");
    await seeState(page, "Bereit");
    await page.getByText("Wer den Anruf übernimmt, liest alles.").waitFor();
    expect(center.commands.at(-1)?.name).toBe("wrapUp.end");
    center.parkedComesBack(contactId);
    await seeState(page, "Anruf klingelt");
    await page.locator("#call").getByText("Geparkter Anrufer kommt zurück").waitFor();
    expect(await page.locator("#call").innerText()).not.toContain("Zurück von");
    const sentence = "Anruf auf 115, geparkter Anrufer kommt zurück";
    await page.getByRole("alert").filter({ hasText: sentence }).waitFor({ state: "attached" });
    expect(await page.title()).toContain(sentence);
    await page.keyboard.press("F2");
    center.pickUp();
    await seeState(page, "Im Gespräch");
    const note = page.locator("#call").getByText("Geparkter Anrufer kommt zurück");
    expect(await note.count()).toBe(0);
  });

  it("are not offered to somebody who talks, and the keys are in the help", async () => {
    const page = await openTalking(desk);
    desk.server.center.callersWait({ id: "first" });
    await pane(page).getByRole("option").waitFor();
    expect((await callers(page))[0]).not.toContain("Annehmen");
    await page.keyboard.press("Shift+F1");
    const help = page.getByRole("dialog", { name: "Tastenkürzel" });
    await help.getByRole("row", { name: "Alt W Wartende und geparkte Anrufe" }).waitFor();
    await help.getByRole("row", { name: "F4 Anruf parken, geparkten zurückholen" }).waitFor();
  });
});
