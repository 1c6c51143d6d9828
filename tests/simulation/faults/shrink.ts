import { playEpisode, type EpisodeOptions, type EpisodeResult } from "./episode.ts";

/** The same failure with as few kinds of disturbance as it takes. */
export async function shrink(
  options: EpisodeOptions,
  failed: EpisodeResult,
): Promise<EpisodeResult> {
  let smallest = failed;
  for (const kind of failed.disturbances) {
    const disturbances = smallest.disturbances.filter((each) => each !== kind);
    const result = await playEpisode({ ...options, disturbances });
    if (result.violations.length > 0) smallest = result;
  }
  return smallest;
}

/** All that somebody needs who wants to see it again and understand it. */
export function describeFailure({ seed, deeds }: EpisodeOptions, result: EpisodeResult): string {
  return [
    `seed ${seed}: broken after ${result.deeds} deeds, at step ${result.steps}`,
    ...result.violations.slice(0, 5).map((words) => `  ${words}`),
    `disturbances: ${result.disturbances.join(", ") || "none"}`,
    "what happened last:",
    ...result.trace.map((words) => `  ${words}`),
    `again: npm run faults -- --seed ${seed} --steps 1 --deeds ${deeds}`,
  ].join("\n");
}
