// All benches one after the other, each in a process of its own, and at the end one table of all
// figures: `npm run bench`. Each also runs alone: `npx tsx tests/bench/<name>.ts`.
import { fork } from "node:child_process";
import { once } from "node:events";
import { availableParallelism, loadavg } from "node:os";
import path from "node:path";
import type { Figure } from "./parts/figures.ts";

const benches = ["routing", "screen", "center", "fan-out", "search", "places"];
/** A machine that is too busy must not keep the others from being measured. */
const benchMillisecondsMax = 180_000;
const figures: Figure[] = [];
let failed = false;

for (const bench of benches) {
  console.log(`\n== ${bench} ==`);
  const child = fork(path.join(import.meta.dirname, `${bench}.ts`), {
    execArgv: ["--import", "tsx"],
    timeout: benchMillisecondsMax,
  });
  child.on("message", (figure: Figure) => figures.push(figure));
  const [code] = await once(child, "exit");
  if (code !== 0) {
    failed = true;
    console.error(`${bench} ended with ${code}`);
  }
}

const widest = (of: (figure: Figure) => string) =>
  Math.max(...figures.map((each) => of(each).length));
const [ratioWidth, valueWidth] = [widest(({ ratio }) => ratio), widest(({ value }) => value)];
console.log("\n== all figures ==");
for (const { name, ratio, value } of figures) {
  console.log(`${ratio.padEnd(ratioWidth)}  ${value.padEnd(valueWidth)}  ${name}`);
}
const [load = 0] = loadavg();
console.log(
  `\nLoad of this machine at the end: ${load.toFixed(1)} on ${availableParallelism()} cores.`,
);
process.exitCode = failed ? 1 : 0;
