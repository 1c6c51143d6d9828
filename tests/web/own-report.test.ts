import { expect, it } from "vitest";
import { describeInBrowser, openTalking } from "./support/desk-in-browser.ts";

describeInBrowser("one's own report on an answer", (desk) => {
  it("names the day it was made on here, also shortly after midnight", async () => {
    const page = await openTalking(desk);
    const report = { serviceSlug: "personalausweis", state: "open", resolution: null, reply: null };
    const reports = [{ ...report, id: "r1", createdAt: "2026-11-22T23:30:00.000Z" }];
    await page.route("**/api/answer-reports/own", (route) => route.fulfill({ json: { reports } }));
    await page.keyboard.type("perso");
    const own = page.locator(".own-report");
    await own.waitFor();
    expect(await own.innerText()).toContain("23.11.2026");
  });
});
