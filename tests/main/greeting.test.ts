import { expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import { greetingOf } from "../../src/main/greeting.ts";

const hint = "DEMO_CLOCK=2026-11-24T10:00:00+01:00";

function greet(at: string, settings: Record<string, string> = {}): string {
  const sampleAccounts = [
    { username: "leitung", password: "geheim", role: "supervisor" as const, administration: null },
  ];
  const people = { firstStartPath: null, sampleAccounts } as unknown as Parameters<
    typeof greetingOf
  >[2];
  const config = readConfig({ DEMO: "true", ...settings });
  return greetingOf(config, "http://127.0.0.1:8115", people, true, Date.parse(at));
}

it("the start says how to see the offices open while they are closed, and only then", () => {
  expect(greet("2026-11-22T11:00:00+01:00"), "on a Sunday").toContain(hint);
  expect(greet("2026-11-24T21:00:00+01:00"), "in the evening").toContain(hint);
  expect(greet("2026-12-25T10:00:00+01:00"), "on Christmas Day").toContain(hint);
  expect(greet("2026-11-24T10:00:00+01:00"), "on a Tuesday morning").not.toContain("DEMO_CLOCK");
  const clockSet = { DEMO_CLOCK: "2026-11-22T11:00:00+01:00" };
  expect(greet("2026-11-22T11:00:00+01:00", clockSet)).not.toContain("DEMO_CLOCK");
});
