import type { Permission, Principal } from "./permissions.ts";

/** Who may call a route: everybody, whoever is signed in, or the roles of a permission. */
export type Access = "everyone" | "signedIn" | Permission;

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

/**
 * What a handler finds in Hono's context: `new OpenAPIHono<SignedIn>()`, `c.get("principal")`.
 * On a route for `everyone` nobody need be signed in: there the principal may be missing.
 */
export interface SignedIn {
  Variables: { principal: Principal };
}
