import { isIP } from "node:net";
import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import type { Config } from "../config.ts";

export type ProxyConfig = Pick<Config, "trustedProxies">;

/**
 * The address a request comes from. X-Forwarded-For is believed only as far as trusted proxies
 * have written it, read from its end: whoever connects from elsewhere could write anything.
 */
export function clientAddress(context: Context, { trustedProxies }: ProxyConfig): string {
  const bindings = context.env as Partial<HttpBindings> | undefined;
  const peer = bindings?.incoming?.socket.remoteAddress ?? "unknown";
  const forwarded = context.req.header("x-forwarded-for")?.split(",") ?? [];
  let address = peer;
  for (const hop of forwarded.toReversed()) {
    if (!isTrusted(address, trustedProxies)) break;
    const written = hop.trim();
    if (isIP(written) === 0) break;
    address = written;
  }
  return address;
}

function isTrusted(address: string, list: Config["trustedProxies"]): boolean {
  // An IPv4 address on a socket that serves both kinds.
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  const kind = isIP(plain);
  return kind !== 0 && list.check(plain, kind === 6 ? "ipv6" : "ipv4");
}
