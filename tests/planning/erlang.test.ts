import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { serviceLevel, staff, waitProbability } from "../../src/planning/erlang.ts";

describe("Erlang C", () => {
  it("agrees with its definition by sums", () => {
    for (const [load, agents] of [
      [1, 2],
      [8, 10],
      [20, 22],
      [0.3, 1],
      [60, 75],
    ] as const) {
      let term = 1;
      let sum = 0;
      for (let count = 0; count < agents; count += 1) {
        sum += term;
        term *= load / (count + 1);
      }
      const all = (term * agents) / (agents - load);
      expect(waitProbability(load, agents)).toBeCloseTo(all / (sum + all), 10);
    }
    expect(waitProbability(1, 2)).toBeCloseTo(1 / 3, 10);
  });

  it("lets everybody wait when there is as much work as people, and nobody without work", () => {
    expect(waitProbability(5, 5)).toBe(1);
    expect(waitProbability(0, 3)).toBe(0);
    expect(serviceLevel(5, 5, 180, 30)).toBe(0);
  });

  it("finds the fewest people that reach the goal", () => {
    fc.assert(
      fc.property(
        fc.record({
          callsPerHour: fc.double({ min: 0.1, max: 2000, noNaN: true }),
          handlingSeconds: fc.double({ min: 20, max: 900, noNaN: true }),
          answerTargetSeconds: fc.integer({ min: 5, max: 120 }),
          goal: fc.double({ min: 0.5, max: 0.99, noNaN: true }),
          availability: fc.double({ min: 0.3, max: 1, noNaN: true }),
        }),
        (demand) => {
          const { agents, rostered } = staff(demand);
          const load = (demand.callsPerHour / 3600) * demand.handlingSeconds;
          const level = (count: number) =>
            serviceLevel(load, count, demand.handlingSeconds, demand.answerTargetSeconds);
          expect(level(agents)).toBeGreaterThanOrEqual(demand.goal);
          if (agents > 1) expect(level(agents - 1)).toBeLessThan(demand.goal);
          expect(rostered).toBeGreaterThanOrEqual(agents);
        },
      ),
    );
  });

  it("needs nobody where nobody calls", () => {
    const demand = {
      callsPerHour: 0,
      handlingSeconds: 200,
      answerTargetSeconds: 30,
      goal: 0.75,
      availability: 0.7,
    };
    expect(staff(demand)).toMatchObject({ agents: 0, rostered: 0, serviceLevel: 1 });
  });
});
