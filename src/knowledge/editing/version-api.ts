import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { permit, type SignedIn } from "../../identity/route.ts";
import type { Editing } from "./editing.ts";
import { confirmAnswer, withdrawVersion } from "./retire.ts";
import { openPointsOfVersion, releaseVersion, returnVersion, submitDraft } from "./review.ts";
import { reviewRight } from "./rights.ts";
import { answerParams, answerPath, body, json, takesWords } from "./routes.ts";
import { draftChangeSchema, openPointsReplySchema, versionSchema } from "./schema.ts";
import { concernedReports } from "./settle-tasks.ts";
import { findVersion } from "./store.ts";
import { concernedReportSchema } from "./task-schema.ts";
import { viewOf } from "./tasks.ts";
import { shown } from "./workspace.ts";
import { beginDraft, discardDraft, saveDraft, unknownVersion } from "./write-draft.ts";

const versionPath = "/api/editing/versions/{id}";
const params = z.object({ id: z.string().max(100) });
/** The `releasedDigest` of the words that the person has read. */
const seen = z.string().max(100);
const comment = z.string().max(2_000);
const decision = z.strictObject({
  /** The saving that the person has seen. */
  edit: z.number().int().min(0),
  comment: comment.default(""),
});
const reply = {
  200: { description: "The version as it is now", content: json(versionSchema) },
};

const beginRoute = createRoute({
  method: "post",
  path: `${answerPath}/drafts`,
  summary: "Begins a draft, or goes on with the one that is there",
  description: "409 `draft_exists` when an old version is to be restored beside an open draft.",
  ...permit("services.write"),
  request: {
    params: answerParams,
    body: body(
      z.strictObject({
        /** Restores this version; null: begins from what holds today. */
        fromRevision: z.number().int().min(1).nullable().default(null),
      }),
    ),
  },
  responses: reply,
});

const confirmRoute = createRoute({
  method: "post",
  path: `${answerPath}/confirm`,
  summary: "Notes that the answer was checked today and still holds",
  description: "409 `answer_changed` when the desks read something else than was seen.",
  ...permit("services.write"),
  request: { params: answerParams, body: body(z.strictObject({ seen })) },
  responses: reply,
});

const withdrawRoute = createRoute({
  method: "post",
  path: `${answerPath}/withdraw`,
  summary: "Takes a released answer away from the desks at once",
  description: "409 `answer_changed` when the desks read something else than was seen.",
  ...permit("services.write"),
  request: {
    params: answerParams,
    body: body(
      z.union([
        /** What holds today. */
        z.strictObject({ seen, comment }),
        z.strictObject({ revision: z.number().int().min(1), comment }),
      ]),
    ),
  },
  responses: { 200: { description: "Withdrawn", content: json(z.object({})) } },
});

const readRoute = createRoute({
  method: "get",
  path: versionPath,
  summary: "A version with what stands in the way of its release, and the reports it may settle",
  ...permit("services.write"),
  request: { params },
  responses: {
    200: {
      description: "Version, open points, and to who may release it the open reports on its answer",
      content: json(
        z.object({
          version: versionSchema,
          points: openPointsReplySchema,
          reports: z.array(concernedReportSchema),
        }),
      ),
    },
  },
});

const saveRoute = createRoute({
  method: "put",
  path: versionPath,
  summary: "Saves a draft as a whole",
  description:
    "409 `draft_changed` when somebody else saved meanwhile: the details hold what stands there.",
  ...takesWords,
  request: { params, body: body(draftChangeSchema) },
  responses: reply,
});

const step = <Step extends string>(name: Step, summary: string) =>
  createRoute({
    method: "post",
    path: `${versionPath}/${name}`,
    summary,
    ...permit("services.write"),
    request: { params, body: body(decision) },
    responses: reply,
  });

const discardRoute = step("discard", "Puts a draft aside");
const submitRoute = step("submit", "Hands a draft to a second person");
const returnRoute = step("return", "Gives a version in review back to its writers");
const releaseRoute = createRoute({
  method: "post",
  path: `${versionPath}/release`,
  summary: "Puts a reviewed version in force, at once or on its day",
  description:
    "403 `not_your_answer` for who wrote in it; 422 `not_releasable` with the open points.",
  ...permit("services.write"),
  request: {
    params,
    body: body(
      decision.extend({
        /** Ids of the reports that it corrects; left out: those it was written for. */
        settles: z.array(z.string().max(100)).max(500).optional(),
      }),
    ),
  },
  responses: reply,
});

/** What editors change: drafts, reviews, releases. */
export function versionRoutes(editing: Editing) {
  return new OpenAPIHono<SignedIn>()
    .openapi(beginRoute, async (c) => {
      const { slug, section } = c.req.valid("param");
      const { fromRevision } = c.req.valid("json");
      const place = { serviceSlug: slug, section };
      return c.json(shown(await beginDraft(editing, c.get("principal"), place, fromRevision)), 200);
    })
    .openapi(confirmRoute, async (c) => {
      const { slug, section } = c.req.valid("param");
      const place = { serviceSlug: slug, section };
      const { seen: digest } = c.req.valid("json");
      return c.json(shown(await confirmAnswer(editing, c.get("principal"), place, digest)), 200);
    })
    .openapi(withdrawRoute, async (c) => {
      const { slug, section } = c.req.valid("param");
      const place = { serviceSlug: slug, section };
      await withdrawVersion(editing, c.get("principal"), place, c.req.valid("json"));
      return c.json({}, 200);
    })
    .openapi(readRoute, async (c) => {
      const version = await findVersion(editing.database, c.req.valid("param").id);
      if (!version) throw unknownVersion();
      const points = await openPointsOfVersion(editing.database, editing, version);
      const { allowed } = await reviewRight(editing.database, editing, c.get("principal"), version);
      const concerned = allowed ? await concernedReports(editing.database, version) : [];
      const reports = concerned.map(({ report, settles }) => ({
        ...viewOf(editing, c.get("principal"), report),
        settles,
      }));
      return c.json({ version: shown(version), points, reports }, 200);
    })
    .openapi(saveRoute, async (c) => {
      const { id } = c.req.valid("param");
      const change = c.req.valid("json");
      return c.json(shown(await saveDraft(editing, c.get("principal"), id, change)), 200);
    })
    .openapi(discardRoute, async (c) => {
      const { id } = c.req.valid("param");
      const { edit } = c.req.valid("json");
      return c.json(shown(await discardDraft(editing, c.get("principal"), id, edit)), 200);
    })
    .openapi(submitRoute, async (c) => {
      const [{ id }, decided] = [c.req.valid("param"), c.req.valid("json")];
      return c.json(shown(await submitDraft(editing, c.get("principal"), id, decided)), 200);
    })
    .openapi(returnRoute, async (c) => {
      const [{ id }, decided] = [c.req.valid("param"), c.req.valid("json")];
      return c.json(shown(await returnVersion(editing, c.get("principal"), id, decided)), 200);
    })
    .openapi(releaseRoute, async (c) => {
      const [{ id }, decided] = [c.req.valid("param"), c.req.valid("json")];
      return c.json(shown(await releaseVersion(editing, c.get("principal"), id, decided)), 200);
    });
}
