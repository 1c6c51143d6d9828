import Holidays from "date-holidays";

const calendar = new Holidays("DE", "RP", { languages: ["de"] });
const yearsKnown = new Map<number, Map<string, string>>();

/**
 * The public holiday of Rhineland-Palatinate on an ISO day, by its German name; null on other days
 * (LFtG Rheinland-Pfalz § 2). Observances such as Rosenmontag are not holidays.
 */
export function holidayOn(day: string): string | null {
  const year = Number(day.slice(0, 4));
  let holidays = yearsKnown.get(year);
  if (!holidays) {
    const all = calendar.getHolidays(year).filter((holiday) => holiday.type === "public");
    holidays = new Map(all.map((holiday) => [holiday.date.slice(0, 10), holiday.name]));
    yearsKnown.set(year, holidays);
  }
  return holidays.get(day) ?? null;
}
