import { expect, it } from "vitest";
import { describeInBrowser, openReady, openTalking, seeState } from "./support/desk-in-browser.ts";

const again = "Geschlossen. Noch einmal drücken verbindet trotzdem.";

describeInBrowser("what the desk says of a caller", (desk) => {
  it("names the district of the guessed place, not that of the switchboard he dialled", async () => {
    const page = await openReady(desk);
    desk.server.center.offer({
      line: {
        id: "zentrale-bitburg-pruem",
        name: "Telefonzentrale Bitburg-Prüm",
        kind: "switchboard",
        administrationId: "bitburg-pruem",
      },
      administrationId: "bitburg-pruem",
      administrationCertainty: "line",
      origin: [
        {
          administrationId: "vulkaneifel",
          placeName: "Jünkerath",
          probability: 0.9,
          reason: "Vorwahl 06597 (Jünkerath)",
        },
      ],
    });
    await seeState(page, "Anruf klingelt");
    const caller = page.locator("#call .caller");
    expect(await caller.locator(".origin").innerText()).toMatch(/Jünkerath\s*DAU/);
    expect(await caller.innerText()).toContain("Vorwahl 06597 (Jünkerath)");
  });

  it("shows nothing of what was searched for with the caller before", async () => {
    const page = await openTalking(desk);
    const search = page.getByLabel("Wissen durchsuchen");
    await page.keyboard.type("sterbe");
    await page.getByLabel("Ort des Anliegens: Sterbeort").waitFor();
    desk.server.center.offer();
    await seeState(page, "Anruf klingelt");
    await page.getByLabel("Ort des Anliegens: Sterbeort").waitFor({ state: "detached" });
    expect(await search.inputValue()).toBe("");
    desk.server.center.pickUp();
    await seeState(page, "Im Gespräch");
    await page.keyboard.type("sterbe");
    await page.getByLabel("Ort des Anliegens: Sterbeort").waitFor();
    desk.server.center.rest("ready");
    await seeState(page, "Bereit");
    await page.getByLabel("Ort des Anliegens: Sterbeort").waitFor({ state: "detached" });
    expect(await search.inputValue()).toBe("");
  });

  it("says nothing of a closed office that was asked for with the caller before", async () => {
    const place = { ags: "07231071", name: "Kröv" };
    const page = await openTalking(desk, { place });
    const look = async () => {
      await page.keyboard.type("perso");
      await page.locator("#offices").getByText("geschlossen, öffnet Mo 08:00").first().waitFor();
    };
    await look();
    await page.keyboard.press("F8");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByText(again).waitFor();
    desk.server.center.callerHangsUp();
    await seeState(page, "Nachbearbeitung");
    desk.server.center.rest("ready");
    await seeState(page, "Bereit");
    desk.server.center.talk({ place });
    await seeState(page, "Im Gespräch");
    await look();
    expect(await page.getByText(again).count()).toBe(0);
    expect(desk.server.center.commands).toEqual([]);
  });
});
