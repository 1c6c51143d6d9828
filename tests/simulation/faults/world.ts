import type { Command } from "../../../src/routing/commands.ts";
import { MemoryStore } from "../../../src/simulation/memory-journal.ts";
import { settled, VirtualClock } from "../../../src/simulation/virtual-clock.ts";
import type { PhoneBehaviour } from "../../../src/telephony/simulated/phones.ts";
import { SimulatedSwitch } from "../../../src/telephony/simulated/switch.ts";
import { CenterProcess, type ProcessParts } from "./center-process.ts";
import { Chance } from "./chance.ts";
import { JournalAuditor } from "./journal-auditor.ts";
import { LineAuditor } from "./line-auditor.ts";
import { ProcessAuditor } from "./process-auditor.ts";
import { lineVariants, peopleMax, startAt } from "./small-house.ts";
import { SwitchHub } from "./switch-line.ts";
import { fairWeather, type Weather } from "./weather.ts";

/** A part that a test breaks on purpose, to see that it is noticed. */
export type Sabotage = Pick<ProcessParts, "breakJournal" | "breakTelephony">;

export interface Desk {
  agentId: string;
  /** The process that the person's browser is connected with. */
  place: number;
  connected: boolean;
}

const traceMax = 80;

/**
 * A whole centre in one thread on virtual time: two processes with one journal and one lease, one
 * switch, callers, phones and people; and the auditors that watch all of it.
 */
export class World {
  readonly clock = new VirtualClock(startAt);
  readonly store = new MemoryStore();
  readonly chance: Chance;
  readonly weather: Weather = fairWeather();
  readonly exchange: SimulatedSwitch;
  readonly hub: SwitchHub;
  readonly processes: CenterProcess[] = [];
  readonly desks: Desk[];
  readonly journal: JournalAuditor;
  readonly line: LineAuditor;
  readonly watcher: ProcessAuditor;
  lines = lineVariants[0];
  readonly callersMax: number;
  timers = 0;
  /** In the end everybody answers. */
  willing = false;
  readonly violations: string[] = [];
  readonly trace: string[] = [];
  readonly counts: Record<string, number> = {};
  private readonly sabotage: Sabotage;
  private started = 0;

  constructor(seed: number, sabotage: Sabotage = {}) {
    this.chance = new Chance(seed);
    this.callersMax = this.chance.one([3, 8, 20, 30]);
    this.sabotage = sabotage;
    const { clock, chance, weather, store } = this;
    const report = (words: string) => void this.violations.push(words);
    this.exchange = new SimulatedSwitch({
      clock,
      name: "c",
      phoneOf: ({ role }) => this.phone(role === "agent" ? 0.85 : 0.5),
      citizenOf: () => this.phone(0.6),
    });
    this.journal = new JournalAuditor(store, report);
    this.line = new LineAuditor(this.exchange, this.journal, report);
    this.watcher = new ProcessAuditor(store, this.journal, report);
    this.hub = new SwitchHub({
      exchange: this.exchange,
      clock,
      weather,
      chance,
      onDirect: (callId, desired) => this.line.onDirect(callId, desired),
    });
    this.desks = Array.from({ length: peopleMax }, (_, index) => ({
      agentId: `agent${index}`,
      place: index % 2,
      connected: true,
    }));
  }

  /** Notes what was done, for whoever has to understand a failure. */
  note(kind: string, words = ""): void {
    this.counts[kind] = (this.counts[kind] ?? 0) + 1;
    const seconds = ((this.clock.now() - startAt) / 1000).toFixed(3);
    this.trace.push(`${seconds} s  ${kind} ${words}`);
    if (this.trace.length > traceMax) this.trace.shift();
  }

  open(place: number): void {
    this.started += 1;
    const { store, clock, weather, chance, hub } = this;
    const process = new CenterProcess({
      name: `p${this.started}`,
      store,
      clock,
      weather,
      chance,
      hub,
      lines: () => this.lines,
      onEntry: (by, entry) => this.watcher.onEntry(by, entry),
      onFailure: (by) => {
        by.kill();
        this.note("could not start", by.name);
      },
      ...this.sabotage,
    });
    this.processes[place] = process;
    process.start();
  }

  get writer(): CenterProcess | undefined {
    return this.processes.find((process) => process.running && process.center.writing);
  }

  /** Sends a command through a process as a desk does. @returns whether it could be sent */
  submit(process: CenterProcess, command: Command, key: string | null = null): boolean {
    if (!process.running) return false;
    try {
      process.center.submit(command, key).then(
        (outcome) => this.watcher.onOutcome(process, key, outcome),
        () => this.note("no answer", command.type),
      );
      return true;
    } catch {
      return false;
    }
  }

  /** Everything that can happen now happens, and is looked at. */
  async settle(): Promise<void> {
    await settled();
    this.journal.readOn();
    this.watcher.check(this.processes);
    this.line.checkConnections();
  }

  /** Lets the time go by; each timer is looked at for itself. */
  async pass(milliseconds: number): Promise<void> {
    const until = this.clock.now() + Math.ceil(milliseconds);
    await this.settle();
    while (this.violations.length === 0 && this.clock.runNext(until)) {
      this.timers += 1;
      await this.settle();
    }
    this.clock.pass(until);
  }

  private phone(answeringShare: number): PhoneBehaviour {
    const { chance } = this;
    const afterSeconds = chance.random() * 3;
    if (this.willing) return { kind: "answers", afterSeconds, hangsUpAfterSeconds: 3 };
    const hangsUpAfterSeconds = chance.happens(0.4) ? chance.random() * 20 : null;
    const answers = chance.happens(answeringShare);
    if (answers) return { kind: "answers", afterSeconds, hangsUpAfterSeconds };
    const other = chance.one(["busy", "silent", "dead", "declines"]);
    return other === "declines" ? { kind: other, afterSeconds } : { kind: other };
  }
}
