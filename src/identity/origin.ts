import type { Config } from "../config.ts";

const loopbackNames = new Set(["127.0.0.1", "[::1]", "localhost"]);

/** What a request says of where it comes from. */
export interface OriginHeaders {
  origin: string | undefined;
  host: string | undefined;
  /** `Sec-Fetch-Site` */
  fetchSite: string | undefined;
}

/**
 * Whether a request comes from our own pages: asked of whatever changes something and of every
 * socket handshake. A browser then always names the origin; programs need not.
 */
export function isOwnOrigin(
  headers: OriginHeaders,
  config: Pick<Config, "host" | "publicUrl">,
): boolean {
  const { origin, host, fetchSite } = headers;
  if (origin === undefined) return fetchSite !== "cross-site" && fetchSite !== "same-site";
  if (config.publicUrl !== null && origin === new URL(config.publicUrl).origin) return true;
  if (!URL.canParse(origin)) return false;
  const named = new URL(origin);
  if (named.host !== host) return false;
  // Bound to this machine, only its own names count: another name that leads here is a rebinding.
  const boundToLoopback = loopbackNames.has(config.host) || config.host === "::1";
  return !boundToLoopback || loopbackNames.has(named.hostname);
}
