// npm run faults -- --steps 10000000 --seed 1 --workers 2: the world of faults/, for long.
import { fork, type ChildProcess } from "node:child_process";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { playEpisode } from "./faults/episode.ts";
import { describeFailure, shrink } from "./faults/shrink.ts";
import { deedsPerEpisode } from "./seeds.ts";

const { values } = parseArgs({
  options: {
    /** Worlds are begun until so many steps have been taken … */
    steps: { type: "string", default: "100000" },
    /** … or so many worlds played. */
    worlds: { type: "string" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 31)) },
    deeds: { type: "string", default: String(deedsPerEpisode) },
    workers: { type: "string", default: String(Math.min(2, availableParallelism())) },
    worker: { type: "boolean", default: false },
  },
});
const seed = wholeNumber(values.seed);
const deeds = wholeNumber(values.deeds);
const worldsMax = values.worlds === undefined ? Infinity : wholeNumber(values.worlds);
const stepsMax = values.worlds === undefined ? wholeNumber(values.steps) : Infinity;

function wholeNumber(typed: string): number {
  if (!/^\d+$/.test(typed)) throw new Error(`not a whole number: ${typed}`);
  return Number(typed);
}

/** So many failures are told with everything that happened. */
const toldMax = 5;

/** What a worker tells of a world. */
interface Played {
  deeds: number;
  steps: number;
  counts: Record<string, number>;
  events: Record<string, number>;
  failure: string | null;
}

async function play(world: number): Promise<Played> {
  const options = { seed: seed + world, deeds };
  const result = await playEpisode(options);
  const failed = result.violations.length > 0;
  const failure = failed ? describeFailure(options, await shrink(options, result)) : null;
  return { ...result, failure };
}

function add(total: Record<string, number>, more: Record<string, number>): void {
  for (const [name, count] of Object.entries(more)) total[name] = (total[name] ?? 0) + count;
}

/** Hands one world after the other to the workers, and adds up what they tell. */
class Run {
  private readonly startedAt = performance.now();
  private readonly counts: Record<string, number> = {};
  private readonly events: Record<string, number> = {};
  private readonly total = { deeds: 0, steps: 0, worlds: 0, failures: 0 };
  private begun = 0;

  async go(): Promise<void> {
    console.log(`worlds of ${deeds} deeds from seed ${seed}`);
    const children = Array.from({ length: wholeNumber(values.workers) }, () => {
      const args = process.argv.slice(2).concat("--worker", "--seed", String(seed));
      return this.watch(fork(import.meta.filename, args));
    });
    await Promise.all(children);
    console.log(`what people and faults did: ${JSON.stringify(this.counts)}`);
    console.log(`what the centre decided: ${JSON.stringify(this.events)}`);
    console.log(this.summary());
    process.exitCode = this.total.failures === 0 ? 0 : 1;
  }

  private watch(child: ChildProcess): Promise<void> {
    const next = () => {
      if (this.total.steps >= stepsMax || this.begun >= worldsMax) return child.disconnect();
      child.send(this.begun);
      this.begun += 1;
    };
    child.on("message", (played: Played) => {
      this.take(played);
      next();
    });
    next();
    return new Promise((resolve, reject) => {
      child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`exit ${code}`))));
    });
  }

  private take(played: Played): void {
    const { total } = this;
    total.deeds += played.deeds;
    total.steps += played.steps;
    total.worlds += 1;
    add(this.counts, played.counts);
    add(this.events, played.events);
    if (played.failure !== null) {
      total.failures += 1;
      const [first] = played.failure.split("\n");
      console.log(total.failures <= toldMax ? played.failure : first);
    }
    if (total.worlds % 50 === 0) console.log(this.summary());
  }

  private summary(): string {
    const { total } = this;
    const seconds = Math.round((performance.now() - this.startedAt) / 1000);
    return (
      `${total.steps} steps (${total.deeds} deeds) in ${total.worlds} worlds, ` +
      `${seconds} s, ${total.failures} violations`
    );
  }
}

if (values.worker) {
  Error.stackTraceLimit = 0; // thousands of them are thrown on purpose
  process.on("message", (world: number) => {
    play(world).then(
      (played) => process.send?.(played),
      (error: unknown) => {
        console.error(`seed ${seed + world}:`, error);
        process.exit(1);
      },
    );
  });
} else {
  await new Run().go();
}
