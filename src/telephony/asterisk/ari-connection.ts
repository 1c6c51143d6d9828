import WebSocket from "ws";
import { ariEventTypes, type AriEvent } from "./ari-types.ts";

export interface AriSettings {
  /** "http://127.0.0.1:8088/ari" */
  url: string;
  username: string;
  password: string;
  /** Name of the Stasis application in the dialplan. */
  application: string;
}

export interface AriListener {
  /** Events flow and requests are answered. */
  up(): void;
  down(): void;
  event(event: AriEvent): void;
}

export interface AriRequest {
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: string;
  query?: Record<string, string>;
  body?: unknown;
}

/** Asterisk answered that it did not do it; `status` 0: nobody knows whether it did. */
export class AriError extends Error {
  readonly status: number;

  constructor(request: AriRequest, status: number, reason: string) {
    super(`${request.method} ${request.path}: ${status} ${reason}`);
    this.name = "AriError";
    this.status = status;
  }
}

interface Pending {
  request: AriRequest;
  resolve: (body: unknown) => void;
  reject: (error: AriError) => void;
  timer: NodeJS.Timeout;
}

const pingMilliseconds = 3_000;
const requestMilliseconds = 3_000;
const handshakeMilliseconds = 2_000;
const retryMillisecondsMin = 50;
const retryMillisecondsMax = 2_000;

/**
 * One websocket to Asterisk that carries events and requests (REST over the event websocket, since
 * Asterisk 22.4). It is made anew for ever, until it is closed or stands down.
 */
export class AriConnection {
  private readonly settings: AriSettings;
  private readonly listener: AriListener;
  private readonly pending = new Map<string, Pending>();
  private socket: WebSocket | null = null;
  private ready = false;
  private open = false;
  private requests = 0;
  private retryMilliseconds = retryMillisecondsMin;
  private retryTimer: NodeJS.Timeout | undefined;

  constructor(settings: AriSettings, listener: AriListener) {
    this.settings = settings;
    this.listener = listener;
  }

  /** Resolves after the first attempt, whether it succeeded or not. */
  start(): Promise<void> {
    this.open = true;
    return this.connect();
  }

  /** Closes the connection and makes no other: also when another process has taken over. */
  stop(): void {
    this.open = false;
    clearTimeout(this.retryTimer);
    this.socket?.terminate();
  }

  get connected(): boolean {
    return this.ready;
  }

  /** @returns the body of the answer. @throws AriError */
  request<Body>(request: AriRequest): Promise<Body> {
    const { socket } = this;
    if (socket?.readyState !== WebSocket.OPEN) {
      return Promise.reject(new AriError(request, 0, "not connected"));
    }
    this.requests += 1;
    const id = String(this.requests);
    const query = request.query ? `?${new URLSearchParams(request.query).toString()}` : "";
    const message = {
      type: "RESTRequest",
      request_id: id,
      method: request.method,
      uri: `${request.path}${query}`,
      ...(request.body === undefined
        ? {}
        : { content_type: "application/json", message_body: JSON.stringify(request.body) }),
    };
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.pending.delete(id);
        reject(new AriError(request, 0, "no answer in time"));
      }, requestMilliseconds);
      const settle = resolve as (body: unknown) => void;
      this.pending.set(id, { request, resolve: settle, reject, timer });
      socket.send(JSON.stringify(message));
    });
  }

  private connect(): Promise<void> {
    const { url, username, password, application } = this.settings;
    const address = `${url.replace(/^http/, "ws").replace(/\/$/, "")}/events`;
    const socket = new WebSocket(`${address}?app=${encodeURIComponent(application)}`, {
      auth: `${username}:${password}`,
      handshakeTimeout: handshakeMilliseconds,
      perMessageDeflate: false,
    });
    this.socket = socket;
    return new Promise((attempted) => {
      let stopPinging = () => {};
      socket.on("open", () => {
        stopPinging = watch(socket);
        void this.prepare(socket).finally(attempted);
      });
      socket.on("message", (data) => this.receive(data.toString()));
      // What went wrong shows in the close that follows.
      socket.on("error", () => {});
      socket.on("close", () => {
        stopPinging();
        this.lose();
        attempted();
      });
    });
  }

  private async prepare(socket: WebSocket): Promise<void> {
    try {
      await this.request({
        method: "PUT",
        path: `applications/${this.settings.application}/eventFilter`,
        // The filter applies to answers, too.
        body: { allowed: ["RESTResponse", ...ariEventTypes].map((type) => ({ type })) },
      });
    } catch {
      socket.terminate();
      return;
    }
    this.retryMilliseconds = retryMillisecondsMin;
    this.ready = true;
    this.listener.up();
  }

  private receive(text: string): void {
    const message = parse(text);
    if (!message) return;
    if (message.type === "RESTResponse") return this.settle(message as unknown as RestResponse);
    if (ariEventTypes.some((type) => type === message.type)) {
      this.listener.event(message as AriEvent);
    }
  }

  private settle(response: RestResponse): void {
    const pending = this.pending.get(response.request_id);
    if (!pending) return;
    this.pending.delete(response.request_id);
    clearTimeout(pending.timer);
    const { status_code: status, message_body: body } = response;
    if (status >= 200 && status < 300) pending.resolve(body ? JSON.parse(body) : undefined);
    else pending.reject(new AriError(pending.request, status, body ?? ""));
  }

  private lose(): void {
    const wasReady = this.ready;
    this.ready = false;
    for (const { request, reject, timer } of this.pending.values()) {
      clearTimeout(timer);
      reject(new AriError(request, 0, "connection lost"));
    }
    this.pending.clear();
    if (wasReady) this.listener.down();
    if (!this.open) return;
    const jitter = 0.5 + Math.random() / 2;
    this.retryTimer = setTimeout(() => void this.connect(), this.retryMilliseconds * jitter);
    this.retryMilliseconds = Math.min(this.retryMilliseconds * 2, retryMillisecondsMax);
  }
}

interface RestResponse {
  request_id: string;
  status_code: number;
  message_body?: string;
}

function parse(text: string): { type: string } | null {
  try {
    return JSON.parse(text) as { type: string };
  } catch {
    return null;
  }
}

/** A connection that is only half dead is noticed by its missing answers. */
function watch(socket: WebSocket): () => void {
  let alive = true;
  socket.on("pong", () => (alive = true));
  const timer = setInterval(() => {
    if (!alive) return socket.terminate();
    alive = false;
    socket.ping();
  }, pingMilliseconds);
  return () => clearInterval(timer);
}
