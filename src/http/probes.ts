import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Registry } from "prom-client";
import { AppError } from "../errors.ts";
import { permit } from "../identity/route.ts";
import type { SignedIn } from "../identity/route.ts";

/** What must work before calls can be taken, by its German name: "Datenbank" → true. */
export type Readiness = Record<string, boolean>;

const aliveRoute = createRoute({
  method: "get",
  path: "/healthz",
  ...permit("everyone"),
  summary: "Whether the process is alive",
  responses: {
    200: {
      description: "It is",
      content: { "application/json": { schema: z.object({ alive: z.literal(true) }) } },
    },
  },
});

const readyRoute = createRoute({
  method: "get",
  path: "/readyz",
  ...permit("everyone"),
  summary: "Whether the centre can take calls; 503 while it cannot",
  responses: {
    200: {
      description: "It can; every part with its state",
      content: {
        "application/json": {
          schema: z.object({
            ready: z.literal(true),
            parts: z.record(z.string(), z.boolean()),
          }),
        },
      },
    },
  },
});

const metricsRoute = createRoute({
  method: "get",
  path: "/metrics",
  ...permit("everyone"),
  summary: "Figures of the running service in the text format of Prometheus",
  responses: {
    200: { description: "The figures", content: { "text/plain": { schema: z.string() } } },
  },
});

/** For those who run the service: alive, ready, figures. Nothing in them concerns a person. */
export function probeRoutes(
  readiness: () => Promise<Readiness>,
  metrics: Registry,
): OpenAPIHono<SignedIn> {
  const app = new OpenAPIHono<SignedIn>();
  app.openapi(aliveRoute, (context) => context.json({ alive: true as const }, 200));
  app.openapi(readyRoute, async (context) => {
    const parts = await readiness();
    const missing = Object.keys(parts).filter((name) => !parts[name]);
    if (missing.length > 0) {
      const message = `Noch nicht bereit: ${missing.join(", ")}.`;
      throw new AppError(503, "not_ready", message, parts);
    }
    return context.json({ ready: true as const, parts }, 200);
  });
  app.openapi(metricsRoute, async (context) =>
    context.text(await metrics.metrics(), 200, { "Content-Type": metrics.contentType }),
  );
  return app;
}
