import { texts } from "../texts.ts";

const spanFormat = new Intl.NumberFormat("de-DE", { maximumFractionDigits: 1 });
const timeZone = "Europe/Berlin";
const timeFormat = new Intl.DateTimeFormat("de-DE", {
  timeZone,
  hour: "2-digit",
  minute: "2-digit",
});
const secondFormat = new Intl.DateTimeFormat("de-DE", {
  timeZone,
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});
const dayFormat = new Intl.DateTimeFormat("de-DE", { timeZone, day: "2-digit", month: "2-digit" });
const dateFormat = new Intl.DateTimeFormat("de-DE", {
  timeZone,
  day: "2-digit",
  month: "2-digit",
  year: "numeric",
});
const percentFormat = new Intl.NumberFormat("de-DE", {
  style: "percent",
  maximumFractionDigits: 0,
});

/** "2:14", from one hour on "1:02:14"; never below zero. */
export function clockText(milliseconds: number): string {
  const total = Math.max(0, Math.floor(milliseconds / 1_000));
  const seconds = String(total % 60).padStart(2, "0");
  const minutes = Math.floor(total / 60) % 60;
  const hours = Math.floor(total / 3_600);
  return hours > 0
    ? `${hours}:${String(minutes).padStart(2, "0")}:${seconds}`
    : `${minutes}:${seconds}`;
}

const listFormat = new Intl.ListFormat("de-DE", { type: "conjunction" });

/** "Französisch und Kfz" */
export function listText(words: readonly string[]): string {
  return listFormat.format(words);
}

/** "10:42", local time of the centre whatever this computer is set to. */
export function timeText(instant: number | string): string {
  return timeFormat.format(new Date(instant));
}

/** "10:42:07" */
export function secondText(instant: number | string): string {
  return secondFormat.format(new Date(instant));
}

/** "heute, 10:42", "gestern, 15:07", "18.11., 15:07". */
export function momentText(instant: number | string, now: number): string {
  const day = dateFormat.format(new Date(instant));
  const time = timeText(instant);
  if (day === dateFormat.format(new Date(now))) return `heute, ${time}`;
  if (day === dateFormat.format(new Date(now - 86_400_000))) return `gestern, ${time}`;
  return `${dayFormat.format(new Date(instant))}, ${time}`;
}

/** An ISO day as "03.11.2026". */
export function dayText(isoDay: string): string {
  const [year, month, day] = isoDay.split("-");
  return `${day}.${month}.${year}`;
}

/** "45 min", "3,5 h", "2,1 Tage" */
export function spanText(minutes: number): string {
  if (minutes < 90) return texts.spans.minutes(Math.max(1, Math.round(minutes)));
  if (minutes < 48 * 60) return texts.spans.hours(spanFormat.format(minutes / 60));
  return texts.spans.days(spanFormat.format(minutes / 1440));
}

/** A share of 0 … 1 as "84 %". */
export function percentText(share: number): string {
  return percentFormat.format(share);
}
