import { createHmac, randomUUID } from "node:crypto";
import { io, type Socket } from "socket.io-client";
import type { Database } from "../../../src/database/database.ts";
import type {
  ClientEvents,
  DeskChange,
  DeskSnapshot,
  ServerEvents,
} from "../../../src/dashboard/schema.ts";
import { cookiePrefix } from "../../../src/identity/session-cookie.ts";

type DeskSocket = Socket<ServerEvents, ClientEvents>;

const administrations = ["bernkastel-wittlich", "bitburg-pruem", "cochem-zell", "vulkaneifel"];
const secret = "a secret that is good enough for a measurement";
const dayMilliseconds = 86_400_000;

/** A person with a working profile who is signed in. */
export interface BenchAgent {
  cookie: string;
  /** Of her phone. */
  extension: string;
}

/** Writes people with working profiles and sessions, before the service starts: nobody types. */
export async function writeTeam(database: Database, count: number): Promise<BenchAgent[]> {
  const { prisma } = database;
  const people = Array.from({ length: count }, (_, index) => ({
    userId: `bench-user-${index}`,
    agentId: `bench-agent-${index}`,
    token: randomUUID(),
    administrationId: administrations[index % administrations.length] ?? "",
    name: `Person ${index}`,
    extension: String(70_000 + index),
  }));
  await prisma.setting.create({ data: { key: "identity.sessionSecret", value: secret } });
  await prisma.user.createMany({
    data: people.map(({ userId: id, name }) => ({ id, name, email: `${id}@bench.invalid` })),
  });
  await prisma.agent.createMany({
    data: people.map(({ agentId: id, userId, name: displayName, ...each }) => {
      const lineIds = ["115", `zentrale-${each.administrationId}`];
      const { administrationId, extension } = each;
      return { id, userId, displayName, administrationId, extension, lineIds, skills: [] };
    }),
  });
  await prisma.grant.createMany({
    data: people.map(({ userId, administrationId }) => {
      return { id: randomUUID(), userId, role: "agent", administrationId };
    }),
  });
  const expiresAt = new Date(Date.now() + dayMilliseconds);
  await prisma.session.createMany({
    data: people.map(({ userId, token }) => ({ id: randomUUID(), token, userId, expiresAt })),
  });
  return people.map(({ token, extension }) => ({ cookie: signedCookie(token), extension }));
}

/** As the browser sends it: the token and its signature. */
function signedCookie(token: string): string {
  const signature = createHmac("sha256", secret).update(token).digest("base64");
  return `${cookiePrefix}.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
}

/** A desk without a screen: what comes out of the socket is what a screen would show. */
export class BenchDesk {
  readonly extension: string;
  private readonly socket: DeskSocket;
  private readonly watchers = new Set<(change: DeskChange) => void>();
  /** The contact on the screen, now or last. */
  contactId: string | null = null;

  constructor(extension: string, socket: DeskSocket) {
    this.extension = extension;
    this.socket = socket;
    socket.on("change", (change) => {
      this.contactId = change.desk?.contact?.id ?? this.contactId;
      for (const watch of this.watchers) watch(change);
    });
  }

  watch(watcher: (change: DeskChange) => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  /** Resolves with the first change that is what was looked for. */
  sees(looked: (change: DeskChange) => boolean): Promise<DeskChange> {
    return new Promise((resolve) => {
      const stop = this.watch((change) => {
        if (!looked(change)) return;
        stop();
        resolve(change);
      });
    });
  }

  /** Resolves when the centre has decided it, durably. */
  async send(name: string, command: object): Promise<void> {
    const sending = { ...command, commandId: randomUUID() };
    const emit = this.socket.emitWithAck.bind(this.socket) as (
      name: string,
      command: object,
    ) => Promise<{ ok: boolean }>;
    const reply = await emit(name, sending);
    if (!reply.ok) throw new Error(`${name} was refused: ${JSON.stringify(reply)}`);
  }

  close(): void {
    this.socket.close();
  }
}

/** Opens the desks of all, some at a time. */
export async function openDesks(
  address: string,
  team: readonly BenchAgent[],
): Promise<BenchDesk[]> {
  const desks: BenchDesk[] = [];
  const waiting = [...team];
  const open = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { extension, cookie } = next;
      const socket: DeskSocket = io(`${address}/desk`, {
        transports: ["websocket"],
        extraHeaders: { cookie, origin: address },
        forceNew: true,
      });
      await new Promise<DeskSnapshot>((resolve, reject) => {
        socket.once("snapshot", resolve);
        socket.once("connect_error", reject);
      });
      desks.push(new BenchDesk(extension, socket));
    }
  };
  await Promise.all(Array.from({ length: 20 }, open));
  return desks;
}
