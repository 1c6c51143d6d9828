import { io } from "socket.io-client";
import type { Socket } from "socket.io-client";
import type {
  ClientEvents,
  DeskCommand,
  DeskCommandName,
  DeskReply,
  ServerEvents,
} from "../../src/dashboard/schema.ts";
import { fitOf, initialDeskState, reduceDesk } from "./desk-state.ts";
import type { DeskInput, DeskState } from "./desk-state.ts";
import { Outbox } from "./outbox.ts";

/** Longer than an outage of the database, through which the centre holds on to a command. */
const replySecondsMax = 45;
const retryMilliseconds = 2_000;

/** What the typed event map cannot say of a union of commands. */
interface Acknowledging {
  emitWithAck(name: DeskCommandName, command: unknown): Promise<DeskReply>;
}

/** The live line to the centre: one state, told to whoever subscribes, and commands with a reply. */
export interface Connection {
  start(): void;
  stop(): void;
  subscribe(listener: () => void): () => void;
  state(): DeskState;
  /**
   * Carried out once, also over a lost connection or another process. Never rejects: what was not
   * delivered or answered in time says so in German.
   */
  send<Name extends DeskCommandName>(name: Name, command: DeskCommand<Name>): Promise<DeskReply>;
}

/** @param onRefused is told when the server turns the socket away: the session may have ended. */
export function createConnection(onRefused: () => void): Connection {
  const socket: Socket<ServerEvents, ClientEvents> = io("/desk", {
    transports: ["websocket"],
    autoConnect: false,
    reconnectionDelay: 500,
    reconnectionDelayMax: 3_000,
  });
  const listeners = new Set<() => void>();
  let state = initialDeskState;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const apply = (input: DeskInput) => {
    const next = reduceDesk(state, input);
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener();
  };
  const outbox = new Outbox({
    connected: () => socket.connected,
    emit: (name, command) => {
      const timed = socket.timeout(replySecondsMax * 1_000) as unknown as Acknowledging;
      return timed.emitWithAck(name, command);
    },
  });
  const retryLater = () => {
    clearTimeout(retry);
    retry = setTimeout(() => socket.connect(), retryMilliseconds);
  };

  socket.on("connect", () => outbox.resume());
  socket.on("snapshot", (snapshot) => apply({ type: "snapshot", snapshot, at: Date.now() }));
  socket.on("change", (change) => {
    if (fitOf(state, change) === "gap" && !state.stale) socket.emit("resync");
    apply({ type: "change", change, at: Date.now() });
  });
  socket.on("pulse", ({ seq }) => {
    if (state.snapshot !== null && state.snapshot.seq < seq) socket.emit("resync");
  });
  socket.on("disconnect", (reason) => {
    apply({ type: "disconnected", at: Date.now() });
    if (reason === "io server disconnect") retryLater();
  });
  socket.on("connect_error", () => {
    apply({ type: "disconnected", at: Date.now() });
    if (socket.active) return;
    onRefused();
    retryLater();
  });

  return {
    start: () => void socket.connect(),
    stop: () => {
      clearTimeout(retry);
      socket.disconnect();
      clearTimeout(retry);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: () => state,
    send: (name, command) => outbox.send(name, command, expiryOf(state, command)),
  };
}

/** An answer to an offer means nothing any more when the offer has expired (R7). */
function expiryOf({ snapshot, clockOffset }: DeskState, command: object): number | undefined {
  const offer = snapshot?.desk?.offer;
  const answers = offer && "offerId" in command && command.offerId === offer.id;
  return answers ? offer.expiresAt - clockOffset : undefined;
}
