import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { permit, type SignedIn } from "../../identity/route.ts";
import { isoDay } from "../../validation.ts";
import { demandPlace, type Editing } from "./editing.ts";
import { readMatrix } from "./matrix.ts";
import { openPointsOf } from "./open-points.ts";
import { endPresence, notePresence } from "./presence.ts";
import { previewService } from "./preview.ts";
import { sharedContent } from "./review.ts";
import { answerParams, answerPath, body, json, takesWords } from "./routes.ts";
import {
  answerWorkspaceSchema,
  matrixSchema,
  openPointsReplySchema,
  presenceSchema,
  previewReplySchema,
  previewSchema,
  sharedSection,
  versionSchema,
  writtenContentSchema,
} from "./schema.ts";
import { listVersions } from "./store.ts";
import { readWorkspace, shown } from "./workspace.ts";

const matrixRoute = createRoute({
  method: "get",
  path: "/api/editing/matrix",
  summary: "Every service with the state of its answers, shared and by administration",
  ...permit("services.write"),
  responses: { 200: { description: "Rows and cells", content: json(matrixSchema) } },
});

const workspaceRoute = createRoute({
  method: "get",
  path: answerPath,
  summary: "An answer as editors see it: what holds, what is being written, who may do what",
  ...permit("services.write"),
  request: { params: answerParams },
  responses: { 200: { description: "Workspace", content: json(answerWorkspaceSchema) } },
});

const historyRoute = createRoute({
  method: "get",
  path: `${answerPath}/versions`,
  summary: "All versions of an answer with their steps, newest first",
  ...permit("services.write"),
  request: { params: answerParams },
  responses: {
    200: {
      description: "Versions",
      content: json(z.object({ versions: z.array(versionSchema) })),
    },
  },
});

const checkRoute = createRoute({
  method: "post",
  path: "/api/editing/check",
  summary: "What would refuse the release of these words, and what is worth a look",
  ...takesWords,
  request: {
    body: body(
      z.strictObject({
        serviceSlug: z.string().max(120),
        section: z.string().max(120),
        content: writtenContentSchema,
        releasedFrom: isoDay.nullable(),
        releasedUntil: isoDay.nullable(),
      }),
    ),
  },
  responses: { 200: { description: "Open points", content: json(openPointsReplySchema) } },
});

const previewRoute = createRoute({
  method: "post",
  path: "/api/editing/preview",
  summary: "A service as desks would show it with these words, at a place; changes nothing",
  ...takesWords,
  request: { body: body(previewSchema) },
  responses: { 200: { description: "Service", content: json(previewReplySchema) } },
});

const presenceRoute = createRoute({
  method: "put",
  path: `${answerPath}/presence`,
  summary: "Says for 45 seconds that one has the answer open; tells who else has",
  ...permit("services.write"),
  request: { params: answerParams },
  responses: { 200: { description: "The others", content: json(presenceSchema) } },
});

const leaveRoute = createRoute({
  method: "delete",
  path: `${answerPath}/presence`,
  summary: "Says that one has closed the answer",
  ...permit("services.write"),
  request: { params: answerParams },
  responses: { 200: { description: "Noted", content: json(z.object({})) } },
});

/** What editors read of answers; see version-api.ts for what they change. */
export function editingRoutes(editing: Editing) {
  const placeOf = ({ slug, section }: z.infer<typeof answerParams>) => {
    const place = { serviceSlug: slug, section };
    demandPlace(editing, place);
    return place;
  };
  return new OpenAPIHono<SignedIn>()
    .openapi(matrixRoute, async (c) => c.json(await readMatrix(editing, c.get("principal")), 200))
    .openapi(workspaceRoute, async (c) => {
      const place = placeOf(c.req.valid("param"));
      return c.json(await readWorkspace(editing, c.get("principal"), place), 200);
    })
    .openapi(historyRoute, async (c) => {
      const versions = await listVersions(editing.database, placeOf(c.req.valid("param")));
      return c.json({ versions: versions.map(shown) }, 200);
    })
    .openapi(checkRoute, (c) => {
      const draft = c.req.valid("json");
      const service = demandPlace(editing, draft);
      const { section, serviceSlug } = draft;
      const shared = section === sharedSection ? null : sharedContent(editing, serviceSlug);
      return c.json(openPointsOf(editing, service, { ...draft, shared }), 200);
    })
    .openapi(previewRoute, (c) => {
      const { content, serviceSlug, section, ...where } = c.req.valid("json");
      const answer = { serviceSlug, section };
      return c.json({ detail: previewService(editing, answer, content, where) }, 200);
    })
    .openapi(presenceRoute, async (c) => {
      const place = placeOf(c.req.valid("param"));
      return c.json({ others: await notePresence(editing, c.get("principal"), place) }, 200);
    })
    .openapi(leaveRoute, async (c) => {
      await endPresence(editing, c.get("principal"), placeOf(c.req.valid("param")));
      return c.json({}, 200);
    });
}
