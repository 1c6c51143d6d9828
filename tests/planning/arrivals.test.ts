import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { countArrivalsByHour } from "../../src/planning/store.ts";
import { testDatabase } from "../support/database.ts";

describe("the arrivals that staffing is planned for", () => {
  it("are the mean over every such weekday, also over those without a call in the hour", async () => {
    await using database = await testDatabase();
    // Four Mondays; one call at nine on each, one single call at seven on the first.
    const mondays = ["2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23"];
    const arrivals = [
      ...mondays.map((day) => `${day}T09:30:00+01:00`),
      "2026-11-02T07:30:00+01:00",
    ];
    await database.prisma.contact.createMany({
      data: arrivals.map((at) => ({
        id: randomUUID(),
        lineId: "115",
        channel: "call",
        arrivedAt: new Date(at),
      })),
    });
    const hours = await countArrivalsByHour(database, "115", new Date("2026-10-01"));
    expect(hours).toEqual([
      { weekday: 1, hour: 7, arrivalsPerHour: 0.25 },
      { weekday: 1, hour: 9, arrivalsPerHour: 1 },
    ]);
  });
});
