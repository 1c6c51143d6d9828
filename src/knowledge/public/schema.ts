import { z } from "@hono/zod-openapi";
import { weeklyHoursSchema } from "../../directory/schema.ts";
import { answerScopes, levels } from "../schema.ts";

/** What everybody may read. A field that is not named here never leaves the house. */

const isoDay = z.iso.date();

const authoritySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    address: z.string().nullable(),
    phone: z.string().nullable(),
    website: z.string().nullable(),
    /** An invented example. */
    sample: z.boolean(),
  })
  .openapi("PublicAuthority");

export const officeSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    authority: z.object({ id: z.string(), name: z.string() }),
    address: z.string().nullable(),
    phone: z.string().nullable(),
    /** Local times; public holidays of Rhineland-Palatinate are closed, unless it is always open. */
    hours: weeklyHoursSchema,
    /** German: "Mo–Mi 08:00–16:00, Do 08:00–18:00". */
    hoursText: z.string(),
    /** Further days on which it stays closed, both inclusive. */
    closedDays: z.array(z.object({ from: isoDay, to: isoDay })),
    sample: z.boolean(),
  })
  .openapi("PublicOffice");
export type PublicOffice = z.infer<typeof officeSchema>;

export const officesSchema = z.object({ offices: z.array(officeSchema) }).openapi("PublicOffices");

const answerSchema = z
  .object({
    scope: z.enum(answerScopes),
    /** One or two sentences. */
    summary: z.string(),
    /** Markdown. */
    text: z.string(),
    fee: z.string().nullable(),
    duration: z.string().nullable(),
    deadline: z.string().nullable(),
    appointment: z.string().nullable(),
    documents: z.array(z.string()),
    onlineUrl: z.string().nullable(),
    sample: z.boolean(),
    checkedAt: isoDay,
    validUntil: isoDay.nullable(),
  })
  .openapi("PublicAnswer");
export type PublicAnswer = z.infer<typeof answerSchema>;

const summarySchema = z
  .object({
    slug: z.string(),
    name: z.string(),
    category: z.string(),
    leikaKey: z.string().nullable(),
  })
  .openapi("PublicServiceSummary");

export const servicesSchema = z
  .object({
    total: z.number().int(),
    page: z.number().int(),
    pageCount: z.number().int(),
    services: z.array(summarySchema),
  })
  .openapi("PublicServices");

export const serviceSchema = summarySchema
  .extend({
    synonyms: z.array(z.string()),
    level: z.enum(levels),
    responsibleUnit: z.string(),
    legalBasis: z.array(z.string()),
    related: z.array(z.object({ slug: z.string(), name: z.string() })),
    place: z.object({ ags: z.string(), name: z.string(), districtAgs: z.string() }).nullable(),
    /** The answer at the place, without one the shared answer. */
    answer: answerSchema.nullable(),
    /** Null without a place, and where `question` has to be answered first. */
    responsibility: z.object({ authority: authoritySchema, reason: z.string() }).nullable(),
    /** Asked back where the place alone does not decide. */
    question: z.object({ ask: z.string(), cases: z.array(z.string()) }).nullable(),
    /** Where to go, nearest responsibility first. */
    offices: z.array(officeSchema),
  })
  .openapi("PublicService");
export type PublicService = z.infer<typeof serviceSchema>;

export const publicPlacesSchema = z
  .object({
    places: z.array(
      z.object({
        name: z.string(),
        ags: z.string(),
        municipality: z.string(),
        association: z.string().nullable(),
        district: z.string(),
      }),
    ),
  })
  .openapi("PublicPlaces");
