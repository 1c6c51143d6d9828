import { systemClock } from "../clock.ts";
import type { Identity } from "./identity.ts";
import type { Principal } from "./permissions.ts";
import { sessionCookieName } from "./session-cookie.ts";
import { findSessions, listUsers } from "./store.ts";

/**
 * Who is still signed in by each of these headers, as `principalOf` tells of one: three queries for
 * any number. Their cookies must have been checked by `principalOf` before.
 */
export async function stillSignedIn(
  { prisma, agents, config }: Identity,
  checked: readonly Headers[],
): Promise<(Principal | null)[]> {
  if (checked.length === 0) return [];
  const name = sessionCookieName(config);
  const tokens = checked.map((headers) => tokenIn(headers.get("cookie") ?? "", name));
  // Sessions are kept on the machine's own time, whatever the clock of a demonstration shows.
  const now = new Date(systemClock.now());
  const [sessions, users, team] = await Promise.all([
    findSessions(prisma, [...new Set(tokens)], now),
    listUsers(prisma),
    agents.list(prisma),
  ]);
  const userIdOf = new Map(sessions.map(({ token, userId }) => [token, userId]));
  const byId = new Map(users.map((user) => [user.id, user]));
  const agentIdOf = new Map(team.map((agent) => [agent.userId, agent.id]));
  return tokens.map((token) => {
    const user = byId.get(userIdOf.get(token) ?? "");
    if (!user || user.disabled) return null;
    const agentId = agentIdOf.get(user.id) ?? null;
    return { userId: user.id, name: user.name, grants: user.grants, agentId };
  });
}

/** The cookie holds the token and, behind the last dot, its signature. */
function tokenIn(cookies: string, name: string): string {
  const cookie = cookies.split("; ").find((each) => each.startsWith(`${name}=`)) ?? "";
  const signed = decodeURIComponent(cookie.slice(name.length + 1));
  return signed.slice(0, signed.lastIndexOf("."));
}
