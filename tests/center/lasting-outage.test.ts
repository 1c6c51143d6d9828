import { beforeEach, describe, expect, it } from "vitest";
import { patienceMilliseconds, watchOutage } from "../../src/center/lasting-outage.ts";
import { ManualClock } from "../support/manual-clock.ts";

let clock: ManualClock;
let healthy: boolean;
let note: () => void;
let told: boolean[];

function watch() {
  const outage = watchOutage(
    {
      get healthy() {
        return healthy;
      },
      onHealth(listener) {
        note = listener;
        return () => (note = () => {});
      },
    },
    clock,
    () => told.push(outage.lasts()),
  );
  return outage;
}

function become(next: boolean): void {
  healthy = next;
  note();
}

beforeEach(() => {
  clock = new ManualClock();
  healthy = true;
  told = [];
});

describe("an outage of the database", () => {
  it("is told once it lasts, and its end at once", () => {
    const outage = watch();
    become(false);
    clock.advance(patienceMilliseconds - 1);
    expect(outage.lasts()).toBe(false);
    clock.advance(1);
    expect(outage.lasts()).toBe(true);
    become(true);
    expect(told).toEqual([true, false]);
  });

  it("that is over before anybody could act on it is told to nobody, however often it comes", () => {
    watch();
    for (let times = 0; times < 3; times += 1) {
      become(false);
      clock.advance(patienceMilliseconds - 1);
      become(true);
      clock.advance(1_000);
    }
    expect(told).toEqual([]);
  });

  it("is told by a process that starts in the middle of it", () => {
    healthy = false;
    watch();
    clock.advance(patienceMilliseconds);
    expect(told).toEqual([true]);
  });
});
