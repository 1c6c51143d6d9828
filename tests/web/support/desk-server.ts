import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { Server } from "socket.io";
import type { ContactRecord, StoredRecord } from "../../../src/contacts/schema.ts";
import { deskCommands } from "../../../src/dashboard/schema.ts";
import type { ClientEvents, DeskCommandName, ServerEvents } from "../../../src/dashboard/schema.ts";
import { securityHeaders } from "../../../src/http/security-headers.ts";
import { webFiles } from "../../../src/http/web-files.ts";
import { permissions } from "../../../src/identity/permissions.ts";
import type { Permission, Role } from "../../../src/identity/permissions.ts";
import type { ServiceDetail } from "../../../src/knowledge/schema.ts";
import type { Me } from "../../../src/identity/schema.ts";
import {
  administrations,
  directory,
  places,
  serviceDetail,
  services,
  skills,
} from "./sample-answers.ts";
import { exchangeProposals, exchangeRuns, learntChoices } from "./sample-exchange.ts";
import { correctionFigures, endedCallbacks } from "./sample-figures.ts";
import { ScriptedCenter } from "./scripted-center.ts";

/** A server that speaks the contracts of the rooms and follows the test's script. */
export interface DeskServer {
  url: string;
  center: ScriptedCenter;
  /** What a service is answered with; null: there is no such service (any more). */
  answer(detail: ServiceDetail | null): ServiceDetail | null;
  /** What was written down, by contact. */
  records: Map<string, ContactRecord>;
  posted: { path: string; body: Record<string, unknown> }[];
  /** While false, records are not taken: the network is bad. */
  takesRecords: boolean;
  roles: Role[];
  signedIn: boolean;
  /** Closes every socket; while `refused`, none comes back. */
  cutSockets(refused: boolean): void;
  /** Carries out the next command, but loses the reply with the connection. */
  cutBeforeReply(): void;
  /** Loses one change on its way. */
  loseNextChange(): void;
  resyncs: number;
  stop(): Promise<void>;
}

