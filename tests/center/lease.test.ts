import { describe, expect, it } from "vitest";
import { acquireLease, newHolder, releaseLease, renewLease } from "../../src/center/lease.ts";
import { testDatabase } from "../support/database.ts";
import { arrival, startCenter, submit, testLine } from "../support/live-center.ts";

describe("the lease", () => {
  it("is held by one, and passes on with a higher epoch when given back", async () => {
    await using database = await testDatabase();
    const first = await acquireLease(database.pool, "first");
    expect(await acquireLease(database.pool, "second")).toBeNull();
    if (!first) throw new Error("nobody held the lease");
    await releaseLease(database.pool, first);
    const second = await acquireLease(database.pool, "second");
    expect(second?.epoch).toBe(first.epoch + 1);
    expect(await renewLease(database.pool, first)).toBe(false);
  });

  it("gives every process a name of its own", () => {
    expect(newHolder()).not.toBe(newHolder());
  });
});

describe("a writer whose lease was taken", () => {
  it("can write nothing any more, says so, and stops deciding", async () => {
    await using database = await testDatabase();
    const frozen = await startCenter(database);
    await submit(frozen, { type: "changeLines", lines: [testLine()] });
    const lost = new Promise<void>((resolve) => frozen.onLost(resolve));
    const told: unknown[] = [];
    frozen.onEntry((entry) => told.push(entry));

    await database.pool.query("UPDATE lease SET expires_at = now() - interval '1 minute'");
    const successor = await startCenter(database);
    const before = await database.pool.query("SELECT count(*) FROM journal");
    await expect(frozen.submit(arrival("late"))).rejects.toMatchObject({ code: "center_lost" });
    await lost;
    expect(told).toEqual([]);
    expect(await database.pool.query("SELECT count(*) FROM journal")).toMatchObject({
      rows: before.rows,
    });
    expect(() => frozen.submit(arrival("later"))).toThrow(/beendet/);
    await submit(successor, arrival("next"));
    expect(Object.keys(successor.state.contacts)).toEqual(["next"]);
    await successor.stop();
    await frozen.stop();
  });
});
