// How long it takes from a command to a durable decision that desks are told of, beside the bare
// cost of one committed INSERT on the same database; how soon another process decides after the
// writer was killed; how long 10,000 open contacts take to recover. All in one run.
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import type { LiveCenter } from "../../src/center/live-center.ts";
import { recover } from "../../src/center/recovery.ts";
import { openDatabase, type Database } from "../../src/database/database.ts";
import { startEmbedded } from "../../src/database/embedded.ts";
import { migrate } from "../../src/database/migrate.ts";
import type { Command } from "../../src/routing/commands.ts";
import { startCenterChild } from "../support/center-child.ts";
import {
  arrival,
  journalOf,
  startCenter,
  submit,
  testAgent,
  testLine,
} from "../support/live-center.ts";
import { until } from "../support/until.ts";

const offersPerSecond = 50;
const offersCount = 500;
const takeOvers = 5;
const openContacts = 10_000;
const entriesAfterSnapshot = 5_000;

const home = await mkdtemp(path.join(tmpdir(), "bench-center-"));
// As in production: a commit waits until it is on the disk.
const server = await startEmbedded(home);
try {
  await compareWithInsert(await freshDatabase("latency"));
  await measureTakeOver();
  await measureRecovery(await freshDatabase("recovery"));
} finally {
  await server.stop();
  await rm(home, { recursive: true });
}

async function freshDatabase(name: string): Promise<Database> {
  const admin = new pg.Client(server.url);
  await admin.connect();
  await admin.query(`CREATE DATABASE bench_${name}`);
  await admin.end();
  const url = new URL(server.url);
  url.pathname = `bench_${name}`;
  const database = await openDatabase(url.href);
  await migrate(database.pool);
  return database;
}

/** Runs `once` at a steady rate, never waiting for the one before. @returns milliseconds, sorted */
async function atSteadyRate(once: (index: number) => Promise<number>): Promise<number[]> {
  const gap = 1000 / offersPerSecond;
  const start = performance.now();
  const running: Promise<number>[] = [];
  for (let index = 0; index < offersCount; index += 1) {
    const wait = start + index * gap - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    running.push(once(index));
  }
  return (await Promise.all(running)).toSorted((one, other) => one - other);
}

/** The same, and between every two of them the bare INSERT: both under the same weather. */
async function besideInsert(database: Database, once: (index: number) => Promise<number>) {
  const text = JSON.stringify(arrival("bare"));
  const inserting = new Promise((resolve) => setTimeout(resolve, 500 / offersPerSecond)).then(() =>
    atSteadyRate(async () => {
      const begun = performance.now();
      await database.pool.query("INSERT INTO bare (command) VALUES ($1::jsonb)", [text]);
      return performance.now() - begun;
    }),
  );
  const [times, bare] = await Promise.all([atSteadyRate(once), inserting]);
  report(`one committed INSERT, ${offersPerSecond}/s`, bare);
  return { times, bare };
}

