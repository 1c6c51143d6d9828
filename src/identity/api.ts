import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { AppError } from "../errors.ts";
import { readPerson } from "./accounts.ts";
import { clientAddress } from "./client-address.ts";
import { completeFirstStart } from "./first-start.ts";
import type { Identity } from "./identity.ts";
import { may, permissions } from "./permissions.ts";
import type { Permission, Principal } from "./permissions.ts";
import { permit } from "./route.ts";
import type { SignedIn } from "./route.ts";
import {
  demonstrationAccountsSchema,
  firstStartSchema,
  meSchema,
  passwordChangeSchema,
  signInSchema,
} from "./schema.ts";
import type { DemonstrationAccounts, Me } from "./schema.ts";
import { changePassword, signIn, signOut } from "./sign-in.ts";
import type { SessionCookies } from "./sign-in.ts";

const jsonBody = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { required: true, content: { "application/json": { schema } } },
});
const me = {
  description: "Who is signed in, and what he may do",
  content: { "application/json": { schema: meSchema } },
};

const signInRoute = createRoute({
  method: "post",
  path: "/api/auth/sign-in/username",
  ...permit("everyone"),
  summary: "Sign in; the session is kept in a cookie",
  request: jsonBody(signInSchema),
  responses: { 200: me, 401: { description: "Name or password is wrong: `sign_in_failed`" } },
});

const signOutRoute = createRoute({
  method: "post",
  path: "/api/auth/sign-out",
  ...permit("everyone"),
  summary: "End the session",
  responses: { 204: { description: "Nobody is signed in any more" } },
});

const passwordRoute = createRoute({
  method: "post",
  path: "/api/auth/change-password",
  ...permit("signedIn"),
  summary: "Change one's own password; all other sessions end",
  request: jsonBody(passwordChangeSchema),
  responses: { 204: { description: "Changed" } },
});

const meRoute = createRoute({
  method: "get",
  path: "/api/me",
  ...permit("signedIn"),
  summary: "Who is signed in",
  responses: { 200: me },
});

const firstStartRoute = createRoute({
  method: "post",
  path: "/api/first-start",
  ...permit("everyone"),
  summary: "Create the first administrator with the one-time link of the first start",
  request: jsonBody(firstStartSchema),
  responses: { 204: { description: "Created; sign in now" } },
});

const demonstrationRoute = createRoute({
  method: "get",
  path: "/api/demo/accounts",
  ...permit("everyone"),
  summary: "The sample accounts; demonstration mode only",
  responses: {
    200: {
      description: "Names and passwords",
      content: { "application/json": { schema: demonstrationAccountsSchema } },
    },
  },
});

/** @param sampleAccounts null outside the demonstration mode */
export function identityRoutes(
  identity: Identity,
  sampleAccounts: DemonstrationAccounts["accounts"] | null,
): OpenAPIHono<SignedIn> {
  const app = new OpenAPIHono<SignedIn>();
  app.openapi(signInRoute, async (context) => {
    const credentials = context.req.valid("json");
    const session = await signIn(identity, credentials, clientAddress(context, identity.config));
    setCookies(context, session);
    return context.json(await readMe(identity, session.userId), 200);
  });
  app.openapi(signOutRoute, async (context) => {
    setCookies(context, await signOut(identity, context.req.raw.headers));
    return context.body(null, 204);
  });
  app.openapi(passwordRoute, async (context) => {
    const { headers } = context.req.raw;
    const { userId } = context.get("principal");
    const passwords = context.req.valid("json");
    setCookies(context, await changePassword(identity, headers, userId, passwords));
    return context.body(null, 204);
  });
  app.openapi(meRoute, async (context) =>
    context.json(await readMe(identity, context.get("principal").userId), 200),
  );
  app.openapi(firstStartRoute, async (context) => {
    await completeFirstStart(identity, context.req.valid("json"));
    return context.body(null, 204);
  });
  app.openapi(demonstrationRoute, (context) => {
    if (!sampleAccounts) throw new AppError(404, "not_found", "Diese Adresse gibt es nicht.");
    return context.json({ accounts: sampleAccounts }, 200);
  });
  return app;
}

async function readMe(identity: Identity, userId: string): Promise<Me> {
  const { username, name, grants, agent } = await readPerson(identity, userId);
  const principal: Principal = { userId, name, grants, agentId: agent?.id ?? null };
  return {
    userId,
    username,
    name,
    roles: [...new Set(grants.map((grant) => grant.role))],
    grants,
    permissions: permissionsOf(principal),
    agent,
  };
}

/** What somebody may do anywhere: for showing and hiding, never for deciding. */
function permissionsOf(principal: Principal): Permission[] {
  return (Object.keys(permissions) as Permission[]).filter((name) => may(principal, name));
}

function setCookies(context: Context, { cookies }: SessionCookies): void {
  for (const cookie of cookies) context.header("Set-Cookie", cookie, { append: true });
}
