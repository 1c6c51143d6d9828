import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { proxyList, readConfig } from "../../src/config.ts";
import { defaultLimits } from "../../src/http/limits.ts";
import { publicRoutes } from "../../src/knowledge/public/api.ts";
import { hsdsRoutes } from "../../src/knowledge/public/hsds-api.ts";
import { appWith, base } from "../http/sample-app.ts";
import { buildSmallHouse, type SmallHouse } from "./small-house.ts";

const daun = "07233501";

let house: SmallHouse;
let app: ReturnType<typeof appWith>;
beforeAll(async () => {
  house = await buildSmallHouse();
  // The house's clock stands at the time of its last question.
  await house.read("/api/administrations");
  app = openApp();
}, 120_000);
afterAll(() => house.database.close());

function openApp(publicPerMinute = 10_000) {
  const { clock } = house.editing;
  return appWith({
    config: { host: "127.0.0.1", publicUrl: null, trustedProxies: proxyList([]) },
    limits: { ...defaultLimits, publicPerMinute },
    rooms: [publicRoutes(house.editing, clock), hsdsRoutes(house.editing, clock, null)],
  });
}

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await app.request(base + path, { headers });
  const text = await response.text();
  return { response, status: response.status, body: text === "" ? null : JSON.parse(text) };
}

