import { z } from "@hono/zod-openapi";
import { isoDay } from "../validation.ts";
import {
  callbackSchema,
  lendingSchema,
  wideningSchema,
  type Closing,
  type SettingName,
} from "./line-schema.ts";
import { closureSchema, weeklyHoursSchema } from "./schema.ts";

/** What the files of knowledge-base/administrations and knowledge-base/directory hold, see its README. */

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const dayOrNull = isoDay.nullable().default(null);
const seconds = z.number().int().min(1).max(86_400);

const administrationRecordSchema = z.strictObject({
  id,
  ags: z.string().regex(/^\d{5}$/, "Erwartet werden 5 Ziffern in Anführungszeichen."),
  name: z.string().min(3),
  shortName: z.string().min(2),
  code: z.string().regex(/^[A-Z]{2,3}$/, "Erwartet werden zwei oder drei Großbuchstaben."),
  position: z.number().int(),
  answers115Since: dayOrNull,
  answers115Until: dayOrNull,
  switchboardJoinedSince: dayOrNull,
  switchboardJoinedUntil: dayOrNull,
  knowledgeProvidedSince: dayOrNull,
  knowledgeProvidedUntil: dayOrNull,
  closures: z.array(closureSchema).default([]),
});
export type AdministrationRecord = z.infer<typeof administrationRecordSchema>;

const lineRecordSchema = z.strictObject({
  id,
  number: z.string().min(1),
  name: z.string().min(2),
  kind: z.enum(["115", "switchboard"]),
  administrationId: id.nullable().default(null),
  greeting: z.string().min(5),
  hours: weeklyHoursSchema,
  closedAnnouncement: z.string().min(5),
  nightTarget: z.string().nullable().default(null),
  answerTargetSeconds: seconds,
  offerSecondsMax: seconds,
  ringSecondsMax: seconds,
  transferSecondsMax: seconds,
  wrapUpSecondsMax: seconds,
  recallReservedSecondsMax: seconds,
  requiredSkills: z.array(z.string()).default([]),
  closures: z.array(closureSchema).default([]),
  widening: wideningSchema.default([]),
  lending: lendingSchema.nullable().default(null),
  recallSeconds: seconds.default(60),
  redialSeconds: z.number().int().min(0).max(86_400).default(300),
  restSecondsFirst: seconds.default(5),
  restSecondsMax: seconds.default(60),
  callback: callbackSchema.default({
    byKey: true,
    callsPerCallback: 3,
    retrySeconds: 900,
    attemptsMax: 3,
    dialSecondsMax: 30,
  }),
  position: z.number().int(),
});

/** A line as it holds now: the file's values, and above them what was changed by hand. */
export interface LineRecord extends z.infer<typeof lineRecordSchema> {
  /** Counts the changes made by hand. */
  version: number;
  changedSettings: SettingName[];
  closedToday: Closing | null;
}

/** In the files hours are keys of directory/hours.yaml; others may hold in demonstration mode. */
export const lineFileSchema = z.array(
  lineRecordSchema.extend({ hours: id, demonstrationHours: id.optional() }),
);
export const administrationFileSchema = z.array(administrationRecordSchema);
export const hoursFileSchema = z.record(id, weeklyHoursSchema);

const empty = z.string().transform((cell) => (cell.trim() === "" ? null : cell.trim()));
const cellFlag = z.enum(["", "true", "false"]).transform((cell) => cell === "true");

/** A row of entries.csv; `hours` are still keys of hours.yaml. */
export const entryRowSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+([-.][a-z0-9]+)*$/, "Erwartet wird ein Kürzel wie bit-kfz-1."),
  kind: z.enum(["unit", "person"]),
  name: z.string().trim().min(2),
  unit: empty,
  unitKey: empty,
  task: empty,
  keywords: z.string().transform((cell) =>
    cell
      .split(";")
      .map((word) => word.trim())
      .filter((word) => word !== ""),
  ),
  room: empty,
  extension: empty,
  publicNumber: empty,
  email: empty,
  address: empty,
  authorityId: empty,
  administrationId: empty,
  deputyId: empty,
  hours: z.string().trim().min(1),
  demonstrationHours: empty.optional(),
  confidential: cellFlag,
  sample: cellFlag,
});

export type EntryRecord = Omit<z.infer<typeof entryRowSchema>, "hours" | "demonstrationHours"> & {
  hours: z.infer<typeof weeklyHoursSchema>;
};

/** Everything the room keeps in tables. */
export interface DirectoryRecords {
  administrations: AdministrationRecord[];
  lines: LineRecord[];
  entries: EntryRecord[];
}
