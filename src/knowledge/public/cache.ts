import type { OpenAPIHono } from "@hono/zod-openapi";
import { etag, RETAINED_304_HEADERS } from "hono/etag";
import type { SignedIn } from "../../identity/route.ts";

/** Seconds for which a reply may be kept without asking; then its ETag spares the transfer. */
const freshSeconds = 300;

const retainedHeaders = [
  ...RETAINED_304_HEADERS,
  "access-control-allow-origin",
  "access-control-expose-headers",
];

/** Lets browsers, portals and proxies keep what is published, and ask whether it has changed. */
export function cachePublished(app: OpenAPIHono<SignedIn>, path: string): void {
  app.use(path, etag({ retainedHeaders }));
  app.use(path, async (context, next) => {
    await next();
    if (context.res.status !== 200) return;
    context.header("Cache-Control", `public, max-age=${freshSeconds}`);
  });
}
