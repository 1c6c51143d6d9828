import { randomBytes } from "node:crypto";
import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { APIError } from "better-auth/api";
import { username } from "better-auth/plugins/username";
import type { Logger } from "pino";
import type { Config } from "../config.ts";
import type { PrismaClient } from "../database/generated/client.ts";
import { cookiePrefix } from "./session-cookie.ts";
import { passwordLengthMin, usernameSchema } from "./schema.ts";
import { findUser, settleSetting } from "./store.ts";

/** A sign-in holds for a working day; the next one starts with a new one. */
const sessionHours = 12;

export type Auth = ReturnType<typeof configureAuth>;
export type AuthConfig = Pick<Config, "host" | "port" | "publicUrl">;

/** The library that keeps passwords and sessions. Its secret is made at the first start. */
export async function createAuth(
  prisma: PrismaClient,
  config: AuthConfig,
  log: Logger,
): Promise<Auth> {
  const fresh = randomBytes(32).toString("base64url");
  const secret = await settleSetting(prisma, "identity.sessionSecret", fresh);
  return configureAuth(prisma, config, log, secret);
}

function configureAuth(prisma: PrismaClient, config: AuthConfig, log: Logger, secret: string) {
  const host = config.host.includes(":") ? `[${config.host}]` : config.host;
  const baseUrl = config.publicUrl ?? `http://${host}:${config.port}`;
  return betterAuth({
    appName: "115-Servicecenter",
    secret,
    baseURL: baseUrl,
    trustedOrigins: [new URL(baseUrl).origin],
    database: prismaAdapter(prisma, { provider: "postgresql", transaction: true }),
    // Nobody signs himself up, and only our own routes call the library: see api.ts.
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLengthMin,
    },
    plugins: [
      username({
        minUsernameLength: 2,
        usernameValidator: (name) => usernameSchema.safeParse(name).success,
      }),
    ],
    session: { expiresIn: sessionHours * 3600, disableSessionRefresh: true },
    advanced: {
      cookiePrefix,
      useSecureCookies: baseUrl.startsWith("https:"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "strict" },
      ipAddress: { disableIpTracking: true },
    },
    databaseHooks: {
      session: {
        create: {
          async before(session) {
            const user = await findUser(prisma, session.userId);
            if (!user || user.disabled) throw new APIError("UNAUTHORIZED");
          },
        },
      },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: "error", log: (_level, message) => log.error(message) },
  });
}
