import type { Logger } from "pino";
import type { Clock } from "../clock.ts";
import type { Config } from "../config.ts";
import type { PrismaClient } from "../database/generated/client.ts";
import { createAuth } from "./auth.ts";
import type { Auth } from "./auth.ts";
import type { Principal } from "./permissions.ts";
import type { WorkingProfile } from "./schema.ts";
import { createSignInLimits } from "./sign-in-limits.ts";
import type { SignInLimits } from "./sign-in-limits.ts";
import { findUser } from "./store.ts";
import type { Connection } from "./store.ts";

/** Where the working profiles of the team are kept: in the directory. */
interface AgentProfiles {
  find(database: Connection, userId: string): Promise<AgentRecord | null>;
  list(database: Connection): Promise<AgentRecord[]>;
  /** @throws AppError 409 `extension_taken` */
  save(database: Connection, agent: AgentRecord): Promise<void>;
  remove(database: Connection, userId: string): Promise<void>;
}

export interface AgentRecord extends WorkingProfile {
  id: string;
  userId: string;
}

export interface IdentityParts {
  prisma: PrismaClient;
  clock: Clock;
  config: Pick<Config, "host" | "port" | "publicUrl" | "trustedProxies" | "demo">;
  log: Logger;
  agents: AgentProfiles;
  /** What roles and profiles may name: kept by rooms above this one. */
  known: { administration(id: string): boolean; line(id: string): boolean };
  /** Told after a working profile or what its owner may do has changed. */
  agentChanged: (agent: AgentRecord, takesCalls: boolean) => void;
}

export interface Identity extends IdentityParts {
  auth: Auth;
  signInLimits: SignInLimits;
  /** Who is signed in by the session cookie in these headers, of a request or a handshake. */
  principalOf(headers: Headers): Promise<Principal | null>;
}

export async function openIdentity(parts: IdentityParts): Promise<Identity> {
  const { prisma, agents } = parts;
  const auth = await createAuth(prisma, parts.config, parts.log);
  return {
    ...parts,
    auth,
    signInLimits: createSignInLimits(),
    async principalOf(headers) {
      if (!headers.has("cookie")) return null;
      const session = await auth.api.getSession({ headers });
      if (!session) return null;
      const userId = session.user.id;
      const [user, agent] = await Promise.all([
        findUser(prisma, userId),
        agents.find(prisma, userId),
      ]);
      if (!user || user.disabled) return null;
      return { userId, name: user.name, grants: user.grants, agentId: agent?.id ?? null };
    },
  };
}
