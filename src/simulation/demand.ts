import type { Random } from "../telephony/simulated/random.ts";
import { drawSeconds, drawWeighted, meanSeconds, streamOf, type Duration } from "./chance.ts";
import type { House } from "./house.ts";
import type { Instant, LineSettings } from "../routing/state.ts";

/** Who calls on a Monday, when, and how long what takes. Assumptions, named here and nowhere else. */

/** Calls an hour at clock times, as multiples of the day's mean; straight lines in between. */
const mondayCurve = [
  [7, 0.1],
  [8, 0.75],
  [8.5, 1.05],
  [9.25, 1.5],
  [10, 1.65],
  [10.75, 1.55],
  [11.5, 1.25],
  [12.25, 0.8],
  [13, 0.7],
  [13.75, 0.95],
  [14.5, 1.15],
  [15.25, 0.95],
  [16, 0.65],
  [17, 0.35],
  [18, 0.15],
] as const;

/** Of all calls; the switchboards share the rest by the people of their district. */
const share115 = 0.2;

export const talking: Record<LineSettings["kind"], Duration> = {
  "115": { medianSeconds: 125, spread: 0.65, secondsMax: 1_200 },
  switchboard: { medianSeconds: 32, spread: 0.55, secondsMax: 300 },
};

export const wrappingUp: Record<LineSettings["kind"], Duration> = {
  "115": { medianSeconds: 22, spread: 0.5, secondsMax: 180 },
  switchboard: { medianSeconds: 5, spread: 0.5, secondsMax: 40 },
};

/** Offer, key, ringing, greeting: what a call costs besides talk and wrap-up. */
const reachingSeconds = 6;

const patience: Duration = { medianSeconds: 110, spread: 0.8, secondsMax: 1_500 };
const suppressedShare = 0.15;
const mobileShare = 0.25;

export interface PlannedCall {
  at: Instant;
  line: LineSettings;
  from: string | null;
  patienceSeconds: number;
}

/**
 * Exactly `count` first calls between two moments: a Poisson process with the curve's rate, given
 * how many there are.
 */
export function planCalls(parts: {
  house: House;
  seed: number;
  count: number;
  from: Instant;
  to: Instant;
  hourOf: (at: Instant) => number;
}): PlannedCall[] {
  const { house, seed, count, from, to, hourOf } = parts;
  const random = streamOf(seed, "callers");
  const rateMax = Math.max(...mondayCurve.map(([, rate]) => rate));
  const shares = sharesOf(house);
  return Array.from({ length: count }, (_, index) => {
    let at = from;
    do at = from + Math.floor(random() * (to - from));
    while (random() * rateMax > rateAt(hourOf(at)));
    const line = drawWeighted(random, shares);
    const caller = inventNumber(house, line, index, random);
    return { at, line, from: caller, patienceSeconds: drawSeconds(random, patience) };
  }).toSorted((a, b) => a.at - b.at);
}

/** Erlangs that a line's calls keep people busy with, at a clock hour of the day. */
export function loadAt(
  house: House,
  line: LineSettings,
  hour: number,
  callsPerHourMean: number,
): { callsPerHour: number; handlingSeconds: number } {
  const shares = sharesOf(house);
  const total = shares.reduce((sum, { weight }) => sum + weight, 0);
  const own = shares.find(({ value }) => value.id === line.id)?.weight ?? 0;
  return {
    callsPerHour: (callsPerHourMean * rateAt(hour) * own) / total,
    handlingSeconds:
      reachingSeconds + meanSeconds(talking[line.kind]) + meanSeconds(wrappingUp[line.kind]),
  };
}

/** The curve between two clock hours, relative to its own mean there. */
export function meanRate(fromHour: number, toHour: number): number {
  const steps = 200;
  let sum = 0;
  for (let step = 0; step < steps; step += 1) {
    sum += rateAt(fromHour + ((step + 0.5) * (toHour - fromHour)) / steps);
  }
  return sum / steps;
}

function rateAt(hour: number): number {
  const index = mondayCurve.findIndex(([at]) => at > hour);
  if (index <= 0) return index === 0 ? mondayCurve[0][1] : mondayCurve.at(-1)![1];
  const [fromHour, from] = mondayCurve[index - 1]!;
  const [toHour, to] = mondayCurve[index]!;
  return from + ((to - from) * (hour - fromHour)) / (toHour - fromHour);
}

function sharesOf({ lines, inhabitants }: House): { value: LineSettings; weight: number }[] {
  const everybody = [...inhabitants.values()].reduce((sum, count) => sum + count, 0);
  return lines.map((line) => {
    if (line.administrationId === null) return { value: line, weight: share115 };
    const people = inhabitants.get(line.administrationId) ?? 0;
    return { value: line, weight: ((1 - share115) * people) / everybody };
  });
}

/** A number of its own for each caller; behind an area code no real one begins with 0. */
function inventNumber(
  { areaCodes, inhabitants }: House,
  line: LineSettings,
  index: number,
  random: Random,
): string | null {
  const digits = String(index).padStart(6, "0");
  const kind = random();
  if (kind < suppressedShare) return null;
  if (kind < suppressedShare + mobileShare) return `+49150${digits}15`;
  const districts = [...inhabitants].map(([value, weight]) => ({ value, weight }));
  const district = line.administrationId ?? drawWeighted(random, districts);
  const codes = areaCodes.get(district) ?? [];
  const code = codes[Math.floor(random() * codes.length)];
  return code === undefined ? null : `+49${code}0${digits}`;
}
