import { z } from "@hono/zod-openapi";

/** What an agent took as a concern, and for which query. */
export const searchChoiceSchema = z
  .object({ query: z.string().min(1).max(200), serviceSlug: z.string().max(120) })
  .openapi("NewSearchChoice");

/** What the search has learnt. */
export const learntChoiceSchema = z
  .object({
    /** Known words of the query as stems, sorted. */
    terms: z.string(),
    serviceSlug: z.string(),
    serviceName: z.string(),
    /** Choices, older ones counted less. */
    weight: z.number(),
    /** 0 … 1: how much of what choices may move at the most. */
    lift: z.number(),
  })
  .openapi("LearntChoice");
export type LearntChoice = z.infer<typeof learntChoiceSchema>;

export const searchResetSchema = z
  .object({
    id: z.string(),
    /** Null: of all queries. */
    terms: z.string().nullable(),
    /** Null: of all services. */
    serviceSlug: z.string().nullable(),
    /** How many were forgotten. */
    count: z.number().int(),
    resetAt: z.string(),
    /** Name of the editor. */
    resetBy: z.string(),
  })
  .openapi("SearchReset");
export type SearchReset = z.infer<typeof searchResetSchema>;
