import dgram from "node:dgram";
import { once } from "node:events";

const samplesPerPacket = 160;
const packetMilliseconds = 20;
const silence = Buffer.alloc(samplesPerPacket, 0xd5);
const payloads = { alaw: 8, event: 101 };
const keys = "0123456789*#";
/** A key is held for so many packets; the last is sent three times (RFC 4733, 2.5.1.4). */
const keyPackets = 8;
const endPackets = 3;
const volume = 10;

/**
 * The sound of a telephone as phones send it: packets of A-law, between them keys as events of
 * RFC 4733, all in one RTP stream, to wherever sound comes from.
 */
export class Handset {
  private readonly socket = dgram.createSocket("udp4");
  private readonly timer: NodeJS.Timeout;
  private readonly events: { payload: Buffer; begins: boolean }[] = [];
  private other: dgram.RemoteInfo | null = null;
  private sequence = 1;
  private timestamp = 0;
  private eventTimestamp = 0;

  private constructor() {
    this.socket.on("message", (_, from) => (this.other ??= from));
    this.timer = setInterval(() => this.send(), packetMilliseconds);
  }

  static async open(address: string): Promise<Handset> {
    const handset = new Handset();
    handset.socket.bind(0, address);
    await once(handset.socket, "listening");
    return handset;
  }

  get port(): number {
    return this.socket.address().port;
  }

  press(key: string): void {
    for (let packet = 1; packet <= keyPackets + endPackets - 1; packet += 1) {
      const payload = Buffer.alloc(4);
      payload.writeUInt8(keys.indexOf(key), 0);
      payload.writeUInt8((packet >= keyPackets ? 0x80 : 0) | volume, 1);
      payload.writeUInt16BE(Math.min(packet, keyPackets) * samplesPerPacket, 2);
      this.events.push({ payload, begins: packet === 1 });
    }
  }

  close(): void {
    clearInterval(this.timer);
    this.socket.close();
  }

  private send(): void {
    if (!this.other) return;
    const event = this.events.shift();
    if (event?.begins) this.eventTimestamp = this.timestamp;
    const header = Buffer.alloc(12);
    header.writeUInt8(0x80, 0);
    const type = event ? payloads.event : payloads.alaw;
    header.writeUInt8((event?.begins ? 0x80 : 0) | type, 1);
    header.writeUInt16BE(this.sequence & 0xffff, 2);
    header.writeUInt32BE(event ? this.eventTimestamp : this.timestamp, 4);
    header.writeUInt32BE(0x115, 8);
    this.sequence += 1;
    this.timestamp += samplesPerPacket;
    const { port, address } = this.other;
    this.socket.send([header, event?.payload ?? silence], port, address);
  }
}
