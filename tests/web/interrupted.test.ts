import { expect, it } from "vitest";
import { until } from "../support/until.ts";
import { describeInBrowser, openReady, openTalking, seeState } from "./support/desk-in-browser.ts";
import type { DeskInBrowser } from "./support/desk-in-browser.ts";

/** How often a command was carried out, however often it arrived. */
function sentOf(desk: DeskInBrowser, name: string): number {
  return desk.server.center.commands.filter((command) => command.name === name).length;
}

describeInBrowser("a desk that is interrupted", (desk) => {
  it("loses nothing by a reload in the middle of a call", async () => {
    const page = await openTalking(desk);
    await page.keyboard.type("perso");
    await page.getByRole("heading", { name: "Personalausweis beantragen" }).waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Alt+KeyO");
    await page.keyboard.type("Kröv");
    await page.getByRole("option", { name: /^Kröv/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("article").getByText("weil Personalausweise").waitFor();
    const id = desk.server.center.desk.contact?.id ?? "";
    await until("the draft is saved", () => desk.server.records.get(id)?.concerns.length === 1);
    // From here on nothing reaches the server: the tab alone has it.
    desk.server.takesRecords = false;
    desk.expectFaults(/503/);
    await page.getByLabel("Notiz").fill("ruft noch einmal an");

    await page.reload();
    await seeState(page, "Im Gespräch");
    await page.getByRole("article").getByText("weil Personalausweise").waitFor();
    expect(await page.getByLabel("Wissen durchsuchen").inputValue()).toBe("perso");
    expect(await page.getByLabel("Ort des Anliegens").inputValue()).toBe("Kröv");
    expect(await page.getByLabel("Notiz").inputValue()).toBe("ruft noch einmal an");
    await page.locator(".concern", { hasText: "Personalausweis beantragen" }).waitFor();
    desk.server.takesRecords = true;
    await until(
      "the note arrives",
      () => desk.server.records.get(id)?.note === "ruft noch einmal an",
    );
  });

  it("shows what the server knows when the call goes on in another browser", async () => {
    const first = await openTalking(desk, {
      concerns: [
        {
          id: "6f4e9f3c-2d55-4a53-9d0b-2d1de4a8a001",
          serviceSlug: null,
          title: "Fundsachen",
          placeAgs: null,
          outcome: "answered",
        },
      ],
      note: "steht schon da",
    });
    expect(await first.getByLabel("Notiz").inputValue()).toBe("steht schon da");
    const second = await desk.open();
    await second.locator(".concern", { hasText: "Fundsachen" }).waitFor();
  });

  it("shows in every window what is written in another, and loses nobody's text", async () => {
    const first = await openTalking(desk);
    const second = await desk.open();
    await seeState(second, "Im Gespräch");
    const notes = [first, second].map((page) => page.getByLabel("Notiz"));
    const bothSay = (text: string) =>
      until(`both say ${JSON.stringify(text)}`, async () =>
        (await Promise.all(notes.map((note) => note.inputValue()))).every((each) => each === text),
      );
    await notes[0]?.fill("Rückruf gewünscht");
    await bothSay("Rückruf gewünscht");
    await second.getByLabel("Anderes Anliegen").fill("Fundsachen");
    await second.keyboard.press("Enter");
    await first.locator(".concern", { hasText: "Fundsachen" }).waitFor();

    // Neither knows of the other while both write.
    desk.expectFaults(/409|503/);
    desk.server.takesRecords = false;
    await notes[0]?.fill("Rückruf gewünscht, heute");
    await notes[1]?.fill("Rückruf gewünscht, nicht vor zehn");
    desk.server.takesRecords = true;
    await until("both texts are kept", async () => {
      const kept = [...desk.server.records.values()][0]?.note ?? "";
      return kept.includes(", heute") && kept.includes(", nicht vor zehn");
    });
    await bothSay([...desk.server.records.values()][0]?.note ?? "");
    await until("both have saved", async () => {
      const states = [first, second].map((page) => page.locator(".save-state").innerText());
      return (await Promise.all(states)).every((state) => state === "Entwurf gesichert");
    });
  });

  it("begins the next caller with an empty search and an empty record", async () => {
    const page = await openTalking(desk);
    await page.keyboard.type("perso");
    await page.getByRole("heading", { name: "Personalausweis beantragen" }).waitFor();
    await page.getByLabel("Notiz").fill("vom ersten Anrufer");
    desk.server.center.rest("ready");
    await seeState(page, "Bereit");
    desk.server.center.talk();
    await seeState(page, "Im Gespräch");
    await page.getByText("Suchen Sie nach dem, was der Anrufer will").waitFor();
    expect(await page.getByLabel("Notiz").inputValue()).toBe("");
    await until("the first note is kept", () =>
      [...desk.server.records.values()].some((record) => record.note === "vom ersten Anrufer"),
    );
  });

  it("says that the connection is lost, keeps the screen, and catches up by itself", async () => {
    const page = await openTalking(desk);
    await page.keyboard.type("perso");
    await page.getByRole("heading", { name: "Personalausweis beantragen" }).waitFor();
    desk.expectFaults(/WebSocket/);
    desk.server.cutSockets(true);
    await page.getByText("Verbindung verloren.").waitFor();
    await seeState(page, "Im Gespräch");
    await page.getByRole("heading", { name: "Personalausweis beantragen" }).waitFor();
    desk.server.center.callerHangsUp();
    desk.server.cutSockets(false);
    await seeState(page, "Nachbearbeitung");
    await page.getByText("Verbindung verloren.").waitFor({ state: "detached" });
  });

  it("sends what was pressed while there was no connection as soon as there is one", async () => {
    desk.server.center.rest("notResponding");
    const page = await desk.open();
    await seeState(page, "Nicht reagiert");
    desk.expectFaults(/WebSocket/);
    desk.server.cutSockets(true);
    await page.getByText("Verbindung verloren.").waitFor();
    await page.keyboard.press("F2");
    await page.locator(".presence").getByText("wird gesendet …").waitFor();
    desk.server.cutSockets(false);
    await seeState(page, "Bereit");
    await page.locator(".sending").waitFor({ state: "detached" });
    expect(sentOf(desk, "presence.choose")).toBe(1);
  });

  it("answers the caller once when the reply to F2 is lost with the connection", async () => {
    const page = await openReady(desk);
    desk.server.center.offer();
    await seeState(page, "Anruf klingelt");
    desk.expectFaults(/WebSocket/);
    desk.server.cutBeforeReply();
    await page.keyboard.press("F2");
    await page.locator("#call .sending").waitFor();
    desk.server.cutSockets(false);
    await seeState(page, "Ihr Telefon klingelt");
    await page.locator(".sending").waitFor({ state: "detached" });
    expect(sentOf(desk, "offer.accept")).toBe(1);
    expect(await page.locator("#call .problem").count()).toBe(0);
  });

  it("transfers once when the reply to F8 is lost, and closes the window then", async () => {
    const page = await openTalking(desk);
    desk.expectFaults(/WebSocket/);
    await page.keyboard.press("F8");
    await page.keyboard.type("4711");
    await page.getByRole("option", { name: /4711/ }).waitFor();
    desk.server.cutBeforeReply();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByText("wird gesendet …").waitFor();
    desk.server.cutSockets(false);
    await seeState(page, "Vermittlung klingelt");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(sentOf(desk, "contact.transfer")).toBe(1);
  });

  it("does not send what the person has thought better of (R8)", async () => {
    const page = await openReady(desk);
    desk.server.center.offer();
    await seeState(page, "Anruf klingelt");
    desk.expectFaults(/WebSocket/);
    desk.server.cutSockets(true);
    await page.getByText("Verbindung verloren.").waitFor();
    await page.keyboard.press("F2");
    await page.locator("#call .sending").waitFor();
    await page.locator("#call").getByRole("button", { name: "Ablehnen" }).click();
    desk.server.cutSockets(false);
    await seeState(page, "Bereit");
    expect(sentOf(desk, "offer.accept")).toBe(0);
    expect(sentOf(desk, "offer.decline")).toBe(1);
  });

  it("asks for everything again when it has missed a change", async () => {
    const page = await openReady(desk);
    desk.server.loseNextChange();
    desk.server.center.offer();
    desk.server.center.setContact({ callerNumber: "06592 90009 33" });
    await seeState(page, "Anruf klingelt");
    await page.getByText("06592 90009 33").waitFor();
    expect(desk.server.resyncs).toBe(1);
  });

  it("says that the switch is out of reach", async () => {
    desk.server.center.status = { ...desk.server.center.status, telephony: false };
    const page = await openReady(desk);
    await page.getByText("Die Telefonanlage ist nicht erreichbar.").waitFor();
  });

  it("rings with a tone once the shift has begun, and stops when the call is taken", async () => {
    desk.server.center.rest("offline");
    const page = await desk.open();
    await page.evaluate(() => {
      const counts = { started: 0, silenced: 0 };
      Object.assign(globalThis, { counts });
      const { start } = OscillatorNode.prototype;
      OscillatorNode.prototype.start = function (...when) {
        counts.started += 1;
        return start.apply(this, when);
      };
      const disconnect = GainNode.prototype.disconnect as () => void;
      GainNode.prototype.disconnect = function () {
        counts.silenced += 1;
        return disconnect.call(this);
      };
    });
    const counts = () =>
      page.evaluate(() => ({ ...(globalThis as unknown as { counts: object }).counts }));
    await page.getByRole("button", { name: "Schicht beginnen" }).click();
    await seeState(page, "Bereit");
    desk.server.center.offer();
    await seeState(page, "Anruf klingelt");
    await until("it rings", async () => ((await counts()) as { started: number }).started > 0);
    await page.keyboard.press("F2");
    await until("it is quiet", async () => ((await counts()) as { silenced: number }).silenced > 0);
  });
});
