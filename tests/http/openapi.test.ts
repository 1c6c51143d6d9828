import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { Validator } from "@seriousme/openapi-schema-validator";
import pino from "pino";
import { Registry } from "prom-client";
import { expect, test } from "vitest";
import { proxyList } from "../../src/config.ts";
import { createApp } from "../../src/http/app.ts";
import { permit } from "../../src/identity/route.ts";
import type { SignedIn } from "../../src/identity/route.ts";

function room(): OpenAPIHono<SignedIn> {
  const app = new OpenAPIHono<SignedIn>();
  app.openapi(
    createRoute({
      method: "post",
      path: "/api/sample/{id}",
      ...permit("services.write"),
      request: {
        params: z.object({ id: z.string() }),
        body: {
          required: true,
          content: { "application/json": { schema: z.object({ name: z.string() }) } },
        },
      },
      responses: { 204: { description: "Done" } },
    }),
    (context) => context.body(null, 204),
  );
  return app;
}

async function servedDocument() {
  const app = createApp({
    config: { host: "127.0.0.1", publicUrl: null, trustedProxies: proxyList(["127.0.0.1"]) },
    log: pino({ level: "silent" }),
    metrics: new Registry(),
    principalOf: async () => null,
    readiness: async () => ({}),
    rooms: [room()],
    webDirectory: "/nowhere",
  });
  const response = await app.request("http://127.0.0.1:8115/api/openapi.json");
  return (await response.json()) as {
    openapi: string;
    paths: Record<string, Record<string, Record<string, unknown>>>;
  };
}

test("the served document is valid OpenAPI 3.1", async () => {
  const document = await servedDocument();
  expect(document.openapi).toBe("3.1.0");
  const result = await new Validator().validate(document);
  expect(result).toMatchObject({ valid: true });
});

test("every operation carries its access and the errors the door may answer", async () => {
  const { paths } = await servedDocument();
  const operation = paths["/api/sample/{id}"]?.post;
  expect(operation?.["x-permission"]).toBe("services.write");
  expect(operation?.security).toEqual([{ session: [] }]);
  expect(Object.keys(operation?.responses as object)).toEqual(
    expect.arrayContaining(["204", "400", "401", "403", "413", "422", "429"]),
  );
  expect(paths["/healthz"]?.get?.security).toEqual([]);
});
