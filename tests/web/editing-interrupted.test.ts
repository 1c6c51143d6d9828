import type { Page } from "playwright-core";
import { beforeEach, expect, it, vi } from "vitest";
import { axeFindings } from "./support/browser.ts";
import { describeWithService, refusal } from "./support/service-in-browser.ts";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 240_000 });

const waiting = { timeout: 60_000 };
const versions = "**/api/editing/versions/*";

describeWithService("an editor who is interrupted", (running) => {
  const { person, open } = running;
  beforeEach(() => running.expectFaults(refusal));

  const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
  const saved = (page: Page) => page.getByText(/Gespeichert um/).waitFor();
  const begin = async (slug: string, username = "redaktion.dau") => {
    const path = `/api/editing/answers/${slug}/vulkaneifel`;
    return (await (await person(username)).request("POST", `${path}/drafts`, {})).body;
  };
  const storedFee = async (id: string) => {
    const path = `/api/editing/versions/${id}`;
    return (await (await person("redaktion.dau")).request("GET", path)).body.version.content.fee;
  };
  const saveAs = async (username: string, draft: any, content: object) => {
    const body = {
      edit: draft.edit,
      content: { ...draft.content, ...content },
      releasedFrom: null,
      releasedUntil: null,
    };
    const path = `/api/editing/versions/${draft.id}`;
    return (await (await person(username)).request("PUT", path, body)).body;
  };

  it("by the end of the session signs in again, and has every word", async () => {
    running.expectFaults(/status of 401/);
    const { id } = await begin("reisepass");
    const page = await open("redaktion.dau", "/redaktion/antwort/reisepass/vulkaneifel");
    await field(page, "Gebühr").waitFor();
    const cookies = await page.context().cookies();
    await page.context().clearCookies();
    await field(page, "Gebühr").fill("nach dem Ende der Sitzung");
    await page.getByLabel("Benutzername").waitFor();
    expect(await storedFee(id)).not.toBe("nach dem Ende der Sitzung");
    await page.context().addCookies(cookies);
    await page.reload();
    await page.getByText("Ihr Text von vorhin ist wieder da.").waitFor();
    await saved(page);
    expect(await storedFee(id)).toBe("nach dem Ende der Sitzung");
  });

  it("by the end of the network is told so, and no step is taken behind his back", async () => {
    running.expectFaults(/ERR_INTERNET_DISCONNECTED/);
    const { id } = await begin("kirchenaustritt");
    const page = await open("redaktion.dau", "/redaktion/antwort/kirchenaustritt/vulkaneifel");
    await field(page, "Gebühr").waitFor();
    await page.context().setOffline(true);
    await page.keyboard.press("Control+Enter");
    const window = page.getByRole("dialog", { name: "Zur Prüfung geben" });
    await window.waitFor();
    await page.keyboard.press("Control+Enter");
    await window.getByText(/Der Server ist nicht erreichbar/).waitFor();
    await page.keyboard.press("Escape");
    await page.context().setOffline(false);
    await field(page, "Gebühr").fill("wieder am Netz");
    await saved(page);
    const { body } = await (
      await person("redaktion.dau")
    ).request("GET", `/api/editing/versions/${id}`);
    expect(body.version).toMatchObject({ status: "draft", content: { fee: "wieder am Netz" } });
  });

  it("by a lost reply is not asked about his own words", async () => {
    running.expectFaults(/ERR_FAILED|status of 409/);
    const { id } = await begin("hundesteuer");
    const page = await open("redaktion.dau", "/redaktion/antwort/hundesteuer/vulkaneifel");
    await field(page, "Gebühr").waitFor();
    await page.route(versions, async (route) => {
      await route.fetch();
      await route.abort();
    });
    await field(page, "Gebühr").fill("40 Euro");
    await page.getByText(/Noch nicht auf dem Server/).waitFor();
    await page.unroute(versions);
    await field(page, "Gebühr").fill("40 Euro im Jahr");
    await saved(page);
    await expect.poll(() => storedFee(id), waiting).toBe("40 Euro im Jahr");
    expect(await page.getByRole("dialog").count()).toBe(0);
  });

  it("by a colleague sees what she has saved, without a reload", async () => {
    const overview = await open("redaktion.dau", "/redaktion?zustand=inReview");
    await overview.getByText("Keine Leistung passt").waitFor();
    const draft = await begin("fundsachen");
    const page = await open("redaktion.dau", "/redaktion/antwort/fundsachen/vulkaneifel");
    await field(page, "Gebühr").waitFor();
    await saveAs("redaktion.dau2", draft, { fee: "von Rita" });
    await page.getByText("Rita Muster hat zugleich geschrieben.").waitFor(waiting);
    expect(await field(page, "Gebühr").inputValue()).toBe("von Rita");
    const submitted = `/api/editing/versions/${draft.id}/submit`;
    const rita = await person("redaktion.dau2");
    const path = `/api/editing/versions/${draft.id}`;
    const { edit } = (await rita.request("GET", path)).body.version;
    expect((await rita.request("POST", submitted, { edit, comment: "" })).status).toBe(200);
    await overview.getByRole("rowheader", { name: /^Fund/ }).waitFor(waiting);
  });

  it("by a release takes late words into the next draft, beside what stands there", async () => {
    running.expectFaults(/ERR_FAILED|status of 409/);
    const draft = await begin("geburtsurkunde");
    const path = "/redaktion/antwort/geburtsurkunde/vulkaneifel";
    const page = await open("redaktion.dau", path);
    await page.route(versions, (route) => route.abort());
    await field(page, "Gebühr").fill("zu spät geschrieben");
    await field(page, "Dauer").fill("auch zu spät");
    await page.getByText(/Noch nicht auf dem Server/).waitFor();
    const rita = await person("redaktion.dau2");
    const discarded = await rita.request("POST", `/api/editing/versions/${draft.id}/discard`, {
      edit: draft.edit,
      comment: "",
    });
    expect(discarded.status).toBe(200);
    const next = await begin("geburtsurkunde", "redaktion.dau2");
    await saveAs("redaktion.dau2", next, { fee: "von Rita" });
    await page.unroute(versions);
    await page.reload();
    await page.getByText(/Auf diesem Gerät steht noch Text von Ihnen/).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "In den Entwurf übernehmen" }).click();
    const merge = page.getByRole("dialog", { name: "Zwei Texte zusammenbringen" });
    await merge.getByText("Was im Entwurf steht").waitFor();
    await merge.getByRole("button", { name: "Beide nacheinander" }).click();
    await merge.getByRole("button", { name: "So übernehmen" }).click();
    await saved(page);
    expect(await storedFee(next.id)).toBe("von Rita; zu spät geschrieben");
    expect(await field(page, "Dauer").inputValue()).toBe("auch zu spät");
  });

  it("by a text that no page can draw still has his page, and can mend it", async () => {
    running.expectFaults(/Maximum call stack|RangeError/);
    const { id } = await begin("wohngeld");
    const page = await open("redaktion.dau", "/redaktion/antwort/wohngeld/vulkaneifel");
    await field(page, "Ausführlich").fill(`${"> ".repeat(12_000)}Ende`);
    await saved(page);
    await page.reload();
    await page.getByRole("tab", { name: "Offene Punkte 1" }).click();
    await page
      .getByRole("tabpanel")
      .getByText(/so tief verschachtelt/)
      .waitFor();
    await page.getByRole("tab", { name: "Vorschau" }).click();
    await page
      .getByRole("tabpanel")
      .getByText(/> > Ende$/)
      .waitFor();
    await field(page, "Ausführlich").fill("Ende");
    await page.getByRole("tabpanel").getByText("Ende", { exact: true }).waitFor();
    await saved(page);
    const path = `/api/editing/versions/${id}`;
    const stored = await (await person("redaktion.dau")).request("GET", path);
    expect(stored.body.version.content.body).toBe("Ende");
  });

  it("by nobody pastes from Word, marks by keyboard, and takes both back", async () => {
    await begin("sperrmuell");
    const page = await open("redaktion.dau", "/redaktion/antwort/sperrmuell/vulkaneifel");
    const body = field(page, "Ausführlich");
    await body.fill("Nur bis Dezember.");
    await page.getByText(/Gilt statt des ganzen gemeinsamen Textes/).waitFor();
    await page.getByRole("button", { name: /Gemeinsamen Text davorsetzen.*: Ausführlich/ }).click();
    await expect.poll(() => body.inputValue(), waiting).toMatch(/\S\n\nNur bis Dezember\.$/);
    await page.getByText(/Gilt statt/).waitFor({ state: "detached" });
    await body.fill("");
    await page.getByRole("button", { name: /Gemeinsamen Text übernehmen.*: Ausführlich/ }).click();
    await expect.poll(() => body.inputValue(), waiting).not.toBe("");
    await body.fill("Vorher. ");
    await body.press("End");
    await body.evaluate((area) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/html", "<p style='mso-list:l0 level1'>Bitte <b>nicht</b></p>");
      clipboardData.setData("text/plain", "· Bitte nicht");
      const paste = { clipboardData, bubbles: true, cancelable: true };
      area.dispatchEvent(new ClipboardEvent("paste", paste));
    });
    await expect.poll(() => body.inputValue(), waiting).toBe("Vorher. - Bitte **nicht**");
    await page.keyboard.press("Control+z");
    expect(await body.inputValue()).toBe("Vorher. ");
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Control+b");
    expect(await body.inputValue()).toBe("**Vorher. **");
    await page.keyboard.press("Control+z");
    expect(await body.inputValue()).toBe("Vorher. ");
    await saved(page);
  });
});
