import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { pruneOldRequests } from "../../src/jobs/prune-requests.ts";
import { testDatabase } from "../support/database.ts";
import { arrival, journalOf } from "../support/live-center.ts";
import { ManualClock } from "../support/manual-clock.ts";

const hour = 3_600_000;

describe("commands that were left with a key", () => {
  it("are forgotten a day after their answer, and never before somebody has answered", async () => {
    await using database = await testDatabase();
    const journal = journalOf(database);
    const clock = new ManualClock();
    const [old, recent, open] = [randomUUID(), randomUUID(), randomUUID()];
    const answeredAt = { [old]: clock.now() - 25 * hour, [recent]: clock.now() - 23 * hour };
    for (const id of [old, recent, open]) await journal.ask({ id, command: arrival(id) });
    for (const [id, at] of Object.entries(answeredAt)) {
      await database.pool.query(
        `UPDATE center_request SET outcome = '{"ok":true,"events":[]}', answered_at = $2
         WHERE id = $1`,
        [id, new Date(at)],
      );
    }
    await pruneOldRequests(database, clock).run();
    const { rows } = await database.pool.query<{ id: string }>(
      "SELECT id FROM center_request ORDER BY number",
    );
    expect(rows.map(({ id }) => id)).toEqual([recent, open]);
    expect(await journal.openRequests()).toEqual([{ id: open, command: arrival(open) }]);
    await journal.close();
  });
});
