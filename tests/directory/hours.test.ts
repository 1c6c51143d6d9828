import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { holidayOn } from "../../src/directory/holidays.ts";
import { isOpen, nextOpening, openIntervals, openUntil } from "../../src/directory/hours.ts";
import { openingPhrase } from "../../src/directory/opening-phrase.ts";
import type { Closure, WeeklyHours } from "../../src/directory/schema.ts";
import { addServiceTime, sameTimeNextServiceDay } from "../../src/directory/service-time.ts";

const officeDay = [{ from: "08:00", to: "16:00" }];
const office: WeeklyHours = {
  monday: officeDay,
  tuesday: officeDay,
  wednesday: officeDay,
  thursday: [
    { from: "08:00", to: "12:00" },
    { from: "14:00", to: "18:00" },
  ],
  friday: [{ from: "08:00", to: "12:00" }],
};
const wholeDay = [{ from: "00:00", to: "24:00" }];
const always: WeeklyHours = {
  monday: wholeDay,
  tuesday: wholeDay,
  wednesday: wholeDay,
  thursday: wholeDay,
  friday: wholeDay,
  saturday: wholeDay,
  sunday: [
    { from: "00:00", to: "12:00" },
    { from: "12:00", to: "24:00" },
  ],
};
const carnival: Closure[] = [{ from: "2026-02-16", to: "2026-02-17", reason: "Karneval" }];
const hour = 3_600_000;

function berlin(clockTime: string): number {
  return Temporal.PlainDateTime.from(clockTime).toZonedDateTime("Europe/Berlin").epochMilliseconds;
}

function spoken(at: number | null): string | null {
  if (at === null) return null;
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO("Europe/Berlin");
  return zoned.toPlainDateTime().toString({ smallestUnit: "minute" });
}

describe("public holidays", () => {
  /** Gauss's Easter algorithm, so that the library is held against something of our own. */
  function easterSunday(year: number): Temporal.PlainDate {
    const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
    const d =
      (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) %
      30;
    const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
    const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
    return new Temporal.PlainDate(year, Math.floor(f / 31), (f % 31) + 1);
  }

  test.each([2024, 2025, 2026, 2027, 2028, 2029, 2030])(
    "of Rhineland-Palatinate in %i are the eleven of the state's law, and no others",
    (year) => {
      const easter = easterSunday(year);
      const movable = [-2, 1, 39, 50, 60].map((days) => easter.add({ days }).toString());
      const fixed = ["01-01", "05-01", "10-03", "11-01", "12-25", "12-26"];
      const expected = [...movable, ...fixed.map((day) => `${year}-${day}`)].toSorted();
      const found: string[] = [];
      let day = new Temporal.PlainDate(year, 1, 1);
      for (; day.year === year; day = day.add({ days: 1 })) {
        if (holidayOn(day.toString())) found.push(day.toString());
      }
      expect(found).toEqual(expected);
    },
  );

  test("are named in German, and Reformation Day is none", () => {
    expect(holidayOn("2026-06-04")).toBe("Fronleichnam");
    expect(holidayOn("2026-11-01")).toBe("Allerheiligen");
    expect(holidayOn("2026-10-31")).toBeNull();
    expect(holidayOn("2026-02-16")).toBeNull();
  });
});

describe("opening hours", () => {
  test("open at the first minute and close at the last", () => {
    expect(isOpen(office, [], berlin("2026-11-23T07:59:59"))).toBe(false);
    expect(isOpen(office, [], berlin("2026-11-23T08:00"))).toBe(true);
    expect(isOpen(office, [], berlin("2026-11-23T15:59:59"))).toBe(true);
    expect(isOpen(office, [], berlin("2026-11-23T16:00"))).toBe(false);
  });

  test("close on holidays and on the administration's own closing days", () => {
    expect(isOpen(office, [], berlin("2026-06-04T10:00"))).toBe(false);
    expect(isOpen(office, carnival, berlin("2026-02-16T10:00"))).toBe(false);
    expect(isOpen(office, carnival, berlin("2026-02-17T10:00"))).toBe(false);
    expect(isOpen(office, carnival, berlin("2026-02-18T10:00"))).toBe(true);
    expect(isOpen(office, [], berlin("2026-02-16T10:00"))).toBe(true);
  });

  test("around the clock know no holiday, no closing day and no end", () => {
    const christmas = berlin("2026-12-25T03:00");
    const closed = [{ from: "2026-12-25", to: "2026-12-25", reason: "Weihnachten" }];
    expect(isOpen(always, closed, christmas)).toBe(true);
    expect(openUntil(always, closed, christmas)).toBeNull();
    expect(openingPhrase(always, closed, christmas)).toBe("rund um die Uhr geöffnet");
  });

  test("keep their clock time when summer time begins and ends", () => {
    const friday = berlin("2026-03-27T12:30");
    expect(spoken(nextOpening(office, [], friday))).toBe("2026-03-30T08:00");
    expect((nextOpening(office, [], friday) ?? 0) - berlin("2026-03-27T08:00")).toBe(71 * hour);
    const autumn = berlin("2026-10-23T12:30");
    expect((nextOpening(office, [], autumn) ?? 0) - berlin("2026-10-23T08:00")).toBe(73 * hour);
  });

  test("through the night of the clock change last an hour less or more", () => {
    const night: WeeklyHours = { sunday: [{ from: "00:00", to: "06:00" }] };
    const length = (day: string) => {
      const [open] = openIntervals(night, [], berlin(`${day}T00:00`), berlin(`${day}T12:00`));
      return open ? (open.to - open.from) / hour : 0;
    };
    expect(length("2026-03-29")).toBe(5);
    expect(length("2026-10-25")).toBe(7);
    expect(length("2026-11-22")).toBe(6);
  });

  test("that skip 02:00 to 03:00 open at the first moment that exists", () => {
    const night: WeeklyHours = { sunday: [{ from: "02:30", to: "05:00" }] };
    expect(spoken(nextOpening(night, [], berlin("2026-03-28T12:00")))).toBe("2026-03-29T03:30");
  });

  test("join what touches at midnight and clip to the span asked for", () => {
    const late: WeeklyHours = {
      monday: [{ from: "18:00", to: "24:00" }],
      tuesday: [{ from: "00:00", to: "02:00" }],
    };
    const [from, to] = [berlin("2026-11-23T20:00"), berlin("2026-11-25T00:00")];
    expect(openIntervals(late, [], from, to)).toEqual([{ from, to: berlin("2026-11-24T02:00") }]);
    expect(openingPhrase(late, [], from)).toBe("geöffnet bis Di 02:00");
  });

  test("that never open have no next opening", () => {
    expect(nextOpening({}, [], berlin("2026-11-23T08:00"))).toBeNull();
    expect(openingPhrase({}, [], berlin("2026-11-23T08:00"))).toBe("geschlossen");
  });

  test("find the opening after a closure longer than the first look ahead", () => {
    const long = [{ from: "2026-07-01", to: "2026-08-31", reason: "Umbau" }];
    expect(spoken(nextOpening(office, long, berlin("2026-07-01T09:00")))).toBe("2026-09-01T08:00");
  });
});

