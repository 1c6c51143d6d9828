import { expect, it } from "vitest";
import { axeFindings } from "./support/browser.ts";
import { describeInBrowser, openReady, seeState } from "./support/desk-in-browser.ts";
import { switchboardLine } from "./support/sample-desk.ts";

const reason =
  "Aushilfe für die Zentrale Bernkastel-Wittlich: dort kann gerade niemand annehmen, " +
  "die eigene Zusage hält (82 %)";

describeInBrowser("a call of another administration's switchboard", (desk) => {
  it("says why it rings here: read with the offer, in sight until the end of the talk", async () => {
    const page = await openReady(desk);
    const { center } = desk.server;
    const inSight = page.locator("#call").getByText(reason);
    center.offer({ line: switchboardLine }, "queue", reason);
    await seeState(page, "Anruf klingelt");
    await inSight.waitFor();
    const said = `Anruf auf Zentrale Bernkastel-Wittlich, vermutlich Wittlich. ${reason}.`;
    await page.getByRole("alert").filter({ hasText: said }).waitFor({ state: "attached" });
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press("F2");
    center.pickUp();
    await seeState(page, "Im Gespräch");
    await inSight.waitFor();
    center.callerHangsUp();
    await seeState(page, "Nachbearbeitung");
    await inSight.waitFor({ state: "detached" });
    center.offer();
    await seeState(page, "Anruf klingelt");
    expect(await page.locator("#call").innerText()).not.toContain("Aushilfe");
  });
});
