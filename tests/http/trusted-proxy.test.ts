import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { proxyList, readConfig } from "../../src/config.ts";
import { clientAddress } from "../../src/identity/client-address.ts";
import { appWith, base, errorOf } from "./sample-app.ts";

/** What the service takes for the address of somebody who connects from `peer`. */
async function addressOf(peer: string, forwarded: string | null, trusted: string[]) {
  const app = new Hono().get("/", (context) =>
    context.text(clientAddress(context, { trustedProxies: proxyList(trusted) })),
  );
  const headers = new Headers(forwarded === null ? {} : { "x-forwarded-for": forwarded });
  const bindings = { incoming: { socket: { remoteAddress: peer } } };
  return (await app.request("/", { headers }, bindings)).text();
}

const proxy = "192.0.2.10";
const visitor = "198.51.100.7";

describe("where a request comes from", () => {
  it.each([
    ["a stranger's own words count for nothing", visitor, "203.0.113.1", [proxy], visitor],
    ["a trusted proxy says who asks", proxy, visitor, [proxy], visitor],
    [
      "the last hop counts, not what was sent along",
      proxy,
      `1.2.3.4, ${visitor}`,
      [proxy],
      visitor,
    ],
    [
      "of a chain of proxies the first stranger",
      proxy,
      `${visitor}, 10.0.0.3`,
      [proxy, "10.0.0.0/8"],
      visitor,
    ],
    ["a proxy that says nothing is the address", proxy, null, [proxy], proxy],
    ["nonsense is no address", proxy, "unknown", [proxy], proxy],
    ["a network may be trusted", "10.1.2.3", visitor, ["10.0.0.0/8"], visitor],
    ["an IPv4 proxy on a socket of both kinds", `::ffff:${proxy}`, visitor, [proxy], visitor],
    ["an IPv6 network", "2001:db8::5", visitor, ["2001:db8::/32"], visitor],
    [
      "without trust in this machine, not even of itself",
      "127.0.0.1",
      visitor,
      [proxy],
      "127.0.0.1",
    ],
  ])("%s", async (_, peer, forwarded, trusted, expected) => {
    expect(await addressOf(peer, forwarded, trusted)).toBe(expected);
  });

  it("limits those behind a remote proxy each for himself", async () => {
    const app = appWith({
      config: { host: "127.0.0.1", publicUrl: null, trustedProxies: proxyList([proxy]) },
      limits: {
        bodyBytesMax: 1024,
        signedInPerMinute: 1,
        anonymousPerMinute: 1,
        publicPerMinute: 1_000,
      },
    });
    const ask = (from: string) =>
      app.request(
        `${base}/healthz`,
        { headers: { "x-forwarded-for": from } },
        { incoming: { socket: { remoteAddress: proxy } } },
      );
    expect((await ask(visitor)).status).toBe(200);
    expect(await errorOf(await ask(visitor))).toMatchObject({ code: "too_many_requests" });
    expect((await ask("198.51.100.8")).status).toBe(200);
  });
});

describe("the setting TRUSTED_PROXY", () => {
  const trusts = (setting: string | undefined, address: string) =>
    readConfig({ TRUSTED_PROXY: setting }).trustedProxies.check(address, "ipv4");

  it("means this machine when it is not set, and only what it names when it is", () => {
    expect(trusts(undefined, "127.0.0.1")).toBe(true);
    expect(trusts(undefined, proxy)).toBe(false);
    expect(trusts(`${proxy}, 10.0.0.0/8`, proxy)).toBe(true);
    expect(trusts(`${proxy}, 10.0.0.0/8`, "10.200.0.1")).toBe(true);
    expect(trusts(`${proxy}, 10.0.0.0/8`, "127.0.0.1")).toBe(false);
  });

  it.each(["proxy.example", "10.0.0.0/33", "10.0.0.0/x", "10.0.0.1,", "*"])(
    "ends the start when it is %s",
    (setting) => {
      expect(() => readConfig({ TRUSTED_PROXY: setting })).toThrow(
        "Die Einstellung TRUSTED_PROXY ist ungültig; erwartet wird eine Liste von IP-Adressen",
      );
    },
  );
});
