import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler } from "hono";
import { TrieRouter } from "hono/router/trie-router";
import { AppError, assert } from "../errors.ts";
import { demand, permissions } from "../identity/permissions.ts";
import type { Principal } from "../identity/permissions.ts";
import { accessKey, limitsKey } from "../identity/route.ts";
import type { Access, RouteLimits, SignedIn } from "../identity/route.ts";
import type { Limits } from "./limits.ts";

export interface DeclaredRoute {
  method: string;
  /** As in the OpenAPI document: "/api/services/{slug}". */
  path: string;
  access: Access;
  /** Its own, null: those of all routes. */
  limits: RouteLimits | null;
}

/** All routes that the rooms have described, each with its access. A missing one is a defect. */
export function declaredRoutes(app: OpenAPIHono<SignedIn>): DeclaredRoute[] {
  return app.openAPIRegistry.definitions.flatMap((definition) => {
    if (definition.type !== "route") return [];
    const { method, path, [accessKey]: access, [limitsKey]: limits } = definition.route;
    assert(isAccess(access), `the route ${method} ${path} declares no access`);
    const own = (limits as RouteLimits | undefined) ?? null;
    return [{ method: method.toUpperCase(), path, access, limits: own }];
  });
}

function isAccess(value: unknown): value is Access {
  if (value === "everyone" || value === "public" || value === "signedIn") return true;
  return typeof value === "string" && Object.hasOwn(permissions, value);
}

/** Finds the described route of a request, with the same rules by which Hono finds its handler. */
export class AccessTable {
  readonly #router = new TrieRouter<DeclaredRoute>();
  readonly #methods: ReadonlySet<string>;

  constructor(routes: readonly DeclaredRoute[]) {
    for (const route of routes) {
      this.#router.add(route.method, route.path.replaceAll(/\{(.+?)\}/g, ":$1"), route);
    }
    this.#methods = new Set(routes.map((route) => route.method));
  }

  find(method: string, path: string): DeclaredRoute | undefined {
    return this.#router.match(method === "HEAD" ? "GET" : method, path)[0][0]?.[0];
  }

  methodsOf(path: string): string[] {
    return [...this.#methods].filter((method) => this.find(method, path) !== undefined);
  }
}

/**
 * The one place where sign-in and permission are checked, before any handler runs. A path below
 * /api that no room has described is refused, so a route without declared access cannot exist.
 */
export function guardAccess(
  table: AccessTable,
  principalOf: (headers: Headers) => Promise<Principal | null>,
  limits: Limits,
): MiddlewareHandler<SignedIn> {
  return async (context, next) => {
    const { method, path } = context.req;
    const route = table.find(method, path);
    if (!route) return answerUndescribed(context, table) ?? next();
    if (route.access === "public") {
      openToOtherSites(context);
      await limits.spendPublic(context);
      return next();
    }
    if (route.access === "everyone") {
      await limits.spendAnonymous(context);
      return next();
    }
    const principal = await principalOf(context.req.raw.headers);
    if (!principal) {
      await limits.spendAnonymous(context);
      throw new AppError(401, "not_signed_in", "Bitte melden Sie sich an.");
    }
    await limits.spendSignedIn(principal);
    if (route.access !== "signedIn") demand(principal, route.access);
    context.set("principal", principal);
    await next();
  };
}

/** Outside /api everything unknown is left to the web application, which has its own paths. */
function answerUndescribed(context: Context, table: AccessTable): Response | undefined {
  const { method, path } = context.req;
  const methods = table.methodsOf(path);
  if (methods.length > 0) {
    context.header("Allow", methods.join(", "));
    if (table.find("GET", path)?.access === "public") openToOtherSites(context);
    if (method === "OPTIONS") return context.body(null, 204);
    throw new AppError(405, "method_not_allowed", `${method} ist an dieser Adresse nicht erlaubt.`);
  }
  if (path === "/api" || path.startsWith("/api/")) {
    throw new AppError(404, "not_found", "Diese Adresse gibt es nicht.");
  }
  return undefined;
}

/** Pages of other sites may read, without a sign-in: no cookie counts here. */
function openToOtherSites(context: Context): void {
  context.header("Access-Control-Allow-Origin", "*");
  context.header("Access-Control-Expose-Headers", "ETag, Retry-After");
  if (context.req.method !== "OPTIONS") return;
  context.header("Access-Control-Allow-Methods", "GET, HEAD");
  context.header("Access-Control-Allow-Headers", "If-None-Match");
  context.header("Access-Control-Max-Age", "86400");
}
