import { expect, test } from "vitest";
import { playEpisode } from "./faults/episode.ts";
import { describeFailure, shrink } from "./faults/shrink.ts";
import { failedSeeds, deedsPerEpisode } from "./seeds.ts";

const episodes = 3;
const timeout = 900_000;

async function expectNoViolation(seed: number): Promise<number> {
  const options = { seed, deeds: deedsPerEpisode };
  const result = await playEpisode(options);
  if (result.violations.length === 0) return result.steps;
  throw new Error(describeFailure(options, await shrink(options, result)));
}

test("every seed that ever broke an invariant keeps them all", { timeout }, async () => {
  for (const { seed } of failedSeeds) await expectNoViolation(seed);
});

test("whatever fails at whatever moment, no caller is lost or doubled", { timeout }, async () => {
  const first = Math.floor(Math.random() * 2 ** 31);
  let steps = 0;
  console.log(`fresh seed ${first}; again: npm run faults -- --seed ${first} --worlds ${episodes}`);
  for (let episode = 0; episode < episodes; episode += 1) {
    steps += await expectNoViolation(first + episode);
  }
  console.log(`${steps} steps, no violation`);
});

test("the same seed gives the same world, to the last event", { timeout }, async () => {
  const [one, other] = [
    await playEpisode({ seed: 5, deeds: 800 }),
    await playEpisode({ seed: 5, deeds: 800 }),
  ];
  expect(other).toEqual(one);
  expect(Object.keys(one.events).length).toBeGreaterThan(20);
});
