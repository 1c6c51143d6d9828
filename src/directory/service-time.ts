import { Temporal } from "temporal-polyfill";
import { localDay, nextOpening, openIntervals, periodsOn, zone } from "./hours.ts";
import type { Closure, WeeklyHours } from "./schema.ts";

const dayMilliseconds = 86_400_000;
const daysMax = 400;

/**
 * When the 24-hour promise falls due: the same clock time on the next day with service, at the
 * latest when that day's service ends. What arrives outside the hours counts from the next opening.
 * @returns null when there is no service day within 400 days
 */
export function sameTimeNextServiceDay(
  hours: WeeklyHours,
  closures: readonly Closure[],
  at: number,
): number | null {
  const received = nextOpening(hours, closures, at);
  if (received === null) return null;
  const clockTime = Temporal.Instant.fromEpochMilliseconds(received)
    .toZonedDateTimeISO(zone)
    .toPlainTime();
  let day = localDay(received);
  for (let days = 0; days < daysMax; days += 1) {
    day = day.add({ days: 1 });
    const periods = periodsOn(hours, closures, day);
    const [first, last] = [periods[0], periods.at(-1)];
    if (!first || !last) continue;
    const due = day.toZonedDateTime({ timeZone: zone, plainTime: clockTime }).epochMilliseconds;
    return Math.min(Math.max(due, first.from), last.to);
  }
  return null;
}

/**
 * The moment at which `milliseconds` of opening time have passed since `at`.
 * @returns null when the hours do not hold that much within 400 days
 */
export function addServiceTime(
  hours: WeeklyHours,
  closures: readonly Closure[],
  at: number,
  milliseconds: number,
): number | null {
  let left = milliseconds;
  for (const open of openIntervals(hours, closures, at, at + daysMax * dayMilliseconds)) {
    if (left <= open.to - open.from) return open.from + left;
    left -= open.to - open.from;
  }
  return null;
}
