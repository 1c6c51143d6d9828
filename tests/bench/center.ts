// How long it takes from a command to a durable decision that desks are told of, beside the bare
// cost of one committed INSERT on the same database; how soon another process decides after the
// writer was killed.
import { randomUUID } from "node:crypto";
import type { LiveCenter } from "../../src/center/live-center.ts";
import type { Database } from "../../src/database/database.ts";
import type { Command } from "../../src/routing/commands.ts";
import { startCenterChild } from "../support/center-child.ts";
import { arrival, startCenter, submit, testAgent, testLine } from "../support/live-center.ts";
import { until } from "../support/until.ts";
import { startBenchServer } from "./parts/bench-database.ts";
import { spread, tell, times } from "./parts/figures.ts";
import { besideInsert } from "./parts/steady-rate.ts";

const rate = { perSecond: 50, count: 500 };
const takeOvers = 5;
const takeOverMillisecondsMax = 3_000;

await using server = await startBenchServer();
await compareWithInsert(await server.fresh("latency"));
await measureTakeOver();

function report(name: string, milliseconds: readonly number[], inserts: readonly number[]): void {
  const ratio = `${times(milliseconds, inserts)} one committed INSERT`;
  tell({ name, ratio, value: spread(milliseconds) });
}

async function compareWithInsert(database: Database): Promise<void> {
  const writer = await startCenter(database);
  const follower = await startCenter(database);
  await submit(writer, { type: "changeLines", lines: [testLine()] });
  for (let agent = 0; agent < rate.count; agent += 1) {
    const id = `w${agent}`;
    await submit(writer, { type: "admitAgent", profile: testAgent(id) });
    await submit(writer, { type: "choosePresence", agentId: id, presence: "ready", reason: null });
  }
  const told = [offersHeard(writer), offersHeard(follower)] as const;
  const here: number[] = [];
  const there: number[] = [];
  const decided = await besideInsert(database, rate, async (index) => {
    const contactId = `contact-${index}`;
    const begun = performance.now();
    const heard = told.map((hear) => hear(contactId));
    void heard[0]?.then((at) => here.push(at - begun));
    void heard[1]?.then((at) => there.push(at - begun));
    await submit(writer, arrival(contactId));
    const taken = performance.now() - begun;
    await Promise.all(heard);
    return taken;
  });
  report("caller arrives → offer durable, outcome known", decided.results, decided.inserts);
  report("caller arrives → desks of the writer told", here, decided.inserts);
  report("caller arrives → desks of another process told", there, decided.inserts);

  const accepted = await besideInsert(database, rate, async (index) => {
    const begun = performance.now();
    await submit(follower, acceptOf(follower, index));
    return performance.now() - begun;
  });
  report("F2 in another process → its own state has it", accepted.results, accepted.inserts);
  await follower.stop();
  await writer.stop();
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
  const took: number[] = [];
  for (let round = 0; round < takeOvers; round += 1) {
    const database = await server.fresh(`takeover_${round}`);
    const load = { talking: 30, waiting: 100, load: true };
    await using other = await startCenterChild(database.url, load);
    const survivor = await startCenter(database);
    await until("callers come", () => other.arrived.length > 20);
    const begun = performance.now();
    await other.kill();
    await submit(survivor, arrival(randomUUID()));
    took.push(performance.now() - begun);
    await survivor.stop();
  }
  const worst = Math.max(...took);
  tell({
    name: `kill -9 of the writer, 100 wait, 30 talk → the other decides, worst of ${takeOvers}`,
    ratio: `${(worst / takeOverMillisecondsMax).toFixed(2)} of the promised 3 s`,
    value: `${worst.toFixed(0)} ms (${took.map((each) => each.toFixed(0)).join(", ")})`,
  });
}
