import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkDay } from "../../src/simulation/check-day.ts";
import { runSimulateCommand } from "../../src/simulation/command.ts";
import { simulateDay, type SimulatedDay } from "../../src/simulation/day.ts";
import { figuresOf } from "../../src/simulation/figures.ts";
import { readEntry } from "../../src/simulation/memory-journal.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";

const root = join(import.meta.dirname, "..", "..");
const options = { seed: 11, hours: 8, calls: 1_200, agents: null };
const timeout = 120_000;

async function run(...flags: string[]) {
  const printed: string[] = [];
  const errors: string[] = [];
  const code = await runSimulateCommand({
    flags,
    print: (line) => printed.push(line),
    printError: (line) => errors.push(line),
  });
  return { code, output: printed.join("\n"), errors };
}

function texts({ store }: SimulatedDay): string[] {
  return store.rows.map(({ text }) => text);
}

describe("a simulated day", () => {
  it(
    "is the same for the same seed, byte for byte, and another for another",
    { timeout },
    async () => {
      const one = await simulateDay(options);
      const again = await simulateDay(options);
      expect(texts(again)).toEqual(texts(one));
      expect(again.journalHash).toBe(one.journalHash);
      const other = await simulateDay({ ...options, seed: 12 });
      expect(other.journalHash).not.toBe(one.journalHash);
    },
  );

  it("is the same in another process", { timeout }, async () => {
    const flags = ["--seed", "11", "--hours", "8", "--calls", "1200"];
    const command = join(root, "src", "simulation", "command.ts");
    const there = execFileSync(process.execPath, ["--import", "tsx", command, ...flags], {
      cwd: root,
      encoding: "utf8",
    });
    const { journalHash } = await simulateDay(options);
    expect(there).toContain(`SHA-256 ${journalHash}`);
  });

  it(
    "has the figures of the reports, keeps the invariants and leaves nobody",
    { timeout },
    async () => {
      const day = await simulateDay(options);
      const figures = figuresOf(day.store, day.from, day.to);
      expect(await checkDay(day, figures)).toEqual([]);
      const offered = figures.lines.reduce((sum, line) => sum + line.offered, 0);
      const settled = figures.lines.reduce((sum, line) => sum + line.answered + line.abandoned, 0);
      expect(settled).toBe(offered);
    },
  );

  it("is found out when its figures are not those of its journal", { timeout }, async () => {
    const day = await simulateDay({ ...options, calls: 300 });
    const answered = day.store.rows.findIndex((row) =>
      readEntry(row).events.some((event) => event.type === "conversationStarted" && event.first),
    );
    const { events, at } = readEntry(day.store.rows[answered]!);
    for (const event of events)
      day.tally.take({ ...event, contactId: "twice" } as typeof event, at);
    const arrival = {
      ...readEntry(day.store.rows.find((row) => row.text.includes("contactArrived"))!),
    };
    for (const event of arrival.events) {
      if (event.type === "contactArrived") day.tally.take({ ...event, contactId: "twice" }, at);
    }
    const figures = figuresOf(day.store, day.from, day.to);
    expect((await checkDay(day, figures)).join("\n")).toMatch(/^I7 .*offered/);
  });

  it("holds everything a Monday holds", { timeout }, async () => {
    const day = await simulateDay({ ...options, calls: 2_500, agents: 22 });
    const figures = figuresOf(day.store, day.from, day.to);
    const { events, offers, transfersFailed, lentMinutes, resumed } = figures;
    for (const type of ["transferConnected", "contactParked", "contactWidened", "agentRests"]) {
      expect(events[type], type).toBeGreaterThan(0);
    }
    expect(offers.declined).toBeGreaterThan(0);
    expect(offers.expired).toBeGreaterThan(0);
    expect(transfersFailed["busy"]).toBeGreaterThan(0);
    expect(transfersFailed["noAnswer"]).toBeGreaterThan(0);
    expect(Object.values(lentMinutes).some((minutes) => minutes > 0)).toBe(true);
    expect(resumed).toBeGreaterThan(0);
    for (const type of ["callbackAsked", "callbackPromised", "callbackDialled"]) {
      expect(events[type], type).toBeGreaterThan(0);
    }
    const entries = day.store.entries.flatMap((entry) => entry.events);
    const breaks = entries.flatMap((event) =>
      event.type === "presenceChosen" && event.presence === "break" ? [event.reason] : [],
    );
    expect(new Set(breaks)).toEqual(new Set(["Pause", "Mittag"]));
    const pulled = entries.some((event) => event.type === "agentRung" && event.by === "pulled");
    const retrieved = entries.some(
      (event) => event.type === "agentRung" && event.by === "retrieved",
    );
    expect({ pulled, retrieved }).toEqual({ pulled: true, retrieved: true });
  });
});

describe("npm run simulate", () => {
  it("prints the day in German and draws it", { timeout }, async () => {
    using directory = temporaryDirectory();
    const path = join(directory.path, "day.svg");
    const { code, output, errors } = await run("--calls", "400", "--picture", path);
    expect({ code, errors }).toEqual({ code: 0, errors: [] });
    expect(output).toContain("im Arbeitsspeicher statt in PostgreSQL");
    expect(output).toMatch(/Behördennummer 115 +\d+ +\d+ +\d+,\d %/);
    const svg = readFileSync(path, "utf8");
    expect(svg).toMatch(/^<svg[^>]+role="img"/);
    for (const title of ["Anrufe je Viertelstunde", "Wer wartet", "Wer da ist", "Zielzeit"]) {
      expect(svg).toContain(title);
    }
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("refuses what it does not know with one sentence", async () => {
    for (const flags of [["--foo", "1"], ["--seed"], ["morgen"], ["--seed", "7", "--seed="]]) {
      const { code, errors } = await run(...flags);
      expect({ code, count: errors.length }).toEqual({ code: 1, count: 1 });
    }
    for (const [flag, value] of [
      ["hours", "0"],
      ["hours", "25"],
      ["calls", "-5"],
      ["calls", "1e3"],
      ["seed", "abc"],
      ["agents", "0"],
    ]) {
      const { code, errors } = await run(`--${flag}=${value}`);
      expect(code).toBe(1);
      expect(errors).toEqual([expect.stringContaining(`--${flag} gehört eine ganze Zahl`)]);
    }
    const unwritable = await run("--calls", "5", "--picture", "/nirgendwo/day.svg");
    expect(unwritable.errors).toEqual([expect.stringMatching(/^Das Bild lässt sich nicht/)]);
  });
});
