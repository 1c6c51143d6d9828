import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import WebSocket, { WebSocketServer } from "ws";

export interface AriMessage {
  type: string;
  args?: string[];
  channel?: { id: string };
  /** Of a request and of its answer. */
  method?: string;
  uri?: string;
  status_code?: number;
}

/** A message that was stopped on its way. */
export interface Held {
  /** Resolves when it was to pass. */
  reached: Promise<void>;
  /** Lets it pass. */
  release(): void;
}

/** Stands between a driver and Asterisk, to lose single events and to cut the connection. */
export class AriProxy {
  private readonly target: string;
  private readonly server: Server = createServer();
  private readonly sockets = new Set<WebSocket>();
  private readonly losing: ((message: AriMessage) => boolean)[] = [];
  private readonly holding: ((message: AriMessage, pass: () => void) => boolean)[] = [];
  private chance: (message: AriMessage) => boolean = () => false;

  constructor(target: string) {
    this.target = target;
  }

  /** @returns the address for the driver */
  async start(): Promise<string> {
    const accepting = new WebSocketServer({ server: this.server, perMessageDeflate: false });
    accepting.on("connection", (near, request) => {
      const { authorization } = request.headers;
      const headers = authorization ? { authorization } : {};
      const address = new URL(request.url ?? "/", this.target);
      this.join(near, new WebSocket(address, { headers, perMessageDeflate: false }));
    });
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}${new URL(this.target).pathname}`;
  }

  /** The next message that fits does not arrive. */
  loseNext(fits: (message: AriMessage) => boolean): void {
    this.losing.push(fits);
  }

  /** From now on every message that `chance` picks does not arrive. */
  loseByChance(chance: (message: AriMessage) => boolean): void {
    this.chance = chance;
  }

  /** The next message that fits, in either direction, waits; those behind it overtake it. */
  holdNext(fits: (message: AriMessage) => boolean): Held {
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    const reached = new Promise<void>((resolve) => {
      this.holding.push((message, pass) => {
        if (!fits(message)) return false;
        void released.then(pass);
        resolve();
        return true;
      });
    });
    return { reached, release };
  }

  /** Resolves when a message that fits has passed, in either direction. */
  async seeNext(fits: (message: AriMessage) => boolean): Promise<void> {
    const held = this.holdNext(fits);
    await held.reached;
    held.release();
  }

  /** Ends every connection; new ones are accepted. */
  cut(): void {
    for (const socket of this.sockets) socket.terminate();
    this.sockets.clear();
  }

  stop(): void {
    this.cut();
    this.server.close();
  }

  private join(near: WebSocket, far: WebSocket): void {
    const early: (() => void)[] = [];
    for (const socket of [near, far]) {
      this.sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        near.terminate();
        far.terminate();
        this.sockets.delete(socket);
      });
    }
    far.on("open", () => early.splice(0).forEach((send) => send()));
    near.on("message", (data, binary) => {
      const send = () => far.send(data, { binary });
      const sendOrKeep = () => (far.readyState === WebSocket.OPEN ? send() : early.push(send));
      this.pass(parsed(data), sendOrKeep);
    });
    far.on("message", (data, binary) => {
      const send = () => near.send(data, { binary });
      const message = parsed(data);
      if (!this.loses(message)) this.pass(message, send);
    });
  }

  private pass(message: AriMessage, pass: () => void): void {
    const index = this.holding.findIndex((holds) => holds(message, pass));
    if (index >= 0) this.holding.splice(index, 1);
    else pass();
  }

  private loses(message: AriMessage): boolean {
    const index = this.losing.findIndex((fits) => fits(message));
    if (index >= 0) this.losing.splice(index, 1);
    return index >= 0 || this.chance(message);
  }
}

function parsed(data: WebSocket.RawData): AriMessage {
  return JSON.parse(String(data)) as AriMessage;
}
