import { z } from "@hono/zod-openapi";

/** Calls of one line in a period. Numerator and denominator, so that every share can be checked. */
export const lineFiguresSchema = z
  .object({
    lineId: z.string(),
    /** Entered the queue inside the hours (closed announcements are not counted). */
    offered: z.number().int(),
    /** Answered by a person. */
    answered: z.number().int(),
    /** Answered within the line's own answer target. */
    answeredInTarget: z.number().int(),
    /** Hung up before a person answered. */
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
