import { Temporal } from "temporal-polyfill";
import {
  closingReason,
  isAroundTheClock,
  localDay,
  nextOpening,
  openUntil,
  isOpen,
  regularPeriods,
  zone,
} from "./hours.ts";
import type { Closure, WeeklyHours } from "./schema.ts";

const dayNames = ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"];

/**
 * German, as it is read on the desk: "geöffnet bis 16:00", "geschlossen, öffnet Mo 08:00",
 * "geschlossen (Allerheiligen), öffnet morgen 08:00", "rund um die Uhr geöffnet".
 */
export function openingPhrase(
  hours: WeeklyHours,
  closures: readonly Closure[],
  at: number,
): string {
  if (isAroundTheClock(hours)) return "rund um die Uhr geöffnet";
  if (isOpen(hours, closures, at)) {
    const until = openUntil(hours, closures, at);
    return until === null ? "geöffnet" : `geöffnet bis ${dayAndTime(until, at)}`;
  }
  const closed = `geschlossen${special(hours, closures, at)}`;
  const opening = nextOpening(hours, closures, at);
  return opening === null ? closed : `${closed}, öffnet ${openingTime(opening, at)}`;
}

function special(hours: WeeklyHours, closures: readonly Closure[], at: number): string {
  const today = localDay(at);
  const reason = closingReason(closures, today.toString());
  return reason !== null && regularPeriods(hours, today).length > 0 ? ` (${reason})` : "";
}

/** "16:00", on another day than `at` "Di 16:00". Midnight is the end of the day that ends with it. */
export function dayAndTime(until: number, at: number): string {
  const end = local(until);
  const midnight = end.hour === 0 && end.minute === 0;
  const day = midnight ? end.subtract({ minutes: 1 }).toPlainDate() : end.toPlainDate();
  const time = midnight ? "24:00" : clock(end);
  return day.equals(localDay(at)) ? time : `${dayNames[day.dayOfWeek - 1]} ${time}`;
}

function openingTime(opening: number, at: number): string {
  const start = local(opening);
  const day = start.toPlainDate();
  const daysAhead = localDay(at).until(day, { largestUnit: "days" }).days;
  if (daysAhead === 0) return `heute ${clock(start)}`;
  if (daysAhead === 1) return `morgen ${clock(start)}`;
  if (daysAhead < 7) return `${dayNames[day.dayOfWeek - 1]} ${clock(start)}`;
  const date = `${String(day.day).padStart(2, "0")}.${String(day.month).padStart(2, "0")}.`;
  return `${dayNames[day.dayOfWeek - 1]} ${date} ${clock(start)}`;
}

function local(at: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}

function clock(time: Temporal.ZonedDateTime): string {
  return time.toPlainTime().toString({ smallestUnit: "minute" });
}
