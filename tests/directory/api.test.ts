import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildSmallHouse, type SmallHouse } from "../knowledge/small-house.ts";

let house: SmallHouse;
beforeAll(async () => {
  house = await buildSmallHouse();
});
afterAll(() => house.database.close());

describe("GET /api/lines and /api/administrations", () => {
  test("say who takes part and what is open", async () => {
    const { body } = await house.read("/api/lines", "2026-11-23T17:00");
    expect(body.lines.map((line: any) => [line.id, line.openNow, line.opening])).toEqual([
      ["115", false, "geschlossen, öffnet morgen 08:00"],
      ["zentrale-vulkaneifel", false, "geschlossen, öffnet morgen 08:00"],
    ]);
    const closed = await house.read("/api/lines", "2026-12-24T10:00");
    expect(closed.body.lines.map((line: any) => line.opening)).toEqual([
      "geöffnet bis 18:00",
      "geschlossen (Heiligabend), öffnet Mo 08:00",
    ]);
    const administrations = (await house.read("/api/administrations")).body.administrations;
    expect(administrations.map((each: any) => [each.code, each.answers115])).toEqual([
      ["WIL", true],
      ["DAU", false],
    ]);
  });
});
