import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Clock } from "../../clock.ts";
import { AppError } from "../../errors.ts";
import { permit, type SignedIn } from "../../identity/route.ts";
import type { Knowledge } from "../knowledge.ts";
import { learntChoiceSchema, searchChoiceSchema, searchResetSchema } from "./choices-schema.ts";

const addChoice = createRoute({
  method: "post",
  path: "/api/search-choices",
  summary: "Tells which hit of a search was taken as a concern; keeps known words only, no person",
  ...permit("concerns.write"),
  request: {
    body: { required: true, content: { "application/json": { schema: searchChoiceSchema } } },
  },
  responses: {
    200: {
      description: "Whether something was learnt: not of what was no hit for this query",
      content: { "application/json": { schema: z.object({ learnt: z.boolean() }) } },
    },
  },
});

const readChoices = createRoute({
  method: "get",
  path: "/api/search-choices",
  summary: "What the search has learnt from choices, and who made it forget what",
  ...permit("services.write"),
  responses: {
    200: {
      description: "The strongest 500, and the last 100 resets",
      content: {
        "application/json": {
          schema: z.object({
            choices: z.array(learntChoiceSchema),
            resets: z.array(searchResetSchema.extend({ serviceName: z.string().nullable() })),
          }),
        },
      },
    },
  },
});

const forgetChoices = createRoute({
  method: "delete",
  path: "/api/search-choices",
  summary: "Forgets what was learnt for a query, for a service, or everything",
  ...permit("services.write"),
  request: {
    // A name that is mistyped must not mean everything.
    query: z.strictObject({
      /** A query as typed. */
      q: z.string().min(1).max(200).optional(),
      /** Instead of it: the terms of what was learnt, as they are listed. */
      terms: z.string().min(1).max(500).optional(),
      service: z.string().max(120).optional(),
    }),
  },
  responses: {
    200: {
      description: "What was forgotten; 422 query_unknown for a query without a known word",
      content: { "application/json": { schema: searchResetSchema } },
    },
  },
});

export interface SearchChoiceRooms {
  knowledge: Knowledge;
  clock: Clock;
  /** Called after something was learnt or forgotten, so that other processes read it. */
  changed(): void;
}

const listedMax = 500;

/** What agents choose moves the order a little; editors see it and can undo it. */
export function searchChoiceRoutes({ knowledge, clock, changed }: SearchChoiceRooms) {
  const { choices } = knowledge;
  return new OpenAPIHono<SignedIn>()
    .openapi(addChoice, async (c) => {
      const { query, serviceSlug } = c.req.valid("json");
      const learnt = await knowledge.learn(query, serviceSlug, c.get("principal").userId);
      if (learnt) changed();
      return c.json({ learnt }, 200);
    })
    .openapi(readChoices, async (c) => {
      const nameOf = (slug: string | null) => slug && (knowledge.service(slug)?.name ?? slug);
      const list = choices.list().slice(0, listedMax);
      const named = list.map((each) => ({ ...each, serviceName: nameOf(each.serviceSlug) ?? "" }));
      const resets = (await choices.resets()).map((each) => {
        return { ...each, serviceName: nameOf(each.serviceSlug) };
      });
      return c.json({ choices: named, resets }, 200);
    })
    .openapi(forgetChoices, async (c) => {
      const { q, service, terms: listed } = c.req.valid("query");
      const terms = q === undefined ? (listed ?? null) : knowledge.termsOf(q);
      if (q !== undefined && terms === null) {
        throw new AppError(422, "query_unknown", "Diese Anfrage enthält kein bekanntes Wort.");
      }
      const { userId, name } = c.get("principal");
      const what = { terms, serviceSlug: service ?? null };
      const reset = await choices.forget(what, { id: userId, name }, clock.now());
      changed();
      return c.json(reset, 200);
    });
}
