import { isAroundTheClock, weekdays } from "./hours.ts";
import type { WeeklyHours } from "./schema.ts";

const dayNames = ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"];

/**
 * The weekly hours in one line, neighbouring days with the same hours together: "Mo–Mi 08:00–16:00,
 * Do 08:00–12:00 und 14:00–18:00"; "rund um die Uhr"; "" where there are none.
 */
export function hoursText(hours: WeeklyHours): string {
  if (isAroundTheClock(hours)) return "rund um die Uhr";
  const groups: { from: number; to: number; text: string }[] = [];
  weekdays.forEach((weekday, day) => {
    const periods = (hours[weekday] ?? []).map(({ from, to }) => `${from}–${to}`);
    if (periods.length === 0) return;
    const text = periods.join(" und ");
    const last = groups.at(-1);
    if (last && last.to === day - 1 && last.text === text) last.to = day;
    else groups.push({ from: day, to: day, text });
  });
  return groups.map(({ from, to, text }) => `${daysText(from, to)} ${text}`).join(", ");
}

function daysText(from: number, to: number): string {
  if (from === to) return dayNames[from] ?? "";
  return `${dayNames[from]}${to === from + 1 ? ", " : "–"}${dayNames[to]}`;
}
