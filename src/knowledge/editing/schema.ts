import { z } from "@hono/zod-openapi";
import { isoDay } from "../../validation.ts";
import { answerScopes, serviceDetailSchema } from "../schema.ts";
import { lettersMax, linesMax } from "./text-limits.ts";

/** The section of the shared answer; every other section is the id of an administration. */
export const sharedSection = "shared";

const text = (field: keyof typeof lettersMax) => z.string().max(lettersMax[field]);

/**
 * What editors write of an answer. Empty means: not said here, so that a district's answer takes
 * it from the shared one. A draft may hold what cannot be released, such as half a link.
 */
export const answerContentSchema = z
  .strictObject({
    scope: z.enum(answerScopes),
    /** Words to read aloud, paragraphs separated by an empty line. */
    spoken: text("spoken"),
    /** Markdown. */
    body: text("body"),
    fee: text("fee"),
    duration: text("duration"),
    deadline: text("deadline"),
    appointment: text("appointment"),
    documents: z.array(text("documents")).max(linesMax),
    onlineUrl: text("onlineUrl"),
    /** Null: as the shared answer says. */
    sample: z.boolean().nullable(),
    source: text("source"),
    /** ISO day; empty: as the shared answer says. */
    checkedAt: z.union([z.literal(""), isoDay]),
    /** These three belong to the service, so only the shared answer carries them. */
    legalBasis: z.array(text("legalBasis")).max(linesMax),
    /** Never leaves the staff screens. */
    agentHints: text("agentHints"),
    reviewMonths: z.number().int().min(1).max(60).nullable(),
  })
  .openapi("AnswerContent");
export type AnswerContent = z.infer<typeof answerContentSchema>;
export type ContentField = keyof AnswerContent;

/** Far more than a field may have: what is too long is refused by name, and never cut off. */
const anyText = z.string().max(1_000_000);
const anyLines = z.array(anyText).max(10_000);

/** What stands in the form, whatever its length. */
export const writtenContentSchema = answerContentSchema
  .extend({
    spoken: anyText,
    body: anyText,
    fee: anyText,
    duration: anyText,
    deadline: anyText,
    appointment: anyText,
    onlineUrl: anyText,
    source: anyText,
    agentHints: anyText,
    documents: anyLines,
    legalBasis: anyLines,
  })
  .openapi("WrittenContent");

export const versionStatuses = ["draft", "inReview", "released", "withdrawn", "discarded"] as const;
export type VersionStatus = (typeof versionStatuses)[number];

export const versionOrigins = ["editor", "files", "import"] as const;
export type VersionOrigin = (typeof versionOrigins)[number];

/** What an answer is at the moment, as the matrix shows it; several can hold at once. */
export const cellStates = [
  "valid",
  "inherited",
  "expiring",
  "overdue",
  "missing",
  "draft",
  "inReview",
  "scheduled",
] as const;
export type CellState = (typeof cellStates)[number];

export const openPointSchema = z
  .object({
    /** The field of the content it concerns; "releasedFrom", "releasedUntil", "targets", "base". */
    field: z.string(),
    /** German sentence. */
    message: z.string(),
  })
  .openapi("OpenPoint");
export type OpenPoint = z.infer<typeof openPointSchema>;

const personSchema = z.object({ userId: z.string().nullable(), name: z.string() });

export const stepKinds = [
  "created",
  "overwritten",
  "submitted",
  "returned",
  "released",
  "withdrawn",
  "discarded",
] as const;
export type StepKind = (typeof stepKinds)[number];

const stepSchema = z.object({
  id: z.string(),
  kind: z.enum(stepKinds),
  at: z.string(),
  by: personSchema,
  comment: z.string(),
  /** What the step replaced; null where nothing was lost. */
  content: answerContentSchema.nullable(),
});

export const versionSchema = z
  .object({
    id: z.string(),
    serviceSlug: z.string(),
    section: z.string(),
    revision: z.number().int(),
    status: z.enum(versionStatuses),
    origin: z.enum(versionOrigins),
    baseRevision: z.number().int(),
    edit: z.number().int(),
    content: answerContentSchema,
    releasedFrom: isoDay.nullable(),
    releasedUntil: isoDay.nullable(),
    author: personSchema,
    createdAt: z.string(),
    updatedBy: personSchema,
    updatedAt: z.string(),
    reviewer: personSchema.nullable(),
    decidedAt: z.string().nullable(),
    steps: z.array(stepSchema),
  })
  .openapi("AnswerVersion");
export type VersionView = z.infer<typeof versionSchema>;

export const rightSchema = z
  .object({
    allowed: z.boolean(),
    /** German sentence: why not. */
    reason: z.string().nullable(),
  })
  .openapi("EditingRight");
export type Right = z.infer<typeof rightSchema>;

