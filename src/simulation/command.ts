// npm run simulate -- --seed 7 --hours 8 --calls 10000 [--agents 60] [--picture day.svg]
import { mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { systemClock } from "../clock.ts";
import { StartError } from "../errors.ts";
import { checkDay } from "./check-day.ts";
import { simulateDay, type DayOptions } from "./day.ts";
import { figuresOf } from "./figures.ts";
import { drawDay } from "./picture.ts";
import { summarise } from "./summary.ts";

export interface SimulateParts {
  /** As typed after `npm run simulate --`. */
  flags: readonly string[];
  print(line: string): void;
  printError(line: string): void;
}

const limits = {
  seed: { least: 0, most: 2 ** 32 - 1 },
  hours: { least: 1, most: 10 },
  calls: { least: 1, most: 1_000_000 },
  agents: { least: 1, most: 2_000 },
} as const;

/** @returns the exit code: 0, or 1 after one German sentence that says what is wrong */
export async function runSimulateCommand(parts: SimulateParts): Promise<number> {
  const { flags, print, printError } = parts;
  try {
    const { picture, ...options } = readFlags(flags);
    const startedAt = systemClock.steady();
    const day = await simulateDay(options);
    const figures = figuresOf(day.store, day.from, day.to);
    print(summarise(day, figures));
    const seconds = (systemClock.steady() - startedAt) / 1000;
    print(`Gerechnet in ${seconds.toFixed(1).replace(".", ",")} Sekunden.`);
    const wrong = await checkDay(day, figures);
    for (const words of wrong) printError(`Verletzt: ${words}`);
    writePicture(picture, drawDay(day, figures));
    print(`Bild des Tages: ${picture}`);
    return wrong.length === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    printError(error.message);
    return 1;
  }
}

/** @throws StartError for a flag that is unknown or a value that makes no sense */
function readFlags(flags: readonly string[]): DayOptions & { picture: string } {
  const values = parse(flags);
  const seed = wholeNumber("seed", values.seed ?? "7");
  return {
    seed,
    hours: wholeNumber("hours", values.hours ?? "8"),
    calls: wholeNumber("calls", values.calls ?? "10000"),
    agents: values.agents === undefined ? null : wholeNumber("agents", values.agents),
    picture: values.picture ?? join("data", `montag-${seed}.svg`),
  };
}

function parse(flags: readonly string[]) {
  const value = { type: "string" } as const;
  const options = { seed: value, hours: value, calls: value, agents: value, picture: value };
  try {
    return parseArgs({ args: [...flags], options }).values;
  } catch {
    throw new StartError(
      "Erlaubt sind nur --seed, --hours, --calls, --agents und --picture, jeweils mit einem Wert.",
    );
  }
}

function wholeNumber(name: keyof typeof limits, typed: string): number {
  const { least, most } = limits[name];
  const value = Number(typed);
  if (/^\d+$/.test(typed) && value >= least && value <= most) return value;
  throw new StartError(
    `Hinter --${name} gehört eine ganze Zahl von ${least} bis ${most}, nicht „${typed}“.`,
  );
}

function writePicture(path: string, svg: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, svg);
  } catch {
    throw new StartError(`Das Bild lässt sich nicht nach ${path} schreiben.`);
  }
}

const startedFile = process.argv[1];
if (startedFile && realpathSync(startedFile) === fileURLToPath(import.meta.url)) {
  process.exitCode = await runSimulateCommand({
    flags: process.argv.slice(2),
    print: (line) => console.log(line),
    printError: (line) => console.error(line),
  });
}
