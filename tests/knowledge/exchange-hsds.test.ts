import { afterAll, beforeAll, expect, test } from "vitest";
import { base } from "../http/sample-app.ts";
import { openHsdsReader, type HsdsReader } from "./hsds-reader.ts";
import { hsdsObjects, hsdsPage, hsdsParameters } from "./hsds-standard.ts";

let reader: HsdsReader;
beforeAll(async () => {
  reader = await openHsdsReader("2026-11-23T10:00");
}, 120_000);
afterAll(() => reader.house.database.close());

const get: HsdsReader["get"] = (path, headers) => reader.get(path, headers);

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
  expect((await get("/api/hsds/")).body).toEqual((await get("/api/hsds")).body);
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
  expect(filtered.contents.map(({ name }: { name: string }) => name)).toContain("Personalausweis");
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

test("takes every parameter of the standard at every endpoint", async () => {
  const { paths } = (await get("/api/openapi.json")).body;
  for (const [endpoint, known] of Object.entries(hsdsParameters)) {
    const { parameters = [] } = paths[`/api/hsds${endpoint === "/" ? "" : endpoint}`].get;
    const described = parameters.map(({ name }: { name: string }) => name);
    const wanted = known.split(/\s+/).filter((name) => name !== "");
    expect(described.toSorted(), endpoint).toEqual(wanted.toSorted());
  }
});

test("gives no two records of a kind the same id", async () => {
  for (const name of names) {
    const { contents } = (await get(`/api/hsds/${name}?per_page=100&full=true`)).body;
    const found = new Map<string, Set<string>>();
    const collect = (value: unknown, kind: string): void => {
      if (Array.isArray(value)) for (const each of value) collect(each, kind);
      else if (typeof value === "object" && value !== null) {
        const { id, ...others } = value as { id?: string };
        if (id !== undefined) {
          const key = `${kind} ${id}`;
          found.set(key, (found.get(key) ?? new Set()).add(JSON.stringify(Object.keys(value))));
        }
        for (const [child, inner] of Object.entries(others)) collect(inner, child);
      }
    };
    collect(contents, name);
    expect(contents.length).toBeGreaterThan(0);
    const ids = contents.map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [key, shapes] of found) expect([key, shapes.size]).toEqual([key, 1]);
  }
});

test("writes its times with their offset, for the season and for the one after it", async () => {
  const { contents } = (await get("/api/hsds/services?full=true&per_page=100")).body;
  const schedules = contents
    .flatMap((each: any) => each.service_at_locations)
    .flatMap((each: any) => each.location.schedules);
  const seasons = schedules.map(({ valid_from, valid_to, opens_at, closes_at }: any) => [
    valid_from,
    valid_to,
    opens_at.slice(5),
    closes_at.slice(5),
  ]);
  expect(new Set(seasons.map(String))).toEqual(
    new Set(["2026-10-25,2027-03-27,+01:00,+01:00", "2027-03-28,2027-10-30,+02:00,+02:00"]),
  );
});

test("says of an invented answer that it is one", async () => {
  const { contents } = (await get("/api/hsds/services?search=personalausweis")).body;
  const inDaun = contents.find((each: any) => each.organization.name === "Verbandsgemeinde Daun");
  expect(inDaun.alert).toContain("Musterangabe");
  const sure = contents.filter((each: any) => each.alert === undefined);
  expect(sure.length).toBeGreaterThan(0);
});

test("finds what is done for a postal code, and refuses distances", async () => {
  const all = (await get("/api/hsds/service_at_locations?per_page=100&full=true")).body;
  const there = (await get("/api/hsds/service_at_locations?postcode=54550&per_page=100")).body;
  expect(there.total_items).toBeGreaterThan(0);
  expect(there.total_items).toBeLessThan(all.total_items);
  const elsewhere = (await get("/api/hsds/service_at_locations?postcode=10115")).body;
  expect(elsewhere).toMatchObject({ empty: true, total_items: 0 });
  const listed = Object.keys(there.contents[0].location).toSorted();
  expect(listed.filter((name) => name !== "description")).toEqual(["id", "location_type", "name"]);
  const [whole] = all.contents;
  expect(whole.service).toMatchObject({ service_areas: [{}], languages: [{ code: "de" }] });
  expect(whole.location.schedules.length).toBeGreaterThan(0);
  const near = await get("/api/hsds/service_at_locations?postcode=54550&proximity=1000");
  expect(near.status).toBe(422);
  expect(near.body.error.message).toContain("Entfernungen");
});

test("lists organizations by what they do, with their services where asked", async () => {
  const [service] = (await get("/api/hsds/services?search=personalausweis&full=true")).body
    .contents;
  const term = service.attributes[0].taxonomy_term;
  const doing = (await get(`/api/hsds/organizations?per_page=100&taxonomy_term_id=${term.id}`))
    .body;
  const all = (await get("/api/hsds/organizations?per_page=100&full_service=true")).body;
  const namesOf = (organizations: any[]) => organizations.map(({ name }) => name).toSorted();
  const expected = all.contents.filter(({ services }: any) =>
    services.some(({ attributes }: any) =>
      attributes.some((each: any) => each.taxonomy_term.id === term.id),
    ),
  );
  expect(expected.length).toBeGreaterThan(0);
  expect(namesOf(doing.contents)).toEqual(namesOf(expected));
  expect(doing.total_items).toBeLessThan(all.total_items);
  for (const each of all.contents) hsdsObjects.organizations.parse(each);
  const none = await get("/api/hsds/taxonomy_terms?parent_id=00000000-0000-4000-8000-000000000000");
  expect(none.body.total_items).toBe(0);
});

test.each(names)("gives all %s line by line, and says when nothing has changed", async (name) => {
  const path = `/api/hsds/${name}?format=ndjson&full=true&per_page=1`;
  const { response, text } = await get(path);
  expect(response.headers.get("content-type")).toBe("application/x-ndjson");
  const lines = text.trimEnd().split("\n");
  const { body } = await get(`/api/hsds/${name}?full=true&per_page=100`);
  expect(lines.map((line) => JSON.parse(line))).toEqual(body.contents);
  const tag = response.headers.get("etag") ?? "";
  const again = await get(path, { "if-none-match": tag });
  expect(again).toMatchObject({ status: 304, text: "" });
  const other = await get(`/api/hsds/${name}?format=ndjson`, { "if-none-match": tag });
  expect(other.status).toBe(200);
});

test("names its description as readers reach it, not as a proxy asks for it", async () => {
  const direct = (await get("/api/hsds")).body;
  expect(direct.openapi_url).toBe(`${base}/api/openapi.json`);
  reader.restart("https://115.example");
  const behind = (await get("/api/hsds")).body;
  reader.restart();
  expect(behind.openapi_url).toBe("https://115.example/api/openapi.json");
});
