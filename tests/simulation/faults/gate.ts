import type { SteadyClock } from "../../../src/clock.ts";

/**
 * Through it goes everything between a process and its surroundings. A frozen process hears and
 * sends nothing until it wakes up; a dead one never again.
 */
export class Gate {
  private readonly clock: SteadyClock;
  private held: (() => void)[] = [];
  state: "running" | "frozen" | "dead" = "running";

  constructor(clock: SteadyClock) {
    this.clock = clock;
  }

  pass(run: () => void): void {
    if (this.state === "running") run();
    else if (this.state === "frozen") this.held.push(run);
  }

  freeze(): void {
    if (this.state === "running") this.state = "frozen";
  }

  /** Whatever came meanwhile comes at once now, one after the other. */
  wake(): void {
    if (this.state !== "frozen") return;
    this.state = "running";
    for (const run of this.held.splice(0)) this.clock.after(0, () => this.pass(run));
  }

  kill(): void {
    this.state = "dead";
    this.held = [];
  }
}

/** The clock of a process: its timers do not run while it is frozen, nor when it is dead. */
export class ProcessClock implements SteadyClock {
  private readonly clock: SteadyClock;
  private readonly gate: Gate;

  constructor(clock: SteadyClock, gate: Gate) {
    this.clock = clock;
    this.gate = gate;
  }

  now(): number {
    return this.clock.now();
  }

  steady(): number {
    return this.clock.steady();
  }

  after(milliseconds: number, run: () => void): () => void {
    let cancelled = false;
    const cancel = this.clock.after(milliseconds, () => {
      this.gate.pass(() => {
        if (!cancelled) run();
      });
    });
    return () => {
      cancelled = true;
      cancel();
    };
  }
}
