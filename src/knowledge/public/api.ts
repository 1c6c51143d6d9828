import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Clock } from "../../clock.ts";
import { localDay } from "../../directory/hours.ts";
import { permit, type SignedIn } from "../../identity/route.ts";
import { cachePublished } from "./cache.ts";
import {
  publishedOffices,
  publishedService,
  publishedSummary,
  type PublishedRooms,
} from "./published.ts";
import { officesSchema, publicPlacesSchema, serviceSchema, servicesSchema } from "./schema.ts";

const json = <Schema extends z.ZodType>(schema: Schema) => ({ "application/json": { schema } });
const agsSchema = z.string().regex(/^\d{8}$/, "Erwartet wird ein Gemeindeschlüssel mit 8 Ziffern.");
const hitsMax = 50;
/** Nobody has signed in: a question of some words, and not what a computer makes up. */
const queryLettersMax = 80;

const listRoute = createRoute({
  method: "get",
  path: "/api/public/services",
  summary: "Services by page, or those found by words, best first",
  ...permit("public"),
  request: {
    query: z.object({
      q: z.string().max(queryLettersMax).default("").openapi({ example: "Perso abgelaufen" }),
      place: agsSchema.optional(),
      page: z.coerce.number().int().min(1).default(1),
      perPage: z.coerce.number().int().min(1).max(100).default(50),
    }),
  },
  responses: { 200: { description: "Services", content: json(servicesSchema) } },
});

const readRoute = createRoute({
  method: "get",
  path: "/api/public/services/{slug}",
  summary: "A service with its answer, who is responsible at a place, and where to go",
  ...permit("public"),
  request: {
    params: z.object({ slug: z.string().max(120) }),
    query: z.object({
      place: agsSchema.optional(),
      /** The answer to `question`: one of its cases. */
      case: z.string().max(80).optional(),
    }),
  },
  responses: { 200: { description: "The service", content: json(serviceSchema) } },
});

const officesRoute = createRoute({
  method: "get",
  path: "/api/public/offices",
  summary: "Offices with public number and opening hours",
  ...permit("public"),
  request: {
    query: z.object({
      /** Only those of this authority. */
      authority: z.string().max(120).optional(),
    }),
  },
  responses: { 200: { description: "Offices", content: json(officesSchema) } },
});

const placesRoute = createRoute({
  method: "get",
  path: "/api/public/places",
  summary: "Municipalities and localities by their first letters, best first",
  ...permit("public"),
  request: { query: z.object({ q: z.string().max(queryLettersMax).default("") }) },
  responses: { 200: { description: "Places", content: json(publicPlacesSchema) } },
});

/** Released answers for the joint portal: readable by everybody, without anything internal. */
export function publicRoutes(rooms: PublishedRooms, clock: Clock): OpenAPIHono<SignedIn> {
  const { knowledge, places } = rooms;
  const app = new OpenAPIHono<SignedIn>();
  cachePublished(app, "/api/public/*");
  return app
    .openapi(listRoute, (c) => {
      const { q, place, page, perPage } = c.req.valid("query");
      const found =
        q.trim() === "" ? null : knowledge.search(q, { limit: hitsMax, placeAgs: place ?? null });
      const services = found
        ? found.hits.flatMap(({ slug }) => knowledge.service(slug) ?? [])
        : knowledge.services();
      const shown = services.slice((page - 1) * perPage, page * perPage).map(publishedSummary);
      const pageCount = Math.ceil(services.length / perPage);
      return c.json({ total: services.length, page, pageCount, services: shown }, 200);
    })
    .openapi(readRoute, (c) => {
      const { place, case: chosen } = c.req.valid("query");
      const at = clock.now();
      const question = {
        slug: c.req.valid("param").slug,
        placeAgs: place ?? null,
        case: chosen ?? null,
        date: localDay(at).toString(),
        at,
      };
      return c.json(publishedService(rooms, question), 200);
    })
    .openapi(officesRoute, (c) => {
      const { authority } = c.req.valid("query");
      const offices = publishedOffices(rooms).filter(
        (office) => authority === undefined || office.authority.id === authority,
      );
      return c.json({ offices }, 200);
    })
    .openapi(placesRoute, (c) => {
      const found = places.search(c.req.valid("query").q, 20).map((hit) => ({
        name: hit.name,
        ags: hit.municipality.ags,
        municipality: hit.municipality.name,
        association: hit.association?.name ?? null,
        district: hit.district.name,
      }));
      return c.json({ places: found }, 200);
    });
}
