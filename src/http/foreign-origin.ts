import type { MiddlewareHandler } from "hono";
import type { Config } from "../config.ts";
import { AppError } from "../errors.ts";
import { isOwnOrigin } from "../identity/origin.ts";

const readingMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** Refuses what another site makes a signed-in browser send (cross-site request forgery). */
export function refuseForeignOrigin(config: Pick<Config, "host" | "publicUrl">): MiddlewareHandler {
  return async (context, next) => {
    const { req } = context;
    const headers = {
      origin: req.header("origin"),
      host: req.header("host") ?? new URL(req.url).host,
      fetchSite: req.header("sec-fetch-site"),
    };
    if (!readingMethods.has(req.method) && !isOwnOrigin(headers, config)) {
      throw new AppError(403, "foreign_origin", "Diese Anfrage kommt von einer fremden Seite.");
    }
    await next();
  };
}
