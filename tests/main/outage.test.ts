import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { readConfig } from "../../src/config.ts";
import type { Database } from "../../src/database/database.ts";
import { startService, type RunningService } from "../../src/main/service.ts";
import { SimulatedTelephony } from "../../src/telephony/simulated/simulated-telephony.ts";
import { SimulatedSwitch } from "../../src/telephony/simulated/switch.ts";
import { cuttableProxy, type CuttableProxy } from "../support/cuttable-proxy.ts";
import { testDatabase } from "../support/database.ts";
import { auditJournal } from "../support/journal-audit.ts";
import { signIn, type SignedInPerson, type TestDesk } from "../support/service.ts";
import { until } from "../support/until.ts";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 180_000 });

/** The promise is about an outage of this length. */
const outageMilliseconds = 30_000;
const lookMilliseconds = 250;
const waitingBefore = 5;

/** In the test's hands, so that it knows what callers hear. */
const exchange = new SimulatedSwitch({
  clock: systemClock,
  phoneOf: () => ({ kind: "answers", afterSeconds: 0.2, hangsUpAfterSeconds: null }),
  name: "outage",
});
let database: Database;
let proxy: CuttableProxy;
let service: RunningService;
let anna: SignedInPerson;
let bert: SignedInPerson;

beforeAll(async () => {
  database = await testDatabase();
  const server = new URL(database.url);
  proxy = await cuttableProxy({ host: server.hostname, port: Number(server.port) });
  server.hostname = "127.0.0.1";
  server.port = String(proxy.port);
  const DATABASE_URL = server.href;
  service = await startService(
    readConfig({ DATABASE_URL, DEMO: "true", PORT: "0", LOG_LEVEL: "silent" }),
    () => new SimulatedTelephony(exchange),
  );
  anna = await signIn(service.address, "agentin.wil1");
  bert = await signIn(service.address, "agent.wil2");
});

afterAll(async () => {
  proxy?.mend();
  await service?.stop();
  await proxy?.[Symbol.asyncDispose]();
  await database?.close();
  for (const { callId } of exchange.list()) exchange.hangUpCaller(callId);
});

const ring = () => exchange.placeCall({ dialled: "115", from: null, patienceSeconds: 600 });
const isIn = (desk: TestDesk, state: string) =>
  desk.sees(state, ({ snapshot }) => snapshot?.desk?.state === state);

async function talkWith(desk: TestDesk): Promise<string> {
  await desk.send("presence.choose", { presence: "ready", reason: null });
  const { snapshot } = await isIn(desk, "offered");
  await desk.send("offer.accept", { offerId: snapshot?.desk?.offer?.id ?? "" });
  await isIn(desk, "talking");
  return snapshot?.desk?.contact?.id ?? "";
}

describe("a database that is out of reach for half a minute", () => {
  it("costs no caller his place, doubles nobody, and the desk says what is going on", async () => {
    const annasDesk = await anna.openDesk();
    const bertsDesk = await bert.openDesk();
    const talk = ring();
    const contactId = await talkWith(bertsDesk);
    const before = Array.from({ length: waitingBefore }, ring);
    await annasDesk.sees("all", ({ snapshot }) => snapshot?.summary.waiting === waitingBefore);
    const queuedAt = await queuedAtOf();

    proxy.cut();
    await annasDesk.sees("that it is gone", (state) => state.snapshot?.status.database === false);
    expect((await fetch(`${service.address}/readyz`)).status).toBe(503);
    // Pressed, and pressed again: nothing comes back, and nothing must happen twice.
    const pause = { presence: "break", reason: "Mittag", commandId: crypto.randomUUID() } as const;
    const ending = { contactId, commandId: crypto.randomUUID() };
    const replies = [
      ...[1, 2].map(() => annasDesk.socket.emitWithAck("presence.choose", pause)),
      ...[1, 2].map(() => bertsDesk.socket.emitWithAck("contact.hangUp", ending)),
    ];
    let replied = false;
    void Promise.race(replies).then(() => (replied = true));
    const during: string[] = [];
    const over = performance.now() + outageMilliseconds;
    while (performance.now() < over) {
      if (during.length < waitingBefore) during.push(ring());
      await new Promise((resolve) => setTimeout(resolve, lookMilliseconds));
      expect(before.map((callId) => exchange.heard(callId))).toEqual(before.map(() => "music"));
      // Whoever comes now is not answered before that is written, and not turned away either.
      expect(during.map((callId) => exchange.heard(callId))).toEqual(during.map(() => "ringing"));
      expect(exchange.heard(talk)).toMatchObject({ extension: expect.any(String) });
    }
    expect(replied).toBe(false);

    proxy.mend();
    await annasDesk.sees("that it is back", (state) => state.snapshot?.status.database === true);
    expect(await Promise.all(replies)).toEqual(replies.map(() => ({ ok: true })));
    await isIn(annasDesk, "break");
    await isIn(bertsDesk, "wrapUp");
    // Sent once more by a browser that lost the reply, over another line.
    const again = await bert.openDesk();
    expect(await again.send("contact.hangUp", ending)).toEqual({ ok: true });
    await annasDesk.sees(
      "those who came meanwhile",
      ({ snapshot }) => snapshot?.summary.waiting === before.length + during.length,
    );
    expect([annasDesk.gaps, bertsDesk.gaps]).toEqual([0, 0]);

    const { contactOf, events, state } = await auditJournal(database);
    expect([...contactOf.keys()].toSorted()).toEqual([talk, ...before, ...during].toSorted());
    const ends = events.flatMap(({ event }) => (event.type === "contactEnded" ? [event] : []));
    expect(ends).toMatchObject([{ contactId, cause: "agentHungUp" }]);
    const breaks = events.filter(
      ({ event }) => event.type === "presenceChosen" && event.reason === "Mittag",
    );
    expect(breaks).toHaveLength(1);
    for (const [id, at] of queuedAt) expect(state.contacts[id]).toMatchObject({ queuedAt: at });
    await until("the records are complete", async () => {
      const { rows } = await database.pool.query("SELECT count(*)::int AS count FROM contact");
      return rows[0].count === contactOf.size;
    });
    for (const callId of [...before, ...during]) expect(exchange.heard(callId)).toBe("music");
    for (const desk of [annasDesk, bertsDesk, again]) desk.close();
  });
});

/** Who waits, and his place. */
async function queuedAtOf(): Promise<Map<string, number>> {
  const { state } = await auditJournal(database);
  const waiting = Object.values(state.contacts).filter((contact) => contact.state === "waiting");
  expect(waiting).toHaveLength(waitingBefore);
  return new Map(waiting.map(({ id, queuedAt }) => [id, queuedAt]));
}
