import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import pino from "pino";
import { Registry } from "prom-client";
import { proxyList } from "../../src/config.ts";
import { AppError } from "../../src/errors.ts";
import { createApp } from "../../src/http/app.ts";
import type { AppParts } from "../../src/http/app.ts";
import type { Principal } from "../../src/identity/permissions.ts";
import { permit } from "../../src/identity/route.ts";
import type { SignedIn } from "../../src/identity/route.ts";

export const editor: Principal = {
  userId: "user-1",
  name: "Erika Muster",
  grants: [{ role: "editor", administrationId: "vulkaneifel" }],
  agentId: null,
};

/** A room small enough to see only what the door does. */
export function sampleRoom(): OpenAPIHono<SignedIn> {
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

export function appWith(changes: Partial<AppParts> = {}) {
  return createApp({
    config: { host: "127.0.0.1", publicUrl: null, trustedProxies: proxyList(["127.0.0.1"]) },
    log: pino({ level: "silent" }),
    metrics: new Registry(),
    principalOf: async (headers) => (headers.get("cookie") === "editor" ? editor : null),
    readiness: async () => ({ Datenbank: true, Telefonie: true }),
    rooms: [sampleRoom()],
    webDirectory: "/nowhere",
    ...changes,
  });
}

export const base = "http://127.0.0.1:8115";
export const signedIn = { cookie: "editor" };

export async function errorOf(response: Response) {
  const { error } = (await response.json()) as {
    error: { code: string; message: string; details?: unknown };
  };
  return { status: response.status, ...error };
}
