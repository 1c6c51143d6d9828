import { describe, expect, it, vi } from "vitest";
import { startCenterChild } from "../support/center-child.ts";
import { testDatabase } from "../support/database.ts";
import { arrivalsIn, breaksIn, expectWhole, takeBreak } from "../support/decided-once.ts";
import { arrival, startCenter, submit } from "../support/live-center.ts";
import { until } from "../support/until.ts";

vi.setConfig({ testTimeout: 120_000 });

describe("F5 a writer that is killed under load", () => {
  it("is replaced with 30 talking and 100 waiting, nothing lost, nothing doubled", async () => {
    await using database = await testDatabase();
    await using other = await startCenterChild(database.url, {
      talking: 30,
      waiting: 100,
      load: true,
    });
    const survivor = await startCenter(database);
    expect(survivor.writing).toBe(false);
    await until("callers come", () => other.arrived.length > 20);
    await other.kill();
    const acknowledged = [...other.arrived];

    await submit(survivor, arrival("after"));
    expect(survivor.writing).toBe(true);
    const contacts = survivor.state.contacts;
    const known = [...Object.keys(other.before.data.contacts), ...acknowledged, "after"];
    expect(known.filter((id) => !contacts[id])).toEqual([]);
    const talking = Object.values(contacts).filter(({ state }) => state === "talking");
    expect(talking).toHaveLength(30);
    const arrivals = await arrivalsIn(database);
    expect(new Set(arrivals).size).toBe(arrivals.length);
    await expectWhole(survivor, database);

    // The next free agent gets the one who has waited longest (R3).
    const [freed] = talking;
    await submit(survivor, { type: "callerHangsUp", contactId: freed?.id ?? "" });
    await submit(survivor, { type: "endWrapUp", agentId: freed?.agentId ?? "" });
    expect(survivor.state.contacts["contact-31"]?.state).toBe("offered");
    await survivor.stop();
  });

  it("has every command that was left for it decided exactly once", async () => {
    await using database = await testDatabase();
    await using other = await startCenterChild(database.url, { talking: 1, waiting: 5 });
    const survivor = await startCenter(database);
    const reasons = Array.from({ length: 120 }, (_, index) => `Pause ${1000 + index}`);
    const outcomes: Promise<unknown>[] = [];
    for (const [index, reason] of reasons.entries()) {
      outcomes.push(survivor.submit(takeBreak(reason)));
      if (index % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
      if (index === 60) {
        await Promise.race(outcomes);
        void other.kill();
      }
    }
    for (const outcome of await Promise.all(outcomes)) expect(outcome).toMatchObject({ ok: true });
    expect(survivor.writing).toBe(true);
    expect(await breaksIn(database)).toEqual(reasons);
    await expectWhole(survivor, database);
    await survivor.stop();
  });
});

describe("F5 a writer that is frozen for longer than its lease", () => {
  it("can write nothing when it wakes up, follows, and what it is asked is decided", async () => {
    await using database = await testDatabase();
    await using other = await startCenterChild(database.url, {
      talking: 3,
      waiting: 10,
      load: true,
    });
    const survivor = await startCenter(database);
    await until("callers come", () => other.arrived.length > 10);
    other.process.kill("SIGSTOP");
    await submit(survivor, arrival("while frozen"));
    expect(survivor.writing).toBe(true);
    other.process.kill("SIGCONT");
    await until("it follows", () => !other.writing());

    const before = other.arrived.length;
    await until("its callers are taken in by the other", () => other.arrived.length > before + 10);
    expect(other.arrived.filter((id) => !survivor.state.contacts[id])).toEqual([]);
    const { rows } = await database.pool.query(
      `SELECT seq FROM journal AS late WHERE epoch < (
         SELECT max(epoch) FROM journal WHERE seq < late.seq)`,
    );
    expect(rows).toEqual([]);
    await other.kill();
    await submit(survivor, arrival("at the end"));
    await expectWhole(survivor, database);
    await survivor.stop();
  });
});
