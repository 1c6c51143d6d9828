import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { Journal } from "../../src/center/journal.ts";
import { LiveCenter } from "../../src/center/live-center.ts";
import { toData } from "../../src/routing/center-state.ts";
import type { Command } from "../../src/routing/commands.ts";
import { MemoryJournal, MemoryStore } from "../../src/simulation/memory-journal.ts";
import { arrival, silentLog, submit, testAgent, testLine } from "../support/live-center.ts";
import { ManualClock } from "../support/manual-clock.ts";

let clock: ManualClock;
let store: MemoryStore;

beforeEach(() => {
  clock = new ManualClock();
  store = new MemoryStore();
});

/**
 * A process with a line to the journal that can be cut (answers that are on their way get lost), or
 * held: then what is asked is done, and the answer comes when it is let go.
 */
function processWithLine() {
  let whole = true;
  let held: { answer: Promise<void>; to: keyof Journal; once: boolean } | null = null;
  const journal = new Proxy<Journal>(new MemoryJournal(store, clock), {
    get(target, name: keyof Journal) {
      const method = target[name] as (...parts: unknown[]) => unknown;
      return (...parts: unknown[]) => {
        if (!whole) throw new Error("the journal is out of reach");
        const answer = method.apply(target, parts);
        if (held === null || !(answer instanceof Promise)) return answer;
        const { answer: comes, to, once } = held;
        if (to !== name) return answer;
        if (once) held = null;
        return answer.finally(() => comes);
      };
    },
  });
  return {
    center: new LiveCenter({ journal, clock, log: silentLog, holder: randomUUID() }),
    cut: () => (whole = false),
    mend: () => (whole = true),
    /** @returns a function that lets the answers (or the one, `once`) through again */
    hold(to: keyof Journal, once = false): () => void {
      let release = () => {};
      const answer = new Promise<void>((resolve) => (release = resolve));
      held = { answer, to, once };
      return () => {
        held = null;
        release();
      };
    },
  };
}

