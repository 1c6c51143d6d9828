import { mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Principal } from "../../src/identity/permissions.ts";
import { systemClock } from "../../src/clock.ts";
import { createHttpServer } from "../../src/http/server.ts";
import { inTurn } from "../../src/database/in-turn.ts";
import { exchangeRoutes, uploadSecondsMax } from "../../src/knowledge/exchange/api.ts";
import { forgetUploads } from "../../src/knowledge/exchange/upload.ts";
import { appWith, base, errorOf } from "../http/sample-app.ts";
import { untilWaiting } from "../support/lock-waiters.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { buildSmallHouse, type SmallHouse } from "./small-house.ts";

const people: Record<string, Principal> = {
  editor: {
    userId: "e",
    name: "Erika Muster",
    grants: [{ role: "editor", administrationId: null }],
    agentId: null,
  },
  administrator: {
    userId: "a",
    name: "Admin",
    grants: [{ role: "administrator", administrationId: null }],
    agentId: null,
  },
  agent: {
    userId: "g",
    name: "Agentin",
    grants: [{ role: "agent", administrationId: null }],
    agentId: "g",
  },
};

const fee = (text: string) =>
  `<t xmlns="http://xoev.de/schemata/xzufi/2_2_0"><schreibe><leistung><id>L1</id><referenzLeiKa><code>99008001012000</code></referenzLeiKa><modulKosten><beschreibung>${text}</beschreibung></modulKosten></leistung></schreibe></t>`;

let house: SmallHouse;
let app: ReturnType<typeof appWith>;
let uploads: string;
const folder = temporaryDirectory();
beforeAll(async () => {
  house = await buildSmallHouse();
  await house.read("/api/administrations");
  uploads = join(folder.path, "uploads");
  app = appWith({
    principalOf: async (headers) => people[headers.get("cookie") ?? ""] ?? null,
    rooms: [exchangeRoutes({ editing: house.editing, uploadsDirectory: uploads })],
  });
}, 120_000);
afterAll(async () => {
  folder[Symbol.dispose]();
  await house?.database.close();
});

interface Sending {
  who?: string;
  type?: string;
  headers?: Record<string, string>;
  query?: string;
}

function send(
  body: BodyInit,
  { who = "editor", type = "application/xml", headers, query = "" }: Sending = {},
) {
  return app.request(`${base}/api/exchange/messages${query}`, {
    method: "POST",
    headers: { cookie: who, "content-type": type, origin: base, ...headers },
    body,
    duplex: "half",
  } as RequestInit);
}

async function get(path: string, who = "editor") {
  const response = await app.request(base + path, { headers: { cookie: who } });
  return { status: response.status, text: await response.text() };
}

const runCount = () => house.database.prisma.exchangeRun.count();

describe("a file that is sent", () => {
  test("is read, listed, reviewed and decided on, and leaves no copy behind", async () => {
    const sent = await send(fee("46,00 Euro"), { query: "?fileName=redaktion.xml" });
    expect(sent.status).toBe(201);
    const outcome = (await sent.json()) as { runId: string };
    expect(outcome).toMatchObject({ proposalCount: 1, conflictCount: 0 });
    expect(readdirSync(uploads)).toEqual([]);

    const { runs } = JSON.parse((await get("/api/exchange/runs", "administrator")).text);
    expect(runs).toMatchObject([
      { id: outcome.runId, fileName: "redaktion.xml", createdBy: "Erika Muster", openCount: 1 },
    ]);
    const listed = await get(`/api/exchange/runs/${outcome.runId}/proposals`);
    const { total, proposals } = JSON.parse(listed.text);
    expect(total).toBe(1);
    expect(proposals[0]).toMatchObject({
      title: "Personalausweis",
      fields: [{ label: "Gebühren" }],
    });
    expect(proposals[0].fields[0]).not.toHaveProperty("digest");

    const decide = (who: string) =>
      app.request(`${base}/api/exchange/proposals/${proposals[0].id}/decision`, {
        method: "POST",
        headers: { cookie: who, "content-type": "application/json", origin: base },
        body: JSON.stringify({ decision: "accept" }),
      });
    expect((await decide("administrator")).status).toBe(403);
    expect(await (await decide("editor")).json()).toMatchObject({
      state: "accepted",
      decidedBy: "Erika Muster",
    });
  });

  test("is only looked at when asked so", async () => {
    const before = await runCount();
    const sent = await send(fee("99,00 Euro"), { query: "?dryRun=true" });
    expect(await sent.json()).toMatchObject({ runId: null, proposalCount: 1 });
    expect(await runCount()).toBe(before);
  });

  test("must be XML, of somebody who may, without a DTD", async () => {
    const before = await runCount();
    expect(await errorOf(await send("{}", { type: "application/json" }))).toMatchObject({
      status: 415,
      code: "xml_expected",
    });
    expect((await send(fee("1"), { who: "agent" })).status).toBe(403);
    expect((await send(fee("1"), { who: "nobody" })).status).toBe(401);
    const bomb = `<!DOCTYPE r [<!ENTITY a "b">]>${fee("&a;")}`;
    expect(await errorOf(await send(bomb))).toMatchObject({
      status: 422,
      code: "xml_with_dtd",
      message: expect.stringContaining("DOCTYPE"),
    });
    expect(await runCount()).toBe(before);
    expect(readdirSync(uploads)).toEqual([]);
  });

  test("is refused when it is too large, whether it says so before or not", async () => {
    const announced = await send("x", { headers: { "content-length": String(60 * 1024 * 1024) } });
    expect(await errorOf(announced)).toMatchObject({ status: 413, code: "body_too_large" });
    const megabyte = new Uint8Array(1024 * 1024).fill(32);
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        if (sent > 60) controller.close();
        else controller.enqueue(megabyte);
      },
    });
    expect(await errorOf(await send(endless))).toMatchObject({ status: 413 });
    expect(sent).toBeLessThan(60);
    expect(readdirSync(uploads)).toEqual([]);
  });
});

