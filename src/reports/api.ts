import { noFigures } from "./tally.ts";
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/database.ts";
import { AppError } from "../errors.ts";
import { administrationsWhere } from "../identity/permissions.ts";
import { permit, type SignedIn } from "../identity/route.ts";
import { lineReportSchema, ownFiguresSchema } from "./schema.ts";
import { countByLine, countOwn } from "./store.ts";

const periodDaysMax = 400;
const dayMilliseconds = 86_400_000;

const period = z.object({
  from: z.iso.date().optional().openapi({ example: "2026-11-01" }),
  to: z.iso.date().optional().openapi({ description: "Last day, included" }),
});

const lineReport = createRoute({
  method: "get",
  path: "/api/reports/lines",
  ...permit("reports.read"),
  summary: "Calls of every line in a period: offered, answered, in time, abandoned",
  request: { query: period },
  responses: {
    200: {
      description: "By line, in the order of the lines",
      content: { "application/json": { schema: lineReportSchema } },
    },
  },
});

const ownReport = createRoute({
  method: "get",
  path: "/api/reports/own",
  ...permit("reports.readOwn"),
  summary: "The figures of the person who asks; nobody sees another's",
  request: { query: period },
  responses: {
    200: {
      description: "Own figures",
      content: { "application/json": { schema: ownFiguresSchema } },
    },
  },
});

interface ReportedLine {
  id: string;
  name: string;
  administrationId: string | null;
}

export interface ReportParts {
  database: Database;
  clock: Clock;
  lines(): readonly ReportedLine[];
  /** Start of a local day (Europe/Berlin), milliseconds since the epoch. */
  startOfDay(day: string): number;
  dayOf(at: number): string;
}

export function reportRoutes(parts: ReportParts) {
  const { database } = parts;

  const boundsOf = (query: { from?: string; to?: string }) => {
    const today = parts.dayOf(parts.clock.now());
    const from = query.from ?? query.to ?? today;
    const to = query.to ?? query.from ?? today;
    const start = parts.startOfDay(from);
    // Noon of the next day survives the days of 23 and 25 hours.
    const end = parts.startOfDay(parts.dayOf(parts.startOfDay(to) + 1.5 * dayMilliseconds));
    if (end <= start || end - start > periodDaysMax * dayMilliseconds) {
      throw new AppError(
        422,
        "invalid_period",
        `Der Zeitraum muss vorwärts laufen und darf höchstens ${periodDaysMax} Tage umfassen.`,
      );
    }
    return { from, to, start: new Date(start), end: new Date(end) };
  };

  return new OpenAPIHono<SignedIn>()
    .openapi(lineReport, async (context) => {
      const { from, to, start, end } = boundsOf(context.req.valid("query"));
      const counted = await countByLine(database, start, end);
      const scope = administrationsWhere(context.get("principal"), "reports.read");
      const lines = parts
        .lines()
        .filter((line) => isIn(scope, line))
        .map((line) => {
          const figures = counted.find((each) => each.lineId === line.id) ?? noFigures(line.id);
          const settled = figures.answered + figures.abandoned;
          const promiseKept = settled === 0 ? null : figures.answeredInTarget / settled;
          return { ...figures, lineName: line.name, promiseKept };
        });
      return context.json({ from, to, lines }, 200);
    })
    .openapi(ownReport, async (context) => {
      const { from, to, start, end } = boundsOf(context.req.valid("query"));
      const { agentId } = context.get("principal");
      const figures =
        agentId === null
          ? { answered: 0, concerns: 0, solvedAtFirstContact: null }
          : await countOwn(database, agentId, start, end);
      return context.json({ from, to, ...figures }, 200);
    });
}

/** 115 belongs to all; a switchboard's figures to those who supervise its administration. */
function isIn(scope: "all" | readonly string[], { administrationId }: ReportedLine): boolean {
  return scope === "all" || administrationId === null || scope.includes(administrationId);
}