/** Lets time go by in small steps, and whatever follows from each of them happen. */
async function pass(milliseconds: number): Promise<void> {
  for (let passed = 0; passed < milliseconds; passed += 50) {
    clock.advance(50);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const takeBreak: Command = {
  type: "choosePresence",
  agentId: "1",
  presence: "break",
  reason: "Pause",
};

async function prepare() {
  const first = processWithLine();
  const second = processWithLine();
  await first.center.start();
  await second.center.start();
  await submit(first.center, { type: "changeLines", lines: [testLine()] });
  await submit(first.center, { type: "admitAgent", profile: testAgent("1") });
  await pass(500);
  return { first, second };
}

describe("a writer that is cut off from the journal", () => {
  it("may act until its lease is over on its own clock, and then decides nothing", async () => {
    const { first } = await prepare();
    first.cut();
    await pass(1_000);
    expect(first.center.leading).toBe(true);
    await pass(1_500);
    expect(first.center.leading).toBe(false);
    expect(first.center.healthy).toBe(false);
    let settled = false;
    const waiting = first.center.submit(arrival("a"), randomUUID()).then((outcome) => {
      settled = true;
      return outcome;
    });
    await pass(5_000);
    expect(settled).toBe(false);
    first.mend();
    await pass(3_000);
    expect(await waiting).toMatchObject({ ok: true });
  });

  it("keeps its lease when a single connection hangs: the next attempt does not wait", async () => {
    const { first } = await prepare();
    const release = first.hold("renew", true);
    const health: boolean[] = [];
    first.center.onHealth(() => health.push(first.center.healthy));
    await pass(6_000);
    expect(first.center.leading).toBe(true);
    expect(health).toEqual([]);
    release();
    await pass(1_000);
    expect(first.center.leading).toBe(true);
  });

  it("is followed within its lease and one more try, and follows once the line is mended", async () => {
    const { first, second } = await prepare();
    const health: boolean[] = [];
    first.center.onHealth(() => health.push(first.center.healthy));
    first.cut();
    const key = randomUUID();
    const undecided = first.center.submit(takeBreak, key);
    const unknown = first.center.submit(arrival("unknown"));
    const refusal = unknown.catch((error: unknown) => error);
    await pass(2_600);
    expect(second.center.writing).toBe(true);
    const taken = second.center.submit(arrival("b"));
    await pass(100);
    expect(await taken).toMatchObject({ ok: true });
    expect(first.center.state.contacts.b).toBeUndefined();

    first.mend();
    await pass(1_500);
    expect(first.center.writing).toBe(false);
    expect(health).toEqual([false, true]);
    expect(await refusal).toMatchObject({ code: "center_lost" });
    // With a key it is known whether it has been decided: it is, once, by the other.
    expect(await undecided).toMatchObject({ ok: true });
    const breaks = store.entries.filter(({ command }) => command.type === "choosePresence");
    expect(breaks).toHaveLength(1);
    expect(toData(first.center.state)).toEqual(toData(second.center.state));
  });

  it("shows nobody what it decided and could not write", async () => {
    const { first, second } = await prepare();
    first.cut();
    void first.center.submit(arrival("speculative")).catch(() => {});
    await pass(100);
    expect(first.center.state.contacts).toEqual({});
    await pass(2_500);
    first.mend();
    await pass(1_500);
    for (const { center } of [first, second]) expect(center.state.contacts).toEqual({});
  });
});

describe("a process that learns too late", () => {
  it("tells nobody twice what was written before it lost the lease and confirmed after", async () => {
    const { first, second } = await prepare();
    const told: number[] = [];
    first.center.onEntry(({ seq }) => told.push(seq));
    const release = first.hold("append");
    void first.center.submit(takeBreak).catch(() => {});
    await pass(50);
    first.cut();
    await pass(3_000);
    expect(second.center.writing).toBe(true);
    await submit(second.center, arrival("b"));
    first.mend();
    await pass(1_500);
    release();
    await pass(1_500);
    expect(first.center.writing).toBe(false);
    expect(told.length).toBeGreaterThan(1);
    expect(told).toEqual(store.entries.slice(-told.length).map(({ seq }) => seq));
    expect(toData(first.center.state)).toEqual(toData(second.center.state));
  });

  it("takes no lease that is over by the time it hears of it", async () => {
    const { first, second } = await prepare();
    await second.center.stop();
    await first.center.stop();
    const late = processWithLine();
    const roles: boolean[] = [];
    late.center.onRole(() => roles.push(late.center.writing));
    const release = late.hold("acquire");
    const started = late.center.start();
    await pass(3_000);
    release();
    await started;
    expect(roles).toEqual([false]);
    await pass(1_000);
    expect(late.center.leading).toBe(true);
    expect(roles).toEqual([false, true]);
  });
});

describe("a centre that is asked more than it can keep while the journal is out of reach", () => {
  it("says so, keeps what it took, and goes on by itself", async () => {
    const { first, second } = await prepare();
    await second.center.stop();
    await submit(first.center, { type: "changeLines", lines: [testLine({ offerSecondsMax: 5 })] });
    await submit(first.center, { ...takeBreak, presence: "ready", reason: null } as Command);
    await submit(first.center, arrival("offered"));
    first.cut();
    const taken: Promise<unknown>[] = [];
    const askUntilRefused = () => {
      for (let caller = 0; ; caller += 1) {
        taken.push(first.center.submit(arrival(`caller-${caller}`)));
      }
    };
    expect(askUntilRefused).toThrow(/überlastet/);
    // The offer falls due meanwhile: the timer finds no room either.
    await pass(8_000);
    first.mend();
    await pass(2_000);
    await Promise.all(taken);
    expect(taken.length).toBeGreaterThan(10_000);
    expect(Object.keys(first.center.state.contacts)).toHaveLength(taken.length + 1);
    expect(first.center.state.agents["1"]?.state).toBe("notResponding");
  });
});

describe("a process that slept so long that the journal was pruned", () => {
  it("starts anew from the snapshot", async () => {
    const { first, second } = await prepare();
    second.cut();
    for (const id of ["a", "b", "c"]) await submit(first.center, arrival(id));
    const { state, seq } = first.center;
    store.snapshot = JSON.stringify({ seq, at: clock.now(), data: toData(state) });
    store.rows.splice(0, store.rows.length - 1);
    await submit(first.center, arrival("d"));
    await pass(1_000);
    second.mend();
    await pass(1_000);
    expect(second.center.seq).toBe(first.center.seq);
    expect(toData(second.center.state)).toEqual(toData(first.center.state));
  });
});

describe("a command that the core cannot decide", () => {
  it("is refused, changes nothing, and does not keep the next ones", async () => {
    const { first } = await prepare();
    const before = toData(first.center.state);
    const broken = first.center.submit({ type: "changeLines", lines: null as never });
    const next = first.center.submit(arrival("next"));
    await expect(broken).rejects.toThrow();
    expect(await next).toMatchObject({ ok: true });
    expect(Object.keys(first.center.state.contacts)).toEqual(["next"]);
    expect(toData(first.center.state).lines).toEqual(before.lines);
  });
});
