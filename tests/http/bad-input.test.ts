import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { RunningService } from "../../src/main/service.ts";
import { testDatabase } from "../support/database.ts";
import { signIn, startTestService, type SignedInPerson } from "../support/service.ts";
import { addressOf, badRequests, type Row } from "./bad-requests.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const german = /^[A-ZÄÖÜ„].*[a-zäöüß].*[.?]$/s;
/** What the centre and signing in write by themselves. */
const moving = ["journal", "snapshot", "lease", "center_request", "session"];

interface Operation {
  requestBody?: { content: Record<string, unknown> };
}

let database: Awaited<ReturnType<typeof testDatabase>>;
let service: RunningService;
let routes: Map<string, Operation>;
const people = new Map<string, SignedInPerson>();

beforeAll(async () => {
  database = await testDatabase();
  service = await startTestService(database.url);
  const reply = await fetch(`${service.address}/api/openapi.json`);
  const { paths } = (await reply.json()) as { paths: Record<string, Record<string, Operation>> };
  routes = new Map(
    Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations)
        .filter(([method]) => method !== "get")
        .map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
    ),
  );
  for (const { as } of Object.values(badRequests)) {
    if (as !== null && !people.has(as)) people.set(as, await signIn(service.address, as));
  }
});

afterAll(async () => {
  await service?.stop();
  await database?.close();
});

/** What every table holds, in one line each. */
async function contents(): Promise<string[]> {
  const { rows } = await database.pool.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables
     WHERE schemaname = 'public' AND tablename <> ALL ($1) ORDER BY tablename`,
    [moving],
  );
  return Promise.all(
    rows.map(async ({ name }) => {
      const all = "coalesce(string_agg(t::text, '|' ORDER BY t::text), '')";
      const sum = `SELECT count(*) || ' ' || md5(${all}) AS sum FROM "${name}" t`;
      return `${name} ${(await database.pool.query(sum)).rows[0].sum}`;
    }),
  );
}

async function ask(route: string, row: Row, body: string | undefined, type = "application/json") {
  const headers = new Headers({ origin: service.address });
  const person = row.as === null ? undefined : people.get(row.as);
  if (person) headers.set("cookie", person.cookie);
  if (body !== undefined) headers.set("content-type", type);
  const method = route.slice(0, route.indexOf(" "));
  const reply = await fetch(service.address + addressOf(route, row), { method, headers, body });
  const text = await reply.text();
  const error = text.startsWith("{") ? (JSON.parse(text).error ?? null) : null;
  return { status: reply.status, code: error?.code ?? null, message: error?.message ?? "" };
}

async function settings(): Promise<unknown> {
  const path = "/api/lines/115/settings";
  return (await people.get("leitung")?.request("GET", path))?.body.settings;
}

async function bodyOf({ body }: Row): Promise<string | undefined> {
  if (body === undefined) return undefined;
  if (body === "settings to check") return JSON.stringify({ settings: await settings() });
  if (body !== "settings") return JSON.stringify(body);
  return JSON.stringify({ version: 0, settings: await settings() });
}

describe("a request that changes something", () => {
  it("has a row in the table, whichever route it is", () => {
    expect(Object.keys(badRequests).toSorted()).toEqual([...routes.keys()].toSorted());
  });

  it("about what does not exist gets its code and a German sentence, each time, and changes nothing", async () => {
    const before = await contents();
    const surprises: string[] = [];
    for (const [route, row] of Object.entries(badRequests)) {
      for (let times = 0; times < 2; times += 1) {
        const { status, code, message } = await ask(route, row, await bodyOf(row));
        const sentence = row.code === null || german.test(message);
        if (status === row.status && code === row.code && sentence) continue;
        surprises.push(`${route}: ${status} ${code} ${message}`);
      }
    }
    expect(surprises).toEqual([]);
    expect(await contents()).toEqual(before);
  });

  it("with nonsense for a body is refused in the one shape, and changes nothing", async () => {
    const before = await contents();
    const surprises: string[] = [];
    let asked = 0;
    for (const [route, { requestBody }] of routes) {
      const row = badRequests[route];
      if (!row || !requestBody?.content["application/json"]) continue;
      for (const nonsense of ["", "{", "null", "7", '"text"', "[]", "[{}]", '{"a\\u0000":1}']) {
        const { status, code, message } = await ask(route, row, nonsense);
        asked += 1;
        const refused = [400, 415, 422].includes(status) && typeof code === "string";
        // A body of which nothing is needed may be any object.
        const free = JSON.stringify(row.body) === "{}" && nonsense.startsWith('{"a');
        if ((refused && german.test(message)) || free) continue;
        surprises.push(`${route} ${nonsense}: ${status} ${code} ${message}`);
      }
      const other = await ask(route, row, "a=1", "application/x-www-form-urlencoded");
      if (other.status !== 415) surprises.push(`${route} as a form: ${other.status} ${other.code}`);
    }
    expect(surprises).toEqual([]);
    expect(asked).toBeGreaterThan(100);
    expect(await contents()).toEqual(before);
  });
});
