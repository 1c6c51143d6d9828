import { mkdtemp, mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import pino from "pino";
import { Registry } from "prom-client";
import { describe, expect, test } from "vitest";
import { AppError } from "../../src/errors.ts";
import { createApp } from "../../src/http/app.ts";
import type { AppParts } from "../../src/http/app.ts";
import type { Principal } from "../../src/identity/permissions.ts";
import { permit } from "../../src/identity/route.ts";
import type { SignedIn } from "../../src/identity/route.ts";

const editor: Principal = {
  userId: "user-1",
  name: "Erika Muster",
  grants: [{ role: "editor", administrationId: "vulkaneifel" }],
  agentId: null,
};

function sampleRoom(): OpenAPIHono<SignedIn> {
  const room = new OpenAPIHono<SignedIn>();
  const reply = {
    200: {
      description: "Echo",
      content: { "application/json": { schema: z.object({ text: z.string() }) } },
    },
  };
  room.openapi(
    createRoute({
      method: "get",
      path: "/api/sample/{id}",
      ...permit("services.read"),
      request: {
        params: z.object({ id: z.string() }),
        query: z.object({ limit: z.coerce.number().int().max(50).default(10) }),
      },
      responses: reply,
    }),
    (context) => {
      const { id } = context.req.valid("param");
      if (id === "missing") throw new AppError(404, "unknown_sample", "Das gibt es nicht.");
      if (id === "broken") throw new Error("secret inside");
      return context.json({ text: context.get("principal").name }, 200);
    },
  );
  room.openapi(
    createRoute({
      method: "post",
      path: "/api/sample",
      ...permit("signedIn"),
      request: {
        body: {
          required: true,
          content: { "application/json": { schema: z.strictObject({ name: z.string().min(3) }) } },
        },
      },
      responses: reply,
    }),
    (context) => context.json({ text: context.req.valid("json").name }, 200),
  );
  room.openapi(
    createRoute({
      method: "get",
      path: "/api/calls",
      ...permit("calls.take"),
      responses: reply,
    }),
    (context) => context.json({ text: "ok" }, 200),
  );
  return room;
}

function appWith(changes: Partial<AppParts> = {}) {
  return createApp({
    config: { host: "127.0.0.1", publicUrl: null },
    log: pino({ level: "silent" }),
    metrics: new Registry(),
    principalOf: async (headers) => (headers.get("cookie") === "editor" ? editor : null),
    readiness: async () => ({ Datenbank: true, Telefonie: true }),
    rooms: [sampleRoom()],
    webDirectory: "/nowhere",
    ...changes,
  });
}

const base = "http://127.0.0.1:8115";
const signedIn = { cookie: "editor" };

function post(path: string, body: string, headers: Record<string, string> = {}): Request {
  return new Request(base + path, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      host: "127.0.0.1:8115",
      ...signedIn,
      ...headers,
    },
  });
}

async function errorOf(response: Response) {
  const { error } = (await response.json()) as {
    error: { code: string; message: string; details?: unknown };
  };
  return { status: response.status, ...error };
}

