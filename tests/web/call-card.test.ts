import type { Locator } from "playwright-core";
import { expect, it } from "vitest";
import { describeInBrowser, openReady, openTalking, seeState } from "./support/desk-in-browser.ts";

/** Nothing lies over it and nothing cuts it off. */
const inSight = (part: Locator) =>
  part.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const points = [top + 2, bottom - 2].map((y) => [(left + right) / 2, y] as const);
    return points.every(([x, y]) => element.contains(document.elementFromPoint(x, y)));
  });

const cameBack = {
  answeredAt: Date.now() - 60_000,
  sought: "Französisch",
  recall: {
    name: "Zulassungsstelle des Landkreises Bernkastel-Wittlich, Außenstelle Bernkastel-Kues",
    extension: "2210",
    failure: "noAnswer",
    at: Date.now() - 5_000,
  },
} as const;

describeInBrowser("the card of a call with much to tell on a low screen", (desk) => {
  it("keeps in sight what can be done now", async () => {
    const page = await openReady(desk);
    await page.setViewportSize({ width: 1280, height: 720 });
    desk.server.center.callersWait({}, {}, {}, {}, {}, {});
    desk.server.center.offer(cameBack, "recall", "Dort ist niemand frei, und es warten mehrere.");
    await seeState(page, "Anruf klingelt");
    const call = page.locator("#call");
    await page.locator("#waiting").getByText("06571 90009 12").first().waitFor();
    const scrolls = call.locator(".content").first();
    expect(await scrolls.evaluate((each) => each.scrollHeight > each.clientHeight)).toBe(true);
    for (const name of ["Annehmen", "Ablehnen"]) {
      expect(`${name} ${await inSight(call.getByRole("button", { name }))}`).toBe(`${name} true`);
    }
  });

  it("leaves space around the words of every outcome", async () => {
    const page = await openTalking(desk);
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.getByLabel("Anderes Anliegen").fill("Fundsachen");
    await page.keyboard.press("Enter");
    const labels = page.locator(".concern .choice label");
    await labels.first().waitFor();
    const spaces = await labels.evaluateAll((all) =>
      all.map((label) => {
        const words = document.createRange();
        words.selectNodeContents(label);
        const [outer, inner] = [label.getBoundingClientRect(), words.getBoundingClientRect()];
        return Math.min(inner.top - outer.top, outer.bottom - inner.bottom);
      }),
    );
    expect(Math.min(...spaces)).toBeGreaterThanOrEqual(3);
  });
});