describe("the phrase an agent reads", () => {
  test.each([
    ["2026-11-23T10:00", "geöffnet bis 16:00"],
    ["2026-11-26T12:30", "geschlossen, öffnet heute 14:00"],
    ["2026-11-23T17:00", "geschlossen, öffnet morgen 08:00"],
    ["2026-11-27T13:00", "geschlossen, öffnet Mo 08:00"],
    ["2026-06-04T10:00", "geschlossen (Fronleichnam), öffnet morgen 08:00"],
    ["2026-11-01T10:00", "geschlossen, öffnet morgen 08:00"],
  ])("at %s is “%s”", (at, phrase) => {
    expect(openingPhrase(office, [], berlin(at))).toBe(phrase);
  });

  test("names the closing day's reason, and the date when it is more than a week away", () => {
    const closed = [{ from: "2026-12-21", to: "2027-01-01", reason: "Betriebsferien" }];
    expect(openingPhrase(office, closed, berlin("2026-12-21T09:00"))).toBe(
      "geschlossen (Betriebsferien), öffnet Mo 04.01. 08:00",
    );
  });

  test("calls midnight the end of the day", () => {
    const evening: WeeklyHours = { monday: [{ from: "18:00", to: "24:00" }] };
    expect(openingPhrase(evening, [], berlin("2026-11-23T20:00"))).toBe("geöffnet bis 24:00");
  });
});

describe("the 24-hour promise", () => {
  const service: WeeklyHours = Object.fromEntries(
    ["monday", "tuesday", "wednesday", "thursday", "friday"].map((day) => [
      day,
      [{ from: "08:00", to: "18:00" }],
    ]),
  );

  test.each([
    ["on a Tuesday is due on Wednesday at the same time", "2026-11-24T10:17", "2026-11-25T10:17"],
    ["on a Friday is due on Monday at the same time", "2026-11-27T16:40", "2026-11-30T16:40"],
    ["on a Saturday counts from Monday's opening", "2026-11-28T10:00", "2026-12-01T08:00"],
    ["before a holiday skips it", "2026-06-03T11:00", "2026-06-05T11:00"],
    ["across Easter and the weekend", "2026-04-02T15:00", "2026-04-07T15:00"],
    ["across the start of summer time", "2026-03-27T09:30", "2026-03-30T09:30"],
    ["across the end of summer time", "2026-10-23T09:30", "2026-10-26T09:30"],
  ])("%s", (_, at, due) => {
    expect(spoken(sameTimeNextServiceDay(service, [], berlin(at)))).toBe(due);
  });

  test("ends with the next day's service when that is shorter", () => {
    const due = sameTimeNextServiceDay(office, [], berlin("2026-11-26T17:00"));
    expect(spoken(due)).toBe("2026-11-27T12:00");
  });

  test("skips the administration's own closing days", () => {
    const due = sameTimeNextServiceDay(service, carnival, berlin("2026-02-13T11:00"));
    expect(spoken(due)).toBe("2026-02-18T11:00");
  });

  test("adds opening time only", () => {
    const start = berlin("2026-11-26T11:00");
    expect(spoken(addServiceTime(office, [], start, hour))).toBe("2026-11-26T12:00");
    expect(spoken(addServiceTime(office, [], start, 3 * hour))).toBe("2026-11-26T16:00");
    expect(spoken(addServiceTime(office, [], start, 24 * hour))).toBe("2026-12-01T15:00");
    expect(addServiceTime({}, [], start, hour)).toBeNull();
  });
});
