import { z } from "@hono/zod-openapi";
import { linkSchema } from "./editing/links.ts";
import type { levels, answerScopes, ResponsibilityRule } from "./schema.ts";

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Erwartet wird ein Kürzel wie vg-daun.");
const textOrNull = z.string().min(1).nullable().default(null);

const authorityKinds = [
  "district",
  "association",
  "municipality",
  "sharedOffice",
  "state",
  "federal",
  "specialPurpose",
  "other",
] as const;

/** The body that is responsible for a service at a place; a row of authorities.yaml. */
const authorityRecordSchema = z.strictObject({
  id,
  kind: z.enum(authorityKinds),
  name: z.string().min(3),
  administrationId: id.nullable().default(null),
  associationKey: z
    .string()
    .regex(/^\d{9}$/, "Erwartet werden 9 Ziffern in Anführungszeichen.")
    .nullable()
    .default(null),
  municipalityAgs: z
    .string()
    .regex(/^\d{8}$/, "Erwartet werden 8 Ziffern in Anführungszeichen.")
    .nullable()
    .default(null),
  /** Which districts it serves; empty: all. */
  districtAgs: z
    .array(z.string().regex(/^\d{5}$/, "Erwartet werden 5 Ziffern in Anführungszeichen."))
    .default([]),
  address: textOrNull,
  phone: textOrNull,
  website: linkSchema.nullable().default(null),
  sample: z.boolean().default(false),
});
export type AuthorityRecord = z.infer<typeof authorityRecordSchema>;
export const authorityFileSchema = z.array(authorityRecordSchema);

/** An answer as it is written; what is null or empty in a district's is taken from the shared one. */
export interface AnswerRecord {
  id: string;
  serviceSlug: string;
  scope: (typeof answerScopes)[number];
  /** Null: shared by all. */
  administrationId: string | null;
  spoken: string | null;
  body: string | null;
  fee: string | null;
  duration: string | null;
  deadline: string | null;
  appointment: string | null;
  documents: string[];
  onlineUrl: string | null;
  sample: boolean | null;
  source: string | null;
  /** ISO days. */
  checkedAt: string | null;
  validFrom: string | null;
  validUntil: string | null;
}

export interface ServiceRecord {
  slug: string;
  name: string;
  leikaKey: string | null;
  level: (typeof levels)[number];
  category: string;
  responsibleUnit: string;
  unitKey: string;
  related: string[];
  synonyms: string[];
  legalBasis: string[];
  /** Asked back where the rules have cases. */
  question: string | null;
  responsibility: ResponsibilityRule[];
  agentHints: string | null;
  completeness: "full" | "basic";
  source: string;
  /** ISO day. */
  checkedAt: string;
  reviewMonths: number;
}

/** Everything the room keeps in tables. */
export interface KnowledgeRecords {
  authorities: AuthorityRecord[];
  services: ServiceRecord[];
  answers: AnswerRecord[];
}
