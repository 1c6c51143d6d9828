import WebSocket from "ws";
import { AriError } from "./ari-connection.ts";
import { announcementIdOf, callerChannelOf } from "./names.ts";
import { soundBytesPerSecond } from "./sound.ts";
import type { CallSurroundings } from "./surroundings.ts";

const handshakeMilliseconds = 3_000;
/** Asterisk keeps no more than 20 seconds. */
const aheadSeconds = 10;
const joinAttempts = 20;
const joinAgainMilliseconds = 100;
const heardMark = "heard";

/**
 * Says something to a caller: a channel of its own plays what it gets over a websocket, and the
 * caller is in a bridge with it. So the switch needs neither the files nor a way to the service.
 */
export class Speaker {
  private readonly around: CallSurroundings;
  private readonly callId: string;
  private readonly onOver: (heard: boolean) => void;
  private socket: WebSocket | null = null;
  private cancelPacing = () => {};
  private isOver = false;

  /** @param onOver called once, unless it is stopped; `heard` is false when it broke off */
  constructor(around: CallSurroundings, callId: string, onOver: (heard: boolean) => void) {
    this.around = around;
    this.callId = callId;
    this.onOver = onOver;
  }

  /**
   * The caller is alone, without music.
   * @param sound 8,000 samples a second, signed, 16 bit, little-endian
   * @throws AriError when it cannot begin
   */
  async start(sound: Buffer): Promise<void> {
    const { ari } = this.around;
    const id = announcementIdOf(this.callId);
    const address = await ari.openMedia(id);
    const socket = new WebSocket(address, "media", {
      handshakeTimeout: handshakeMilliseconds,
      perMessageDeflate: false,
    });
    this.socket = socket;
    socket.on("message", (data, isBinary) => {
      if (!isBinary && String(data).startsWith(`MEDIA_MARK_PROCESSED ${heardMark}`)) this.end(true);
    });
    await opened(socket);
    socket.on("close", () => this.end(false));
    await ari.createBridge(id);
    await this.join(id);
    socket.send("START_MEDIA_BUFFERING");
    this.pace(sound, aheadSeconds);
  }

  async stop(): Promise<void> {
    this.isOver = true;
    await this.takeDown();
  }

  private end(heard: boolean): void {
    if (this.isOver) return;
    this.isOver = true;
    void this.takeDown()
      .catch(() => {})
      .then(() => this.onOver(heard));
  }

  private async takeDown(): Promise<void> {
    const { ari } = this.around;
    const id = announcementIdOf(this.callId);
    this.cancelPacing();
    this.socket?.terminate();
    await ari.destroyBridge(id);
    await ari.hangUp(id);
  }

  /** The channel can be joined a moment after its websocket is open. */
  private async join(id: string): Promise<void> {
    const { ari, clock } = this.around;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await ari.join(id, [callerChannelOf(this.callId), id]);
      } catch (error) {
        const tooEarly = error instanceof AriError && error.status !== 0;
        if (!tooEarly || attempt === joinAttempts) throw error;
        await new Promise<void>((resolve) => void clock.after(joinAgainMilliseconds, resolve));
      }
    }
  }

  private pace(sound: Buffer, seconds: number): void {
    const { socket } = this;
    if (socket?.readyState !== WebSocket.OPEN) return;
    const bytes = seconds * soundBytesPerSecond;
    for (let from = 0; from < Math.min(bytes, sound.length); from += soundBytesPerSecond) {
      socket.send(sound.subarray(from, Math.min(from + soundBytesPerSecond, bytes)));
    }
    if (sound.length > bytes) {
      const rest = sound.subarray(bytes);
      this.cancelPacing = this.around.clock.after(1_000, () => this.pace(rest, 1));
      return;
    }
    socket.send("STOP_MEDIA_BUFFERING");
    socket.send(`MARK_MEDIA ${heardMark}`);
  }
}

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.on("open", resolve);
    socket.on("error", reject);
  });
}
