import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Database } from "../../src/database/database.ts";
import type { RunningService } from "../../src/main/service.ts";
import { cuttableProxy, type CuttableProxy } from "../support/cuttable-proxy.ts";
import { testDatabase } from "../support/database.ts";
import { signIn, startTestService } from "../support/service.ts";
import { until } from "../support/until.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

/** The promise is about an outage of this length. */
const outageMilliseconds = 30_000;

let database: Database;
let proxy: CuttableProxy;
let service: RunningService;

beforeAll(async () => {
  database = await testDatabase();
  const server = new URL(database.url);
  proxy = await cuttableProxy({ host: server.hostname, port: Number(server.port) });
  server.hostname = "127.0.0.1";
  server.port = String(proxy.port);
  // About one caller a second, who come whatever becomes of the database.
  service = await startTestService(server.href, { SIMULATOR_CALLS_PER_HOUR: "3600" });
});

afterAll(async () => {
  proxy.mend();
  await service?.stop();
  await proxy[Symbol.asyncDispose]();
  await database.close();
});

async function arrivals(): Promise<{ contactId: string; callId: string }[]> {
  const { rows } = await database.pool.query(
    `SELECT command->>'contactId' AS "contactId", command->>'callId' AS "callId" FROM journal
     WHERE command->>'type' = 'contactArrives' ORDER BY seq`,
  );
  return rows;
}

describe("a database that is out of reach for half a minute", () => {
  it("costs no caller his place, doubles nobody, and the desk says what is going on", async () => {
    const anna = await signIn(service.address, "agentin.wil1");
    const desk = await anna.openDesk();
    const call = { line: "115", from: "+496571011501", patienceSeconds: 600 };
    const { body: waiting } = await anna.request("POST", "/api/simulator/calls", call);
    const before = (await arrivals()).length;

    proxy.cut();
    await desk.sees("that it is gone", ({ snapshot }) => snapshot?.status.database === false);
    expect((await fetch(`${service.address}/readyz`)).status).toBe(503);
    const commandId = crypto.randomUUID();
    const pause = { presence: "break", reason: "Mittag", commandId } as const;
    const replies = [1, 2].map(() => desk.socket.emitWithAck("presence.choose", pause));
    let replied = false;
    void Promise.race(replies).then(() => (replied = true));
    await new Promise((resolve) => setTimeout(resolve, outageMilliseconds));
    expect(replied).toBe(false);
    expect(await arrivals()).toHaveLength(before);

    proxy.mend();
    await desk.sees("that it is back", ({ snapshot }) => snapshot?.status.database === true);
    expect(await Promise.all(replies)).toEqual([{ ok: true }, { ok: true }]);
    await desk.sees("the break", ({ snapshot }) => snapshot?.desk?.state === "break");
    const breaks = await database.pool.query(
      "SELECT 1 FROM journal WHERE command->>'reason' = 'Mittag'",
    );
    expect(breaks.rowCount).toBe(1);

    const after = await until("those who came meanwhile are taken in", async () => {
      const all = await arrivals();
      return all.length > before + 5 ? all : null;
    });
    expect(new Set(after.map(({ callId }) => callId)).size).toBe(after.length);
    const { body: still } = await anna.request("GET", `/api/contacts/${waiting.id}`);
    expect(still).toMatchObject({ state: "waiting", arrivedAt: waiting.arrivedAt });
    // Every call that the switch has is known, and none was taken for one that had vanished.
    await until("the records are complete", async () => {
      const { rows } = await database.pool.query(
        `SELECT count(*) FILTER (WHERE id = ANY ($1))::int AS recorded,
                count(*) FILTER (WHERE end_cause = 'vanished')::int AS vanished FROM contact`,
        [after.map(({ contactId }) => contactId)],
      );
      expect(rows[0].vanished).toBe(0);
      return rows[0].recorded === after.length;
    });
    desk.close();
  });
});
