import { z } from "@hono/zod-openapi";

/**
 * Calls of one line in a period. Numerator and denominator, so that every share can be checked.
 * How long callers waited and whether the promise was kept is a figure about the house, not about
 * who worked there that day: it is given for each line (DESIGN 7), and nothing here by person.
 */
export const lineFiguresSchema = z
  .object({
    lineId: z.string(),
    /** Entered the queue inside the hours (closed announcements are not counted). */
    offered: z.number().int(),
    /** Answered by a person. */
    answered: z.number().int(),
    /** Answered within the line's own answer target. */
    answeredInTarget: z.number().int(),
    /** Hung up before a person answered, or was let go because nobody was left (R2). */
    abandoned: z.number().int(),
    /** Wished by key or promised (R11), two of one number once; no call counts as both. */
    callbacks: z.number().int(),
    /** Of those, reached by the team, and given up after the last attempt. */
    callbacksReached: z.number().int(),
    callbacksNotReached: z.number().int(),
  })
  .openapi("LineFigures");
export type LineFigures = z.infer<typeof lineFiguresSchema>;

export const lineReportSchema = z
  .object({
    from: z.string(),
    to: z.string(),
    lines: z.array(
      lineFiguresSchema.extend({
        lineName: z.string(),
        /** answeredInTarget ÷ (answered + abandoned): who still waits is not counted; null without. */
        promiseKept: z.number().nullable(),
      }),
    ),
  })
  .openapi("LineReport");

export const callbackOutcomes = ["reached", "notReached", "gotThrough", "cancelled"] as const;

/** Callbacks of today's end (R11); numbers are kept no longer than those of calls. */
export const endedCallbacksSchema = z
  .object({
    callbacks: z.array(
      z.object({
        id: z.string(),
        lineId: z.string(),
        lineName: z.string(),
        /** As people write it; null once it is forgotten. */
        number: z.string().nullable(),
        place: z.string().nullable(),
        wishedAt: z.string(),
        endedAt: z.string(),
        /** Reached; tried in vain to the last; he reached somebody himself; given up by hand. */
        outcome: z.enum(callbackOutcomes),
        /** How often he was dialled in vain. */
        failedAttempts: z.number().int(),
      }),
    ),
  })
  .openapi("EndedCallbacks");
export type EndedCallbacks = z.infer<typeof endedCallbacksSchema>;

export const ownFiguresSchema = z
  .object({
    from: z.string(),
    to: z.string(),
    /** Callers with whom the person has talked, however often each. */
    answered: z.number().int(),
    concerns: z.number().int(),
    /** Concerns closed without hand-over ÷ concerns; null without concerns. */
    solvedAtFirstContact: z.number().nullable(),
  })
  .openapi("OwnFigures");
