import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";

const loopback = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);

/**
 * The address a request comes from. A proxy in front is believed only when it runs on this
 * machine: whoever connects from elsewhere could write anything into X-Forwarded-For.
 */
export function clientAddress(context: Context): string {
  const bindings = context.env as Partial<HttpBindings> | undefined;
  const peer = bindings?.incoming?.socket.remoteAddress ?? "unknown";
  if (!loopback.has(peer)) return peer;
  return context.req.header("x-forwarded-for")?.split(",").at(-1)?.trim() || peer;
}
