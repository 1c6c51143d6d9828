// npm run faults -- --steps 10000000 --seed 1 --workers 2: the world of faults/, for long.
import { fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { playEpisode } from "./faults/episode.ts";
import { describeFailure, shrink } from "./faults/shrink.ts";
import { stepsPerEpisode } from "./seeds.ts";

const { values } = parseArgs({
  options: {
    steps: { type: "string", default: "100000" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 31)) },
    workers: { type: "string", default: String(Math.min(2, availableParallelism())) },
    "steps-per-episode": { type: "string", default: String(stepsPerEpisode) },
    worker: { type: "string" },
  },
});
const steps = Number(values.steps);
const seed = Number(values.seed);
const workers = Number(values.workers);
const episodeSteps = Number(values["steps-per-episode"]);
const episodes = Math.ceil(steps / episodeSteps);

/** What a worker tells of an episode. */
interface Progress {
  steps: number;
  timers: number;
  counts: Record<string, number>;
  events: Record<string, number>;
  failure: string | null;
}

/** Every `workers`th episode. */
async function work(first: number): Promise<void> {
  for (let episode = first; episode < episodes; episode += workers) {
    const options = { seed: seed + episode, steps: episodeSteps };
    const result = await playEpisode(options);
    const failed = result.violations.length > 0;
    const failure = failed ? describeFailure(options, await shrink(options, result)) : null;
    const { counts, events, timers } = result;
    process.send?.({ steps: result.steps, timers, counts, events, failure } satisfies Progress);
  }
}

function add(total: Record<string, number>, more: Record<string, number>): void {
  for (const [name, count] of Object.entries(more)) total[name] = (total[name] ?? 0) + count;
}

async function watch(): Promise<void> {
  console.log(`${steps} steps in ${episodes} worlds from seed ${seed}, ${workers} workers`);
  const startedAt = performance.now();
  const total = { steps: 0, timers: 0, worlds: 0, failures: 0 };
  const counts: Record<string, number> = {};
  const events: Record<string, number> = {};
  const seconds = () => Math.round((performance.now() - startedAt) / 1000);
  const take = (progress: Progress) => {
    total.steps += progress.steps;
    total.timers += progress.timers;
    total.worlds += 1;
    add(counts, progress.counts);
    add(events, progress.events);
    if (progress.failure !== null) {
      total.failures += 1;
      console.log(progress.failure);
    }
    if (total.worlds % 200 === 0) {
      console.log(`${seconds()} s: ${total.steps} steps, ${total.failures} violations`);
    }
  };
  await Promise.all(
    Array.from({ length: workers }, (_, index) => {
      const child = fork(
        import.meta.filename,
        process.argv.slice(2).concat("--seed", String(seed), "--worker", String(index)),
      );
      child.on("message", take);
      return new Promise<void>((resolve, reject) => {
        child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`exit ${code}`))));
      });
    }),
  );
  console.log(`what people and faults did: ${JSON.stringify(counts)}`);
  console.log(`what the centre decided: ${JSON.stringify(events)}`);
  console.log(
    `${total.steps} steps and ${total.timers} timers in ${total.worlds} worlds, ` +
      `${seconds()} s, ${total.failures} violations`,
  );
  process.exitCode = total.failures === 0 ? 0 : 1;
}

await (values.worker === undefined ? watch() : work(Number(values.worker)));
