import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Database } from "../../src/database/database.ts";
import { cuttableProxy, type CuttableProxy } from "../support/cuttable-proxy.ts";
import { emptyDatabase } from "../support/database.ts";
import { startServiceProcess, type ServiceProcess } from "../support/service-process.ts";
import { signIn } from "../support/service.ts";
import { buildWeb, findChromium, launch, openPage } from "./support/browser.ts";
import { showBuilt } from "./support/built-pages.ts";
import { seeState } from "./support/desk-in-browser.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const chromium = findChromium();

describe.skipIf(chromium === null)("a desk while the writer changes", () => {
  let database: Database;
  let browser: Browser;
  let web: Awaited<ReturnType<typeof buildWeb>>;
  let line: CuttableProxy;
  const processes: ServiceProcess[] = [];

  const begin = async () => {
    const started = await startServiceProcess(database.url);
    processes.push(started);
    return started;
  };
  const portOf = ({ address }: ServiceProcess) => ({ port: Number(new URL(address).port) });

  beforeAll(async () => {
    [database, web, browser] = await Promise.all([
      emptyDatabase(),
      buildWeb(),
      launch(chromium ?? ""),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await line?.[Symbol.asyncDispose]();
    for (const each of processes) await each.kill();
    await database?.close();
    web?.remove();
  });

  async function openDesk(address: string, username: string): Promise<Page> {
    const { cookie } = await signIn(address, username);
    const { page } = await openPage(browser, "about:blank");
    const cookies = cookie.split("; ").map((each) => {
      const at = each.indexOf("=");
      return { name: each.slice(0, at), value: each.slice(at + 1), url: address };
    });
    await page.context().addCookies(cookies);
    await showBuilt(page, address, web.directory);
    await page.goto(`${address}/arbeitsplatz`);
    await seeState(page, "Nicht im Dienst");
    return page;
  }

  async function decidedPresences(username: string): Promise<string[]> {
    const { rows } = await database.pool.query<{ presence: string }>(
      `SELECT command->>'presence' AS presence FROM journal
         JOIN agent ON agent.id = command->>'agentId' JOIN "user" ON "user".id = agent.user_id
       WHERE command->>'type' = 'choosePresence' AND username = $1 ORDER BY seq`,
      [username],
    );
    return rows.map(({ presence }) => presence);
  }

  it("carries out once what was pressed while the writer died, here or beyond the line", async () => {
    const writer = await begin();
    const standby = await begin();
    expect(standby.greeting).toContain("Ein anderer Prozess führt die Zentrale");
    line = await cuttableProxy({ host: "127.0.0.1", ...portOf(writer) });
    const viaLine = `http://127.0.0.1:${line.port}`;
    const annas = await openDesk(viaLine, "agentin.wil1");
    const bernds = await openDesk(standby.address, "agent.wil2");

    await writer.kill();
    // Hers was connected to the process that is gone, his to the one that takes over.
    await Promise.all([annas, bernds].map((page) => page.keyboard.press("F2")));
    await annas.locator(".presence").getByText("wird gesendet …").waitFor();
    line.mend(portOf(standby));
    for (const page of [annas, bernds]) {
      await seeState(page, "Bereit");
      await page.locator(".sending").waitFor({ state: "detached" });
    }
    expect(await decidedPresences("agentin.wil1")).toEqual(["ready"]);
    expect(await decidedPresences("agent.wil2")).toEqual(["ready"]);
  });
});
