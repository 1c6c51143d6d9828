import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { permit, type SignedIn } from "../identity/route.ts";
import { placeSearchReplySchema, type Places } from "./schema.ts";

const searchPlaces = createRoute({
  method: "get",
  path: "/api/places",
  ...permit("places.read"),
  summary: "Finds municipalities by name, locality, postal code, association or district",
  request: {
    query: z.object({
      q: z.string().max(200).default("").openapi({ example: "Gonzerath" }),
      limit: z.coerce.number().int().min(1).max(50).default(10),
    }),
  },
  responses: {
    200: {
      description: "Best first; empty for places outside the member districts and for nonsense",
      content: { "application/json": { schema: placeSearchReplySchema } },
    },
  },
});

/** `GET /api/places?q=&limit=`; who may ask is checked by the door around it. */
export function placesRoutes(places: Places) {
  return new OpenAPIHono<SignedIn>().openapi(searchPlaces, (context) => {
    const { q, limit } = context.req.valid("query");
    return context.json({ hits: places.search(q, limit) }, 200);
  });
}
