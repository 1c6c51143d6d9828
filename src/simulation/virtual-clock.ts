import type { SteadyClock } from "../clock.ts";
import type { Instant } from "../routing/state.ts";

interface Timer {
  at: Instant;
  /** Timers of one moment run in the order in which they were set. */
  order: number;
  /** Null once it has run or was cancelled. */
  run: (() => void) | null;
}

/** Time that goes by only when it is told to, in whole milliseconds, from one timer to the next. */
export class VirtualClock implements SteadyClock {
  private time: Instant;
  private set = 0;
  /** A binary heap; cancelled timers stay in it until their turn. */
  private readonly heap: Timer[] = [];

  constructor(start: Instant) {
    this.time = start;
  }

  now(): Instant {
    return this.time;
  }

  steady(): number {
    return this.time;
  }

  after(milliseconds: number, run: () => void): () => void {
    this.set += 1;
    const at = Math.ceil(this.time + Math.max(0, milliseconds));
    const timer: Timer = { at, order: this.set, run };
    this.push(timer);
    return () => (timer.run = null);
  }

  /** Runs the next timer due at or before `until`. @returns false when there is none */
  runNext(until: Instant): boolean {
    for (let next = this.heap[0]; next !== undefined && next.at <= until; next = this.heap[0]) {
      this.pop();
      if (next.run === null) continue;
      const { run } = next;
      next.run = null;
      this.time = next.at;
      run();
      return true;
    }
    return false;
  }

  /** Lets the time go on to `until`; what is due by then has run. */
  pass(until: Instant): void {
    this.time = Math.max(this.time, Math.ceil(until));
  }

  private push(timer: Timer): void {
    const { heap } = this;
    let position = heap.length;
    for (; position > 0; position = (position - 1) >> 1) {
      const parent = heap[(position - 1) >> 1]!;
      if (!before(timer, parent)) break;
      heap[position] = parent;
    }
    heap[position] = timer;
  }

  private pop(): void {
    const { heap } = this;
    const last = heap.pop()!;
    if (heap.length === 0) return;
    let position = 0;
    for (;;) {
      let child = 2 * position + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child += 1;
      if (!before(heap[child]!, last)) break;
      heap[position] = heap[child]!;
      position = child;
    }
    heap[position] = last;
  }
}

/** Resolves when nothing is left to do at this moment: every promise that can go on has. */
export function settled(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

function before(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
