import { existsSync } from "node:fs";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { compress } from "hono/compress";

const notBuilt = `<!doctype html>
<html lang="de">
  <head><meta charset="utf-8"><title>115-Servicecenter</title></head>
  <body>
    <h1>Die Oberfläche ist noch nicht gebaut</h1>
    <p>Bauen Sie sie mit <code>npm run build</code> und laden Sie diese Seite neu.</p>
  </body>
</html>
`;

/**
 * The built browser application. Files under /assets carry a hash of their content in the name and
 * never change; every other path that is no file is a page of the application itself.
 */
export function webFiles(directory: string): Hono {
  const app = new Hono();
  app.use(compress());
  app.get("*", async (context, next) => {
    await next();
    const forever = context.req.path.startsWith("/assets/") && context.res.status < 400;
    context.header("Cache-Control", forever ? "public, max-age=31536000, immutable" : "no-cache");
  });
  app.get("*", async (context, next) => {
    if (!existsSync(directory)) return next();
    return serveStatic({ root: directory })(context, next);
  });
  app.get("/assets/*", (context) => context.notFound());
  app.get("*", async (context, next) => {
    const page = join(directory, "index.html");
    if (!existsSync(page)) return context.html(notBuilt, 503);
    return serveStatic({ path: page })(context, next);
  });
  return app;
}
