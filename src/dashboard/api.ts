import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { permit, type SignedIn } from "../identity/route.ts";
import type { CenterData } from "../routing/state.ts";
import { skillsOnDuty } from "./skills.ts";
import { teamShown } from "./team.ts";
import type { SharedViews } from "./views.ts";

const time = z.number().int().openapi({ description: "Milliseconds since the epoch" });

const lineSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    number: z.string(),
    kind: z.enum(["115", "switchboard"]),
    administrationId: z.string().nullable(),
    open: z.boolean(),
    hours: z.string(),
    waiting: z.number().int(),
    longestSince: time.nullable(),
    talking: z.number().int(),
    answerTargetSeconds: z.number().int(),
    today: z.object({
      offered: z.number().int(),
      answered: z.number().int(),
      answeredInTarget: z.number().int(),
      abandoned: z.number().int(),
    }),
  })
  .openapi("LineNow");

const agentStates = [
  "offline",
  "ready",
  "break",
  "offered",
  "connecting",
  "talking",
  "wrapUp",
  "notResponding",
] as const;

const memberSchema = z
  .object({
    agentId: z.string(),
    name: z.string(),
    administrationId: z.string(),
    state: z.enum(agentStates),
    since: time,
    breakReason: z.string().nullable(),
    lineName: z.string().nullable(),
  })
  .openapi("TeamMemberNow");

const showCenter = createRoute({
  method: "get",
  path: "/api/center",
  ...permit("center.read"),
  summary: "Queues, agents and promises now; the team only for those who may see it",
  responses: {
    200: {
      description: "The centre at this moment",
      content: {
        "application/json": {
          schema: z
            .object({
              now: time,
              lines: z.array(lineSchema),
              team: z.array(memberSchema).nullable(),
              summary: z.object({
                waiting: z.number().int(),
                longestSince: time.nullable(),
                ready: z.number().int(),
                signedIn: z.number().int(),
                promiseKept: z.number().nullable(),
              }),
            })
            .openapi("CenterNow"),
        },
      },
    },
  },
});

const showSkills = createRoute({
  method: "get",
  path: "/api/center/skills",
  ...permit("calls.take"),
  summary: "Languages and topics of the team, and for which of them a caller may be passed on now",
  request: { query: z.object({ line: z.string().min(1).max(100) }) },
  responses: {
    200: {
      description: "What the team can do, and how many of the others on duty can",
      content: {
        "application/json": {
          schema: z
            .object({
              skills: z.array(
                z.object({
                  name: z.string(),
                  onDuty: z.number().int(),
                  ready: z.number().int(),
                  own: z.boolean(),
                }),
              ),
            })
            .openapi("SkillsOnDuty"),
        },
      },
    },
  },
});

interface CenterParts {
  now(): number;
  shared(): SharedViews;
  center(): Pick<CenterData, "agents">;
}

export function centerRoutes(parts: CenterParts) {
  return new OpenAPIHono<SignedIn>()
    .openapi(showCenter, (context) => {
      const { lines, team, summary } = parts.shared();
      return context.json(
        {
          now: parts.now(),
          lines: [...lines.values()],
          team: teamShown(team, context.get("principal")),
          summary,
        },
        200,
      );
    })
    .openapi(showSkills, (context) => {
      const { line } = context.req.valid("query");
      const { agentId } = context.get("principal");
      return context.json({ skills: skillsOnDuty(parts.center(), line, agentId) }, 200);
    });
}