/** All that the workspace shows of one answer. */
export const answerWorkspaceSchema = z
  .object({
    service: z.object({
      slug: z.string(),
      name: z.string(),
      category: z.string(),
      responsibleUnit: z.string(),
      source: z.string(),
      checkedAt: isoDay,
      reviewMonths: z.number().int(),
    }),
    section: z.string(),
    sectionName: z.string(),
    /** What desks read today; null: nothing. */
    released: answerContentSchema.nullable(),
    /** Who decides on these words sends it back, to say which he has read. */
    releasedDigest: z.string().nullable(),
    releasedRevision: z.number().int(),
    /** The shared answer of today, which a district's takes its gaps from. */
    shared: answerContentSchema.nullable(),
    /** Drafts and versions in review; the editors' own first. */
    open: z.array(
      versionSchema.extend({
        /** May the reader send it back and release it? */
        review: rightSchema,
        /** German: what it was begun from holds no more; null: it still does. */
        moved: z.string().nullable(),
        /** What it was begun from; null: from nothing. */
        base: answerContentSchema.nullable(),
      }),
    ),
    /** Released, but not begun. */
    scheduled: z.array(versionSchema),
    states: z.array(z.enum(cellStates)),
    reviewDueAt: isoDay.nullable(),
    write: rightSchema,
    /** May the reader take the answer back, or confirm it unchanged? */
    decide: rightSchema,
    /** Sections with their states, for the tabs. */
    sections: z.array(
      z.object({
        section: z.string(),
        name: z.string(),
        code: z.string(),
        states: z.array(z.enum(cellStates)),
      }),
    ),
    /** How many characters a field may have; of a list each of its lines. */
    lettersMax: z.record(z.string(), z.number().int()),
    /** From here on, words to read aloud are worth shortening. */
    spokenLettersMax: z.number().int(),
    /** A municipality for the preview; null where the administration has none. */
    samplePlace: z.object({ ags: z.string(), name: z.string() }).nullable(),
  })
  .openapi("AnswerWorkspace");
export type AnswerWorkspace = z.infer<typeof answerWorkspaceSchema>;

export const draftChangeSchema = z
  .strictObject({
    /** The saving that this one was begun from. */
    edit: z.number().int().min(0),
    content: writtenContentSchema,
    releasedFrom: isoDay.nullable(),
    releasedUntil: isoDay.nullable(),
    /** After a merge: the draft now takes into account what desks read today. */
    rebased: z.boolean().default(false),
  })
  .openapi("DraftChange");
export type DraftChange = z.infer<typeof draftChangeSchema>;

/** 409 `draft_changed`: what stands there now. */
export const draftConflictSchema = z
  .object({
    version: versionSchema,
    by: z.string(),
    at: z.string(),
  })
  .openapi("DraftConflict");
export type DraftConflict = z.infer<typeof draftConflictSchema>;

export const openPointsReplySchema = z
  .object({
    /** What refuses the release. */
    problems: z.array(openPointSchema),
    /** What is worth a look. */
    hints: z.array(openPointSchema),
  })
  .openapi("OpenPoints");
export type OpenPoints = z.infer<typeof openPointsReplySchema>;

export const matrixSchema = z
  .object({
    sections: z.array(
      z.object({
        section: z.string(),
        name: z.string(),
        code: z.string(),
        mayWrite: z.boolean(),
      }),
    ),
    rows: z.array(
      z.object({
        slug: z.string(),
        name: z.string(),
        category: z.string(),
        synonyms: z.array(z.string()),
        /** In the order of `sections`. */
        cells: z.array(
          z.object({
            states: z.array(z.enum(cellStates)),
            /** Day on which it ends or is to be reviewed, whichever comes first. */
            due: isoDay.nullable(),
            /** Day from which what is scheduled holds. */
            from: isoDay.nullable(),
            tasks: z.number().int(),
            /** The reader wrote in the draft, may review it, or has accepted a task here. */
            mine: z.boolean(),
          }),
        ),
      }),
    ),
  })
  .openapi("EditingMatrix");
export type EditingMatrix = z.infer<typeof matrixSchema>;

export const previewSchema = z
  .strictObject({
    serviceSlug: z.string().max(120),
    section: z.string().max(120),
    content: writtenContentSchema,
    /** 8-digit key of a municipality; null: without a place. */
    place: z
      .string()
      .regex(/^\d{8}$/)
      .nullable(),
    /** The caller's answer to the question that the service asks back. */
    case: z.string().max(80).nullable().default(null),
  })
  .openapi("AnswerPreview");

export const previewReplySchema = z.object({ detail: serviceDetailSchema });

export const presenceSchema = z
  .object({ others: z.array(z.object({ name: z.string(), seenAt: z.string() })) })
  .openapi("AnswerPresence");