describe("the public API", () => {
  test("gives a service with answer, responsibility and offices at a place, to anybody", async () => {
    const { status, body } = await get(`/api/public/services/personalausweis?place=${daun}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      slug: "personalausweis",
      answer: { fee: "37,00 Euro, Eilausgabe 20,00 Euro mehr", sample: true },
      responsibility: { authority: { name: "Verbandsgemeinde Daun" } },
      place: { name: "Daun" },
    });
    expect(body.responsibility.reason).toContain("Verbandsgemeinde");
    expect(body.offices.length).toBeGreaterThan(0);
    expect(body.offices[0]).toMatchObject({ authority: { id: "vg-daun" } });
    const plain = await get("/api/public/services/personalausweis");
    expect(plain.body).toMatchObject({ responsibility: null, answer: { fee: "37,00 Euro" } });
  });

  test("lists by page and finds by words", async () => {
    const first = await get("/api/public/services?perPage=2");
    expect(first.body).toMatchObject({ total: 3, page: 1, pageCount: 2 });
    expect(first.body.services).toHaveLength(2);
    expect((await get("/api/public/services?perPage=2&page=2")).body.services).toHaveLength(1);
    const found = await get("/api/public/services?q=Perso");
    expect(found.body.services[0]).toEqual({
      slug: "personalausweis",
      name: "Personalausweis",
      category: "Ausweise",
      leikaKey: "99008001012000",
    });
    const places = await get("/api/public/places?q=Daun");
    expect(places.body.places[0]).toMatchObject({ ags: daun, municipality: "Daun" });
  });

  test("offers no people, no confidential office and nothing of either", async () => {
    const entries = await house.database.prisma.directoryEntry.findMany();
    const hidden = entries.filter(({ kind, confidential }) => kind === "person" || confidential);
    expect(hidden.length).toBeGreaterThan(1);
    const { body } = await get("/api/public/offices");
    const shown = new Set(body.offices.map(({ id }: { id: string }) => id));
    expect(hidden.filter(({ id }) => shown.has(id))).toEqual([]);
    expect(shown.size).toBeGreaterThan(0);
    expect(body.offices[0]).not.toHaveProperty("extension");
  });

  test("never shows versions that do not hold yet or hold no longer", async () => {
    const { prisma } = house.database;
    const { id: _id, ...now } = await prisma.answer.findUniqueOrThrow({
      where: { id: "personalausweis:shared" },
    });
    const version = (id: string, period: { validFrom?: Date; validUntil?: Date }) => ({
      ...now,
      ...period,
      id,
      spoken: `Fassung ${id}.`,
      body: `Langtext ${id}.`,
    });
    await prisma.answer.createMany({
      data: [
        version("zukunftswort", { validFrom: new Date("2026-11-24") }),
        version("vergangenheitswort", { validUntil: new Date("2026-11-22") }),
      ],
    });
    await house.knowledge.reload();
    const seen = await Promise.all(
      [
        "/api/public/services/personalausweis",
        `/api/public/services/personalausweis?place=${daun}`,
        "/api/public/services?q=zukunftswort",
        "/api/public/services?q=vergangenheitswort",
        "/api/hsds/services?full=true&per_page=100",
      ].map((path) => get(path)),
    );
    for (const { status, body } of seen) {
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toMatch(/zukunftswort|vergangenheitswort/);
    }
    expect(seen[0]?.body.answer.summary).toBe(now.spoken);
    expect([seen[2]?.body.total, seen[3]?.body.total]).toEqual([0, 0]);
    await prisma.answer.deleteMany({
      where: { id: { in: ["zukunftswort", "vergangenheitswort"] } },
    });
    await house.knowledge.reload();
  });

  test("may be kept, and says in a few bytes that nothing has changed", async () => {
    const path = `/api/public/services/kfz-zulassung?place=${daun}`;
    const { response } = await get(path);
    expect(response.headers.get("cache-control")).toBe("public, max-age=300");
    const tag = response.headers.get("etag") ?? "";
    expect(tag).toMatch(/^(W\/)?"[0-9a-f]+"$/);
    const again = await get(path, { "if-none-match": tag });
    expect(again).toMatchObject({ status: 304, body: null });
    expect(again.response.headers.get("access-control-allow-origin")).toBe("*");

    await house.database.prisma.service.update({
      where: { slug: "kfz-zulassung" },
      data: { name: "Auto zulassen" },
    });
    await house.knowledge.reload();
    expect(await get(path, { "if-none-match": tag })).toMatchObject({
      status: 200,
      body: { name: "Auto zulassen" },
    });
    const missing = await get("/api/public/services/einhorn");
    expect(missing.status).toBe(404);
    expect(missing.response.headers.get("cache-control")).toBe("no-store");
  });

  test("is found by some words, and not by pages of them", async () => {
    for (const path of [
      "/api/public/services?q=",
      "/api/public/places?q=",
      "/api/hsds/services?search=",
    ]) {
      expect((await get(path + "a".repeat(80))).status).toBe(200);
      expect((await get(path + "a".repeat(81))).status).toBe(422);
    }
  });

  test("is sent packed to those who can unpack it, and asked for its head alone", async () => {
    const path = "/api/public/services/personalausweis";
    const plain = (await get(path)).response.headers;
    expect(plain.get("content-encoding")).toBeNull();
    expect([plain.get("vary"), plain.get("content-language")]).toEqual(["Accept-Encoding", "de"]);
    const packed = await app.request(base + path, { headers: { "accept-encoding": "gzip, br" } });
    expect(packed.headers.get("content-encoding")).toBe("gzip");
    const text = gunzipSync(Buffer.from(await packed.arrayBuffer())).toString();
    expect(JSON.parse(text)).toEqual((await get(path)).body);
    const tag = packed.headers.get("etag") ?? "";
    const again = await get(path, { "if-none-match": tag, "accept-encoding": "gzip" });
    expect(again).toMatchObject({ status: 304, body: null });
    expect(again.response.headers.get("vary")).toBe("Accept-Encoding");

    const head = await app.request(base + path, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect(head.headers.get("etag")).toBe(plain.get("etag"));
  });

  test("may be read by pages of other sites, and only read", async () => {
    const origin = "https://portal.example";
    const { response } = await get("/api/public/offices", { origin });
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.get("access-control-allow-credentials")).toBeNull();
    const preflight = await app.request(`${base}/api/public/offices`, {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "GET" },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-methods")).toBe("GET, HEAD");
    expect(preflight.headers.get("access-control-allow-headers")).toBe("If-None-Match");
    const sent = await app.request(`${base}/api/public/offices`, {
      method: "POST",
      headers: { origin },
    });
    expect(sent.status).toBe(403);
  });

  test("is limited for each address", async () => {
    const narrow = openApp(2);
    const ask = () => narrow.request(`${base}/api/public/offices`);
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  test("is open in a demonstration, and elsewhere only when the operator says so", () => {
    const operated = { DATABASE_URL: "postgresql://u@127.0.0.1/d" };
    expect(readConfig({}).publicApi).toBe(true);
    expect(readConfig(operated).publicApi).toBe(false);
    expect(readConfig({ ...operated, PUBLIC_API: "true" }).publicApi).toBe(true);
    expect(readConfig({ PUBLIC_API: "false" }).publicApi).toBe(false);
  });
});
