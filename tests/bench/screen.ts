// From a command over the durable decision to the desk's screen (a real socket), and from a free
// agent to the ringing phone, at 50 offers a second. Beside it the bare cost of one committed
// INSERT on the same database, the same hand-over through pg-boss, and a queue that is polled.
// Desks and service are different processes; between every two offers there is one INSERT.
import { randomUUID } from "node:crypto";
import { until } from "../support/until.ts";
import { startBenchServer } from "./parts/bench-database.ts";
import { quantile, sharedNow, spread, tell, times } from "./parts/figures.ts";
import { startJobQueueChild } from "./parts/job-queue-child.ts";
import { pollForOffers } from "./parts/polled-queue.ts";
import { startServiceChild, type ServiceChild } from "./parts/service-child.ts";
import { atSteadyRate, besideInsert } from "./parts/steady-rate.ts";
import { openDesks, writeTeam, type BenchDesk } from "./parts/team.ts";
import type { Database } from "../../src/database/database.ts";

const rate = { perSecond: 50, count: 500 };
const teamCount = 150;
const warmUpRates = [20, 40];
const ready = { presence: "ready", reason: null };
const ringMillisecondsMax = 50;
/** Beside the end of a wrap-up: arrival, F2, the phone answers, hanging up, and the switch's end. */
const furtherSteps = 5;

await using server = await startBenchServer();
const database = await server.fresh("screen");
const ours = await measureOurs(database);
const bossDatabase = await server.fresh("job_queue");
const boss = await measureJobQueue(bossDatabase);
const polled = {
  tenth: await pollForOffers(bossDatabase, 100, rate),
  second: await pollForOffers(bossDatabase, 1_000, rate),
};
report();

interface Handover {
  /** Free → that is durable and acknowledged. */
  durable: number;
  /** Free → the offer stands on the screen. */
  offered: number;
  /** F2 → the screen says that the phone rings. */
  accepted: number;
  /** F2 → the switch is told to ring. */
  rung: number;
}

/** Callers come; one person after the other becomes free, is offered one, takes him, hangs up. */
async function measureOurs(on: Database) {
  const team = await writeTeam(on, teamCount);
  await using service = await startServiceChild(on.url);
  const desks = await openDesks(service.address, team);
  const free = [...desks];
  const next = async () => {
    const desk = await until("somebody has finished the call before", () => free.shift());
    service.dial(randomUUID(), "115");
    const measured = await handOver(service, desk);
    await desk.send("contact.hangUp", { contactId: desk.contactId });
    free.push(desk);
    return measured;
  };
  // A process that has just started is slow, the first offers more than any later one.
  for (const perSecond of warmUpRates) await atSteadyRate({ perSecond, count: teamCount }, next);
  const measured = await besideInsert(on, rate, next);
  for (const desk of desks) desk.close();
  return measured;
}

async function handOver(service: ServiceChild, desk: BenchDesk): Promise<Handover> {
  const begun = sharedNow();
  const offer = desk.sees(({ desk: own }) => Boolean(own?.offer));
  const onScreen = offer.then(() => sharedNow() - begun);
  // The first time she begins her shift, then she ends the wrap-up of the call before.
  if (desk.contactId === null) await desk.send("presence.choose", ready);
  else await desk.send("wrapUp.end", {});
  const durable = sharedNow() - begun;
  const { desk: own } = await offer;
  const answered = await answer(service, desk, own?.offer?.id);
  return { durable, offered: await onScreen, ...answered };
}

async function answer(service: ServiceChild, desk: BenchDesk, offerId: string | undefined) {
  const pressed = sharedNow();
  const connecting = desk.sees(({ desk: own }) => own !== undefined && own.offer === null);
  const shown = connecting.then(() => sharedNow() - pressed);
  const talking = desk.sees(({ desk: own }) => own?.state === "talking");
  const rung = service.rungAt(desk.extension);
  await desk.send("offer.accept", { offerId });
  const measured = { accepted: await shown, rung: (await rung) - pressed };
  await talking;
  return measured;
}

async function measureJobQueue(on: Database) {
  await using queue = await startJobQueueChild(on.url);
  await atSteadyRate({ ...rate, count: teamCount }, () => queue.handOver());
  const alone = await besideInsert(on, rate, () => queue.handOver());
  const wholeCall = await besideInsert(on, rate, async () => {
    const took = await queue.handOver();
    for (let step = 0; step < furtherSteps; step += 1) await queue.handOver();
    return took;
  });
  return { alone, wholeCall };
}

function report(): void {
  const pick = (of: keyof Handover) => ours.results.map((each) => each[of]);
  const beside = (of: readonly number[], inserts: readonly number[]) =>
    `${times(of, inserts)} one committed INSERT`;
  const ring = ours.results.map(({ offered, rung }) => offered + rung);
  const insert = spread([...ours.inserts, ...boss.alone.inserts]);
  tell({ name: "one committed INSERT, the limit", ratio: "1 ×", value: insert });
  for (const [name, of] of [
    ["a desk's command → durable, acknowledged", "durable"],
    ["an agent becomes free → the offer on the screen, ringing there", "offered"],
    ["F2 → on the screen", "accepted"],
    ["F2 → the switch is told to ring the phone", "rung"],
  ] as const) {
    tell({ name, ratio: beside(pick(of), ours.inserts), value: spread(pick(of)) });
  }
  for (const [words, { results }] of [
    ["the hand-over to a screen alone through pg-boss (LISTEN/NOTIFY)", boss.alone],
    [
      "the same when the call's other five steps go through pg-boss too, as ours do",
      boss.wholeCall,
    ],
  ] as const) {
    tell({ name: words, ratio: `${times(results, pick("offered"))} ours`, value: spread(results) });
  }
  tell({
    name: "the same through a queue polled every 100 ms",
    ratio: `${times(polled.tenth, pick("offered"))} ours`,
    value: spread(polled.tenth),
  });
  tell({
    name: "the same through a queue polled every second",
    ratio: `${times(polled.second, pick("offered"))} ours`,
    value: spread(polled.second),
  });
  tell({
    name: `an agent becomes free → her phone told to ring, F2 pressed at once (bound ${ringMillisecondsMax} ms)`,
    ratio: `${(quantile(ring, 0.99) / ringMillisecondsMax).toFixed(2)} of the bound at p99`,
    value: spread(ring),
  });
  if (quantile(ring, 0.99) > ringMillisecondsMax)
    console.log("  above the bound: is the machine busy?");
}
