import { z } from "@hono/zod-openapi";

/**
 * How a concern ended; "callback": it was promised. Plain connection requests count apart from
 * first-contact resolution.
 */
export const concernOutcomes = [
  "answered",
  "transferred",
  "ticket",
  "callback",
  "abandoned",
] as const;
export type ConcernOutcome = (typeof concernOutcomes)[number];

export const concernSchema = z
  .object({
    id: z.uuid(),
    serviceSlug: z.string().nullable(),
    title: z.string().min(1).max(200),
    placeAgs: z
      .string()
      .regex(/^\d{8}$/)
      .nullable(),
    outcome: z.enum(concernOutcomes).nullable(),
  })
  .openapi("Concern");
export type ConcernView = z.infer<typeof concernSchema>;

/** What an agent writes down about a contact; sent whole. */
export const contactRecordSchema = z
  .object({
    concerns: z
      .array(concernSchema)
      .max(20)
      .refine((list) => new Set(list.map((concern) => concern.id)).size === list.length, {
        message: "Ein Anliegen kommt zweimal vor.",
      }),
    note: z.string().max(1000),
  })
  .openapi("ContactRecord");
export type ContactRecord = z.infer<typeof contactRecordSchema>;

export const recordWritingSchema = contactRecordSchema
  .extend({
    version: z
      .number()
      .int()
      .min(0)
      .optional()
      .openapi({
        description:
          "The record that was changed. When somebody has written meanwhile, the answer is 409 " +
          "`record_changed` with that record as details. Without it, the last writing wins.",
      }),
  })
  .openapi("ContactRecordWriting");

/** The record as it is stored; `version` rises with each writing. */
export const storedRecordSchema = contactRecordSchema
  .extend({ version: z.number().int() })
  .openapi("StoredContactRecord");
export type StoredRecord = z.infer<typeof storedRecordSchema>;

/** An earlier visit of the same caller number, within the retention period. */
export const earlierContactSchema = z.object({
  id: z.string(),
  arrivedAt: z.string(),
  lineName: z.string(),
  titles: z.array(z.string()),
});
export type EarlierContact = z.infer<typeof earlierContactSchema>;

/** One step of a contact's life, told in a German sentence, with the event behind it (R13). */
export const contactStepSchema = z
  .object({
    at: z.string(),
    type: z.string(),
    text: z.string(),
    /** The decision's reasons, only on steps that are decisions. */
    reasons: z.record(z.string(), z.unknown()).nullable(),
  })
  .openapi("ContactStep");

export const contactViewSchema = z
  .object({
    id: z.string(),
    line: z.object({ id: z.string(), name: z.string(), number: z.string() }),
    channel: z.enum(["call", "callback"]),
    /** Null when suppressed; cut to the area code once the contact is settled. */
    callerNumber: z.string().nullable(),
    place: z.object({ ags: z.string(), name: z.string(), confirmed: z.boolean() }).nullable(),
    state: z.string(),
    arrivedAt: z.string(),
    answeredAt: z.string().nullable(),
    endedAt: z.string().nullable(),
    endCause: z.string().nullable(),
    offered: z.boolean(),
    agent: z.object({ id: z.string(), name: z.string() }).nullable(),
    concerns: z.array(concernSchema),
    note: z.string(),
    life: z.array(contactStepSchema),
  })
  .openapi("Contact");
export type ContactView = z.infer<typeof contactViewSchema>;
