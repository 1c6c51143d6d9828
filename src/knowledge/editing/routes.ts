import { z } from "@hono/zod-openapi";

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
