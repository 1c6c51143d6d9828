import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Clock } from "../clock.ts";
import type { Directory } from "../directory/directory.ts";
import { localDay } from "../directory/hours.ts";
import { permit, type SignedIn } from "../identity/route.ts";
import type { Places } from "../places/schema.ts";
import { isoDay } from "../validation.ts";
import type { Knowledge } from "./knowledge.ts";
import { serviceDetailSchema, serviceSearchReplySchema } from "./schema.ts";
import { describeService } from "./service-detail.ts";

const agsSchema = z.string().regex(/^\d{8}$/, "Erwartet wird ein Gemeindeschlüssel mit 8 Ziffern.");

const searchServices = createRoute({
  method: "get",
  path: "/api/services",
  summary: "Finds services by name, everyday word, abbreviation; best first",
  ...permit("services.read"),
  request: {
    query: z.object({
      q: z.string().max(200).default("").openapi({ example: "Perso abgelaufen" }),
      place: agsSchema.optional(),
      limit: z.coerce.number().int().min(1).max(50).default(10),
    }),
  },
  responses: {
    200: {
      description: "Hits; empty when nothing fits",
      content: { "application/json": { schema: serviceSearchReplySchema } },
    },
  },
});

const readService = createRoute({
  method: "get",
  path: "/api/services/{slug}",
  summary: "A service with answer, responsible authority and escalation targets at a place",
  ...permit("services.read"),
  request: {
    params: z.object({ slug: z.string().max(120) }),
    query: z.object({
      place: agsSchema.optional(),
      /** The caller's answer to the question that the reply asks back: one of its cases. */
      case: z.string().max(80).optional(),
      /** Day the answer shall hold for; today when missing. */
      date: isoDay.optional(),
    }),
  },
  responses: {
    200: {
      description: "The service; 404 service_not_found, 422 place_unknown",
      content: { "application/json": { schema: serviceDetailSchema } },
    },
  },
});

export interface KnowledgeRooms {
  knowledge: Knowledge;
  places: Places;
  directory: Directory;
  clock: Clock;
}

/** What is asked, answered for where the caller lives. */
export function knowledgeRoutes({ clock, ...rooms }: KnowledgeRooms) {
  const { knowledge } = rooms;
  return new OpenAPIHono<SignedIn>()
    .openapi(searchServices, (c) => {
      const { q, place, limit } = c.req.valid("query");
      return c.json(knowledge.search(q, { limit, placeAgs: place ?? null }), 200);
    })
    .openapi(readService, (c) => {
      const { slug } = c.req.valid("param");
      const { place, date, case: chosen } = c.req.valid("query");
      const at = clock.now();
      const day = date ?? localDay(at).toString();
      const question = { slug, placeAgs: place ?? null, case: chosen ?? null, date: day, at };
      return c.json(describeService(rooms, question), 200);
    });
}
