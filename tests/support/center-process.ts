import { randomUUID } from "node:crypto";
import { openDatabase } from "../../src/database/database.ts";
import { toData } from "../../src/routing/center-state.ts";
import { arrival, startCenter, submit, talk, testAgent, testLine } from "./live-center.ts";

/**
 * A process of its own that runs a centre with so many talking and waiting, tells what it knows,
 * and then lives until it is killed, as one JSON text a line:
 * `node --import tsx center-process.ts <database url> <talking> <waiting> [load]`.
 * With `load` callers come and go without end; each one taken in is told as `{"arrived":"…"}`.
 */
const [url = "", talking = "5", waiting = "20", load] = process.argv.slice(2);
const center = await startCenter(await openDatabase(url));
const tell = (news: unknown) => process.stdout.write(`${JSON.stringify(news)}\n`);

await submit(center, { type: "changeLines", lines: [testLine()] });
const agents = Array.from({ length: Number(talking) }, (_, index) => String(index + 1));
for (const id of agents) {
  await submit(center, { type: "admitAgent", profile: testAgent(id) });
  await submit(center, { type: "choosePresence", agentId: id, presence: "ready", reason: null });
}
const callers = Number(talking) + Number(waiting);
for (let caller = 1; caller <= callers; caller += 1) {
  await submit(center, arrival(`contact-${caller}`));
}
for (const id of agents) await talk(center, id);
center.onRole(() => tell({ writing: center.writing }));
tell({ seq: center.seq, data: toData(center.state) });

async function callerAfterCaller(): Promise<never> {
  for (;;) {
    const contactId = `load-${randomUUID()}`;
    // Nobody knows whether what was under way when the lease was lost has been decided.
    const took = await submit(center, arrival(contactId)).catch(() => null);
    if (took) tell({ arrived: contactId });
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

if (load) await Promise.all(Array.from({ length: 4 }, callerAfterCaller));
else setInterval(() => {}, 60_000);
