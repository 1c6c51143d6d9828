import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { Temporal } from "temporal-polyfill";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/database.ts";
import { AppError } from "../errors.ts";
import { administrationsWhere } from "../identity/permissions.ts";
import { permit, type SignedIn } from "../identity/route.ts";
import { isoDay } from "../validation.ts";
import {
  endedCallbacksSchema,
  lineReportSchema,
  ownFiguresSchema,
  type EndedCallbacks,
} from "./schema.ts";
import { countByLine, countOwn, listEndedCallbacks, type EndedCallbackRow } from "./store.ts";
import { noFigures } from "./tally.ts";

const periodDaysMax = 400;

const period = z.object({
  from: isoDay.optional().openapi({ example: "2026-11-01" }),
  to: isoDay.optional().openapi({ description: "Last day, included" }),
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

const callbackReport = createRoute({
  method: "get",
  path: "/api/reports/callbacks",
  ...permit("callbacks.supervise"),
  summary: "Callbacks that came to their end today, the last one first",
  responses: {
    200: {
      description: "At most 200, of the administrations of the grant",
      content: { "application/json": { schema: endedCallbacksSchema } },
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
  /** A telephone number as people write it. */
  written(number: string): string;
}

export function reportRoutes(parts: ReportParts) {
  const { database } = parts;

  const boundsOf = (query: { from?: string; to?: string }) => {
    const today = parts.dayOf(parts.clock.now());
    const from = query.from ?? query.to ?? today;
    const to = query.to ?? query.from ?? today;
    const lastDay = Temporal.PlainDate.from(to);
    const days = Temporal.PlainDate.from(from).until(lastDay).days + 1;
    if (days < 1 || days > periodDaysMax) {
      throw new AppError(
        422,
        "invalid_period",
        `Der Zeitraum muss vorwärts laufen und darf höchstens ${periodDaysMax} Tage umfassen.`,
      );
    }
    const nextDay = lastDay.add({ days: 1 }).toString();
    const startOf = (day: string) => new Date(parts.startOfDay(day));
    return { from, to, start: startOf(from), end: startOf(nextDay) };
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
    })
    .openapi(callbackReport, async (context) => {
      const { start, end } = boundsOf({});
      const scope = administrationsWhere(context.get("principal"), "callbacks.supervise");
      const rows = await listEndedCallbacks(database, start, end, scope);
      return context.json({ callbacks: rows.map((row) => endedCallback(row, parts)) }, 200);
    });
}

function endedCallback(
  row: EndedCallbackRow,
  { lines, written }: ReportParts,
): EndedCallbacks["callbacks"][number] {
  const { id, lineId, callerNumber, placeName, failedAttempts } = row;
  return {
    id,
    lineId,
    lineName: lines().find((line) => line.id === lineId)?.name ?? lineId,
    number: callerNumber === null ? null : written(callerNumber),
    place: placeName,
    wishedAt: row.wishedAt.toISOString(),
    endedAt: row.endedAt.toISOString(),
    outcome: row.reached ? "reached" : (outcomes[row.endCause ?? ""] ?? "cancelled"),
    failedAttempts,
  };
}

const outcomes: Record<string, EndedCallbacks["callbacks"][number]["outcome"]> = {
  callbackNotReached: "notReached",
  callerGotThrough: "gotThrough",
};

/** 115 belongs to all; a switchboard's figures to those who supervise its administration. */
function isIn(scope: "all" | readonly string[], { administrationId }: ReportedLine): boolean {
  return scope === "all" || administrationId === null || scope.includes(administrationId);
}