describe("at the same moment", () => {
  /** Holds back whoever needs what `query` locks, until `work` is done. */
  async function holding(query: string, work: () => Promise<void>) {
    const holder = await house.database.pool.connect();
    await holder.query(`BEGIN; ${query}`);
    await work();
    await holder.query("COMMIT");
    holder.release();
  }
  const busy = { status: 409, code: "exchange_busy" };

  test("only one file is read, be it to look at only", async () => {
    let first: ReturnType<typeof send> | undefined;
    await holding("LOCK TABLE exchange_run IN SHARE MODE", async () => {
      first = send(fee("47,00 Euro"));
      await untilWaiting(house.database, 1);
      expect(await errorOf(await send(fee("48,00 Euro")))).toMatchObject(busy);
      expect(await errorOf(await send(fee("48,00 Euro"), { query: "?dryRun=true" }))).toMatchObject(
        busy,
      );
    });
    expect((await first)?.status).toBe(201);
    expect((await send(fee("48,00 Euro"))).status).toBe(201);
    expect(readdirSync(uploads)).toEqual([]);
  });

  test("a file is read while another process starts", async () => {
    const sent = await inTurn(house.database.pool, async () => send(fee("49,00 Euro")));
    expect(sent.status).toBe(201);
  });

  test("two people decide on a proposal: one does, the other is told", async () => {
    const { runId } = (await (await send(fee("50,00 Euro"))).json()) as { runId: string };
    const { text } = await get(`/api/exchange/runs/${runId}/proposals`);
    const { id } = JSON.parse(text).proposals[0];
    const accept = async () =>
      app.request(`${base}/api/exchange/proposals/${id}/decision`, {
        method: "POST",
        headers: { cookie: "editor", "content-type": "application/json", origin: base },
        body: JSON.stringify({ decision: "accept" }),
      });
    let both: Promise<Response>[] = [];
    await holding(`SELECT 1 FROM exchange_proposal WHERE id = '${id}' FOR UPDATE`, async () => {
      both = [accept(), accept()];
      await untilWaiting(house.database, 2);
    });
    const statuses = (await Promise.all(both)).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([200, 409]);
  });
});

test("a file that a sudden end has left is removed, one that may still be read is not", async () => {
  using left = temporaryDirectory();
  const directory = join(left.path, "uploads");
  mkdirSync(directory);
  for (const name of ["old.xml", "new.xml"]) writeFileSync(join(directory, name), "<t/>");
  const now = Date.now();
  const twoHoursAgo = new Date(now - 7_200_000);
  utimesSync(join(directory, "old.xml"), twoHoursAgo, twoHoursAgo);
  await forgetUploads(directory, now);
  expect(readdirSync(directory)).toEqual(["new.xml"]);
  await forgetUploads(join(left.path, "none"), now);
});

test("a slow line is not cut off before the upload's own limit", async () => {
  const { node } = createHttpServer(
    { host: "127.0.0.1", port: 0, publicUrl: null },
    systemClock,
    () => new Response(),
  );
  expect(node.requestTimeout / 1000).toBeGreaterThanOrEqual(uploadSecondsMax);
});

test("everything that holds is given out as a file, without hints unless asked for", async () => {
  const plain = await get("/api/exchange/message?version=2.3.1", "administrator");
  expect(plain.status).toBe(200);
  expect(plain.text).toContain('xmlns:xzufi="http://xoev.de/schemata/xzufi/2_3_1"');
  expect(plain.text).toContain("Personalausweis");
  expect(plain.text).not.toContain("Nie die Seriennummer erfragen.");
  expect((await get("/api/exchange/message?hints=true")).text).toContain(
    "Nie die Seriennummer erfragen.",
  );
  expect((await get("/api/exchange/message", "agent")).status).toBe(403);
});