export async function startDeskServer(webDirectory: string): Promise<DeskServer> {
  const center = new ScriptedCenter();
  const http = createServer((request, response) => void listener(request, response));
  const io = new Server(http, { serveClient: false });
  const namespace = io.of("/desk") as ReturnType<typeof io.of> & {
    emit<Name extends keyof ServerEvents>(
      name: Name,
      ...rest: Parameters<ServerEvents[Name]>
    ): boolean;
  };
  let refused = false;
  let lose = false;
  let cutNext = false;
  let seq = 0;
  const server: DeskServer = {
    url: "",
    center,
    answer: (detail) => detail,
    records: new Map(),
    posted: [],
    takesRecords: true,
    roles: ["agent"],
    signedIn: true,
    resyncs: 0,
    cutSockets(isRefused) {
      refused = isRefused;
      if (isRefused) namespace.disconnectSockets(true);
    },
    cutBeforeReply() {
      cutNext = true;
    },
    loseNextChange() {
      lose = true;
    },
    async stop() {
      io.disconnectSockets(true);
      await io.close();
    },
  };
  const listener = getRequestListener(routes(server, webDirectory).fetch);

  center.publish = (change) => {
    seq += 1;
    if (lose) lose = false;
    else namespace.emit("change", { seq, now: Date.now(), ...change });
  };
  namespace.use((_, next) => next(refused ? new Error("refused") : undefined));
  namespace.on("connection", (socket) => {
    socket.emit("snapshot", center.snapshot(seq));
    socket.on("resync" satisfies keyof ClientEvents, () => {
      server.resyncs += 1;
      socket.emit("snapshot", center.snapshot(seq));
    });
    for (const name of Object.keys(deskCommands) as DeskCommandName[]) {
      socket.on(name, (input: Record<string, unknown>, reply: (result: unknown) => void) => {
        if (cutNext) server.cutSockets(true);
        cutNext = false;
        reply(center.handle(name, deskCommands[name].parse(input)));
      });
    }
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  server.url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return server;
}

function routes(server: DeskServer, webDirectory: string): Hono {
  const app = new Hono();
  app.use(securityHeaders(false));
  app.get("/api/me", (c) =>
    server.signedIn
      ? c.json(me(server.roles))
      : c.json({ error: { code: "not_signed_in", message: "Bitte melden Sie sich an." } }, 401),
  );
  app.get("/api/demo/accounts", (c) =>
    c.json({
      accounts: [
        account("anna", "Anna Muster", "agent", "Bernkastel-Wittlich"),
        account("lena", "Lena Muster", "supervisor", null),
      ],
    }),
  );
  app.post("/api/auth/sign-in/username", async (c) => {
    const { password } = (await c.req.json()) as { password: string };
    if (password !== "richtig-und-lang") {
      const message = "Benutzername oder Passwort ist falsch.";
      return c.json({ error: { code: "sign_in_failed", message } }, 401);
    }
    server.signedIn = true;
    return c.json({});
  });
  app.post("/api/auth/sign-out", (c) => {
    server.signedIn = false;
    return c.json({});
  });
  app.get("/api/administrations", (c) => c.json({ administrations }));
  app.get("/api/places", (c) => {
    const q = fold(c.req.query("q") ?? "");
    return c.json({ hits: places.filter((place) => fold(place.name).startsWith(q)) });
  });
  app.get("/api/services", (c) => {
    const q = fold(c.req.query("q") ?? "");
    const found = services.filter((each) => fold(each.name + each.why).includes(q.split(" ")[0]!));
    const named = q.includes("krov") ? { ags: "07231071", name: "Kröv" } : null;
    return c.json({ hits: found, place: named });
  });
  app.get("/api/services/:slug", (c) => {
    const { place = null, case: chosen = null } = c.req.query();
    const detail = server.answer(serviceDetail(c.req.param("slug"), place, chosen));
    return detail ? c.json(detail) : c.json({ error: { code: "x", message: "Fehlt." } }, 404);
  });
  app.get("/api/directory", (c) => {
    const q = fold(c.req.query("q") ?? "");
    const words = (hit: (typeof directory)[number]) => `${hit.name} ${hit.task} ${hit.extension}`;
    return c.json({ hits: directory.filter((hit) => fold(words(hit)).includes(q)) });
  });
  app.get("/api/center/skills", (c) => c.json({ skills }));
  app.get("/api/reports/callbacks", (c) => c.json({ callbacks: endedCallbacks }));
  app.get("/api/editing/figures", (c) => c.json(correctionFigures));
  app.get("/api/exchange/runs", (c) => c.json(exchangeRuns));
  app.get("/api/exchange/runs/:id/proposals", (c) => c.json(exchangeProposals));
  app.get("/api/search-choices", (c) => c.json({ choices: learntChoices, resets: [] }));
  app.get("/api/answer-reports", (c) => c.json({ reports: [] }));
  app.get("/api/answer-reports/own", (c) => c.json({ reports: [] }));
  app.put("/api/contacts/:id/record", async (c) => {
    if (!server.takesRecords) return c.json({ error: { code: "x", message: "Später." } }, 503);
    const { version: basedOn, ...record } = (await c.req.json()) as StoredRecord;
    const id = c.req.param("id");
    const { contact } = server.center.desk;
    const shown = contact?.id === id ? contact : null;
    const stored = server.records.get(id);
    const version = shown?.recordVersion ?? 0;
    if (shown && basedOn !== version) {
      const details = { ...stored, version };
      return c.json({ error: { code: "record_changed", message: "Geändert.", details } }, 409);
    }
    server.records.set(id, record);
    if (shown) server.center.setContact({ ...record, recordVersion: version + 1 });
    return c.json({ ...record, version: version + 1 });
  });
  app.put("/api/answer-reports/:id/note", async (c) => {
    server.posted.push({ path: c.req.path, body: await c.req.json() });
    return c.body(null, 204);
  });
  app.post("/api/*", async (c) => {
    const body = (await c.req.json()) as Record<string, unknown>;
    server.posted.push({ path: c.req.path, body });
    return c.json(
      { id: "r1", ...body, dueAt: new Date(Date.now() + 86_400_000).toISOString() },
      201,
    );
  });
  app.route("/", webFiles(webDirectory));
  return app;
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replaceAll(/\p{Mn}/gu, "");
}

function account(username: string, name: string, role: Role, administration: string | null) {
  return { username, password: "richtig-und-lang", name, role, administration };
}

function me(roles: Role[]): Me {
  const all = Object.keys(permissions) as Permission[];
  const allowed = all.filter((permission) =>
    (permissions[permission] as readonly Role[]).some((role) => roles.includes(role)),
  );
  return {
    userId: "u1",
    username: "anna",
    name: "Anna Muster",
    roles,
    grants: roles.map((role) => ({ role, administrationId: null })),
    permissions: allowed,
    agent: null,
  };
}