describe("access", () => {
  test("a described route answers whoever has its permission, and knows who it is", async () => {
    const response = await appWith().request(`${base}/api/sample/1`, { headers: signedIn });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ text: "Erika Muster" });
  });

  test("without a sign-in a route is refused with 401", async () => {
    const error = await errorOf(await appWith().request(`${base}/api/sample/1`));
    expect(error).toMatchObject({ status: 401, code: "not_signed_in" });
  });

  test("without the permission a route is refused with 403", async () => {
    const response = await appWith().request(`${base}/api/calls`, { headers: signedIn });
    expect(await errorOf(response)).toMatchObject({ status: 403, code: "forbidden" });
  });

  test("a route that declares no access stops the start", () => {
    const room = new OpenAPIHono<SignedIn>();
    room.openapi(
      createRoute({ method: "get", path: "/api/open", responses: { 200: { description: "" } } }),
      (context) => context.body(null, 200),
    );
    expect(() => appWith({ rooms: [room] })).toThrow(
      /GET \/api\/open declares no access|get \/api/,
    );
  });

  test("a handler that is not described cannot be reached", async () => {
    const room = sampleRoom();
    room.get("/api/hidden", (context) => context.text("reached"));
    const response = await appWith({ rooms: [room] }).request(`${base}/api/hidden`, {
      headers: signedIn,
    });
    expect(await errorOf(response)).toMatchObject({ status: 404, code: "not_found" });
  });

  test("a HEAD request needs what the GET needs", async () => {
    const app = appWith();
    const head = (headers: Record<string, string>) =>
      app.request(`${base}/api/sample/1`, { method: "HEAD", headers });
    expect((await head({})).status).toBe(401);
    expect((await head(signedIn)).status).toBe(200);
  });

  test("another method on a described path is 405 and names the allowed ones", async () => {
    const response = await appWith().request(`${base}/api/sample/1`, {
      method: "DELETE",
      headers: signedIn,
    });
    expect(response.headers.get("allow")).toBe("GET");
    expect(await errorOf(response)).toMatchObject({ status: 405, code: "method_not_allowed" });
  });

  test("what another site sends is refused before anything else", async () => {
    const app = appWith();
    const foreign = await app.request(
      post("/api/sample", '{"name":"abc"}', { origin: "https://evil.example" }),
    );
    expect(await errorOf(foreign)).toMatchObject({ status: 403, code: "foreign_origin" });
    const own = await app.request(post("/api/sample", '{"name":"abc"}', { origin: base }));
    expect(own.status).toBe(200);
  });
});

describe("errors", () => {
  test("an expected error keeps its status, code and message", async () => {
    const response = await appWith().request(`${base}/api/sample/missing`, { headers: signedIn });
    expect(await errorOf(response)).toEqual({
      status: 404,
      code: "unknown_sample",
      message: "Das gibt es nicht.",
    });
  });

  test("an unexpected error shows nothing of its inside, and is logged", async () => {
    const lines: string[] = [];
    const log = pino({ level: "error" }, { write: (line) => void lines.push(line) });
    const response = await appWith({ log }).request(`${base}/api/sample/broken`, {
      headers: signedIn,
    });
    const error = await errorOf(response);
    expect(error).toMatchObject({ status: 500, code: "internal_error" });
    expect(JSON.stringify(error)).not.toContain("secret");
    expect(lines.join()).toContain("secret inside");
  });

  test("a wrong shape is 422 and names each field in German", async () => {
    const app = appWith();
    const body = await errorOf(await app.request(post("/api/sample", '{"name":"ab","x":1}')));
    expect(body).toMatchObject({
      status: 422,
      code: "invalid_input",
      details: [
        { field: "name", message: "mindestens 3 Zeichen" },
        { field: "", message: "unbekannt: x" },
      ],
    });
    const query = await app.request(`${base}/api/sample/1?limit=51`, { headers: signedIn });
    expect(await errorOf(query)).toMatchObject({ status: 422, code: "invalid_input" });
  });

  test("broken JSON is 400, another content type 415, a large body 413", async () => {
    const app = appWith();
    const broken = await errorOf(await app.request(post("/api/sample", '{"name":')));
    expect(broken).toMatchObject({ status: 400, code: "malformed_json" });
    const text = await app.request(post("/api/sample", "abc", { "content-type": "text/plain" }));
    expect(await errorOf(text)).toMatchObject({ status: 415, code: "json_expected" });
    const large = JSON.stringify({ name: "a".repeat(70_000) });
    expect(await errorOf(await app.request(post("/api/sample", large)))).toMatchObject({
      status: 413,
      code: "body_too_large",
    });
  });

  test("an unknown address below /api is 404 in the one shape", async () => {
    expect(await errorOf(await appWith().request(`${base}/api/nothing`))).toMatchObject({
      status: 404,
      code: "not_found",
    });
  });
});

describe("limits", () => {
  test("too many requests are 429 and say when to come back, each person for himself", async () => {
    const other: Principal = { ...editor, userId: "user-2" };
    const app = appWith({
      limits: { bodyBytesMax: 1024, signedInPerMinute: 2, anonymousPerMinute: 1 },
      principalOf: async (headers) => ({ editor, other })[headers.get("cookie") ?? ""] ?? null,
    });
    const get = (cookie: string) => app.request(`${base}/api/sample/1`, { headers: { cookie } });
    expect((await get("editor")).status).toBe(200);
    expect((await get("editor")).status).toBe(200);
    const refused = await get("editor");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await errorOf(refused)).toMatchObject({ status: 429, code: "too_many_requests" });
    expect((await get("other")).status).toBe(200);
    expect((await get("nobody")).status).toBe(401);
    expect((await get("nobody")).status).toBe(429);
  });
});

