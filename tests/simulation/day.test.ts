import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkDay } from "../../src/simulation/check-day.ts";
import { runSimulateCommand } from "../../src/simulation/command.ts";
import { simulateDay, type SimulatedDay } from "../../src/simulation/day.ts";
import { figuresOf } from "../../src/simulation/figures.ts";
import { readEntry } from "../../src/simulation/memory-journal.ts";
import { contactOf, type CenterEvent } from "../../src/routing/events.ts";
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
    using directory = temporaryDirectory();
    const flags = ["--seed", "11", "--hours", "8", "--calls", "1200"];
    const command = join(root, "src", "simulation", "command.ts");
    const loader = import.meta.resolve("tsx");
    const there = execFileSync(process.execPath, ["--import", loader, command, ...flags], {
      cwd: directory.path,
      encoding: "utf8",
    });
    const { journalHash } = await simulateDay(options);
    expect(there).toContain(`SHA-256 ${journalHash}`);
    // The picture is drawn unasked.
    const picture = /^Bild des Tages: (.+)$/m.exec(there)?.[1] ?? "";
    expect(readFileSync(join(directory.path, picture), "utf8")).toMatch(/^<svg/);
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

  it(
    "has a Monday's curve, shifts that change, lunch hours, and people unlike",
    { timeout },
    async () => {
      const day = await simulateDay({ ...options, calls: 4_000, agents: 30 });
      const events = day.store.entries.flatMap(({ at, events: all }) =>
        all.map((event) => ({ hour: 8 + (at - day.from) / 3_600_000, event })),
      );
      const between = (from: number, to: number, type: string) =>
        events.filter(({ hour, event }) => event.type === type && from <= hour && hour < to);
      const busiest = between(9.5, 11, "contactArrived").length;
      expect(busiest).toBeGreaterThan(1.6 * between(12.25, 13.75, "contactArrived").length);
      expect(busiest).toBeGreaterThan(1.2 * between(14, 15.5, "contactArrived").length);

      const unanswered = (from: number, to: number) =>
        between(from, to, "transferFailed").filter(
          ({ event }) => event.type === "transferFailed" && event.failure === "noAnswer",
        ).length / between(from, to, "transferStarted").length;
      expect(unanswered(12.1, 13.5)).toBeGreaterThan(2 * unanswered(9, 11.5));

      const come = new Map<string, number>();
      const leave = new Map<string, number>();
      for (const { hour, event } of events) {
        if (event.type !== "presenceChosen") continue;
        if (event.presence === "ready" && !come.has(event.agentId)) come.set(event.agentId, hour);
        if (event.presence === "offline") leave.set(event.agentId, hour);
      }
      const early = [...leave].filter(([, hour]) => Math.abs(hour - 13.25) < 0.01);
      const late = [...come].filter(([, hour]) => Math.abs(hour - 12.75) < 0.01);
      expect(early.length).toBeGreaterThan(2);
      expect(late.length).toBeGreaterThan(2);
      expect(early.length + late.length).toBeLessThan(come.size);

      expect(spread(durations(events, "conversationStarted", "wrapUpStarted"))).toBeGreaterThan(3);
      expect(spread(durations(events, "wrapUpStarted", "wrapUpEnded"))).toBeGreaterThan(3);
      const gaveUp = events.flatMap(({ event }) =>
        event.type === "contactEnded" && event.placeKeptUntil !== undefined
          ? [event.contactId]
          : [],
      );
      const waits = durations(events, "contactArrived", "contactEnded", new Set(gaveUp));
      expect(waits.length).toBeGreaterThan(20);
      expect(spread(waits)).toBeGreaterThan(2);
    },
  );
});

interface Happened {
  hour: number;
  event: CenterEvent;
}

/** Hours from the one event to the other, of the same contact or, without one, person. */
function durations(
  events: readonly Happened[],
  from: CenterEvent["type"],
  to: CenterEvent["type"],
  only?: ReadonlySet<string>,
): number[] {
  const begun = new Map<string, number>();
  const lasted: number[] = [];
  for (const { hour, event } of events) {
    if (event.type !== from && event.type !== to) continue;
    const byAgent = to === "wrapUpEnded" || to === "wrapUpStarted";
    const id = byAgent && "agentId" in event ? event.agentId : contactOf(event);
    if (id === null || (only !== undefined && !only.has(id))) continue;
    const since = begun.get(id);
    if (event.type === from) begun.set(id, hour);
    else if (since !== undefined) lasted.push(hour - since);
  }
  return lasted;
}

/** How many times longer the long ones are than the short ones: ninth to first tenth. */
function spread(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
  return at(0.9) / at(0.1);
}

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
    const unwritable = await run("--calls", "5", "--picture", "/dev/null/day.svg");
    expect(unwritable.errors).toEqual([expect.stringMatching(/^Das Bild lässt sich nicht/)]);
  });
});
