import type { SteadyClock } from "../../src/clock.ts";

/** A clock that stands still until a test moves it. */
export class ManualClock implements SteadyClock {
  private time = Date.UTC(2026, 2, 2, 8);
  private timers: { at: number; run: () => void }[] = [];

  now(): number {
    return this.time;
  }

  steady(): number {
    return this.time;
  }

  after(milliseconds: number, run: () => void): () => void {
    const timer = { at: this.time + milliseconds, run };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((each) => each !== timer);
    };
  }

  /** When the next thing is due; null when nothing is. */
  nextAt(): number | null {
    return this.timers.length === 0 ? null : Math.min(...this.timers.map(({ at }) => at));
  }

  /** Lets the time go by; what becomes due happens in order. */
  advance(milliseconds: number): void {
    const until = this.time + milliseconds;
    for (;;) {
      const next = this.timers.toSorted((a, b) => a.at - b.at)[0];
      if (!next || next.at > until) break;
      this.timers = this.timers.filter((each) => each !== next);
      this.time = next.at;
      next.run();
    }
    this.time = until;
  }
}
