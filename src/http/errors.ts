import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Logger } from "pino";
import { AppError, describeError } from "../errors.ts";

/** The one shape of every error. */
export const errorSchema = z
  .object({
    error: z.object({
      code: z.string(),
      message: z.string(),
      details: z.unknown().optional(),
    }),
  })
  .openapi("Error");

/** Turns whatever was thrown into the one shape; what nobody expected is logged and not shown. */
export function answerError(error: unknown, context: Context, log: Logger): Response {
  const expected = expectedError(error);
  if (expected) {
    const { code, message, details } = expected;
    if (expected.status === 429) context.header("Retry-After", secondsToWait(details));
    // The rest of the body is never read: nothing else can come over this connection.
    if (expected.status === 413) context.header("Connection", "close");
    const body = details === undefined ? { code, message } : { code, message, details };
    return context.json({ error: body }, expected.status as ContentfulStatusCode);
  }
  const requestId = context.get("requestId");
  log.error({ error: describeError(error), requestId }, "request failed");
  const message = `Es ist ein unerwarteter Fehler aufgetreten (Kennung ${requestId}).`;
  return context.json({ error: { code: "internal_error", message } }, 500);
}

/** Who refuses with 429 says in `details.seconds` for how long. */
function secondsToWait(details: unknown): string {
  return String((details as { seconds: number }).seconds);
}

function expectedError(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error;
  if (!(error instanceof HTTPException)) return undefined;
  switch (error.status) {
    case 400:
      return new AppError(400, "malformed_json", "Die Anfrage enthält kein gültiges JSON.");
    case 415:
      return new AppError(415, "json_expected", "Die Anfrage muss JSON enthalten.");
    default:
      return undefined;
  }
}
