import { seededRandom, type Random } from "../../../src/telephony/simulated/random.ts";

/** Everything that is left to chance in a world, from one seed. */
export class Chance {
  readonly random: Random;

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  happens(share: number): boolean {
    return this.random() < share;
  }

  /** A whole number 0 ≤ n < count. */
  below(count: number): number {
    return Math.floor(this.random() * count);
  }

  pick<Value>(values: readonly Value[]): Value | undefined {
    return values[this.below(values.length)];
  }

  /** One of a list that is not empty. */
  one<const Value>(values: readonly [Value, ...Value[]]): Value {
    return this.pick(values) ?? values[0];
  }

  /** A UUID: commands are told apart by them. */
  uuid(): string {
    const digits = (length: number) =>
      Array.from({ length }, () => this.below(16).toString(16)).join("");
    return `${digits(8)}-${digits(4)}-4${digits(3)}-8${digits(3)}-${digits(12)}`;
  }
}

/** Picks a name by the weights given. */
export function pickWeighted<Name extends string>(
  weights: Readonly<Record<Name, number>>,
  chance: Chance,
): Name {
  const entries = Object.entries(weights) as [Name, number][];
  let left = chance.random() * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [name, weight] of entries) {
    left -= weight;
    if (left < 0) return name;
  }
  return entries[0]![0];
}
