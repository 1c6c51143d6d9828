import { Temporal } from "temporal-polyfill";

/** ISO days, both inclusive; null: always, still. */
export interface Period {
  validFrom: string | null;
  validUntil: string | null;
}

/** Rules and records leave out what they do not limit. */
type Validity = Partial<Period>;

function dayAfter(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString();
}

export function dayBefore(day: string): string {
  return Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
}

/** The days on which something begins to hold or holds no longer, in order. */
export function changeDays(validities: readonly Validity[]): string[] {
  const days = validities.flatMap(({ validFrom, validUntil }) => [
    ...(validFrom ? [validFrom] : []),
    ...(validUntil ? [dayAfter(validUntil)] : []),
  ]);
  return [...new Set(days)].toSorted();
}

/** The day, and every later one on which something changes. */
export function daysFrom(day: string, validities: readonly Validity[]): string[] {
  return [day, ...changeDays(validities).filter((each) => each > day)];
}

/** Whether it holds on the day or will hold later. */
export function holdsStill({ validUntil }: Validity, day: string): boolean {
  return !validUntil || validUntil >= day;
}

/** "vom 01.01.2027 bis 30.06.2027", "ab 01.01.2027", "bis 30.06.2027"; "": always. */
export function periodWords({ validFrom, validUntil }: Period): string {
  const [from, until] = [validFrom, validUntil].map((day) => day && germanDay(day));
  if (from && until) return `vom ${from} bis ${until}`;
  return from ? `ab ${from}` : until ? `bis ${until}` : "";
}

function germanDay(day: string): string {
  return day.split("-").toReversed().join(".");
}
