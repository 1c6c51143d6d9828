import { expect, it, vi } from "vitest";
import { axeFindings } from "./support/browser.ts";
import { describeWithService } from "./support/service-in-browser.ts";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 240_000 });

describeWithService("reports on an answer", ({ person, open }) => {
  const report = {
    kind: "wrong",
    serviceSlug: "personalausweis",
    administrationId: "vulkaneifel",
    query: "Perso",
    lineId: "115",
    placeAgs: "07233501",
  };
  const reportBy = async (change: Partial<typeof report>) => {
    const agent = await person("agentin.dau1");
    const { body } = await agent.request("POST", "/api/answer-reports", { ...report, ...change });
    return body.id as string;
  };

  it("are shown to who releases it, who says by keyboard which of them it corrects", async () => {
    const older = await reportBy({ query: "Perso Kosten" });
    const ina = await person("redaktion.dau");
    const path = "/api/editing/answers/personalausweis/vulkaneifel";
    const draft = (await ina.request("POST", `${path}/drafts`, {})).body;
    const newer = await reportBy({ query: "Perso Dauer" });
    const version = `/api/editing/versions/${draft.id}`;
    await ina.request("POST", `${version}/submit`, { edit: draft.edit });

    const rita = await open("redaktion.dau2", "/redaktion/antwort/personalausweis/vulkaneifel");
    await rita.getByRole("button", { name: /Freigeben/ }).waitFor();
    await rita.keyboard.press("Control+Enter");
    const list = rita
      .getByRole("dialog", { name: "Freigeben" })
      .getByRole("group", { name: "Welche Meldungen berichtigt diese Fassung?" });
    const box = (query: string) => list.getByRole("checkbox", { name: new RegExp(query) });
    await box("Perso Kosten").waitFor();
    expect(await box("Perso Kosten").isChecked()).toBe(true);
    expect(await box("Perso Dauer").isChecked()).toBe(false);
    expect(await axeFindings(rita)).toEqual([]);
    for (const query of ["Perso Kosten", "Perso Dauer"]) {
      await box(query).focus();
      await rita.keyboard.press("Space");
    }
    await rita.keyboard.press("Control+Enter");
    await rita.getByText("Freigegeben. Alle Arbeitsplätze zeigen es jetzt.").waitFor();
    const agent = await person("agentin.dau1");
    const { reports } = (await agent.request("GET", "/api/answer-reports/own")).body;
    expect(reports).toMatchObject([
      { id: newer, state: "done", resolution: "corrected" },
      { id: older, state: "open" },
    ]);
  });

  it("that a district inherits are handed to its editors and back, without losing the place", async () => {
    const { rows, sections } = (
      await (await person("redaktion.dau")).request("GET", "/api/editing/matrix")
    ).body;
    const column = sections.findIndex((each: any) => each.section === "vulkaneifel");
    const row = rows.find((each: any) => each.cells[column].states.includes("inherited"));
    for (const query of ["Gebühr", "Dauer", "Frist", "Termin", "geerbte Worte"]) {
      await reportBy({ serviceSlug: row.slug, query });
    }
    const ina = await open("redaktion.dau", "/redaktion/aufgaben");
    const task = ina.getByRole("listitem").filter({ hasText: "geerbte Worte" });
    await task.getByText(/gemeldet für Vulkaneifel/).waitFor();
    await ina.setViewportSize({ width: 1280, height: 600 });
    // The list scrolls, not the page: the status bar would else stand in the middle of it.
    const below = () => document.documentElement.scrollHeight - window.innerHeight;
    expect(await ina.evaluate(below)).toBe(0);
    const focusedIn = () => task.evaluate((item) => item.contains(document.activeElement));
    await task.getByRole("button", { name: "An Redaktion Vulkaneifel" }).focus();
    await ina.keyboard.press("Enter");
    await task.getByText(/Ina Probe gab sie an die Redaktion Vulkaneifel weiter/).waitFor();
    expect(await focusedIn()).toBe(true);
    await task.getByRole("button", { name: "An gemeinsame Redaktion" }).waitFor();
    expect(await axeFindings(ina)).toEqual([]);
    await task.getByRole("button", { name: "Ich kümmere mich darum" }).focus();
    await ina.keyboard.press("Enter");
    await task.getByText(/Ina Probe kümmert sich darum/).waitFor();
    expect(await focusedIn()).toBe(true);
  });
});
