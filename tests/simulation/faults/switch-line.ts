import type { Clock } from "../../../src/clock.ts";
import { AppError } from "../../../src/errors.ts";
import type { SimulatedSwitch } from "../../../src/telephony/simulated/switch.ts";
import type {
  ActualCall,
  DesiredCall,
  Telephony,
  TelephonyEvent,
} from "../../../src/telephony/telephony.ts";
import type { Chance } from "./chance.ts";
import type { Trap } from "./database-line.ts";
import type { Gate } from "./gate.ts";
import type { Weather } from "./weather.ts";

interface HubParts {
  exchange: SimulatedSwitch;
  clock: Clock;
  weather: Weather;
  chance: Chance;
  /** Told what a process makes true, as it leaves the process. */
  onDirect: (callId: string, desired: DesiredCall) => void;
}

const standDownMilliseconds = 5_000;

/** The one switch of all processes: it reports to whoever connected last, as Asterisk does. */
export class SwitchHub {
  private readonly parts: HubParts;
  private current: SwitchLine | null = null;

  constructor(parts: HubParts) {
    this.parts = parts;
    parts.exchange.attach((event) => this.report(event));
  }

  attach(line: SwitchLine): void {
    const replaced = this.current;
    this.current = line;
    if (replaced !== null && replaced !== line) replaced.standDown();
    if (this.parts.weather.switchUp) line.tell({ type: "connection", up: true });
  }

  detach(line: SwitchLine): void {
    if (this.current === line) this.current = null;
  }

  /** The connection is gone; the calls go on. */
  cut(): void {
    if (!this.parts.weather.switchUp) return;
    this.parts.weather.switchUp = false;
    this.current?.tell({ type: "connection", up: false });
  }

  mend(): void {
    if (this.parts.weather.switchUp) return;
    this.parts.weather.switchUp = true;
    this.current?.tell({ type: "connection", up: true });
  }

  isAt(line: SwitchLine): boolean {
    return this.current === line;
  }

  connects(line: SwitchLine): boolean {
    return this.current === line && this.parts.weather.switchUp;
  }

  direct(line: SwitchLine, callId: string, desired: DesiredCall): void {
    const { exchange, weather, chance, clock, onDirect } = this.parts;
    onDirect(callId, desired);
    const late = chance.random() * weather.directMillisecondsMax;
    const arrive = () => {
      if (this.connects(line)) exchange.apply(callId, desired);
    };
    if (late === 0) arrive();
    else clock.after(late, arrive);
  }

  observe(line: SwitchLine, answer: (calls: ActualCall[] | null) => void): void {
    const { exchange, weather, chance, clock } = this.parts;
    const calls = this.connects(line) ? exchange.list() : null;
    const late = chance.random() * weather.observeMillisecondsMax;
    if (late === 0) answer(calls);
    else clock.after(late, () => answer(this.connects(line) ? calls : null));
  }

  private report(event: TelephonyEvent): void {
    const { weather, chance, clock } = this.parts;
    const line = this.current;
    if (line === null || !weather.switchUp || chance.happens(weather.eventsLost)) return;
    const times = chance.happens(weather.eventsDoubled) ? 2 : 1;
    for (let time = 0; time < times; time += 1) {
      if (!chance.happens(weather.eventsDelayed)) line.tell(event);
      else {
        const late = chance.random() * weather.eventDelayMillisecondsMax;
        clock.after(late, () => line.tell(event));
      }
    }
  }
}

/** A process's connection with the switch: the driver that its door uses. */
export class SwitchLine implements Telephony {
  private readonly hub: SwitchHub;
  private readonly gate: Gate;
  private readonly clock: Clock;
  private readonly snap: (at: Trap["at"]) => void;
  private listener: ((event: TelephonyEvent) => void) | null = null;

  constructor(parts: { hub: SwitchHub; gate: Gate; clock: Clock; snap: (at: Trap["at"]) => void }) {
    this.hub = parts.hub;
    this.gate = parts.gate;
    this.clock = parts.clock;
    this.snap = parts.snap;
  }

  start(listener: (event: TelephonyEvent) => void): Promise<void> {
    this.listener = listener;
    this.gate.pass(() => this.hub.attach(this));
    return Promise.resolve();
  }

  stop(): Promise<void> {
    this.listener = null;
    this.gate.pass(() => this.hub.detach(this));
    return Promise.resolve();
  }

  /** Another process has connected: as the driver of Asterisk, it comes back if not stopped. */
  standDown(): void {
    this.tell({ type: "connection", up: false });
    this.clock.after(standDownMilliseconds, () => {
      this.gate.pass(() => {
        if (this.listener !== null && !this.hub.isAt(this)) this.hub.attach(this);
      });
    });
  }

  tell(event: TelephonyEvent): void {
    this.gate.pass(() => this.listener?.(event));
  }

  direct(callId: string, desired: DesiredCall): void {
    this.snap("before an effect");
    this.gate.pass(() => this.hub.direct(this, callId, desired));
  }

  observe(): Promise<ActualCall[]> {
    return new Promise((resolve, reject) => {
      this.gate.pass(() => {
        this.hub.observe(this, (calls) => {
          this.gate.pass(() => (calls === null ? reject(outOfReach()) : resolve(calls)));
        });
      });
    });
  }

  connected(): boolean {
    return this.hub.connects(this);
  }
}

function outOfReach(): AppError {
  return new AppError(503, "telephony_unavailable", "Die Telefonanlage ist nicht erreichbar.");
}
