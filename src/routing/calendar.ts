import type { Instant, LineSettings } from "./state.ts";

/** Whether the line takes calls at `now` (R2); its intervals are sorted and do not overlap. */
export function isOpen(line: LineSettings, now: Instant): boolean {
  let low = 0;
  let high = line.open.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (line.open[middle]!.to <= now) low = middle + 1;
    else high = middle;
  }
  const interval = line.open[low];
  return interval !== undefined && interval.from <= now;
}
