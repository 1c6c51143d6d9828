import { Temporal } from "temporal-polyfill";
import { holidayOn } from "./holidays.ts";
import type { Closure, WeeklyHours } from "./schema.ts";

/** Half-open: `from` belongs to it, `to` does not. Milliseconds since the epoch. */
export interface Interval {
  from: number;
  to: number;
}

export const zone = "Europe/Berlin";

export const weekdays = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;
const searchDaysStep = 14;
const searchDaysMax = 400;
const dayMilliseconds = 86_400_000;

/**
 * When it is open between two moments, in order, touching periods joined (R2). Public holidays of
 * Rhineland-Palatinate and `closures` are closed days, except for hours around the clock.
 */
export function openIntervals(
  hours: WeeklyHours,
  closures: readonly Closure[],
  from: number,
  to: number,
): Interval[] {
  if (to <= from) return [];
  if (isAroundTheClock(hours)) return [{ from, to }];
  const intervals: Interval[] = [];
  const last = localDay(to);
  for (
    let day = localDay(from);
    Temporal.PlainDate.compare(day, last) <= 0;
    day = day.add({ days: 1 })
  ) {
    for (const period of periodsOn(hours, closures, day)) {
      const interval = { from: Math.max(from, period.from), to: Math.min(to, period.to) };
      if (interval.from < interval.to) append(intervals, interval);
    }
  }
  return intervals;
}

export function isOpen(hours: WeeklyHours, closures: readonly Closure[], at: number): boolean {
  return openIntervals(hours, closures, at, at + 1).length > 0;
}

/** @returns `at` itself when open, null when it does not open within 400 days */
export function nextOpening(
  hours: WeeklyHours,
  closures: readonly Closure[],
  at: number,
): number | null {
  for (let days = 0; days < searchDaysMax; days += searchDaysStep) {
    const start = at + days * dayMilliseconds;
    const end = start + searchDaysStep * dayMilliseconds;
    const first = openIntervals(hours, closures, start, end)[0];
    if (first) return first.from;
  }
  return null;
}

/** @returns null when closed at `at`, or open for more than 14 days without a break */
export function openUntil(
  hours: WeeklyHours,
  closures: readonly Closure[],
  at: number,
): number | null {
  const end = at + searchDaysStep * dayMilliseconds;
  const current = openIntervals(hours, closures, at, end)[0];
  return current && current.from === at && current.to < end ? current.to : null;
}

/** Open every minute of the week: then holidays and closing days are open too. */
export function isAroundTheClock(hours: WeeklyHours): boolean {
  return weekdays.every((weekday) => {
    let reached = "00:00";
    for (const period of hours[weekday] ?? []) if (period.from <= reached) reached = period.to;
    return reached === "24:00";
  });
}

/** Why a day that has hours is closed all the same, German; null when nothing is special. */
export function closingReason(closures: readonly Closure[], day: string): string | null {
  const closure = closures.find((each) => each.from <= day && day <= each.to);
  return holidayOn(day) ?? closure?.reason ?? null;
}

export function localDay(at: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
}

/** Midnight of an ISO day in Europe/Berlin, milliseconds since the epoch. */
export function startOfDay(day: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds;
}

/** The opening periods of one day in Europe/Berlin; none on a holiday or closing day. */
export function periodsOn(
  hours: WeeklyHours,
  closures: readonly Closure[],
  day: Temporal.PlainDate,
): Interval[] {
  const periods = regularPeriods(hours, day);
  if (periods.length === 0 || closingReason(closures, day.toString()) !== null) return [];
  return periods
    .map((period) => ({ from: moment(day, period.from), to: moment(day, period.to) }))
    .toSorted((left, right) => left.from - right.from);
}

export function regularPeriods(hours: WeeklyHours, day: Temporal.PlainDate) {
  const weekday = weekdays[day.dayOfWeek - 1];
  return (weekday && hours[weekday]) ?? [];
}

/** A clock time that the change to summer time skips means the same moment, one hour later. */
function moment(day: Temporal.PlainDate, clockTime: string): number {
  const [date, time] = clockTime === "24:00" ? [day.add({ days: 1 }), "00:00"] : [day, clockTime];
  return date.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
}

function append(intervals: Interval[], next: Interval): void {
  const previous = intervals.at(-1);
  if (previous && next.from <= previous.to) previous.to = Math.max(previous.to, next.to);
  else intervals.push(next);
}
