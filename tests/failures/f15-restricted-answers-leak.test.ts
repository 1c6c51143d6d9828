import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { io } from "socket.io-client";
import { deskCommands } from "../../src/dashboard/schema.ts";
import type { DeskReply } from "../../src/dashboard/schema.ts";
import { deskCommandPermissions, permissions, roles } from "../../src/identity/permissions.ts";
import type { Permission, Role } from "../../src/identity/permissions.ts";
import type { Access } from "../../src/identity/route.ts";
import type { RunningService } from "../../src/main/service.ts";
import { testDatabase } from "../support/database.ts";
import { signIn, startTestService } from "../support/service.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

interface Operation {
  "x-permission": Access;
  requestBody?: { required?: boolean };
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
}

interface Route {
  method: string;
  path: string;
  access: Access;
}

type Visitor = Role | "nobody";

/**
 * The permissions of the whole service as it runs: every route of its own description, asked by
 * every role. Whether a role gets in is compared with the one table; what it gets is for the rooms.
 */
describe("F15 every way into the running service, asked by every role", () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let service: RunningService;
  let document: Document;
  let routes: Route[];
  const cookies = new Map<Visitor, string>([["nobody", ""]]);

  beforeAll(async () => {
    database = await testDatabase();
    service = await startTestService(database.url);
    document = (await (await fetch(`${service.address}/api/openapi.json`)).json()) as Document;
    routes = routesOf(document);
    for (const { username, role } of await sampleAccounts(service.address)) {
      if (cookies.has(role)) continue;
      cookies.set(role, (await signIn(service.address, username)).cookie);
    }
  });
  afterAll(async () => {
    await service?.stop();
    await database?.close();
  });

  async function ask(route: Route, visitor: Visitor, origin: string) {
    const headers = new Headers({ origin, "content-type": "application/json" });
    const cookie = cookies.get(visitor);
    if (cookie) headers.set("cookie", cookie);
    // Ids that exist nowhere and an empty body: whoever gets in changes nothing.
    const path = route.path.replaceAll(/\{.+?\}/g, "00000000-0000-4000-8000-000000000000");
    const body = route.method === "GET" ? undefined : "{}";
    const response = await fetch(service.address + path, {
      method: route.method,
      headers,
      body,
    });
    const text = await response.text();
    return { status: response.status, text };
  }

  test.each<Visitor>(["nobody", ...roles])("every route as %s", async (visitor) => {
    const surprises: string[] = [];
    // Signing out would end the session with which the others are asked.
    for (const route of routes.filter(({ path }) => path !== "/api/auth/sign-out")) {
      const { status, text } = await ask(route, visitor, service.address);
      const expected = expectedRefusal(route.access, visitor);
      const got = status === 401 && route.path !== "/api/auth/sign-in/username" ? 401 : null;
      const refusal = status === 403 && text.includes('"forbidden"') ? 403 : got;
      if (refusal !== expected || status >= 500) {
        surprises.push(`${route.method} ${route.path}: ${status}, expected ${expected ?? "entry"}`);
      }
    }
    expect(surprises).toEqual([]);
  });

  function connect(visitor: Visitor, origin: string) {
    const extraHeaders = { cookie: cookies.get(visitor) ?? "", origin };
    const socket = io(`${service.address}/desk`, {
      transports: ["websocket"],
      forceNew: true,
      reconnection: false,
      extraHeaders,
    });
    const outcome = new Promise<string>((resolve) => {
      socket.once("connect", () => resolve("connected"));
      socket.once("connect_error", (error) => resolve(error.message));
    });
    return { socket, outcome };
  }

  test.each<Role>([...roles])("every command of the desk as %s", async (role) => {
    const { socket, outcome } = connect(role, service.address);
    expect(await outcome).toBe("connected");
    const surprises: string[] = [];
    for (const name of Object.keys(deskCommands) as (keyof typeof deskCommands)[]) {
      const reply = (await socket.emitWithAck(name, {})) as DeskReply;
      const refused = !reply.ok && reply.error.code === "forbidden";
      const allowed: readonly Role[] = permissions[deskCommandPermissions[name]];
      if (refused === allowed.includes(role)) surprises.push(`${name}: ${JSON.stringify(reply)}`);
    }
    socket.close();
    expect(surprises).toEqual([]);
  });

  test("no desk opens without a sign-in, nor from a foreign page", async () => {
    for (const [visitor, origin] of [
      ["nobody", service.address],
      ["agent", "https://evil.example"],
    ] as const) {
      const { socket, outcome } = connect(visitor, origin);
      expect(await outcome).toBe("Bitte melden Sie sich an.");
      socket.close();
    }
  });

  test("nothing is changed from a foreign page, whoever is signed in", async () => {
    const changing = routes.filter(({ method }) => method !== "GET");
    expect(changing.length).toBeGreaterThan(8);
    for (const route of changing) {
      for (const visitor of cookies.keys()) {
        const { status, text } = await ask(route, visitor, "https://evil.example");
        expect(`${route.method} ${route.path}: ${status} ${text}`).toMatch(/403 .*foreign_origin/);
      }
    }
  });

  test("only these are open to everybody", () => {
    const open = routes.filter(({ access }) => access === "everyone");
    expect(open.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual([
      "GET /api/demo/accounts",
      "GET /api/openapi.json",
      "GET /healthz",
      "GET /metrics",
      "GET /readyz",
      "POST /api/auth/sign-in/username",
      "POST /api/auth/sign-out",
      "POST /api/first-start",
    ]);
  });

  test("its description is valid and demands every body that it describes", async () => {
    expect(await new Validator().validate({ ...document })).toMatchObject({
      valid: true,
    });
    const lenient = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.values(operations)
        .filter(({ requestBody }) => requestBody && !requestBody.required)
        .map(() => path),
    );
    expect(lenient).toEqual([]);
  });

  test("the routes of the outer contract are there", () => {
    const known = new Set(routes.map(({ method, path }) => `${method} ${path}`));
    const contract = [
      "GET /healthz",
      "GET /readyz",
      "GET /metrics",
      "GET /api/openapi.json",
      "GET /api/demo/accounts",
      "POST /api/auth/sign-in/username",
      "GET /api/places",
      "GET /api/services",
      "GET /api/services/{slug}",
      "GET /api/directory",
      "POST /api/simulator/calls",
      "GET /api/contacts/{id}",
      "GET /api/center",
    ];
    expect(contract.filter((route) => !known.has(route))).toEqual([]);
  });
});

function routesOf({ paths }: Document): Route[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      access: operation["x-permission"],
    })),
  );
}

/** What the table says: 401 or 403, or null for somebody who gets in. */
function expectedRefusal(access: Access, visitor: Visitor): 401 | 403 | null {
  if (access === "everyone" || access === "public") return null;
  if (visitor === "nobody") return 401;
  if (access === "signedIn") return null;
  const allowed: readonly Role[] = permissions[access satisfies Permission];
  return allowed.includes(visitor) ? null : 403;
}

async function sampleAccounts(address: string) {
  const reply = await fetch(`${address}/api/demo/accounts`);
  const { accounts } = (await reply.json()) as { accounts: { username: string; role: Role }[] };
  return accounts;
}
