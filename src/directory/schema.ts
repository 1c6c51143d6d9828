import { z } from "@hono/zod-openapi";
import { isoDay } from "../validation.ts";

const clockTimeSchema = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, "Erwartet wird eine Uhrzeit wie 08:00.");

/** Times of one day as local clock times, "08:00" … "16:30", "24:00" for the end of the day. */
const periodSchema = z
  .strictObject({ from: clockTimeSchema, to: clockTimeSchema })
  .refine((period) => period.from < period.to, "Das Ende liegt vor dem Anfang.");

/**
 * Weekly opening hours in Europe/Berlin; a missing day is closed, public holidays and closing days
 * too. Seven days from 00:00 to 24:00 mean around the clock, holidays included.
 */
export const weeklyHoursSchema = z.strictObject({
  monday: z.array(periodSchema).optional(),
  tuesday: z.array(periodSchema).optional(),
  wednesday: z.array(periodSchema).optional(),
  thursday: z.array(periodSchema).optional(),
  friday: z.array(periodSchema).optional(),
  saturday: z.array(periodSchema).optional(),
  sunday: z.array(periodSchema).optional(),
});
export type WeeklyHours = z.infer<typeof weeklyHoursSchema>;

/** A closing day of an administration's own: Carnival, a works outing. ISO days, inclusive. */
export const closureSchema = z.strictObject({
  from: isoDay,
  to: isoDay,
  reason: z.string(),
});
export type Closure = z.infer<typeof closureSchema>;

export const administrationSchema = z
  .object({
    id: z.string(),
    ags: z.string(),
    name: z.string(),
    shortName: z.string(),
    code: z.string(),
    position: z.number().int(),
    answers115: z.boolean(),
    switchboardJoined: z.boolean(),
    knowledgeProvided: z.boolean(),
  })
  .openapi("Administration");
export type AdministrationView = z.infer<typeof administrationSchema>;

const directoryHitSchema = z
  .object({
    id: z.string(),
    kind: z.enum(["unit", "person"]),
    name: z.string(),
    unit: z.string().nullable(),
    task: z.string().nullable(),
    room: z.string().nullable(),
    extension: z.string().nullable(),
    /** Null when confidential: transfer yes, read out never. */
    publicNumber: z.string().nullable(),
    administrationId: z.string().nullable(),
    administrationCode: z.string().nullable(),
    deputy: z.object({ id: z.string(), name: z.string() }).nullable(),
    confidential: z.boolean(),
    sample: z.boolean(),
    reachableNow: z.boolean(),
    /** German: "geöffnet bis 16:00", "geschlossen, öffnet Mo 08:00", "zuletzt nicht erreicht (10:42)". */
    reachability: z.string(),
    score: z.number(),
    /** False: found only by sound, a part or a typing error; never to be taken unread. */
    sure: z.boolean(),
  })
  .openapi("DirectoryHit");
export type DirectoryHit = z.infer<typeof directoryHitSchema>;

export const directorySearchReplySchema = z
  .object({ hits: z.array(directoryHitSchema) })
  .openapi("DirectorySearchReply");

export const lineViewSchema = z
  .object({
    id: z.string(),
    number: z.string(),
    name: z.string(),
    kind: z.enum(["115", "switchboard"]),
    administrationId: z.string().nullable(),
    /** "{name}" stands for the display name of whoever answers. */
    greeting: z.string(),
    answerTargetSeconds: z.number().int(),
    position: z.number().int(),
    openNow: z.boolean(),
    /** Closed by hand although its hours say open. */
    closedByHand: z.boolean(),
    /** German: "geöffnet bis 18:00", "heute geschlossen". */
    opening: z.string(),
  })
  .openapi("Line");
export type LineView = z.infer<typeof lineViewSchema>;
