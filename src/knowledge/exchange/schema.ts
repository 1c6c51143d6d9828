import { z } from "@hono/zod-openapi";
import { rightSchema } from "../editing/schema.ts";
import { fieldLabels, proposalKinds, type ProposalFieldName } from "./proposal.ts";

const fieldNames = Object.keys(fieldLabels) as [ProposalFieldName, ...ProposalFieldName[]];
const words = z.union([z.string(), z.array(z.string())]);

const countSchema = z.object({
  /** German: "Leistungen", "Organisationseinheiten", "Zuständigkeiten", … */
  kind: z.string(),
  read: z.number().int(),
  unchanged: z.number().int(),
  changed: z.number().int(),
  /** Of the changed ones: an answer that there is none of here yet. */
  created: z.number().int().default(0),
  /** Unknown here, elsewhere, or not to be understood. */
  ignored: z.number().int(),
  /** Names of the first that were ignored. */
  ignoredNames: z.array(z.string()).default([]),
  /** Here, but not in the file: nothing happens to them. */
  missing: z.number().int().default(0),
});
export const countsSchema = z.array(countSchema);

export const outcomeSchema = z
  .object({
    /** Null after a look that stored nothing. */
    runId: z.string().nullable(),
    counts: countsSchema,
    proposalCount: z.number().int(),
    conflictCount: z.number().int(),
  })
  .openapi("ExchangeOutcome");
export type Outcome = z.infer<typeof outcomeSchema>;

export const runSchema = z
  .object({
    id: z.string(),
    fileName: z.string(),
    createdAt: z.string(),
    createdBy: z.string(),
    counts: countsSchema,
    /** Proposals that are not decided on yet, or by one of two people only. */
    openCount: z.number().int(),
  })
  .openapi("ExchangeRun");
export type RunView = z.infer<typeof runSchema>;

export const runsSchema = z
  .object({
    runs: z.array(runSchema),
    /** How large a file may be. */
    fileBytesMax: z.number().int(),
    /** XZuFi versions that are written. */
    versions: z.array(z.string()),
  })
  .openapi("ExchangeRuns");
export type Runs = z.infer<typeof runsSchema>;

export const proposalSchema = z
  .object({
    id: z.string(),
    runId: z.string(),
    kind: z.enum(proposalKinds),
    /** Slug of a service, id of an authority. */
    target: z.string(),
    /** Of an answer: "shared" or an administration. */
    section: z.string().nullable(),
    title: z.string(),
    /** A field of it has changed on both sides: compare before anything is taken. */
    conflict: z.boolean(),
    fields: z.array(
      z.object({
        field: z.enum(fieldNames),
        label: z.string(),
        local: words.nullable(),
        incoming: words,
        /** Both sides say something else than the source said when it was last compared. */
        conflict: z.boolean(),
        /** Nothing is known of before: it cannot be told who has changed it. */
        firstMet: z.boolean().optional(),
        /** Whether it was taken, once somebody has decided; absent: nobody has. */
        taken: z.boolean().optional(),
      }),
    ),
    /** "open", "inReview": taken by one of two people, "accepted", "rejected", or "replaced" by a later file. */
    state: z.string(),
    decidedAt: z.string().nullable(),
    decidedBy: z.string().nullable(),
    /** German: what became of it. */
    outcome: z.string().nullable(),
    /** Whether the person who asks may take it. */
    decide: rightSchema,
    /** Whether it is the person who asks who has taken it first. */
    takenByMe: z.boolean(),
    /** Why it cannot be taken over here, German; null: it can. */
    blocked: z.string().nullable(),
  })
  .openapi("ExchangeProposal");
export type ProposalView = z.infer<typeof proposalSchema>;

export const proposalsSchema = z
  .object({
    total: z.number().int(),
    proposals: z.array(proposalSchema),
    /** What to ask for the next page after; null: this is the last one. */
    next: z.string().nullable(),
    run: runSchema,
  })
  .openapi("ExchangeProposals");
export type Proposals = z.infer<typeof proposalsSchema>;

export const decisionSchema = z
  .strictObject({
    /** "return": what one person has taken is open again. */
    decision: z.enum(["accept", "reject", "return"]),
    /** Which fields are taken; all when missing. */
    fields: z.array(z.enum(fieldNames)).max(30).optional(),
  })
  .openapi("ExchangeDecision");
export type Decision = z.infer<typeof decisionSchema>;
