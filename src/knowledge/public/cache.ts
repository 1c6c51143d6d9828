import type { OpenAPIHono } from "@hono/zod-openapi";
import { compress } from "hono/compress";
import { etag, RETAINED_304_HEADERS } from "hono/etag";
import type { SignedIn } from "../../identity/route.ts";

/** Seconds for which a reply may be kept without asking; then its ETag spares the transfer. */
const freshSeconds = 300;

const retainedHeaders = [
  ...RETAINED_304_HEADERS,
  "access-control-allow-origin",
  "access-control-expose-headers",
];

/**
 * Lets browsers, portals and proxies keep what is published, and ask whether it has changed. It is
 * sent packed to those who can unpack it: whole pages of answers shrink to a tenth.
 */
export function cachePublished(app: OpenAPIHono<SignedIn>, path: string): void {
  app.use(path, compress({ contentTypeFilter: /^application\// }));
  app.use(path, etag({ retainedHeaders }));
  app.use(path, async (context, next) => {
    await next();
    if (context.res.status !== 200) return;
    context.header("Cache-Control", `public, max-age=${freshSeconds}`);
    context.header("Content-Language", "de");
    context.header("Vary", "Accept-Encoding");
  });
}
