import { Temporal } from "temporal-polyfill";
import { isAroundTheClock, weekdays, zone } from "../../directory/hours.ts";
import type { HsdsSchedule } from "./hsds-schema.ts";
import type { PublicOffice } from "./schema.ts";

const dayCodes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/** Days between two changes of the clocks, both inclusive, and what their times are ahead of UTC. */
interface Season {
  from: string;
  to: string;
  /** "+01:00" */
  offset: string;
}

/**
 * Days with the same period share a schedule (RFC 5545). Its times carry the offset from UTC, as
 * the standard asks: so there is one until the clocks change next, and one for the season after.
 * @param date ISO day
 */
export function schedulesOf(
  { hours, hoursText }: Pick<PublicOffice, "hours" | "hoursText">,
  date: string,
  idOf: (...name: string[]) => string,
): HsdsSchedule[] {
  const days = new Map<string, string[]>();
  weekdays.forEach((weekday, index) => {
    for (const { from, to } of hours[weekday] ?? []) {
      const period = `${from} ${to}`;
      days.set(period, [...(days.get(period) ?? []), dayCodes[index] ?? ""]);
    }
  });
  const notes = isAroundTheClock(hours)
    ? "Auch an Feiertagen."
    : "An Feiertagen in Rheinland-Pfalz geschlossen.";
  return seasonsFrom(date).flatMap((season) =>
    [...days].map(([period, codes]) => {
      const [from = "", to = ""] = period.split(" ");
      return {
        id: idOf(period, season.from),
        valid_from: season.from,
        valid_to: season.to,
        freq: "WEEKLY" as const,
        interval: 1,
        byday: codes.join(","),
        opens_at: from + season.offset,
        // Midnight at the end of the day has no name in ISO 8601 any more.
        closes_at: (to === "24:00" ? "23:59" : to) + season.offset,
        description: hoursText,
        notes,
      };
    }),
  );
}

const known = new Map<string, Season[]>();

/** The season of the day and the next one. */
function seasonsFrom(date: string): Season[] {
  const found = known.get(date);
  if (found) return found;
  const first = seasonAt(Temporal.PlainDate.from(date));
  const seasons = [first, seasonAt(Temporal.PlainDate.from(first.to).add({ days: 1 }))];
  known.clear();
  known.set(date, seasons);
  return seasons;
}

/** The day on which the clocks change belongs to the season that begins on it. */
function seasonAt(day: Temporal.PlainDate): Season {
  const noon = day.toZonedDateTime({ timeZone: zone, plainTime: "12:00" });
  const begin = noon.getTimeZoneTransition("previous");
  const end = noon.getTimeZoneTransition("next");
  return {
    from: (begin ?? noon).toPlainDate().toString(),
    to: (end ?? noon.add({ years: 1 })).toPlainDate().subtract({ days: 1 }).toString(),
    offset: noon.offset,
  };
}
