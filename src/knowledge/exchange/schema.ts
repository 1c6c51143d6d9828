import { z } from "@hono/zod-openapi";
import { fieldLabels, proposalKinds, type ProposalFieldName } from "./proposal.ts";

const fieldNames = Object.keys(fieldLabels) as [ProposalFieldName, ...ProposalFieldName[]];
const words = z.union([z.string(), z.array(z.string())]);

const countSchema = z.object({
  /** German: "Leistungen", "Organisationseinheiten", "Zuständigkeiten", … */
  kind: z.string(),
  read: z.number().int(),
  unchanged: z.number().int(),
  changed: z.number().int(),
  /** Unknown here, elsewhere, or not to be understood. */
  ignored: z.number().int(),
});

export const outcomeSchema = z
  .object({
    /** Null after a look that stored nothing. */
    runId: z.string().nullable(),
    counts: z.array(countSchema),
    proposalCount: z.number().int(),
    conflictCount: z.number().int(),
  })
  .openapi("ExchangeOutcome");

export const runsSchema = z
  .object({
    runs: z.array(
      z.object({
        id: z.string(),
        fileName: z.string(),
        createdAt: z.string(),
        createdBy: z.string(),
        counts: z.array(countSchema),
        /** Proposals that nobody has decided on yet. */
        openCount: z.number().int(),
      }),
    ),
  })
  .openapi("ExchangeRuns");

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
    /** Both sides changed: compare before anything is taken. */
    conflict: z.boolean(),
    fields: z.array(
      z.object({
        field: z.enum(fieldNames),
        label: z.string(),
        local: words.nullable(),
        incoming: words,
        conflict: z.boolean(),
      }),
    ),
    /** "open", "accepted", "rejected", or "replaced" by a later file. */
    state: z.string(),
    decidedAt: z.string().nullable(),
    decidedBy: z.string().nullable(),
    /** German: what became of it. */
    outcome: z.string().nullable(),
  })
  .openapi("ExchangeProposal");

export const proposalsSchema = z
  .object({ total: z.number().int(), proposals: z.array(proposalSchema) })
  .openapi("ExchangeProposals");

export const decisionSchema = z
  .strictObject({
    decision: z.enum(["accept", "reject"]),
    /** Which fields are taken; all when missing. */
    fields: z.array(z.enum(fieldNames)).max(30).optional(),
  })
  .openapi("ExchangeDecision");
