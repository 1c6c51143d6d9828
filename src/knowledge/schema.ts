import { z } from "@hono/zod-openapi";
import { isoDay } from "../validation.ts";
import { linkSchema } from "./editing/links.ts";

export const levels = [
  "kreis",
  "verbandsgemeinde",
  "gemeinde",
  "land",
  "bund",
  "zweckverband",
  "other",
] as const;

export const answerScopes = ["shared", "district", "external", "contactOnly"] as const;

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/**
 * Which authority a service belongs to, for which places and dates. The first rule that fits wins.
 * Without rules the level decides: kreis → Kreisverwaltung, verbandsgemeinde and gemeinde →
 * Verbandsgemeinde or the administration of a municipality that is free of one.
 */
const responsibilityRuleSchema = z.strictObject({
  /** A named authority of knowledge-base/authorities, or the one of this level at the place. */
  authority: slug.optional(),
  level: z.enum(["district", "association"]).optional(),
  /** Unit of the authority to transfer to; absent: the service's own. */
  unitKey: slug.optional(),
  /** 5-digit keys of the districts the rule holds for; absent: all. */
  districts: z.array(z.string().regex(/^\d{5}$/)).optional(),
  /** 8-digit municipality or 9-digit association keys the rule holds for; absent: all. */
  places: z.array(z.string().regex(/^(\d{8}|\d{9})$/)).optional(),
  validFrom: isoDay.optional(),
  validUntil: isoDay.optional(),
  /** The answer to the service's `question` that the rule holds for, as the agent reads it: "Straße
   * im Ort"; absent: whatever the answer is. */
  case: z.string().min(3).max(80).optional(),
  /** True: the same unit of every member district serves any citizen (joint registration office). */
  sharedByDistricts: z.boolean().optional(),
  /** What the place must be, German, where it is not the caller's home: "Sterbeort". */
  placeRole: z.string().min(3).max(60).optional(),
  /** German, completes "…, weil …": "der A.R.T. für drei Kreise zuständig ist". */
  because: z.string().optional(),
});
export type ResponsibilityRule = z.infer<typeof responsibilityRuleSchema>;

/** Fields of an answer; a district's variant takes what it leaves out from the shared answer. */
const answerFieldsSchema = z.strictObject({
  scope: z.enum(answerScopes).optional(),
  fee: z.string().optional(),
  duration: z.string().optional(),
  /** Until when to apply or to come (Frist). */
  deadline: z.string().optional(),
  appointment: z.string().optional(),
  documents: z.array(z.string()).optional(),
  onlineUrl: linkSchema.optional(),
  /** True: an invented example because the district's own figure is not known ("Musterangabe"). */
  sample: z.boolean().optional(),
  source: z.string().optional(),
  checkedAt: isoDay.optional(),
  validFrom: isoDay.optional(),
  validUntil: isoDay.optional(),
});

/** Front matter of knowledge-base/services/<slug>.md, see its README. */
export const serviceFrontMatterSchema = z.strictObject({
  name: z.string().min(3),
  category: z.string().min(3),
  leikaKey: z
    .string()
    .regex(/^99\d{12}$/)
    .optional(),
  level: z.enum(levels),
  responsibleUnit: z.string().min(2),
  unitKey: slug,
  synonyms: z.array(z.string().min(2)),
  related: z.array(slug).default([]),
  legalBasis: z.array(z.string()).default([]),
  /** What to ask the caller where the rules have cases: "Um welche Straße geht es?" */
  question: z.string().min(8).optional(),
  responsibility: z.array(responsibilityRuleSchema).default([]),
  completeness: z.enum(["full", "basic"]),
  source: z.string().min(3),
  checkedAt: isoDay,
  reviewMonths: z.number().int().min(1).max(60).default(12),
  /** Shown to agents only, never part of a public output. */
  agentHints: z.string().optional(),
  /** "shared" and ids of administrations, e.g. "vulkaneifel". */
  answers: z.record(z.string(), answerFieldsSchema).default({}),
});
export type ServiceFrontMatter = z.infer<typeof serviceFrontMatterSchema>;

const serviceHitSchema = z
  .object({
    slug: z.string(),
    name: z.string(),
    category: z.string(),
    /** Comparable inside one reply. */
    score: z.number(),
    /** First words of the answer to read aloud, "" for a service without text yet. */
    excerpt: z.string(),
    /** Why it was found, German: "Alltagswort »Perso« für Personalausweis beantragen". */
    why: z.string(),
  })
  .openapi("ServiceHit");
