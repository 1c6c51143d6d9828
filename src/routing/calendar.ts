import type { Instant, LineSettings, OpenInterval } from "./state.ts";

/** Whether the line takes calls at `now` (R2); its intervals are sorted and do not overlap. */
export function isOpen(line: LineSettings, now: Instant): boolean {
  const interval = intervalAfter(line, now);
  return interval !== undefined && interval.from <= now;
}

/** The first moment from `from` on at which the line is open; null when none is known. */
export function opensAt(line: LineSettings, from: Instant): Instant | null {
  const interval = intervalAfter(line, from);
  return interval === undefined ? null : Math.max(interval.from, from);
}

/** When the line closes that is open at `at`; `at` itself when it is closed then. */
export function closesAt(line: LineSettings, at: Instant): Instant {
  const interval = intervalAfter(line, at);
  return interval === undefined || interval.from > at ? at : interval.to;
}

/** The interval that `at` lies in, or the next one. */
function intervalAfter(line: LineSettings, at: Instant): OpenInterval | undefined {
  let low = 0;
  let high = line.open.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (line.open[middle]!.to <= at) low = middle + 1;
    else high = middle;
  }
  return line.open[low];
}
