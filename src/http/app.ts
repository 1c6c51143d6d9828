import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { requestId } from "hono/request-id";
import { timeout } from "hono/timeout";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import type { Config } from "../config.ts";
import { AppError } from "../errors.ts";
import type { Principal } from "../identity/permissions.ts";
import { sessionCookieName } from "../identity/session-cookie.ts";
import type { SignedIn } from "../identity/route.ts";
import { requireValid } from "../validation.ts";
import { AccessTable, declaredRoutes, guardAccess } from "./access.ts";
import { answerError } from "./errors.ts";
import { refuseForeignOrigin } from "./foreign-origin.ts";
import { createLimits, defaultLimits, limitBody } from "./limits.ts";
import type { LimitSettings } from "./limits.ts";
import { openApiRoute } from "./openapi.ts";
import { probeRoutes } from "./probes.ts";
import type { Readiness } from "./probes.ts";
import { recordRequests } from "./request-log.ts";
import { securityHeaders } from "./security-headers.ts";
import { webFiles } from "./web-files.ts";

const requestSecondsMax = 15;

export interface AppParts {
  config: Pick<Config, "host" | "publicUrl" | "trustedProxies">;
  log: Logger;
  metrics: Registry;
  /** Who is signed in by the cookie of a request. */
  principalOf: (headers: Headers) => Promise<Principal | null>;
  readiness: () => Promise<Readiness>;
  /** The rooms' routes, with full paths, each with its access (`permit`). */
  rooms: readonly OpenAPIHono<SignedIn>[];
  /** Where the built browser application lies. */
  webDirectory: string;
  limits?: LimitSettings;
}

/**
 * The whole HTTP door. It translates and decides nothing: rooms answer, and what all have in
 * common (sign-in, permission, limits, errors, headers) is done here, once.
 */
export function createApp(parts: AppParts): OpenAPIHono<SignedIn> {
  const { config, log, metrics } = parts;
  const limits = parts.limits ?? defaultLimits;
  const described = describedRoutes(parts);
  const table = new AccessTable(declaredRoutes(described));

  const app = new OpenAPIHono<SignedIn>({
    defaultHook: (result) => void requireValid(result),
  });
  app.onError((error, context) => answerError(error, context, log));
  app.notFound((context) => {
    const error = new AppError(404, "not_found", "Diese Adresse gibt es nicht.");
    return answerError(error, context, log);
  });

  app.use(requestId({ headerName: "" }));
  app.use(recordRequests(table, log, metrics));
  app.use(securityHeaders(config.publicUrl?.startsWith("https:") ?? false));
  app.use("/api/*", async (context, next) => {
    context.header("Cache-Control", "no-store");
    await next();
  });
  const ownLimits = ({ req }: Context) => table.find(req.method, req.path)?.limits;
  app.use((context, next) =>
    timeout((ownLimits(context)?.secondsMax ?? requestSecondsMax) * 1000)(context, next),
  );
  app.use((context, next) =>
    limitBody(ownLimits(context)?.bodyBytesMax ?? limits.bodyBytesMax)(context, next),
  );
  app.use(refuseForeignOrigin(config));
  app.use(guardAccess(table, parts.principalOf, createLimits(limits, config)));

  app.route("/", described);
  app.route("/", webFiles(parts.webDirectory));
  return app;
}

function describedRoutes(parts: AppParts): OpenAPIHono<SignedIn> {
  const described = new OpenAPIHono<SignedIn>();
  described.route("/", probeRoutes(parts.readiness, parts.metrics));
  for (const room of parts.rooms) described.route("/", room);
  described.route("/", openApiRoute(described, sessionCookieName(parts.config)));
  return described;
}
