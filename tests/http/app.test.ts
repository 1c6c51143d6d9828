import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import pino from "pino";
import { describe, expect, test } from "vitest";
import type { Principal } from "../../src/identity/permissions.ts";
import type { SignedIn } from "../../src/identity/route.ts";
import { appWith, base, editor, errorOf, sampleRoom, signedIn } from "./sample-app.ts";

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
      limits: {
        bodyBytesMax: 1024,
        signedInPerMinute: 2,
        anonymousPerMinute: 1,
        publicPerMinute: 1_000,
      },
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
