import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { axeFindings } from "./support/browser.ts";
import { describeInBrowser, openTalking } from "./support/desk-in-browser.ts";
import type { DeskInBrowser } from "./support/desk-in-browser.ts";

/** He rings from Vulkaneifel, and what he wants is the business of a place elsewhere. */
const fromElsewhere = {
  administrationId: "vulkaneifel",
  place: { ags: "07231071", name: "Kröv" },
};

/** The authority responsible has no box here. */
function takesNothing(desk: DeskInBrowser): void {
  desk.server.answer = (detail) =>
    detail && {
      ...detail,
      escalation: detail.escalation.map((target) =>
        target.kind === "ticket"
          ? {
              ...target,
              administrationId: null,
              reachableNow: false,
              reachability: "auf diesem Weg nicht möglich",
            }
          : target,
      ),
    };
}

async function openForm(page: Page): Promise<void> {
  await page.keyboard.type("perso");
  await page.getByRole("article").getByText("weil Personalausweise").waitFor();
  await page.locator("#record summary").focus();
  await page.keyboard.press("Enter");
}

async function fill(page: Page): Promise<void> {
  await page.getByLabel("Frage in einem Satz").fill("Wann ist der Ausweis fertig?");
  await page.getByLabel(/einverstanden/).check();
  await page.getByRole("button", { name: "Weiterleiten" }).click();
}

describeInBrowser("a written forwarding", (desk) => {
  const sent = () => desk.server.posted.find(({ path }) => path === "/api/tickets")?.body;

  it("goes to the box of the authority responsible, not to where the caller rings from", async () => {
    const page = await openTalking(desk, fromElsewhere);
    await openForm(page);
    const to = page.getByLabel("An", { exact: true });
    expect(await to.inputValue()).toBe("bernkastel-wittlich");
    expect(await page.getByText("nichts weiterleiten").count()).toBe(0);
    await fill(page);
    await page
      .getByText(/^Weitergeleitet\./)
      .first()
      .waitFor();
    expect(sent()).toMatchObject({
      administrationId: "bernkastel-wittlich",
      serviceSlug: "personalausweis",
    });
  });

  it("is offered nowhere when that authority takes none, and says how else", async () => {
    takesNothing(desk);
    const page = await openTalking(desk, fromElsewhere);
    await openForm(page);
    const words =
      "Zuständig: Verbandsgemeinde Traben-Trarbach. Dorthin können Sie von hier nichts weiterleiten. " +
      "Bitte verbinden Sie, oder nennen Sie: 06541 708-0, Am Markt 3, 56841 Traben-Trarbach";
    await page.locator("#record").getByText(words).waitFor();
    await page.getByRole("article").getByText("auf diesem Weg nicht möglich").waitFor();
    expect(await page.getByRole("button", { name: "Schreiben" }).count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    await fill(page);
    await page.getByText("Bitte wählen Sie die Verwaltung.").waitFor();
    expect(sent()).toBeUndefined();
    // Whoever knows better chooses, and the choice holds.
    await page.getByLabel("An", { exact: true }).selectOption("cochem-zell");
    await page.getByRole("button", { name: "Weiterleiten" }).click();
    await page
      .getByText(/^Weitergeleitet\./)
      .first()
      .waitFor();
    expect(sent()).toMatchObject({ administrationId: "cochem-zell" });
  });

  it("of what no service describes goes to the caller's own administration", async () => {
    const page = await openTalking(desk, fromElsewhere);
    await page.locator("#record summary").focus();
    await page.keyboard.press("Enter");
    expect(await page.getByLabel("An", { exact: true }).inputValue()).toBe("vulkaneifel");
  });
});
