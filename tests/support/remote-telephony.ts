import { once } from "node:events";
import net from "node:net";
import { createInterface } from "node:readline";
import type { ActualCall, DesiredCall, Telephony } from "../../src/telephony/telephony.ts";
import type { TelephonyEvent } from "../../src/telephony/telephony.ts";
import type { FromSwitch, ToSwitch } from "./shared-switch.ts";

/** The driver of a switch in another process, see shared-switch.ts. */
export class RemoteTelephony implements Telephony {
  private readonly port: number;
  private socket: net.Socket | null = null;
  private asked = 0;
  private readonly answers = new Map<number, (calls: ActualCall[]) => void>();

  constructor(port: number) {
    this.port = port;
  }

  async start(listener: (event: TelephonyEvent) => void): Promise<void> {
    const socket = net.connect(this.port, "127.0.0.1");
    await once(socket, "connect");
    this.socket = socket;
    const lines = createInterface(socket);
    lines.on("error", () => {});
    socket.on("error", () => {});
    lines.on("line", (line) => {
      const news = JSON.parse(line) as FromSwitch;
      if (news.type === "event") return listener(news.event);
      this.answers.get(news.number)?.(news.calls);
      this.answers.delete(news.number);
    });
    this.send({ type: "attach" });
    listener({ type: "connection", up: true });
  }

  stop(): Promise<void> {
    this.socket?.destroy();
    this.socket = null;
    return Promise.resolve();
  }

  direct(callId: string, desired: DesiredCall): void {
    this.send({ type: "direct", callId, desired });
  }

  observe(): Promise<ActualCall[]> {
    this.asked += 1;
    const number = this.asked;
    return new Promise((resolve) => {
      this.answers.set(number, resolve);
      this.send({ type: "observe", number });
    });
  }

  connected(): boolean {
    return this.socket !== null;
  }

  private send(asked: ToSwitch): void {
    this.socket?.write(`${JSON.stringify(asked)}\n`);
  }
}
