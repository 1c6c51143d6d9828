import { z } from "@hono/zod-openapi";
import { closureSchema, weeklyHoursSchema } from "./schema.ts";

/**
 * What supervisors set of a line, in the shapes that are stored. Whether the values agree with one
 * another and with the house is judged in line-contradictions.ts, in sentences for people.
 */

const seconds = z.number().int("Erwartet werden ganze Sekunden.");
const share = z.number();

export const wideningSchema = z
  .array(z.strictObject({ afterSeconds: seconds, to: z.enum(["partners", "all"]) }))
  .max(10);

export const lendingSchema = z.strictObject({
  /** Of a quarter-hour of working time, 0 … 1. */
  budgetShare: share,
  healthyShareMin: share,
  recoverShareMin: share,
});

/** R11, as in routing/callback-state.ts. */
export const callbackSchema = z.strictObject({
  byKey: z.boolean(),
  callsPerCallback: z.number().int("Erwartet wird eine ganze Zahl."),
  retrySeconds: seconds,
  attemptsMax: z.number().int("Erwartet wird eine ganze Zahl."),
  dialSecondsMax: seconds,
});

export const lineSettingsSchema = z
  .strictObject({
    greeting: z.string().max(500),
    hours: weeklyHoursSchema,
    /** Closing days of this line, besides those of its administration. */
    closures: z.array(closureSchema).max(100),
    closedAnnouncement: z.string().max(2000),
    nightTarget: z.string().max(64).nullable(),
    answerTargetSeconds: seconds,
    offerSecondsMax: seconds,
    ringSecondsMax: seconds,
    transferSecondsMax: seconds,
    wrapUpSecondsMax: seconds,
    recallReservedSecondsMax: seconds,
    recallSeconds: seconds,
    redialSeconds: seconds,
    restSecondsFirst: seconds,
    restSecondsMax: seconds,
    requiredSkills: z.array(z.string().min(1).max(60)).max(20),
    widening: wideningSchema,
    lending: lendingSchema.nullable(),
    callback: callbackSchema,
  })
  .openapi("LineSettings");
export type EditableSettings = z.infer<typeof lineSettingsSchema>;
export type SettingName = keyof EditableSettings;

export const settingNames = Object.keys(lineSettingsSchema.shape) as SettingName[];

/** Closed by hand ("heute geschlossen"); in force from `from` until `until`, ISO instants. */
export const closingSchema = z.object({
  from: z.string(),
  until: z.string(),
  announcement: z.string(),
  by: z.string(),
});
export type Closing = z.infer<typeof closingSchema>;

/** What is wrong, or worth a thought, beside the field that it concerns: "hours.tuesday". */
const settingNoteSchema = z.object({ field: z.string(), message: z.string() });
export type SettingNote = z.infer<typeof settingNoteSchema>;

const weekDaySchema = z.object({
  /** ISO day. */
  day: z.string(),
  /** Local clock times. */
  periods: z.array(z.object({ from: z.string(), to: z.string() })),
  /** German, why the day is closed although it has hours: "Allerheiligen". */
  reason: z.string().nullable(),
});
export type WeekDay = z.infer<typeof weekDaySchema>;

export const lineSettingsReplySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    number: z.string(),
    kind: z.enum(["115", "switchboard"]),
    administrationId: z.string().nullable(),
    /** Counts the changes; a change names the one it was made from. */
    version: z.number().int(),
    settings: lineSettingsSchema,
    /** Settings that were changed by hand: imports leave them alone. */
    changedSettings: z.array(z.string()),
    /** Null when no closing is in force or to come. */
    closing: closingSchema.nullable(),
    openNow: z.boolean(),
    closedByHand: z.boolean(),
    /** German. */
    opening: z.string(),
    mayWrite: z.boolean(),
    /** Skills that somebody in the team has. */
    teamSkills: z.array(z.string()),
    week: z.array(weekDaySchema),
  })
  .openapi("LineSettingsReply");
export type LineSettingsReply = z.infer<typeof lineSettingsReplySchema>;

export const lineSettingsChangeSchema = z.strictObject({
  version: z.number().int(),
  settings: lineSettingsSchema,
  reason: z.string().trim().max(500).default(""),
});
export type LineSettingsChange = z.infer<typeof lineSettingsChangeSchema>;

export const lineSettingsCheckReplySchema = z.object({
  /** Why the settings would be refused. */
  problems: z.array(settingNoteSchema),
  /** Allowed, but rarely meant. */
  hints: z.array(settingNoteSchema),
  week: z.array(weekDaySchema),
});
export type LineSettingsCheckReply = z.infer<typeof lineSettingsCheckReplySchema>;

const instant = z.iso.datetime({ offset: true, message: "Erwartet wird ein Zeitpunkt." });

export const newClosingSchema = z.strictObject({
  announcement: z.string().trim().min(10, "mindestens 10 Zeichen").max(2000),
  /** Null: from now on. */
  from: instant.nullable().default(null),
  /** Null: until the end of the day. */
  until: instant.nullable().default(null),
});
export type NewClosing = z.infer<typeof newClosingSchema>;

export const lineChangeSchema = z.object({
  id: z.string(),
  /** Of the line after the change. */
  version: z.number().int(),
  kind: z.enum(["settings", "closed", "reopened"]),
  /** The settings concerned, or the closing, before and after. */
  from: z.record(z.string(), z.unknown()),
  to: z.record(z.string(), z.unknown()),
  /** ISO instant. */
  at: z.string(),
  by: z.string(),
  reason: z.string(),
});
export type LineChangeView = z.infer<typeof lineChangeSchema>;

/** Details of 409 `settings_changed`: what the line is now, and who made it so. */
export interface SettingsConflict {
  version: number;
  settings: EditableSettings;
  by: string | null;
  at: string | null;
}