describe("headers", () => {
  test("the content security policy allows nothing inline and nothing from elsewhere", async () => {
    const response = await appWith().request(`${base}/api/nothing`);
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
    expect(response.headers.get("permissions-policy")).toContain("microphone=(self)");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.has("access-control-allow-origin")).toBe(false);
  });

  test("only behind https the browser is told to insist on it", async () => {
    const plain = await appWith().request(`${base}/healthz`);
    expect(plain.headers.has("strict-transport-security")).toBe(false);
    const config = { host: "127.0.0.1", publicUrl: "https://115.example.de" };
    const secure = await appWith({ config }).request(`${base}/healthz`);
    expect(secure.headers.get("strict-transport-security")).toContain("max-age=");
  });
});

describe("probes", () => {
  test("readyz names in German what is missing", async () => {
    const readiness = async () => ({ Datenbank: true, Telefonie: false });
    const response = await appWith({ readiness }).request(`${base}/readyz`);
    expect(await errorOf(response)).toMatchObject({
      status: 503,
      code: "not_ready",
      message: "Noch nicht bereit: Telefonie.",
    });
    expect((await appWith().request(`${base}/readyz`)).status).toBe(200);
    expect((await appWith().request(`${base}/healthz`)).status).toBe(200);
  });

  test("metrics count requests by route, never by address", async () => {
    const app = appWith();
    await app.request(`${base}/api/sample/1?q=geheim`, { headers: signedIn });
    const text = await (await app.request(`${base}/metrics`)).text();
    expect(text).toMatch(/http_request_duration_seconds_count\{.*route="\/api\/sample\/\{id\}"/);
    expect(text).not.toContain("geheim");
  });

  test("the log holds the route, and neither query nor address nor name", async () => {
    const lines: string[] = [];
    const log = pino({ level: "info" }, { write: (line) => void lines.push(line) });
    await appWith({ log }).request(`${base}/api/sample/1?limit=3`, { headers: signedIn });
    expect(lines.join()).toContain("/api/sample/{id}");
    expect(lines.join()).not.toMatch(/limit=3|sample\/1|Muster|user-1/);
  });
});

describe("the browser application", () => {
  async function builtDirectory(): Promise<string> {
    const directory = await mkdtemp(join(tmpdir(), "web-"));
    await mkdir(join(directory, "assets"));
    await writeFile(join(directory, "index.html"), "<!doctype html><title>115</title>");
    await writeFile(join(directory, "assets/index-abc123.js"), "export {};");
    return directory;
  }

  test("hashed files are kept for a year, the page itself is asked for again", async () => {
    const app = appWith({ webDirectory: await builtDirectory() });
    const script = await app.request(`${base}/assets/index-abc123.js`);
    expect(script.headers.get("cache-control")).toContain("immutable");
    expect(script.headers.get("content-type")).toContain("javascript");
    const page = await app.request(`${base}/kontakte/17`);
    expect(await page.text()).toContain("<title>115</title>");
    expect(page.headers.get("cache-control")).toBe("no-cache");
    expect(page.headers.get("content-security-policy")).toContain("script-src 'self'");
  });

  test("a missing file is 404 and is not answered with the page", async () => {
    const app = appWith({ webDirectory: await builtDirectory() });
    const response = await app.request(`${base}/assets/gone.js`);
    expect(response.status).toBe(404);
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  test("no path leads out of the directory", async () => {
    const app = appWith({ webDirectory: await builtDirectory() });
    for (const path of ["/..%2f..%2fetc/passwd", "/assets/..%2f..%2f..%2fetc/passwd"]) {
      expect(await (await app.request(base + path)).text()).not.toContain("root:");
    }
  });

  test("before it is built, a German page says how to build it", async () => {
    const response = await appWith().request(`${base}/`);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain("npm run build");
  });
});
