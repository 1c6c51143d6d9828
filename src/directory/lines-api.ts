import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/database.ts";
import { may, type Principal } from "../identity/permissions.ts";
import { permit, type SignedIn } from "../identity/route.ts";
import {
  changeLineSettings,
  closeLine,
  closingAt,
  reopenLine,
  settingsOf,
  surroundingsOf,
  unknownLine,
} from "./change-line.ts";
import type { Directory } from "./directory.ts";
import { contradictionsOf, hintsOf } from "./line-contradictions.ts";
import {
  lineChangeSchema,
  lineSettingsChangeSchema,
  lineSettingsCheckReplySchema,
  lineSettingsReplySchema,
  lineSettingsSchema,
  newClosingSchema,
  type LineChangeView,
  type LineSettingsReply,
} from "./line-schema.ts";
import { isClosedByHand, isLineOpen, linePhrase, openDays } from "./line-state.ts";
import type { LineRecord } from "./records.ts";
import { loadAgents, readLineChanges } from "./store.ts";

const historyMax = 200;
const params = z.object({ id: z.string().max(100) });
const json = <Schema extends z.ZodType>(schema: Schema) => ({ "application/json": { schema } });
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true,
  content: json(schema),
});
const settingsReply = {
  description: "The line as it is now",
  content: json(lineSettingsReplySchema),
};

const readRoute = createRoute({
  method: "get",
  path: "/api/lines/{id}/settings",
  summary: "What is set of a line, and since which change",
  ...permit("settings.read"),
  request: { params },
  responses: { 200: settingsReply },
});

const changeRoute = createRoute({
  method: "put",
  path: "/api/lines/{id}/settings",
  summary: "Sets a line as a whole, in force from the next decision on",
  description:
    "409 `settings_changed` when the line is not at `version` any more: the details hold what it " +
    "is now. 422 `contradictory_settings` when the settings contradict one another: the details " +
    "hold a sentence for each field.",
  ...permit("settings.write"),
  request: { params, body: body(lineSettingsChangeSchema) },
  responses: { 200: settingsReply },
});

const checkRoute = createRoute({
  method: "post",
  path: "/api/lines/{id}/settings/check",
  summary:
    "What would be refused, and when the line would be open in the next seven days; changes nothing",
  ...permit("settings.read"),
  request: { params, body: body(z.strictObject({ settings: lineSettingsSchema })) },
  responses: {
    200: { description: "Problems and hints", content: json(lineSettingsCheckReplySchema) },
  },
});

const historyRoute = createRoute({
  method: "get",
  path: "/api/lines/{id}/history",
  summary: "What was changed of a line by hand, newest first",
  ...permit("settings.read"),
  request: { params },
  responses: {
    200: {
      description: "Changes",
      content: json(z.object({ changes: z.array(lineChangeSchema) })),
    },
  },
});

const closeRoute = createRoute({
  method: "post",
  path: "/api/lines/{id}/closing",
  summary: "Closes a line by hand; whoever calls hears the announcement",
  ...permit("settings.write"),
  request: { params, body: body(newClosingSchema) },
  responses: { 200: settingsReply },
});

const reopenRoute = createRoute({
  method: "delete",
  path: "/api/lines/{id}/closing",
  summary: "Opens a line that was closed by hand",
  ...permit("settings.write"),
  request: { params },
  responses: { 200: settingsReply },
});

interface LineParts {
  database: Database;
  directory: Directory;
  clock: Clock;
  /** Brings what was stored into force; resolves once the next decision is made by it. */
  changed(): Promise<void>;
}

/** What supervisors set of the lines. */
export function lineRoutes(parts: LineParts) {
  const { clock, directory } = parts;
  const prisma = parts.database.prisma;
  const changer = (lineId: string, principal: Principal) => ({
    database: prisma,
    principal,
    lineId,
    at: clock.now(),
  });
  const show = async (lineId: string, principal: Principal) => {
    const skills = (await loadAgents(prisma)).flatMap((agent) => agent.skills);
    return settingsView(lineOf(directory, lineId), skills, principal, parts);
  };
  return new OpenAPIHono<SignedIn>()
    .openapi(readRoute, async (c) =>
      c.json(await show(c.req.valid("param").id, c.get("principal")), 200),
    )
    .openapi(changeRoute, async (c) => {
      const { id } = c.req.valid("param");
      await changeLineSettings(changer(id, c.get("principal")), c.req.valid("json"));
      await parts.changed();
      return c.json(await show(id, c.get("principal")), 200);
    })
    .openapi(checkRoute, async (c) => {
      const line = lineOf(directory, c.req.valid("param").id);
      const { settings } = c.req.valid("json");
      const { administrationId } = line;
      const closures = directory.lineClosures({ administrationId, closures: settings.closures });
      const reply = {
        problems: contradictionsOf(settings, await surroundingsOf(prisma, line)),
        hints: hintsOf(settings),
        week: openDays(settings.hours, closures, clock.now()),
      };
      return c.json(reply, 200);
    })
    .openapi(historyRoute, async (c) => {
      const line = lineOf(directory, c.req.valid("param").id);
      const changes = await readLineChanges(prisma, line.id, historyMax);
      return c.json({ changes: changes.map(changeView) }, 200);
    })
    .openapi(closeRoute, async (c) => {
      const { id } = c.req.valid("param");
      await closeLine(changer(id, c.get("principal")), c.req.valid("json"));
      await parts.changed();
      return c.json(await show(id, c.get("principal")), 200);
    })
    .openapi(reopenRoute, async (c) => {
      const { id } = c.req.valid("param");
      await reopenLine(changer(id, c.get("principal")));
      await parts.changed();
      return c.json(await show(id, c.get("principal")), 200);
    });
}

function lineOf(directory: Directory, id: string): LineRecord {
  const line = directory.line(id);
  if (!line) throw unknownLine();
  return line;
}

function settingsView(
  line: LineRecord,
  skills: readonly string[],
  principal: Principal,
  { directory, clock }: LineParts,
): LineSettingsReply {
  const now = clock.now();
  const closures = directory.lineClosures(line);
  const { id, name, number, kind, administrationId, version, changedSettings } = line;
  return {
    id,
    name,
    number,
    kind,
    administrationId,
    version,
    settings: settingsOf(line),
    changedSettings,
    closing: closingAt(line, now),
    openNow: isLineOpen(line, closures, now),
    closedByHand: isClosedByHand(line, now),
    opening: linePhrase(line, closures, now),
    mayWrite: may(principal, "settings.write", administrationId),
    teamSkills: [...new Set(skills)].toSorted(),
    week: openDays(line.hours, closures, now),
  };
}

function changeView(row: Awaited<ReturnType<typeof readLineChanges>>[number]): LineChangeView {
  return {
    id: row.id,
    version: row.version,
    kind: row.kind as LineChangeView["kind"],
    from: row.from as Record<string, unknown>,
    to: row.to as Record<string, unknown>,
    at: row.at.toISOString(),
    by: row.userName,
    reason: row.reason,
  };
}
