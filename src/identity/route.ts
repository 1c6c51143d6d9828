import type { Permission, Principal } from "./permissions.ts";

/**
 * Who may call a route: everybody, whoever is signed in, or the roles of a permission. "public" is
 * everybody, too, also pages of other sites: such a route reads what is published and knows nobody.
 */
export type Access = "everyone" | "public" | "signedIn" | Permission;

/** The name under which a route of the OpenAPI document carries its access. */
export const accessKey = "x-permission";

/**
 * Declares who may call a route. Spread it into `createRoute`:
 *
 *     createRoute({ method: "get", path: "/api/places", ...permit("places.read"), … })
 *
 * The HTTP door reads it before the handler runs: 401 without a sign-in, 403 without the
 * permission in any administration. A route without it stops the start of the service. Whether
 * the permission holds in the administration concerned is asked by the handler: `demand(…)`.
 */
export function permit<A extends Access>(access: A): { [accessKey]: A } {
  return { [accessKey]: access };
}

/** What a route takes beyond the limits of all others. */
export interface RouteLimits {
  bodyBytesMax: number;
  /** As long as any other where it is missing. */
  secondsMax?: number;
}

/** The name under which a route carries its own limits. */
export const limitsKey = "x-limits";

/** Gives a route limits of its own, such as one that takes files. Spread it into `createRoute`. */
export function allow(limits: RouteLimits): { [limitsKey]: RouteLimits } {
  return { [limitsKey]: limits };
}

/**
 * What a handler finds in Hono's context: `new OpenAPIHono<SignedIn>()`, `c.get("principal")`.
 * On a route for `everyone` nobody need be signed in: there the principal may be missing.
 */
export interface SignedIn {
  Variables: { principal: Principal };
}
