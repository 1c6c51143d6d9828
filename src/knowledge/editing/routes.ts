import { z } from "@hono/zod-openapi";
import { allow, permit } from "../../identity/route.ts";

/** Where one answer of one section is found. */
export const answerPath = "/api/editing/answers/{slug}/{section}";
export const answerParams = z.object({
  slug: z.string().max(120),
  section: z.string().max(120),
});

export function json<Schema extends z.ZodType>(schema: Schema) {
  return { "application/json": { schema } };
}

export function body<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: json(schema) };
}

/**
 * A route that takes an answer while it is written: whatever its fields may hold, and much that
 * they may not, so that the writer is told which of them is too long.
 */
export const takesWords = { ...permit("services.write"), ...allow({ bodyBytesMax: 1024 * 1024 }) };
