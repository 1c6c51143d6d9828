import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Clock } from "../clock.ts";
import { permit, type SignedIn } from "../identity/route.ts";
import type { Directory } from "./directory.ts";
import { isClosedByHand, isLineOpen, linePhrase } from "./line-state.ts";
import { administrationSchema, directorySearchReplySchema, lineViewSchema } from "./schema.ts";

const search = createRoute({
  method: "get",
  path: "/api/directory",
  summary: "Finds units and persons, best first, with reachability",
  ...permit("directory.read"),
  request: {
    query: z.object({
      q: z.string().max(200).default(""),
      /** Only entries of this administration. */
      administration: z.string().optional(),
      /** Entries of this administration first. */
      home: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
  },
  responses: {
    200: {
      description: "Hits; empty when nothing fits",
      content: { "application/json": { schema: directorySearchReplySchema } },
    },
  },
});

const administrations = createRoute({
  method: "get",
  path: "/api/administrations",
  summary: "The administrations with what they take part in today",
  ...permit("directory.read"),
  responses: {
    200: {
      description: "In the order of screens",
      content: {
        "application/json": {
          schema: z.object({ administrations: z.array(administrationSchema) }),
        },
      },
    },
  },
});

const lines = createRoute({
  method: "get",
  path: "/api/lines",
  summary: "The lines with greeting and opening hours",
  ...permit("directory.read"),
  responses: {
    200: {
      description: "In the order of screens",
      content: { "application/json": { schema: z.object({ lines: z.array(lineViewSchema) }) } },
    },
  },
});

/** Who takes part and whom a call can be transferred to. */
export function directoryRoutes(directory: Directory, clock: Clock) {
  return new OpenAPIHono<SignedIn>()
    .openapi(search, (c) => {
      const { q, administration, home, limit } = c.req.valid("query");
      const hits = directory.search(q, {
        at: clock.now(),
        administrationId: administration,
        homeAdministrationId: home,
        limit,
      });
      return c.json({ hits }, 200);
    })
    .openapi(administrations, (c) =>
      c.json({ administrations: directory.administrations(clock.now()) }, 200),
    )
    .openapi(lines, (c) => {
      const now = clock.now();
      const views = directory.lines().map((line) => {
        const closures = directory.lineClosures(line);
        return {
          id: line.id,
          number: line.number,
          name: line.name,
          kind: line.kind,
          administrationId: line.administrationId,
          greeting: line.greeting,
          answerTargetSeconds: line.answerTargetSeconds,
          position: line.position,
          openNow: isLineOpen(line, closures, now),
          closedByHand: isClosedByHand(line, now),
          opening: linePhrase(line, closures, now),
        };
      });
      return c.json({ lines: views }, 200);
    });
}
