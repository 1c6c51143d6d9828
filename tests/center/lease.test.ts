import { describe, expect, it } from "vitest";
import { newHolder } from "../../src/center/holder.ts";
import { FencedError } from "../../src/center/journal.ts";
import { testDatabase } from "../support/database.ts";
import { arrival, journalOf, startCenter, submit, testLine } from "../support/live-center.ts";
import { until } from "../support/until.ts";

describe("the lease", () => {
  it("is held by one, and passes on with a higher epoch when given back", async () => {
    await using database = await testDatabase();
    const journal = journalOf(database);
    const first = await journal.acquire("first");
    expect(await journal.acquire("second")).toBeNull();
    if (!first) throw new Error("nobody held the lease");
    await journal.release(first);
    const second = await journal.acquire("second");
    expect(second?.epoch).toBe(first.epoch + 1);
    expect(await journal.renew(first)).toBe(false);
    const entry = { seq: 1, at: 0, command: arrival("a"), events: [] };
    await expect(journal.append(first, [entry], [])).rejects.toThrow(FencedError);
    await journal.close();
  });

  it("is got by exactly one of many who try at once", async () => {
    await using database = await testDatabase();
    const journal = journalOf(database);
    const holders = Array.from({ length: 20 }, (_, index) => `holder-${index}`);
    const tries = () => Promise.all(holders.map((holder) => journal.acquire(holder)));
    expect((await tries()).filter(Boolean)).toHaveLength(1);
    await database.pool.query("UPDATE lease SET expires_at = now() - interval '1 minute'");
    expect((await tries()).filter(Boolean)).toHaveLength(1);
    await journal.close();
  });

  it("gives every process a name of its own", () => {
    expect(newHolder()).not.toBe(newHolder());
  });
});

describe("a writer whose lease was taken", () => {
  it("can write nothing any more, and follows the one that has it", async () => {
    await using database = await testDatabase();
    const frozen = await startCenter(database);
    await submit(frozen, { type: "changeLines", lines: [testLine()] });
    const told: string[] = [];
    frozen.onEntry(({ command }) => {
      if (command.type === "contactArrives") told.push(command.contactId);
    });

    await database.pool.query(
      "UPDATE lease SET holder = 'other', epoch = epoch + 1, expires_at = now() + interval '1 day'",
    );
    const before = await database.pool.query("SELECT count(*) FROM journal");
    await expect(frozen.submit(arrival("late"))).rejects.toMatchObject({ code: "center_lost" });
    expect(told).toEqual([]);
    expect(Object.keys(frozen.state.contacts)).toEqual([]);
    expect(await database.pool.query("SELECT count(*) FROM journal")).toMatchObject({
      rows: before.rows,
    });
    await until("it follows", () => !frozen.writing && frozen.healthy);

    // What it is asked now is left for the other, who has gone: it takes over and decides itself.
    const asked = submit(frozen, arrival("later"));
    await database.pool.query("UPDATE lease SET expires_at = now() - interval '1 minute'");
    await asked;
    expect(frozen.writing).toBe(true);
    expect(told).toEqual(["later"]);
    expect(Object.keys(frozen.state.contacts)).toEqual(["later"]);
    await frozen.stop();
  });
});
