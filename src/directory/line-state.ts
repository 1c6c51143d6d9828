import { Temporal } from "temporal-polyfill";
import {
  closingReason,
  isAroundTheClock,
  isOpen,
  localDay,
  openIntervals,
  periodsOn,
  startOfDay,
  zone,
  type Interval,
} from "./hours.ts";
import type { WeekDay } from "./line-schema.ts";
import { dayAndTime, openingPhrase } from "./opening-phrase.ts";
import type { LineRecord } from "./records.ts";
import type { Closure, WeeklyHours } from "./schema.ts";

type Line = Pick<LineRecord, "hours" | "closedToday" | "closedAnnouncement">;

/** When a line is closed by hand, in milliseconds; null without a closing. */
export function closedByHand({ closedToday }: Pick<LineRecord, "closedToday">): Interval | null {
  if (closedToday === null) return null;
  return { from: Date.parse(closedToday.from), to: Date.parse(closedToday.until) };
}

export function isClosedByHand(line: Pick<LineRecord, "closedToday">, at: number): boolean {
  const closing = closedByHand(line);
  return closing !== null && closing.from <= at && at < closing.to;
}

/** When a line takes calls: its hours without what is closed by hand (R2). */
export function lineIntervals(
  line: Line,
  closures: readonly Closure[],
  from: number,
  to: number,
): Interval[] {
  const intervals = openIntervals(line.hours, closures, from, to);
  const closing = closedByHand(line);
  if (closing === null) return intervals;
  return intervals.flatMap((open) => {
    if (open.to <= closing.from || closing.to <= open.from) return [open];
    const before = { from: open.from, to: closing.from };
    const after = { from: closing.to, to: open.to };
    return [before, after].filter((part) => part.from < part.to);
  });
}

export function isLineOpen(line: Line, closures: readonly Closure[], at: number): boolean {
  return isOpen(line.hours, closures, at) && !isClosedByHand(line, at);
}

/** What callers hear while the line is closed: the words of the closing by hand, if there is one. */
export function announcementAt(line: Line, at: number): string {
  return line.closedToday !== null && isClosedByHand(line, at)
    ? line.closedToday.announcement
    : line.closedAnnouncement;
}

/** German: "geöffnet bis 16:00", "heute geschlossen", "heute geschlossen bis 14:00". */
export function linePhrase(line: Line, closures: readonly Closure[], at: number): string {
  const closing = closedByHand(line);
  const regular = openingPhrase(line.hours, closures, at);
  if (closing === null || at >= closing.to || !isOpen(line.hours, closures, at)) return regular;
  if (at < closing.from) {
    const ahead = openIntervals(line.hours, closures, at, closing.from)[0];
    if (ahead?.from !== at || ahead.to !== closing.from) return regular;
    return `geöffnet bis ${dayAndTime(closing.from, at)}, dann von Hand geschlossen`;
  }
  const tomorrow = startOfDay(localDay(at).add({ days: 1 }).toString());
  if (closing.to === tomorrow) return "heute geschlossen";
  return closing.to < tomorrow
    ? `heute geschlossen bis ${dayAndTime(closing.to, at)}`
    : `geschlossen bis ${dayAndTime(closing.to, at)}`;
}

/** The seven days from that of `at` on, as the hours open them. */
export function openDays(hours: WeeklyHours, closures: readonly Closure[], at: number): WeekDay[] {
  const today = localDay(at);
  return Array.from({ length: 7 }, (_, index) => {
    const day = today.add({ days: index });
    const periods = isAroundTheClock(hours)
      ? [{ from: "00:00", to: "24:00" }]
      : periodsOn(hours, closures, day).map(({ from, to }) => ({
          from: clockOf(from, day),
          to: clockOf(to, day),
        }));
    const reason = periods.length === 0 ? closingReason(closures, day.toString()) : null;
    return { day: day.toString(), periods, reason };
  });
}

function clockOf(at: number, day: Temporal.PlainDate): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return local.toPlainDate().equals(day)
    ? local.toPlainTime().toString({ smallestUnit: "minute" })
    : "24:00";
}
