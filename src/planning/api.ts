import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/database.ts";
import { AppError } from "../errors.ts";
import { permit, type SignedIn } from "../identity/route.ts";
import { staff } from "./erlang.ts";
import { staffingQuerySchema, staffingReplySchema } from "./schema.ts";
import { countArrivalsByHour, meanHandlingSeconds } from "./store.ts";

const weekMilliseconds = 7 * 86_400_000;
/** Talk and wrap-up of an ordinary 115 call, until a line has calls of its own to measure. */
const handlingSecondsAssumed = 210;

const planStaffing = createRoute({
  method: "get",
  path: "/api/planning/staffing",
  ...permit("planning.read"),
  summary: "How many people a line needs, by weekday and hour (Erlang C over past arrivals)",
  request: { query: staffingQuerySchema },
  responses: {
    200: {
      description: "One entry for each hour that had calls",
      content: { "application/json": { schema: staffingReplySchema } },
    },
  },
});

export interface PlanningParts {
  database: Database;
  clock: Clock;
  line(id: string): { answerTargetSeconds: number } | null;
}

export function planningRoutes({ database, clock, line }: PlanningParts) {
  return new OpenAPIHono<SignedIn>().openapi(planStaffing, async (context) => {
    const query = context.req.valid("query");
    const settings = line(query.line);
    if (!settings) throw new AppError(404, "line_not_found", "Diesen Anschluss gibt es nicht.");
    const from = new Date(clock.now() - query.weeks * weekMilliseconds);
    const measured = await meanHandlingSeconds(database, query.line, from);
    const handlingSeconds = query.handlingSeconds ?? measured ?? handlingSecondsAssumed;
    const arrivals = await countArrivalsByHour(database, query.line, from);
    const hours = arrivals.map(({ weekday, hour, arrivalsPerHour }) => {
      const { waitProbability: _, ...needed } = staff({
        callsPerHour: arrivalsPerHour,
        handlingSeconds,
        answerTargetSeconds: settings.answerTargetSeconds,
        goal: query.goal,
        availability: query.availability,
      });
      return { weekday, hour, callsPerHour: arrivalsPerHour, ...needed };
    });
    const handlingSource =
      query.handlingSeconds !== undefined ? "given" : measured !== null ? "measured" : "assumed";
    return context.json({ lineId: query.line, handlingSeconds, handlingSource, hours }, 200);
  });
}
