import type { Clock } from "../clock.ts";
import type { Instant } from "../routing/state.ts";

const sleepMillisecondsMax = 60_000;

/**
 * One timer for the whole centre: armed to the core's next due time, moved whenever that changes.
 * A long sleep is cut into pieces, so that a clock that jumps is noticed within a minute.
 */
export class DueTimer {
  private readonly clock: Clock;
  private readonly onDue: () => void;
  private cancel: () => void = () => {};
  private armedFor: Instant | null = null;

  constructor(clock: Clock, onDue: () => void) {
    this.clock = clock;
    this.onDue = onDue;
  }

  arm(due: Instant | null): void {
    if (due === this.armedFor) return;
    this.disarm();
    if (due === null) return;
    this.armedFor = due;
    const wait = Math.min(Math.max(0, due - this.clock.now()), sleepMillisecondsMax);
    this.cancel = this.clock.after(wait, () => {
      this.armedFor = null;
      if (this.clock.now() >= due) this.onDue();
      else this.arm(due);
    });
  }

  disarm(): void {
    this.cancel();
    this.cancel = () => {};
    this.armedFor = null;
  }
}