export type ServiceHit = z.infer<typeof serviceHitSchema>;

export const serviceSearchReplySchema = z
  .object({
    hits: z.array(serviceHitSchema),
    /** A place named inside the query ("Sperrmüll Bernkastel"), taken out of the search. */
    place: z.object({ ags: z.string(), name: z.string() }).nullable(),
  })
  .openapi("ServiceSearchReply");

const responsibilitySchema = z
  .object({
    authority: z.object({
      id: z.string(),
      kind: z.string(),
      name: z.string(),
      address: z.string().nullable(),
      phone: z.string().nullable(),
      website: z.string().nullable(),
      sample: z.boolean(),
    }),
    /** One German sentence, as it may be said to the caller. */
    reason: z.string(),
  })
  .openapi("Responsibility");

const answerViewSchema = z
  .object({
    scope: z.enum(answerScopes),
    administrationId: z.string().nullable(),
    spoken: z.string(),
    text: z.string(),
    fee: z.string().nullable(),
    duration: z.string().nullable(),
    deadline: z.string().nullable(),
    appointment: z.string().nullable(),
    documents: z.array(z.string()),
    onlineUrl: z.string().nullable(),
    sample: z.boolean(),
    source: z.string(),
    checkedAt: isoDay,
    reviewDueAt: isoDay,
    validUntil: isoDay.nullable(),
  })
  .openapi("Answer");
export type AnswerView = z.infer<typeof answerViewSchema>;

const escalationTargetSchema = z
  .object({
    /**
     * Directory entry, or "ticket:<administration>" for the ticket box at the end of the list;
     * "ticket:<authority>" without `administrationId` where nothing is taken in writing.
     */
    id: z.string(),
    kind: z.enum(["unit", "deputy", "partner", "switchboard", "ticket"]),
    name: z.string(),
    detail: z.string(),
    /** Dialled by a transfer; null for the ticket box. */
    extension: z.string().nullable(),
    administrationId: z.string().nullable(),
    reachableNow: z.boolean(),
    /** German: "geöffnet bis 16:00", "geschlossen, öffnet Mo 08:00", "spricht". */
    reachability: z.string(),
    /** German: "Mo–Mi 08:00–16:00, Do 08:00–18:00"; "" for the ticket box. */
    hours: z.string(),
    /** While closed: when it opens next; null when open now or nothing is known. */
    opensAt: z.string().nullable(),
    sample: z.boolean(),
    /** Connect, but give no number of it out. */
    confidential: z.boolean(),
  })
  .openapi("EscalationTarget");
export type EscalationTarget = z.infer<typeof escalationTargetSchema>;

export const serviceDetailSchema = z
  .object({
    slug: z.string(),
    name: z.string(),
    category: z.string(),
    leikaKey: z.string().nullable(),
    level: z.enum(levels),
    responsibleUnit: z.string(),
    synonyms: z.array(z.string()),
    legalBasis: z.array(z.string()),
    related: z.array(z.object({ slug: z.string(), name: z.string() })),
    completeness: z.enum(["full", "basic"]),
    agentHints: z.string().nullable(),
    /** The place the reply was made for; null when none was given: then responsibility is null. */
    place: z.object({ ags: z.string(), name: z.string(), districtAgs: z.string() }).nullable(),
    responsibility: responsibilitySchema.nullable(),
    /** What the place must be, German, where it is not the caller's home ("Sterbeort"); else null. */
    placeRole: z.string().nullable(),
    /** What to ask back where the place alone does not decide; `chosen` is one of the cases. */
    question: z
      .object({ ask: z.string(), cases: z.array(z.string()), chosen: z.string().nullable() })
      .nullable(),
    /** Why there is no responsibility although a place was given: code and German sentence. */
    responsibilityProblem: z.object({ code: z.string(), message: z.string() }).nullable(),
    /** The answer that holds at the place (or the shared one without a place). */
    answer: answerViewSchema.nullable(),
    /** One answer per member administration, for the district tabs, in their order. */
    variants: z.array(
      z.object({
        administrationId: z.string(),
        administrationName: z.string(),
        code: z.string(),
        answer: answerViewSchema.nullable(),
      }),
    ),
    escalation: z.array(escalationTargetSchema),
  })
  .openapi("ServiceDetail");
export type ServiceDetail = z.infer<typeof serviceDetailSchema>;
