// How soon 1,000 desks know what changed for everybody, and what share of a processor core that
// costs the service; the desks are in this process, the service in another.
import type { DeskChange } from "../../src/dashboard/schema.ts";
import { startBenchServer } from "./parts/bench-database.ts";
import { quantile, spread, tell } from "./parts/figures.ts";
import { startServiceChild, type ServiceChild } from "./parts/service-child.ts";
import { atSteadyRate } from "./parts/steady-rate.ts";
import { openDesks, writeTeam, type BenchDesk } from "./parts/team.ts";

const desksCount = 1_000;
const quiet = { perSecond: 2, count: 20 };
const storm = { perSecond: 50, count: 400 };

await using server = await startBenchServer();
const database = await server.fresh("fan_out");
const team = await writeTeam(database, desksCount);
await using service = await startServiceChild(database.url);
const desks = await openDesks(service.address, team);

const idle = await shareOfCore(service, () => new Promise((resolve) => setTimeout(resolve, 5_000)));
tell({
  name: `${desksCount} desks connected, nothing happens: processor`,
  ratio: `${percent(idle.share)} of one core`,
  value: `${(5 * idle.share * 1000).toFixed(0)} ms in 5 s`,
});
await measure("one change after the other", quiet, 0);
await measure("a storm of changes, told together", storm, quiet.count);
for (const desk of desks) desk.close();

/** One person after the other begins a shift, which the count of those on duty tells to all. */
async function measure(words: string, rate: typeof quiet, from: number): Promise<void> {
  const received: number[] = [];
  let bytes = 0;
  let messages = 0;
  const heard = desks.map((desk) =>
    desk.watch((change) => {
      bytes += JSON.stringify(change).length;
      messages += 1;
    }),
  );
  const { result, share } = await shareOfCore(service, () =>
    atSteadyRate(rate, async (index) => {
      const desk = desks[from + index];
      if (!desk) throw new Error("there are not enough desks");
      const count = from + index + 1;
      const begun = performance.now();
      const all = desks.map((each) => countSeen(each, count, begun, received));
      await desk.send("presence.choose", { presence: "break", reason: null });
      await Promise.all(all);
    }),
  );
  for (const stop of heard) stop();
  if (result.length * desksCount !== received.length) throw new Error("a change was not received");
  const each = `${(bytes / messages).toFixed(0)} bytes each`;
  tell({
    name: `${desksCount} desks, ${words} (${rate.perSecond}/s): change → received`,
    ratio: `${percent(share)} of one core, ${each}`,
    value: spread(received),
  });
  if (quantile(received, 0.99) > 1_000)
    console.log("  more than a second: the machine is too busy");
}

function countSeen(desk: BenchDesk, count: number, begun: number, received: number[]) {
  const enough = ({ summary }: DeskChange) => summary !== undefined && summary.signedIn >= count;
  return desk.sees(enough).then(() => void received.push(performance.now() - begun));
}

async function shareOfCore<Result>(of: ServiceChild, during: () => Promise<Result>) {
  const [begun, before] = [performance.now(), await of.processorTime()];
  const result = await during();
  const share = ((await of.processorTime()) - before) / (performance.now() - begun);
  return { result, share };
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}
