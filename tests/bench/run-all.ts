// All benches one after the other, each in a process of its own, and at the end one table of all
// figures: `npm run bench`. Each also runs alone: `npx tsx tests/bench/<name>.ts`. A bench that
// fails or takes too long keeps no other from being measured, and the table says so.
import { fork } from "node:child_process";
import { once } from "node:events";
import { availableParallelism, loadavg } from "node:os";
import path from "node:path";
import type { Figure } from "./parts/figures.ts";

/** Bench → the seconds after which it is given up; a quiet machine needs less than half of them. */
const benches = {
  routing: 120,
  screen: 180,
  center: 120,
  "fan-out": 120,
  recovery: 120,
  search: 180,
  keystrokes: 120,
  places: 60,
  exchange: 60,
};

interface Measured {
  bench: string;
  seconds: number;
  figures: Figure[];
  /** Why figures are missing; null when none are. */
  failure: string | null;
}

const measured: Measured[] = [];
const loadBefore = loadavg()[0] ?? 0;
for (const [bench, secondsMax] of Object.entries(benches)) {
  console.log(`\n== ${bench} ==`);
  measured.push(await run(bench, secondsMax));
}
printTable();
process.exitCode = measured.some(({ failure }) => failure !== null) ? 1 : 0;

async function run(bench: string, secondsMax: number): Promise<Measured> {
  const begun = performance.now();
  const figures: Figure[] = [];
  const child = fork(path.join(import.meta.dirname, `${bench}.ts`), {
    execArgv: ["--import", "tsx"],
    timeout: secondsMax * 1000,
    killSignal: "SIGKILL",
  });
  child.on("message", (figure: Figure) => figures.push(figure));
  const [code] = (await once(child, "exit")) as [number | null];
  const seconds = (performance.now() - begun) / 1000;
  if (code === 0 && figures.length > 0) return { bench, seconds, figures, failure: null };
  const failure =
    code === null
      ? `given up after ${secondsMax} s`
      : code === 0
        ? "it told no figure"
        : `ended with ${code}`;
  console.error(`${bench}: ${failure}`);
  return { bench, seconds, figures, failure };
}

function printTable(): void {
  const all = measured.flatMap(({ figures }) => figures);
  const widest = (of: (figure: Figure) => string) =>
    Math.max(...all.map((each) => of(each).length));
  const [ratioWidth, valueWidth] = [widest(({ ratio }) => ratio), widest(({ value }) => value)];
  console.log("\n== all figures: beside what it stands, absolute value, what it is ==");
  for (const { bench, seconds, figures, failure } of measured) {
    console.log(`\n${bench} (${seconds.toFixed(0)} s)`);
    for (const { name, ratio, value } of figures) {
      console.log(`  ${ratio.padEnd(ratioWidth)}  ${value.padEnd(valueWidth)}  ${name}`);
    }
    if (failure !== null) console.log(`  INCOMPLETE: ${failure}`);
  }
  const total = measured.reduce((sum, { seconds }) => sum + seconds, 0);
  const loads = [loadBefore, loadavg()[0] ?? 0].map((load) => load.toFixed(1)).join(" → ");
  const cores = availableParallelism();
  console.log(`\n${total.toFixed(0)} s in all; load of this machine ${loads} on ${cores} cores.`);
}
