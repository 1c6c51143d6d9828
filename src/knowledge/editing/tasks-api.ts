import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { permit, type SignedIn } from "../../identity/route.ts";
import { correctionFigures } from "./correction-figures.ts";
import type { Editing } from "./editing.ts";
import { body, json } from "./routes.ts";
import {
  figuresSchema,
  newReportSchema,
  reportNoteSchema,
  ownReportSchema,
  resolutionSchema,
  reviewSchema,
  taskSchema,
} from "./task-schema.ts";
import {
  acceptTask,
  handOnTask,
  noteReport,
  ownReports,
  reopenTask,
  reportAnswer,
  resolveTask,
  tasksOf,
} from "./tasks.ts";
import { waitingReviews } from "./waiting-reviews.ts";

const params = z.object({ id: z.string().max(100) });
const taskReply = { 200: { description: "The task as it is now", content: json(taskSchema) } };

const reportRoute = createRoute({
  method: "post",
  path: "/api/answer-reports",
  summary: "Reports an answer of any member administration as wrong or missing to its editors",
  ...permit("answerReports.write"),
  request: { body: body(newReportSchema) },
  responses: {
    201: { description: "Reported", content: json(z.object({ id: z.string() })) },
  },
});

const noteRoute = createRoute({
  method: "put",
  path: "/api/answer-reports/{id}/note",
  summary: "Says of one's own report, while it is open, what is wrong",
  ...permit("answerReports.write"),
  request: { params, body: body(reportNoteSchema) },
  responses: { 200: { description: "Noted", content: json(z.object({ id: z.string() })) } },
});

const ownRoute = createRoute({
  method: "get",
  path: "/api/answer-reports/own",
  summary: "What became of one's own reports of the last 30 days, newest first",
  ...permit("answerReports.write"),
  responses: {
    200: {
      description: "Own reports",
      content: json(z.object({ reports: z.array(ownReportSchema) })),
    },
  },
});

const listRoute = createRoute({
  method: "get",
  path: "/api/answer-reports",
  summary: "Tasks of one's own administrations and of shared answers: reports first, then reviews",
  ...permit("answerReports.read"),
  request: {
    query: z.object({
      open: z.enum(["true", "false"]).default("true"),
      service: z.string().max(120).optional(),
    }),
  },
  responses: {
    200: {
      description: "At most 500 tasks; open ones oldest first, done ones newest first",
      content: json(z.object({ reports: z.array(taskSchema) })),
    },
  },
});

const reviewsRoute = createRoute({
  method: "get",
  path: "/api/editing/reviews",
  summary: "Versions in review that the person who asks may release, oldest first",
  ...permit("services.write"),
  responses: {
    200: {
      description: "None in which the person has written",
      content: json(z.object({ reviews: z.array(reviewSchema) })),
    },
  },
});

const acceptRoute = createRoute({
  method: "post",
  path: "/api/answer-reports/{id}/accept",
  summary: "Takes a task on; the release of its answer will settle it",
  ...permit("services.write"),
  request: { params, body: body(z.strictObject({})) },
  responses: taskReply,
});

const resolveRoute = createRoute({
  method: "post",
  path: "/api/answer-reports/{id}/resolve",
  summary: "Says that a task is done, with words to who reported it",
  ...permit("services.write"),
  request: { params, body: body(resolutionSchema) },
  responses: taskReply,
});

const reopenRoute = createRoute({
  method: "post",
  path: "/api/answer-reports/{id}/reopen",
  summary: "Gives a task back to the team",
  ...permit("services.write"),
  request: { params, body: body(z.strictObject({})) },
  responses: taskReply,
});

const handOnRoute = createRoute({
  method: "post",
  path: "/api/answer-reports/{id}/hand-on",
  summary: "Hands a report on to the editors of the shared answer, or back to its district's",
  ...permit("services.write"),
  request: { params, body: body(z.strictObject({})) },
  responses: taskReply,
});

const figuresRoute = createRoute({
  method: "get",
  path: "/api/editing/figures",
  summary: "Median time from report to correction, and what waits, by administration",
  ...permit("corrections.read"),
  responses: { 200: { description: "Figures", content: json(figuresSchema) } },
});

/** What agents report, and what editors make of it. */
export function taskRoutes(editing: Editing) {
  return new OpenAPIHono<SignedIn>()
    .openapi(reportRoute, async (c) => {
      const id = await reportAnswer(editing, c.get("principal"), c.req.valid("json"));
      return c.json({ id }, 201);
    })
    .openapi(noteRoute, async (c) => {
      const { id } = c.req.valid("param");
      await noteReport(editing, c.get("principal"), id, c.req.valid("json").note);
      return c.json({ id }, 200);
    })
    .openapi(ownRoute, async (c) =>
      c.json({ reports: await ownReports(editing, c.get("principal")) }, 200),
    )
    .openapi(listRoute, async (c) => {
      const { open, service } = c.req.valid("query");
      const filter = {
        done: open === "false",
        ...(service !== undefined && { serviceSlug: service }),
      };
      return c.json({ reports: await tasksOf(editing, c.get("principal"), filter) }, 200);
    })
    .openapi(reviewsRoute, async (c) =>
      c.json({ reviews: await waitingReviews(editing, c.get("principal")) }, 200),
    )
    .openapi(acceptRoute, async (c) =>
      c.json(await acceptTask(editing, c.get("principal"), c.req.valid("param").id), 200),
    )
    .openapi(resolveRoute, async (c) => {
      const { id } = c.req.valid("param");
      return c.json(await resolveTask(editing, c.get("principal"), id, c.req.valid("json")), 200);
    })
    .openapi(reopenRoute, async (c) =>
      c.json(await reopenTask(editing, c.get("principal"), c.req.valid("param").id), 200),
    )
    .openapi(handOnRoute, async (c) =>
      c.json(await handOnTask(editing, c.get("principal"), c.req.valid("param").id), 200),
    )
    .openapi(figuresRoute, async (c) =>
      c.json(await correctionFigures(editing, c.get("principal")), 200),
    );
}
