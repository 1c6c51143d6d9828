import type { Page } from "playwright-core";
import { expect, it, vi } from "vitest";
import type { SignedInPerson } from "../support/service.ts";
import { seeState } from "./support/desk-in-browser.ts";
import { describeWithService } from "./support/service-in-browser.ts";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 180_000 });

const line = "zentrale-bernkastel-wittlich";

describeWithService("callers who wait, with the real service", ({ person, open }) => {
  async function openDesk(username: string): Promise<Page> {
    const page = await open(username, "/arbeitsplatz");
    await seeState(page, "Nicht im Dienst");
    return page;
  }

  async function ring(who: SignedInPerson): Promise<void> {
    const call = { line, from: "+496571011501", patienceSeconds: 600 };
    expect((await who.request("POST", "/api/simulator/calls", call)).status).toBe(201);
  }

  async function parkedComeBackSoon(): Promise<void> {
    const karin = await person("leitung");
    const path = `/api/lines/${line}/settings`;
    const { version, settings } = (await karin.request("GET", path)).body;
    const change = { version, settings: { ...settings, recallSeconds: 10 }, reason: "" };
    expect((await karin.request("PUT", path, change)).status).toBe(200);
  }

  const list = (page: Page) => page.getByRole("region", { name: "Es warten" });

  it("are picked, parked, fetched by somebody else with the note, and come back (R9)", async () => {
    const anna = await person("agentin.wil1");
    const annas = await openDesk("agentin.wil1");
    await annas.keyboard.press("F2");
    await seeState(annas, "Bereit");
    await list(annas).getByText("Auf Ihren Anschlüssen wartet niemand.").waitFor();

    await ring(anna);
    await seeState(annas, "Anruf klingelt");
    await ring(anna);
    await list(annas).getByRole("option").waitFor();
    await annas.keyboard.press("Alt+KeyW");
    await annas.keyboard.press("Enter");
    await seeState(annas, "Im Gespräch");
    // The one who rang goes back to his place: nobody is lost.
    await list(annas)
      .getByRole("heading", { name: /^Es warten bei Ihnen 1$/ })
      .waitFor();

    await annas.getByLabel("Notiz").fill("möchte zum Jugendamt");
    const bernds = await openDesk("agent.wil2");
    await annas.keyboard.press("F4");
    await seeState(annas, "Anruf geparkt");
    await annas.keyboard.press("Control+Enter");
    // Free again, she is asked for the one who still waits; the parked one is alone on the list.
    await seeState(annas, "Anruf klingelt");
    await list(bernds)
      .getByRole("heading", { name: /^Es warten bei Ihnen 1$/ })
      .waitFor();
    await list(bernds).getByText("Geparkt von Anna Muster").waitFor();
    await bernds.keyboard.press("Alt+KeyW");
    await bernds.keyboard.press("Enter");
    await seeState(bernds, "Im Gespräch");
    expect(await bernds.getByLabel("Notiz").inputValue()).toBe("möchte zum Jugendamt");
    await list(annas).getByText("Auf Ihren Anschlüssen wartet niemand.").waitFor();

    await parkedComeBackSoon();
    await annas.keyboard.press("F2");
    await seeState(annas, "Im Gespräch");
    await annas.keyboard.press("F4");
    await seeState(annas, "Anruf geparkt");
    await annas.locator("#call").getByText("Geparkter Anrufer kommt zurück").waitFor();
    await seeState(annas, "Anruf klingelt");
    await list(annas).getByText("Auf Ihren Anschlüssen wartet niemand.").waitFor();
  });
});
