import { io, type Socket } from "socket.io-client";
import { readConfig } from "../../src/config.ts";
import type {
  ClientEvents,
  DeskCommand,
  DeskCommandName,
  DeskReply,
  ServerEvents,
} from "../../src/dashboard/schema.ts";
import { startService, type RunningService } from "../../src/main/service.ts";
import { initialDeskState, reduceDesk, type DeskState } from "../../web/core/desk-state.ts";

/** The whole service on a database of its own, without callers but those that a test lets ring. */
export async function startTestService(
  databaseUrl: string,
  variables: Record<string, string> = {},
): Promise<RunningService & AsyncDisposable> {
  const service = await startService(
    readConfig({
      DATABASE_URL: databaseUrl,
      DEMO: "true",
      PORT: "0",
      SIMULATOR_CALLS_PER_HOUR: "0",
      LOG_LEVEL: "silent",
      ...variables,
    }),
  );
  return { ...service, [Symbol.asyncDispose]: () => service.stop() };
}

/** Somebody who is signed in, without a browser. */
export interface SignedInPerson {
  cookie: string;
  /** Sends JSON as the browser would. @returns status and parsed body */
  request(method: string, path: string, body?: unknown): Promise<{ status: number; body: any }>;
  openDesk(): Promise<TestDesk>;
}

export async function signIn(address: string, username: string): Promise<SignedInPerson> {
  const send = async (cookie: string, method: string, path: string, body?: unknown) =>
    fetch(`${address}${path}`, {
      method,
      headers: { cookie, origin: address, "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  const credentials = { username, password: `demo-${username}` };
  const reply = await send("", "POST", "/api/auth/sign-in/username", credentials);
  if (reply.status !== 200) throw new Error(`sign-in failed: ${await reply.text()}`);
  const cookie = reply.headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");
  return {
    cookie,
    async request(method, path, body) {
      const answer = await send(cookie, method, path, body);
      const text = await answer.text();
      return { status: answer.status, body: text === "" ? null : JSON.parse(text) };
    },
    openDesk: () => openDesk(address, cookie),
  };
}

/** A desk without a screen: the socket, and what it has been told. */
export interface TestDesk {
  readonly state: DeskState;
  /** How often a number was missing and everything was asked for again. */
  readonly gaps: number;
  /** How often everything was sent: once for each connection, and for each gap. */
  readonly snapshots: number;
  socket: Socket<ServerEvents, ClientEvents>;
  send<Name extends DeskCommandName>(name: Name, command: DeskCommand<Name>): Promise<DeskReply>;
  /** Resolves as soon as what the desk knows fulfils the condition. */
  sees(what: string, condition: (state: DeskState) => boolean): Promise<DeskState>;
  close(): void;
}

const patienceMilliseconds = 30_000;
const retryMilliseconds = 500;

/** What the typed event map cannot say of a union of commands. */
interface Acknowledging {
  emitWithAck(name: DeskCommandName, command: unknown): Promise<DeskReply>;
}

async function openDesk(address: string, cookie: string): Promise<TestDesk> {
  const socket: Socket<ServerEvents, ClientEvents> = io(`${address}/desk`, {
    transports: ["websocket"],
    extraHeaders: { cookie, origin: address },
    forceNew: true,
  });
  let state = initialDeskState;
  let gaps = 0;
  let snapshots = 0;
  const watchers = new Set<() => void>();
  const take = (next: DeskState) => {
    state = next;
    for (const watcher of watchers) watcher();
  };
  socket.on("snapshot", (snapshot) => {
    snapshots += 1;
    take(reduceDesk(state, { type: "snapshot", snapshot, at: Date.now() }));
  });
  socket.on("change", (change) => {
    take(reduceDesk(state, { type: "change", change, at: Date.now() }));
    if (!state.stale) return;
    gaps += 1;
    socket.emit("resync");
  });
  socket.on("pulse", ({ seq }) => {
    if (state.snapshot !== null && state.snapshot.seq < seq) socket.emit("resync");
  });
  let closed = false;
  // As the browser does: a server that could not check the sign-in just now is asked again.
  socket.on("connect_error", () => {
    if (snapshots === 0 || socket.active) return;
    setTimeout(() => void (closed || socket.connect()), retryMilliseconds);
  });
  const desk: TestDesk = {
    get state() {
      return state;
    },
    get gaps() {
      return gaps;
    },
    get snapshots() {
      return snapshots;
    },
    socket,
    send: (name, command) =>
      (socket.timeout(patienceMilliseconds) as unknown as Acknowledging).emitWithAck(name, command),
    sees: (what, condition) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          watchers.delete(look);
          const known = JSON.stringify(state.snapshot?.desk);
          reject(new Error(`the desk never saw: ${what}; it knows ${known}`));
        }, patienceMilliseconds);
        const look = () => {
          if (!condition(state)) return;
          clearTimeout(timer);
          watchers.delete(look);
          resolve(state);
        };
        watchers.add(look);
        look();
      }),
    close() {
      closed = true;
      socket.close();
    },
  };
  await Promise.race([
    desk.sees("a snapshot", ({ snapshot }) => snapshot !== null),
    new Promise((_, reject) => socket.once("connect_error", reject)),
  ]);
  return desk;
}
