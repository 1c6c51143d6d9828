import { seededRandom, type Random } from "../telephony/simulated/random.ts";

/** A sequence of its own for each purpose: what one draws more does not shift the others. */
export function streamOf(seed: number, purpose: string): Random {
  let mixed = seed | 0;
  for (let i = 0; i < purpose.length; i += 1) {
    mixed = Math.imul(mixed ^ purpose.charCodeAt(i), 0x01000193);
  }
  return seededRandom(mixed);
}

/** How long something takes: the logarithm is normally distributed (usual for handling times). */
export interface Duration {
  medianSeconds: number;
  /** Standard deviation of the logarithm. */
  spread: number;
  secondsMax: number;
}

export function drawSeconds(random: Random, duration: Duration): number {
  const { medianSeconds, spread, secondsMax } = duration;
  const seconds = medianSeconds * Math.exp(spread * drawNormal(random));
  return Math.min(secondsMax, seconds);
}

/** What it takes on average, without the limit. */
export function meanSeconds({ medianSeconds, spread }: Duration): number {
  return medianSeconds * Math.exp(spread ** 2 / 2);
}

/** One of several by their weights. */
export function drawWeighted<Value>(
  random: Random,
  options: readonly { value: Value; weight: number }[],
): Value {
  let left = random() * options.reduce((sum, { weight }) => sum + weight, 0);
  for (const { value, weight } of options) {
    left -= weight;
    if (left < 0) return value;
  }
  return options.at(-1)!.value;
}

/** Box and Muller. */
function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
