import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { recover } from "../../src/center/recovery.ts";
import { openDatabase } from "../../src/database/database.ts";
import { toData } from "../../src/routing/center-state.ts";
import { testDatabase } from "../support/database.ts";
import { cuttableProxy } from "../support/cuttable-proxy.ts";
import { arrivalsIn } from "../support/decided-once.ts";
import {
  arrival,
  journalOf,
  startCenter,
  submit,
  testAgent,
  testLine,
} from "../support/live-center.ts";
import { until } from "../support/until.ts";

async function journalled(pool: { query: (sql: string) => Promise<{ rows: unknown[] }> }) {
  const { rows } = await pool.query("SELECT seq::int, command FROM journal ORDER BY seq");
  return rows as { seq: number; command: { type: string; contactId?: string } }[];
}

describe("what the centre decides", () => {
  it("is in the journal before anybody learns of it", async () => {
    await using database = await testDatabase();
    const center = await startCenter(database);
    await submit(center, { type: "changeLines", lines: [testLine()] });
    const seen: Promise<boolean>[] = [];
    center.onEntry(({ seq }) => {
      seen.push(journalled(database.pool).then((rows) => rows.some((row) => row.seq === seq)));
    });
    await Promise.all(["a", "b", "c"].map((id) => submit(center, arrival(id))));
    expect(await Promise.all(seen)).toEqual([true, true, true]);
    await center.stop();
  });

  it("is committed in groups, in the order in which it was asked", async () => {
    await using database = await testDatabase();
    const center = await startCenter(database);
    await submit(center, { type: "changeLines", lines: [testLine()] });
    const ids = Array.from({ length: 200 }, (_, index) => `contact-${index}`);
    const order: string[] = [];
    center.onEntry(({ command }) => {
      if (command.type === "contactArrives") order.push(command.contactId);
    });
    await Promise.all(ids.map((id) => submit(center, arrival(id))));
    expect(order).toEqual(ids);
    const transactions = await database.pool.query(
      "SELECT count(DISTINCT xmin::text) AS count FROM journal WHERE command->>'type' = 'contactArrives'",
    );
    expect(Number(transactions.rows[0].count)).toBeLessThan(ids.length / 10);
    await center.stop();
  });

  it("waits for a database that is out of reach, and is written once when it is back", async () => {
    await using database = await testDatabase();
    const server = new URL(database.url);
    await using proxy = await cuttableProxy({ host: server.hostname, port: Number(server.port) });
    server.hostname = "127.0.0.1";
    server.port = String(proxy.port);
    const through = await openDatabase(server.href);
    const center = await startCenter(through);
    await submit(center, { type: "changeLines", lines: [testLine()] });

    proxy.cut();
    let told = false;
    const decided = ["a", "b"].map((id) => submit(center, arrival(id)));
    void decided[0]?.then(() => (told = true));
    await until("the centre notices", () => !center.healthy);
    expect(told).toBe(false);

    proxy.mend();
    await Promise.all(decided);
    expect(center.healthy).toBe(true);
    const arrivals = (await journalled(database.pool)).flatMap(({ command }) =>
      command.type === "contactArrives" ? [command.contactId] : [],
    );
    expect(arrivals).toEqual(["a", "b"]);
    await center.stop();
    await through.close();
  });

  it("is written once by a commit that is repeated, and not at all with an old request", async () => {
    await using database = await testDatabase();
    const journal = journalOf(database);
    const lease = await journal.acquire("writer");
    if (!lease) throw new Error("somebody holds the lease");
    const outcome = { ok: true as const, events: [] };
    const answer = { id: randomUUID(), command: arrival("a"), outcome };
    const entry = (seq: number, id: string) => ({ seq, at: seq, command: arrival(id), events: [] });
    const first = [entry(1, "a"), entry(2, "b")];
    expect(await journal.append(lease, first, [answer])).toEqual(new Map());
    expect(await journal.append(lease, first, [answer])).toEqual(new Map());
    const fresh = { ...answer, id: randomUUID(), command: arrival("c") };
    const earlier = await journal.append(lease, [entry(3, "c")], [fresh, answer]);
    expect(earlier).toEqual(new Map([[answer.id, outcome]]));
    expect(await journal.outcomesOf([fresh.id])).toEqual(new Map());
    expect(await arrivalsIn(database)).toEqual(["a", "b"]);
    await journal.close();
  });

  it("survives characters that the database cannot keep", async () => {
    await using database = await testDatabase();
    const center = await startCenter(database);
    await submit(center, { type: "changeLines", lines: [testLine()] });
    await submit(center, { type: "admitAgent", profile: testAgent("1") });
    const reason = "Mit\u0000tag \ud800 \u{1F600}";
    await submit(center, { type: "choosePresence", agentId: "1", presence: "break", reason });
    expect(center.state.agents["1"]?.breakReason).toBe("Mit\uFFFDtag \uFFFD \u{1F600}");
    const { state } = await recover(journalOf(database));
    expect(toData(state)).toEqual(toData(center.state));
    await center.stop();
  });

  it("refuses with a reason and writes nothing for a command from the wrong person", async () => {
    await using database = await testDatabase();
    const center = await startCenter(database);
    const seq = center.seq;
    const outcome = await center.submit({ type: "acceptOffer", agentId: "nobody", offerId: "x" });
    expect(outcome).toMatchObject({ ok: false, rejection: { code: "unknown_agent" } });
    expect(center.seq).toBe(seq);
    await center.stop();
  });
});
