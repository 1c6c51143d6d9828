import { Readable } from "node:stream";
import type { Context, TypedResponse } from "hono";
import { pause } from "../pause.ts";
import { digestOf } from "./hsds-revisions.ts";

/** Records written at once: others are served between two pieces. */
const piece = 20;

/** All records, one a line, written piece by piece while the reader takes them. */
export function linesOf(
  context: Context,
  rows: readonly object[],
  { digest }: { digest: string },
): TypedResponse<string, 200, "json"> {
  async function* write() {
    for (let first = 0; first < rows.length; first += piece) {
      await pause();
      const lines = rows.slice(first, first + piece).map((row) => `${JSON.stringify(row)}\n`);
      yield Buffer.from(lines.join(""));
    }
  }
  // Known without writing it all: the same question to the same feed has the same answer.
  context.header("ETag", `W/"${digestOf([digest, context.req.url])}"`);
  context.header("Content-Type", "application/x-ndjson");
  const response: unknown = context.body(
    Readable.toWeb(Readable.from(write())) as ReadableStream,
    200,
  );
  return response as TypedResponse<string, 200, "json">;
}
