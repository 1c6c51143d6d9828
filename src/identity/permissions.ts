import { AppError } from "../errors.ts";

export const roles = ["agent", "operator", "editor", "supervisor", "administrator"] as const;
export type Role = (typeof roles)[number];

const team: readonly Role[] = ["agent", "operator"];

/** The one table of permissions: what is allowed, and to which roles. Nothing else decides it. */
export const permissions = {
  "places.read": roles,
  "services.read": roles,
  "directory.read": roles,

  /** Queues, agents and promises now; what exactly is sent depends on the role. */
  "center.read": ["agent", "operator", "supervisor", "administrator"],
  /** Be at work: ready, break, offline, accept, decline, wrap up, pull, park. */
  "calls.take": team,
  "calls.transfer": team,
  /** Give up a callback: of the lines that one serves, or of the administrations of the grant. */
  "callbacks.cancel": ["agent", "operator", "supervisor"],
  /** Every callback of the administrations of the grant. */
  "callbacks.supervise": ["supervisor"],
  /** Who of the team does what now. */
  "team.read": ["supervisor"],

  /** Contacts that one answers or has answered, and those still waiting for the team. */
  "contacts.readOwn": team,
  /** Every contact of the administrations of the grant, with the reasons of each decision. */
  "contacts.read": ["supervisor", "administrator"],
  "concerns.write": team,

  "answerReports.write": team,
  "answerReports.read": ["editor"],
  "services.write": ["editor"],
  /** Read and write files of other systems; what comes of them is decided with services.write. */
  "exchange.use": ["editor", "administrator"],
  /** How long corrections take, by administration. */
  "corrections.read": ["editor", "supervisor"],

  "tickets.write": team,
  "tickets.read": ["agent", "operator", "supervisor"],

  "reports.read": ["supervisor"],
  /** One's own figures: everybody's right. */
  "reports.readOwn": roles,
  "planning.read": ["supervisor"],
  "planning.write": ["supervisor"],

  "settings.read": ["supervisor", "administrator"],
  "settings.write": ["supervisor", "administrator"],
  "people.manage": ["administrator"],

  /** Let a simulated caller ring; the routes exist with simulated telephony only. */
  "simulator.call": ["agent", "operator", "supervisor", "administrator"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

/** What each command of the desk's socket asks for; a command that is not listed is refused. */
export const deskCommandPermissions = {
  "presence.choose": "calls.take",
  "offer.accept": "calls.take",
  "offer.decline": "calls.take",
  "contact.hangUp": "calls.take",
  "contact.transfer": "calls.transfer",
  "contact.takeBack": "calls.transfer",
  "contact.passOn": "calls.transfer",
  "contact.pull": "calls.take",
  "contact.park": "calls.take",
  "contact.retrieve": "calls.take",
  "callback.promise": "calls.take",
  "callback.cancel": "callbacks.cancel",
  "contact.confirmPlace": "calls.take",
  "wrapUp.extend": "calls.take",
  "wrapUp.end": "calls.take",
} as const satisfies Record<string, Permission>;

/** A role in one administration, or in all of them (`administrationId` null). */
export interface Grant {
  role: Role;
  administrationId: string | null;
}

/** Who is signed in. */
export interface Principal {
  userId: string;
  name: string;
  grants: readonly Grant[];
  /** The working profile in the team, null for people who take no calls. */
  agentId: string | null;
}

/**
 * Whether somebody may do something: in the given administration, or, without one, in any.
 * `null` means "belongs to no administration" and asks for a grant that covers them all.
 */
export function may(
  principal: Pick<Principal, "grants">,
  permission: Permission,
  administrationId?: string | null,
): boolean {
  const allowed: readonly Role[] = permissions[permission];
  return principal.grants.some(
    (grant) =>
      allowed.includes(grant.role) &&
      (administrationId === undefined ||
        grant.administrationId === null ||
        grant.administrationId === administrationId),
  );
}

/** The administrations in which somebody may do something: `"all"`, or their ids. */
export function administrationsWhere(
  principal: Principal,
  permission: Permission,
): "all" | readonly string[] {
  const allowed: readonly Role[] = permissions[permission];
  const ids = new Set<string>();
  for (const grant of principal.grants) {
    if (!allowed.includes(grant.role)) continue;
    if (grant.administrationId === null) return "all";
    ids.add(grant.administrationId);
  }
  return [...ids].toSorted();
}

/**
 * Stops who may not.
 * @throws AppError 403 `forbidden`
 */
export function demand(
  principal: Principal,
  permission: Permission,
  administrationId?: string | null,
): void {
  if (may(principal, permission, administrationId)) return;
  throw new AppError(403, "forbidden", "Dafür fehlt Ihnen die Berechtigung.", { permission });
}
