import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { accessKey, permit } from "../identity/route.ts";
import type { SignedIn } from "../identity/route.ts";
import { errorSchema } from "./errors.ts";

type Document = ReturnType<OpenAPIHono<SignedIn>["getOpenAPI31Document"]>;

const documentRoute = createRoute({
  method: "get",
  path: "/api/openapi.json",
  ...permit("everyone"),
  summary: "This document",
  responses: {
    200: {
      description: "OpenAPI 3.1",
      content: { "application/json": { schema: z.record(z.string(), z.unknown()) } },
    },
  },
});

const errorNames: Record<number, string> = {
  400: "The request cannot be read",
  401: "Nobody is signed in",
  403: "The permission is missing, or the request comes from a foreign site",
  413: "The body is too large",
  415: "The body is not JSON",
  422: "The input has the wrong shape; details name the fields",
  429: "Too many requests; Retry-After says how many seconds to wait",
};

/** Serves the description of all routes registered in `described`; built once, when first asked. */
export function openApiRoute(
  described: OpenAPIHono<SignedIn>,
  sessionCookie: string,
): OpenAPIHono<SignedIn> {
  let document: Document | undefined;
  const app = new OpenAPIHono<SignedIn>();
  app.openapi(documentRoute, (context) => {
    document ??= describe(described, sessionCookie);
    return context.json(document as unknown as Record<string, unknown>, 200);
  });
  return app;
}

function describe(described: OpenAPIHono<SignedIn>, sessionCookie: string): Document {
  described.openAPIRegistry.register("Error", errorSchema);
  const document = described.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "115-Servicecenter",
      version: "1",
      description:
        "Every error has the shape of `Error`: a stable code, a German message. `x-permission` " +
        "names the permission a route asks for.",
      license: { name: "EUPL-1.2" },
    },
    servers: [{ url: "/" }],
  });
  document.components ??= {};
  document.components.securitySchemes = {
    session: { type: "apiKey", in: "cookie", name: sessionCookie },
  };
  document.components.responses = Object.fromEntries(
    Object.entries(errorNames).map(([status, description]) => [
      `Error${status}`,
      {
        description,
        content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
      },
    ]),
  );
  for (const operation of operationsOf(document)) completeOperation(operation);
  return document;
}

interface Operation {
  [accessKey]?: unknown;
  parameters?: unknown[];
  requestBody?: unknown;
  responses?: Record<string, unknown>;
  security?: unknown[];
}

function operationsOf(document: Document): Operation[] {
  return Object.values(document.paths ?? {}).flatMap((path) => Object.values(path) as Operation[]);
}

/** Adds what the door itself may answer before a room is asked. */
function completeOperation(operation: Operation): void {
  const open = operation[accessKey] === "everyone" || operation[accessKey] === "public";
  operation.security = open ? [] : [{ session: [] }];
  const possible = [429];
  if (!open) possible.push(401, 403);
  if (operation.parameters?.length) possible.push(422);
  if (operation.requestBody) possible.push(400, 403, 413, 415, 422);
  operation.responses ??= {};
  for (const status of possible) {
    operation.responses[status] ??= { $ref: `#/components/responses/Error${status}` };
  }
}
