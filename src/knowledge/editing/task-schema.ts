import { z } from "@hono/zod-openapi";

export const taskKinds = ["wrong", "missing", "review"] as const;
export const taskStates = ["open", "accepted", "done"] as const;
export const resolutions = ["corrected", "checked"] as const;

export const newReportSchema = z
  .object({
    kind: z.enum(["wrong", "missing"]),
    serviceSlug: z.string().max(120).nullable(),
    administrationId: z.string().max(120).nullable(),
    query: z.string().max(200).nullable(),
    lineId: z.string().max(120).nullable(),
    /** 8-digit key of the municipality that the answer was shown for. */
    placeAgs: z
      .string()
      .regex(/^\d{8}$/)
      .nullable()
      .default(null),
  })
  .openapi("NewAnswerReport");
export type NewReport = z.infer<typeof newReportSchema>;

/** What is wrong, in the reporter's words: added after the report, which needs none. */
export const reportNoteSchema = z.strictObject({
  note: z.string().trim().min(1).max(300),
});

/** What an editor has to do: reported by an agent, or an answer whose review is due. */
export const taskSchema = z
  .object({
    id: z.string(),
    kind: z.enum(taskKinds),
    state: z.enum(taskStates),
    serviceSlug: z.string().nullable(),
    serviceName: z.string().nullable(),
    /** Whose editors have it; null: those of the shared answer. */
    administrationId: z.string().nullable(),
    /** The administration whose callers it concerns. */
    reportedForId: z.string().nullable(),
    /** The section whose editors it can be handed on to; null: there are no others. */
    handsOnTo: z.string().nullable(),
    handOvers: z.array(
      z.object({
        at: z.string(),
        by: z.string(),
        /** Administration; null: the editors of the shared answer. */
        toId: z.string().nullable(),
      }),
    ),
    /** ISO day on which a version begins that was released for it; null: none was. */
    correctedFrom: z.string().nullable(),
    query: z.string().nullable(),
    note: z.string().nullable(),
    lineId: z.string().nullable(),
    lineName: z.string().nullable(),
    placeAgs: z.string().nullable(),
    placeName: z.string().nullable(),
    createdAt: z.string(),
    acceptedAt: z.string().nullable(),
    acceptedBy: z.string().nullable(),
    acceptedByMe: z.boolean(),
    resolvedAt: z.string().nullable(),
    resolvedBy: z.string().nullable(),
    resolution: z.enum(resolutions).nullable(),
    reply: z.string().nullable(),
    mayWrite: z.boolean(),
  })
  .openapi("EditingTask");
export type TaskView = z.infer<typeof taskSchema>;

/** An open report beside a version that is about to be released. */
export const concernedReportSchema = taskSchema
  .extend({
    /** The version was written for it, as far as dates and people tell. */
    settles: z.boolean(),
  })
  .openapi("ConcernedReport");
export type ConcernedReport = z.infer<typeof concernedReportSchema>;

/** A version that waits for the person who asks: to be read, and released or sent back. */
export const reviewSchema = z
  .object({
    /** Of the version. */
    id: z.string(),
    serviceSlug: z.string(),
    serviceName: z.string(),
    /** Null: the shared answer. */
    administrationId: z.string().nullable(),
    revision: z.number().int(),
    /** ISO day; null: at once. */
    releasedFrom: z.string().nullable(),
    submittedBy: z.string(),
    submittedAt: z.string(),
    comment: z.string(),
  })
  .openapi("WaitingReview");
export type ReviewView = z.infer<typeof reviewSchema>;

/** What became of one's own report. */
export const ownReportSchema = taskSchema
  .pick({
    id: true,
    kind: true,
    state: true,
    serviceSlug: true,
    administrationId: true,
    createdAt: true,
    resolvedAt: true,
    resolution: true,
    reply: true,
  })
  .openapi("OwnAnswerReport");
export type OwnReport = z.infer<typeof ownReportSchema>;

export const resolutionSchema = z
  .strictObject({
    resolution: z.enum(resolutions),
    /** Words to who reported it. */
    reply: z.string().max(500).default(""),
  })
  .openapi("TaskResolution");

const correctionShape = {
  open: z.number().int(),
  corrected: z.number().int(),
  /** Half of the reports were corrected in at most this; null before the first, or withheld. */
  medianMinutes: z.number().nullable(),
  /** Why it is withheld, in German; null: it is not. */
  withheld: z.string().nullable(),
};

export const figuresSchema = z
  .object({
    /** Days that the figures reach back. */
    days: z.number().int(),
    /** Of all these administrations and the shared answers together. */
    total: z.object(correctionShape),
    administrations: z.array(
      z.object({
        /** Null: shared answers. */
        administrationId: z.string().nullable(),
        name: z.string(),
        overdueReviews: z.number().int(),
        ...correctionShape,
      }),
    ),
  })
  .openapi("CorrectionFigures");
export type CorrectionFigures = z.infer<typeof figuresSchema>;
