import { weekdays } from "../../directory/hours.ts";
import type { PublicOffice } from "./schema.ts";

const dayCodes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/** Days with the same period share a schedule (RFC 5545). Times are local (Europe/Berlin). */
export function schedulesOf(
  { hours, hoursText }: Pick<PublicOffice, "hours" | "hoursText">,
  idOf: (...name: string[]) => string,
) {
  const days = new Map<string, string[]>();
  weekdays.forEach((weekday, index) => {
    for (const { from, to } of hours[weekday] ?? []) {
      const period = `${from} ${to}`;
      days.set(period, [...(days.get(period) ?? []), dayCodes[index] ?? ""]);
    }
  });
  return [...days].map(([period, codes]) => {
    const [from = "", to = ""] = period.split(" ");
    return {
      id: idOf(period),
      freq: "WEEKLY" as const,
      interval: 1,
      byday: codes.join(","),
      opens_at: from,
      // Midnight at the end of the day has no name in ISO 8601 any more.
      closes_at: to === "24:00" ? "23:59" : to,
      description: hoursText,
      notes: "Ortszeit (Europe/Berlin); an Feiertagen in Rheinland-Pfalz geschlossen.",
    };
  });
}
