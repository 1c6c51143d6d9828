import { once } from "node:events";
import net from "node:net";
import { createInterface } from "node:readline";
import { systemClock } from "../../src/clock.ts";
import type { PhoneBehaviour } from "../../src/telephony/simulated/phones.ts";
import { SimulatedSwitch } from "../../src/telephony/simulated/switch.ts";
import type {
  ActualCall,
  DesiredCall,
  DesiredParty,
  TelephonyEvent,
} from "../../src/telephony/telephony.ts";

/** What goes over the wire, one JSON text a line. */
export type ToSwitch =
  | { type: "attach" }
  | { type: "direct"; callId: string; desired: DesiredCall }
  | { type: "observe"; number: number };
export type FromSwitch =
  | { type: "event"; event: TelephonyEvent }
  | { type: "observed"; number: number; calls: ActualCall[] };

/** Something that a process wanted of a call. */
export interface Directed {
  callId: string;
  desired: DesiredCall;
  /** Which process, counted in the order in which they came. */
  by: number;
}

/** A switch that outlives the processes at it, as a real one does; they reach it over a socket. */
export class SharedSwitch implements AsyncDisposable {
  readonly exchange: SimulatedSwitch;
  readonly directed: Directed[] = [];
  private readonly server = net.createServer((socket) => this.serve(socket));
  private readonly sockets = new Set<net.Socket>();
  private came = 0;
  private listening: net.Socket | null = null;

  constructor(phoneOf: (party: DesiredParty) => PhoneBehaviour) {
    this.exchange = new SimulatedSwitch({ clock: systemClock, phoneOf, name: "shared" });
  }

  /** @returns the port */
  async start(): Promise<number> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    return (this.server.address() as net.AddressInfo).port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, "close");
    for (const { callId } of this.exchange.list()) this.exchange.hangUpCaller(callId);
  }

  private serve(socket: net.Socket): void {
    this.came += 1;
    const by = this.came;
    this.sockets.add(socket);
    const tell = (news: FromSwitch) => void socket.write(`${JSON.stringify(news)}\n`);
    socket.on("error", () => {});
    socket.on("close", () => {
      this.sockets.delete(socket);
      if (this.listening === socket) this.exchange.attach(null);
    });
    const lines = createInterface(socket);
    // A process that is killed leaves without a word.
    lines.on("error", () => {});
    lines.on("line", (line) => {
      const asked = JSON.parse(line) as ToSwitch;
      if (asked.type === "attach") {
        this.listening = socket;
        this.exchange.attach((event) => tell({ type: "event", event }));
      } else if (asked.type === "observe") {
        tell({ type: "observed", number: asked.number, calls: this.exchange.list() });
      } else {
        this.directed.push({ callId: asked.callId, desired: asked.desired, by });
        this.exchange.apply(asked.callId, asked.desired);
      }
    });
  }
}
