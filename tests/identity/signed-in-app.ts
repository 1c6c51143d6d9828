import type { OpenAPIHono } from "@hono/zod-openapi";
import pino from "pino";
import { Registry } from "prom-client";
import { proxyList } from "../../src/config.ts";
import type { Clock } from "../../src/clock.ts";
import { findAgentOfUser, loadAgents, removeAgent, saveAgent } from "../../src/directory/store.ts";
import { createApp } from "../../src/http/app.ts";
import { identityRoutes } from "../../src/identity/api.ts";
import { prepareDemonstration } from "../../src/identity/demonstration.ts";
import { openIdentity } from "../../src/identity/identity.ts";
import type { AgentRecord, Identity, IdentityParts } from "../../src/identity/identity.ts";
import { peopleRoutes } from "../../src/identity/people-api.ts";
import type { DemonstrationAccounts } from "../../src/identity/schema.ts";
import { testDatabase } from "../support/database.ts";

export const teamFile = "knowledge-base/administrations/demonstration-team.yaml";
const base = "http://127.0.0.1:8115";

/** Of the rooms above only what people may name is there: everything but this. */
const isKnown = (id: string) => id !== "atlantis";

class SetClock implements Clock {
  time = Date.UTC(2026, 10, 23, 8);
  now = () => this.time;
  after = () => () => {};
}

export interface TestIdentity extends Identity {
  clock: SetClock;
  told: { agent: AgentRecord; takesCalls: boolean }[];
  [Symbol.asyncDispose](): Promise<void>;
}

export async function testIdentity(
  config: Partial<IdentityParts["config"]> = {},
): Promise<TestIdentity> {
  const database = await testDatabase();
  const clock = new SetClock();
  const told: TestIdentity["told"] = [];
  const identity = await openIdentity({
    prisma: database.prisma,
    clock,
    config: {
      host: "127.0.0.1",
      port: 8115,
      publicUrl: null,
      trustedProxies: proxyList(["127.0.0.1"]),
      demo: true,
      ...config,
    },
    log: pino({ level: "silent" }),
    agents: { find: findAgentOfUser, list: loadAgents, save: saveAgent, remove: removeAgent },
    known: { administration: isKnown, line: isKnown },
    agentChanged: (agent, takesCalls) => told.push({ agent, takesCalls }),
  });
  return { ...identity, clock, told, [Symbol.asyncDispose]: () => database.close() };
}

export function appOf(
  identity: Identity,
  accounts: DemonstrationAccounts["accounts"] | null,
): OpenAPIHono<any> {
  return createApp({
    config: identity.config,
    log: identity.log,
    metrics: new Registry(),
    principalOf: identity.principalOf,
    readiness: async () => ({}),
    rooms: [identityRoutes(identity, accounts), peopleRoutes(identity)],
    webDirectory: "/nowhere",
  });
}

export interface Client {
  cookie: string;
  send(method: string, path: string, body?: unknown): Promise<Reply>;
}

interface Reply {
  status: number;
  headers: Headers;
  body: any;
}

/** A browser: keeps the session cookie and names its origin. */
export function clientOf(app: OpenAPIHono<any>): Client {
  const client: Client = {
    cookie: "",
    async send(method, path, body) {
      const headers: Record<string, string> = { origin: base, host: "127.0.0.1:8115" };
      if (client.cookie) headers.cookie = client.cookie;
      if (body !== undefined) headers["content-type"] = "application/json";
      const init = { method, headers, body: body === undefined ? undefined : JSON.stringify(body) };
      const response = await app.request(base + path, init);
      for (const cookie of response.headers.getSetCookie()) {
        client.cookie = cookie.split(";")[0] ?? "";
      }
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        body: text ? JSON.parse(text) : null,
      };
    },
  };
  return client;
}

export async function signedIn(
  app: OpenAPIHono<any>,
  username: string,
  password = `demo-${username}`,
): Promise<Client> {
  const client = clientOf(app);
  const reply = await client.send("POST", "/api/auth/sign-in/username", { username, password });
  if (reply.status !== 200) throw new Error(`sign-in of ${username}: ${reply.status}`);
  return client;
}

/** An application of the demonstration mode with its sample team. */
export async function demonstrationApp(config: Partial<IdentityParts["config"]> = {}) {
  const identity = await testIdentity(config);
  const accounts = await prepareDemonstration(identity, teamFile);
  return {
    identity,
    accounts,
    app: appOf(identity, accounts),
    [Symbol.asyncDispose]: () => identity[Symbol.asyncDispose](),
  };
}
