import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import {
  changeGrants,
  changeProfile,
  createPerson,
  listPeople,
  resetPassword,
  setDisabled,
} from "./accounts.ts";
import type { Identity } from "./identity.ts";
import { permit } from "./route.ts";
import type { SignedIn } from "./route.ts";
import {
  grantsChangeSchema,
  newPersonSchema,
  passwordResetSchema,
  peopleSchema,
  personSchema,
  workingProfileSchema,
} from "./schema.ts";

const access = permit("people.manage");
const params = z.object({ userId: z.string() });
const jsonBody = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true,
  content: { "application/json": { schema } },
});
const person = {
  description: "The person as it is now",
  content: { "application/json": { schema: personSchema } },
};

const listRoute = createRoute({
  method: "get",
  path: "/api/people",
  ...access,
  summary: "Everybody in one's own administrations",
  responses: {
    200: { description: "People", content: { "application/json": { schema: peopleSchema } } },
  },
});

const createPersonRoute = createRoute({
  method: "post",
  path: "/api/people",
  ...access,
  summary: "Create somebody",
  request: { body: jsonBody(newPersonSchema) },
  responses: { 201: person },
});

const grantsRoute = createRoute({
  method: "put",
  path: "/api/people/{userId}/grants",
  ...access,
  summary: "Change what somebody may do, and where",
  request: { params, body: jsonBody(grantsChangeSchema) },
  responses: { 200: person },
});

const profileRoute = createRoute({
  method: "put",
  path: "/api/people/{userId}/agent",
  ...access,
  summary: "Create or change a working profile: phone, lines, skills",
  request: { params, body: jsonBody(workingProfileSchema) },
  responses: { 200: person },
});

const disableRoute = createRoute({
  method: "post",
  path: "/api/people/{userId}/disable",
  ...access,
  summary: "Take the sign-in away, at once",
  request: { params },
  responses: { 200: person },
});

const enableRoute = createRoute({
  method: "post",
  path: "/api/people/{userId}/enable",
  ...access,
  summary: "Give the sign-in back",
  request: { params },
  responses: { 200: person },
});

const passwordRoute = createRoute({
  method: "put",
  path: "/api/people/{userId}/password",
  ...access,
  summary: "Set a new password; all sessions of the person end",
  request: { params, body: jsonBody(passwordResetSchema) },
  responses: { 204: { description: "Set" } },
});

/** What administrators do with people; each sees and changes only his own administrations. */
export function peopleRoutes(identity: Identity): OpenAPIHono<SignedIn> {
  const app = new OpenAPIHono<SignedIn>();
  app.openapi(listRoute, async (context) =>
    context.json({ people: await listPeople(identity, context.get("principal")) }, 200),
  );
  app.openapi(createPersonRoute, async (context) => {
    const created = context.req.valid("json");
    return context.json(await createPerson(identity, context.get("principal"), created), 201);
  });
  app.openapi(grantsRoute, async (context) => {
    const { userId } = context.req.valid("param");
    const { grants } = context.req.valid("json");
    const principal = context.get("principal");
    return context.json(await changeGrants(identity, principal, userId, grants), 200);
  });
  app.openapi(profileRoute, async (context) => {
    const { userId } = context.req.valid("param");
    const profile = context.req.valid("json");
    const principal = context.get("principal");
    return context.json(await changeProfile(identity, principal, userId, profile), 200);
  });
  app.openapi(disableRoute, async (context) => {
    const { userId } = context.req.valid("param");
    const principal = context.get("principal");
    return context.json(await setDisabled(identity, principal, userId, true), 200);
  });
  app.openapi(enableRoute, async (context) => {
    const { userId } = context.req.valid("param");
    const principal = context.get("principal");
    return context.json(await setDisabled(identity, principal, userId, false), 200);
  });
  app.openapi(passwordRoute, async (context) => {
    const { userId } = context.req.valid("param");
    const { password } = context.req.valid("json");
    await resetPassword(identity, context.get("principal"), userId, password);
    return context.body(null, 204);
  });
  return app;
}
