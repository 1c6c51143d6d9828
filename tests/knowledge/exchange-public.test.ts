import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { proxyList, readConfig } from "../../src/config.ts";
import { defaultLimits } from "../../src/http/limits.ts";
import { publicRoutes } from "../../src/knowledge/public/api.ts";
import { hsdsRoutes } from "../../src/knowledge/public/hsds-api.ts";
import { appWith, base } from "../http/sample-app.ts";
import { hsdsObjects, hsdsPage } from "./hsds-standard.ts";
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
    rooms: [publicRoutes(house.editing, clock), hsdsRoutes(house.editing, clock)],
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

describe("HSDS 3.0", () => {
  const names = Object.keys(hsdsObjects) as (keyof typeof hsdsObjects)[];

  test.each(names)("%s keep to the standard, in pages and one by one", async (name) => {
    const { status, body } = await get(`/api/hsds/${name}?per_page=100`);
    expect(status).toBe(200);
    const page = hsdsPage.parse(body);
    expect(page.contents.length).toBeGreaterThan(0);
    expect(page).toMatchObject({ first_page: true, last_page: true, empty: false });
    for (const listed of page.contents) {
      const { id } = hsdsObjects[name].parse(listed);
      const whole = await get(`/api/hsds/${name}/${id}`);
      expect(hsdsObjects[name].parse(whole.body)).toMatchObject({ id });
    }
  });

  test("tells of itself, pages, searches, nests and filters", async () => {
    expect((await get("/api/hsds")).body).toMatchObject({ version: "3.0" });
    const all = (await get("/api/hsds/services?per_page=100")).body;
    const second = (await get("/api/hsds/services?per_page=1&page=2")).body;
    expect(second).toMatchObject({
      total_items: all.total_items,
      total_pages: all.total_items,
      page_number: 2,
      size: 1,
      first_page: false,
      contents: [{ id: all.contents[1].id }],
    });
    expect((await get("/api/hsds/services?page=999")).body).toMatchObject({ empty: true, size: 0 });
    const named = (await get("/api/hsds/services?search=ausweis&full=true")).body.contents;
    expect(named.map(({ name }: { name: string }) => name)).toContain("Personalausweis");
    const inDaun = named.find(
      ({ organization }: { organization: { name: string } }) =>
        organization.name === "Verbandsgemeinde Daun",
    );
    expect(inDaun).toMatchObject({
      fees_description: "37,00 Euro, Eilausgabe 20,00 Euro mehr",
      required_documents: [{ document: "alter Ausweis" }, { document: "Lichtbild" }],
      service_areas: [{ name: "Landkreis Vulkaneifel" }],
    });
    expect(inDaun.service_at_locations[0].location.schedules.length).toBeGreaterThan(0);
    const ours = (await get(`/api/hsds/services?organization_id=${inDaun.organization.id}`)).body;
    expect(ours.total_items).toBeLessThan(all.total_items);
    const term = inDaun.attributes[0].taxonomy_term.id;
    const filtered = (await get(`/api/hsds/services?taxonomy_term_id=${term}`)).body;
    expect(filtered.contents.map(({ name }: { name: string }) => name)).toContain(
      "Personalausweis",
    );
    const taxonomy = inDaun.attributes[0].taxonomy_term.taxonomy_detail.id;
    for (const [list, words] of [
      ["services", `taxonomy_id=${taxonomy}`],
      ["service_at_locations", `taxonomy_term_id=${term}`],
      ["service_at_locations", `organization_id=${inDaun.organization.id}`],
    ] as const) {
      const some = (await get(`/api/hsds/${list}?per_page=100&${words}`)).body;
      expect(some.total_items, words).toBeGreaterThan(0);
      const others = (await get(`/api/hsds/${list}?${words.replace(/=.*/, "=keine")}`)).body;
      expect(others.total_items, words).toBe(0);
    }
    expect((await get("/api/hsds/services/keine-kennung")).status).toBe(404);
  });

  test("lists what an organization does, by name or whole", async () => {
    const services = (await get("/api/hsds/services?per_page=100")).body.contents;
    const { id } = services[0].organization;
    const path = `/api/hsds/organizations/${id}`;
    const named = (await get(path)).body.services;
    const own = services.filter(
      (each: { organization: { id: string } }) => each.organization.id === id,
    );
    expect(named.map((each: { id: string }) => each.id)).toEqual(
      own.map((each: { id: string }) => each.id),
    );
    expect(Object.keys(named[0])).toEqual(["id", "name", "status"]);
    const [whole] = (await get(`${path}?full_service=true`)).body.services;
    expect(whole).toMatchObject({ id: named[0].id, service_areas: [{}] });
    hsdsObjects.organizations.parse((await get(`${path}?full_service=true`)).body);
  });

  test("may be kept and asked again, as the public API", async () => {
    const { response } = await get("/api/hsds/organizations");
    expect(response.headers.get("cache-control")).toBe("public, max-age=300");
    const tag = response.headers.get("etag") ?? "";
    expect((await get("/api/hsds/organizations", { "if-none-match": tag })).status).toBe(304);
  });
});
