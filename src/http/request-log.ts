import type { MiddlewareHandler } from "hono";
import type { Logger } from "pino";
import { Histogram } from "prom-client";
import type { Registry } from "prom-client";
import type { AccessTable } from "./access.ts";

/**
 * Notes each request as method, described path, status and duration. Never the address, the query
 * or the user: what somebody searches and who he is does not belong into a log.
 */
export function recordRequests(
  table: AccessTable,
  log: Logger,
  metrics: Registry,
): MiddlewareHandler {
  const seconds = new Histogram({
    name: "http_request_duration_seconds",
    help: "Duration of HTTP requests by method, route and status",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [metrics],
  });
  return async (context, next) => {
    const startedAt = performance.now();
    await next();
    const described = table.find(context.req.method, context.req.path);
    const method = described?.method ?? "other";
    const route = described?.path ?? "other";
    const status = context.res.status;
    const durationSeconds = (performance.now() - startedAt) / 1000;
    seconds.observe({ method, route, status }, durationSeconds);
    log.info({ method, route, status, durationSeconds, requestId: context.get("requestId") });
  };
}
