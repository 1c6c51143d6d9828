import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { stream } from "hono/streaming";
import { AppError } from "../../errors.ts";
import { allow, permit, type SignedIn } from "../../identity/route.ts";
import { today, type Editing } from "../editing/editing.ts";
import { body, json } from "../editing/routes.ts";
import { writerOf } from "../editing/write-draft.ts";
import { decideOn } from "./decide-proposal.ts";
import { importMessage, loadExchangeSource } from "./import-message.ts";
import { pause } from "../pause.ts";
import {
  decisionSchema,
  outcomeSchema,
  proposalSchema,
  proposalsSchema,
  countsSchema,
  runsSchema,
  type ProposalView,
  type RunView,
} from "./schema.ts";
import { findRun, listProposals, listRuns, type StoredRun } from "./store.ts";
import { keepUpload, type Upload } from "./upload.ts";
import { exportMessage } from "./xzufi/export-message.ts";
import { viewProposal } from "./view-proposal.ts";
import { xzufiVersions } from "./xzufi/versions.ts";

const uploadBytesMax = 50 * 1024 * 1024;
export const uploadSecondsMax = 300;
const runsMax = 50;

const flag = z.enum(["true", "false"]).default("false");
const xml = { "application/xml": { schema: z.string() } };

const uploadRoute = createRoute({
  method: "post",
  path: "/api/exchange/messages",
  summary: "Reads an XZuFi file and stores how it differs, for a review; changes no answer",
  ...permit("exchange.use"),
  ...allow({ bodyBytesMax: uploadBytesMax, secondsMax: uploadSecondsMax }),
  request: {
    query: z.object({
      fileName: z.string().max(200).default("XZuFi-Datei"),
      /** Only look: nothing is stored. */
      dryRun: flag,
    }),
    body: { required: true, content: xml },
  },
  responses: {
    201: { description: "Read; 409 exchange_busy, 415, 422", content: json(outcomeSchema) },
  },
});

const exportRoute = createRoute({
  method: "get",
  path: "/api/exchange/message",
  summary: "All that holds today as an XZuFi file",
  ...permit("exchange.use"),
  ...allow({ bodyBytesMax: 0, secondsMax: uploadSecondsMax }),
  request: {
    query: z.object({
      version: z.enum(xzufiVersions).default("2.2.0"),
      /** With hints for those who answer: only for receivers who answer, too. */
      hints: flag,
    }),
  },
  responses: { 200: { description: "The file", content: xml } },
});

const runsRoute = createRoute({
  method: "get",
  path: "/api/exchange/runs",
  summary: "The files that were read lately, newest first",
  ...permit("exchange.use"),
  responses: { 200: { description: "At most 50", content: json(runsSchema) } },
});

const proposalsRoute = createRoute({
  method: "get",
  path: "/api/exchange/runs/{id}/proposals",
  summary: "How a file differs from what holds here; conflicts first",
  ...permit("exchange.use"),
  request: {
    params: z.object({ id: z.string().max(100) }),
    query: z.object({
      open: z.enum(["true", "false"]).default("true"),
      /** Id of the last proposal of the page before. */
      after: z.string().max(100).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
  },
  responses: { 200: { description: "Proposals", content: json(proposalsSchema) } },
});

const decideRoute = createRoute({
  method: "post",
  path: "/api/exchange/proposals/{id}/decision",
  summary: "Takes what the source says, as a draft where it is an answer's, or leaves it",
  ...permit("services.write"),
  request: { params: z.object({ id: z.string().max(100) }), body: body(decisionSchema) },
  responses: {
    200: { description: "The proposal as it is now", content: json(proposalSchema) },
  },
});

export interface ExchangeParts {
  editing: Editing;
  /** Where a file lies while it is read. */
  uploadsDirectory: string;
}

/** Files of other systems: XZuFi in, with a review before anything changes, and out. */
export function exchangeRoutes({ editing, uploadsDirectory }: ExchangeParts) {
  const { database, clock } = editing;
  return new OpenAPIHono<SignedIn>()
    .openapi(uploadRoute, async (c) => {
      demandXml(c.req.header("content-type"));
      const { fileName, dryRun } = c.req.valid("query");
      await using upload: Upload = await keepUpload(uploadsDirectory, c.req.raw.body);
      const file = {
        fileName,
        open: upload.open,
        by: writerOf(c.get("principal")),
        at: clock.now(),
        today: today(editing),
      };
      return c.json(await importMessage(database, file, { dryRun: dryRun === "true" }), 201);
    })
    .openapi(exportRoute, async (c) => {
      const { version, hints } = c.req.valid("query");
      const source = await loadExchangeSource(database, today(editing));
      const createdAt = new Date(clock.now()).toISOString();
      c.header("Content-Type", "application/xml; charset=utf-8");
      c.header("Content-Disposition", `attachment; filename="xzufi-${version}.xml"`);
      return stream(c, async (out) => {
        for (const piece of exportMessage(source, {
          version,
          withHints: hints === "true",
          createdAt,
        })) {
          await out.write(piece);
          await pause();
        }
      }) as never;
    })
    .openapi(runsRoute, async (c) => {
      const runs = (await listRuns(database, runsMax)).map(viewRun);
      const limits = { fileBytesMax: uploadBytesMax, versions: [...xzufiVersions] };
      return c.json({ runs, ...limits }, 200);
    })
    .openapi(proposalsRoute, async (c) => {
      const { open, after, limit } = c.req.valid("query");
      const { id } = c.req.valid("param");
      const run = await findRun(database, id);
      if (!run) throw new AppError(404, "run_not_found", "Diese Datei wurde nicht eingelesen.");
      const wanted = { openOnly: open === "true", after: after ?? null, countMax: limit };
      const { proposals, ...list } = await listProposals(database, id, wanted);
      const viewed: ProposalView[] = [];
      for (const each of proposals) {
        viewed.push(await viewProposal(editing, c.get("principal"), each));
        await pause();
      }
      return c.json({ ...list, proposals: viewed, run: viewRun(run) }, 200);
    })
    .openapi(decideRoute, async (c) => {
      const { id } = c.req.valid("param");
      const decided = await decideOn(editing, c.get("principal"), id, c.req.valid("json"));
      return c.json(await viewProposal(editing, c.get("principal"), decided), 200);
    });
}

function viewRun({ id, fileName, openCount, ...run }: StoredRun): RunView {
  return {
    id,
    fileName,
    openCount,
    createdAt: run.createdAt.toISOString(),
    createdBy: run.createdByName,
    counts: countsSchema.parse(run.summary),
  };
}

function demandXml(contentType: string | undefined): void {
  if (/^(application|text)\/xml\b/.test(contentType ?? "")) return;
  const message = "Erwartet wird eine XML-Datei (Content-Type: application/xml).";
  throw new AppError(415, "xml_expected", message);
}