function report(name: string, times: readonly number[], bare?: readonly number[]): void {
  const at = (values: readonly number[], share: number) =>
    values[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
  const [p50, p99] = [at(times, 0.5), at(times, 0.99)];
  const ratio = bare ? `, ${(p50 / at(bare, 0.5)).toFixed(1)} × the bare INSERT` : "";
  console.log(`${name.padEnd(58)} p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms${ratio}`);
}

async function compareWithInsert(database: Database): Promise<void> {
  await database.pool.query("CREATE TABLE bare (id bigserial PRIMARY KEY, command jsonb)");
  const writer = await startCenter(database);
  const follower = await startCenter(database);
  await submit(writer, { type: "changeLines", lines: [testLine()] });
  for (let agent = 0; agent < offersCount; agent += 1) {
    const id = `w${agent}`;
    await submit(writer, { type: "admitAgent", profile: testAgent(id) });
    await submit(writer, { type: "choosePresence", agentId: id, presence: "ready", reason: null });
  }
  const told = [offersHeard(writer), offersHeard(follower)] as const;
  const times = { here: [] as number[], there: [] as number[] };
  const decided = await besideInsert(database, async (index) => {
    const contactId = `contact-${index}`;
    const begun = performance.now();
    const heard = told.map((hear) => hear(contactId));
    void heard[0]?.then((at) => times.here.push(at - begun));
    void heard[1]?.then((at) => times.there.push(at - begun));
    await submit(writer, arrival(contactId));
    const taken = performance.now() - begun;
    await Promise.all(heard);
    return taken;
  });
  const sorted = (values: number[]) => values.toSorted((one, other) => one - other);
  const { bare } = decided;
  report("caller arrives → offer durable, outcome known", decided.times, bare);
  report("caller arrives → desks of the writer told of the offer", sorted(times.here), bare);
  report("caller arrives → desks of another process told", sorted(times.there), bare);

  const accepted = await besideInsert(database, async (index) => {
    const begun = performance.now();
    await submit(follower, acceptOf(follower, index));
    return performance.now() - begun;
  });
  report("offer accepted in another process → its own state has it", accepted.times, accepted.bare);
  await follower.stop();
  await writer.stop();
  await database.close();
}

/** Resolves with the moment at which the centre tells of the offer of a contact. */
function offersHeard(center: LiveCenter): (contactId: string) => Promise<number> {
  const waiting = new Map<string, (at: number) => void>();
  center.onEntry(({ events }) => {
    for (const event of events) {
      if (event.type === "offerMade") waiting.get(event.offer.contactId)?.(performance.now());
    }
  });
  return (contactId) => new Promise((resolve) => waiting.set(contactId, resolve));
}

function acceptOf(center: LiveCenter, index: number): Command {
  const offer = Object.values(center.state.offers).find(
    ({ contactId }) => contactId === `contact-${index}`,
  );
  if (!offer) throw new Error(`contact-${index} is not offered`);
  return { type: "acceptOffer", agentId: offer.agentId, offerId: offer.id };
}

async function measureTakeOver(): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < takeOvers; round += 1) {
    const database = await freshDatabase(`takeover_${round}`);
    const load = { talking: 30, waiting: 100, load: true };
    await using other = await startCenterChild(database.url, load);
    const survivor = await startCenter(database);
    await until("callers come", () => other.arrived.length > 20);
    const begun = performance.now();
    await other.kill();
    await submit(survivor, arrival(randomUUID()));
    times.push(performance.now() - begun);
    await survivor.stop();
    await database.close();
  }
  const worst = Math.max(...times);
  const all = times.map((time) => time.toFixed(0)).join(", ");
  console.log(`kill -9 of the writer, 100 wait, 30 talk → the other decides: ${all} ms`);
  console.log(`  the worst of ${takeOvers}: ${worst.toFixed(0)} ms of the promised 3,000`);
}

async function measureRecovery(database: Database): Promise<void> {
  const center = await startCenter(database);
  await submit(center, { type: "changeLines", lines: [testLine()] });
  const arrive = (id: number) => submit(center, arrival(`contact-${id}`));
  const ids = Array.from({ length: openContacts }, (_, index) => index);
  await Promise.all(ids.map(arrive));
  await center.stop();
  const again = await startCenter(database);
  // Each hang-up is followed by a new arrival: as many are open as before.
  const changes = Array.from({ length: entriesAfterSnapshot }, (_, index) =>
    index % 2 === 0
      ? again.submit({ type: "callerHangsUp", contactId: `contact-${index}` })
      : again.submit(arrival(`new-${index}`)),
  );
  await Promise.all(changes);
  const begun = performance.now();
  const journal = journalOf(database);
  const { state, seq } = await recover(journal);
  const took = performance.now() - begun;
  const open = Object.keys(state.contacts).length;
  console.log(`recovery of ${open} open contacts, journal at ${seq}: ${took.toFixed(0)} ms`);
  await journal.close();
  await again.stop();
  await database.close();
}
