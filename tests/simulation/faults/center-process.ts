import { LiveCenter } from "../../../src/center/live-center.ts";
import type { Journal, JournalEntry } from "../../../src/center/journal.ts";
import type { SteadyClock } from "../../../src/clock.ts";
import { onlyWhileLeading } from "../../../src/main/leading-telephony.ts";
import { StopList } from "../../../src/main/stop-list.ts";
import { whileWriting } from "../../../src/main/while-writing.ts";
import type { LineSettings } from "../../../src/routing/state.ts";
import type { MemoryStore } from "../../../src/simulation/memory-journal.ts";
import { TelephonyDoor } from "../../../src/telephony/door.ts";
import type { Telephony } from "../../../src/telephony/telephony.ts";
import { silentLog } from "../../support/live-center.ts";
import type { Chance } from "./chance.ts";
import { DatabaseLine, type Trap } from "./database-line.ts";
import { Gate, ProcessClock } from "./gate.ts";
import { SwitchLine, type SwitchHub } from "./switch-line.ts";
import type { Weather } from "./weather.ts";

export interface ProcessParts {
  name: string;
  store: MemoryStore;
  clock: SteadyClock;
  weather: Weather;
  chance: Chance;
  hub: SwitchHub;
  /** Brought to the centre at every start, as the service does. */
  lines: () => LineSettings[];
  onEntry: (process: CenterProcess, entry: JournalEntry) => void;
  onFailure: (process: CenterProcess, error: unknown) => void;
  /** A test puts a broken part in its place, to see that this is noticed. */
  breakJournal?: (journal: Journal) => Journal;
  breakTelephony?: (telephony: Telephony, center: LiveCenter) => Telephony;
}

/** A process of the service as the world knows it: its centre, its door, and what separates them. */
export class CenterProcess {
  readonly name: string;
  readonly gate: Gate;
  readonly center: LiveCenter;
  /** Recovered and at work, in whatever role. */
  started = false;
  trap: Trap | null = null;
  private readonly parts: ProcessParts;
  private readonly clock: ProcessClock;
  private readonly line: DatabaseLine;
  private readonly stops = new StopList();

  constructor(parts: ProcessParts) {
    this.parts = parts;
    this.name = parts.name;
    const { store, clock, weather, chance } = parts;
    this.gate = new Gate(clock);
    this.clock = new ProcessClock(clock, this.gate);
    const snap = (at: Trap["at"]) => this.snap(at);
    this.line = new DatabaseLine({ store, clock, gate: this.gate, weather, chance, snap });
    const journal = parts.breakJournal?.(this.line) ?? this.line;
    this.center = new LiveCenter({
      journal,
      clock: this.clock,
      log: silentLog,
      holder: parts.name,
    });
    this.center.onEntry((entry) => {
      if (this.gate.state !== "dead") parts.onEntry(this, entry);
    });
  }

  get running(): boolean {
    return this.started && this.gate.state === "running";
  }

  start(): void {
    this.open().catch((error: unknown) => {
      if (this.gate.state !== "dead") this.parts.onFailure(this, error);
    });
  }

  /** kill -9: the operating system closes its connections, and that is all. */
  kill(): void {
    this.gate.kill();
    void this.line.close();
  }

  /** Ends in order, as on an update of the service. */
  async stop(): Promise<void> {
    this.started = false;
    try {
      await this.stops.run();
      await this.center.stop();
    } finally {
      this.kill(); // what cannot be stopped in order ends all the same
    }
  }

  private async open(): Promise<void> {
    const { center, stops } = this;
    await center.start();
    await center.submit({ type: "changeLines", lines: this.parts.lines() });
    await whileWriting({ center, log: silentLog, stops, name: "telephony" }, async (during) => {
      const door = this.door();
      await door.start();
      during.add("door", () => door.stop());
    });
    this.started = true;
  }

  private door(): TelephonyDoor {
    const { center, gate, parts } = this;
    const line = new SwitchLine({
      hub: parts.hub,
      gate,
      clock: parts.clock,
      snap: (at) => this.snap(at),
    });
    return new TelephonyDoor({
      telephony:
        parts.breakTelephony?.(line, center) ?? onlyWhileLeading(line, center, () => undefined),
      center,
      clock: this.clock,
      log: silentLog,
      closedAnnouncementOf: () => "Heute geschlossen.",
      guessOrigin: (from) => (from === null ? [] : originOf(from)),
      newContactId: () => parts.chance.uuid(),
    });
  }

  private snap(at: Trap["at"]): void {
    const { trap } = this;
    if (trap?.at !== at || this.gate.state !== "running") return;
    this.trap = null;
    trap.strike();
  }
}

function originOf(from: string) {
  const administrationId = Number(from.slice(-1)) % 2 === 0 ? "nord" : "sued";
  return [{ administrationId, placeName: "Daun", probability: 0.6, reason: "Vorwahl" }];
}
