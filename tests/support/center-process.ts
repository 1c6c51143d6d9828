import { openDatabase } from "../../src/database/database.ts";
import { toData } from "../../src/routing/center-state.ts";
import { arrival, startCenter, submit, talk, testAgent, testLine } from "./live-center.ts";

/**
 * A process of its own that runs a centre with 5 talking and 20 waiting, says what it knows, and
 * then lives until it is killed: `node --import tsx center-process.ts <database url>`.
 */
const url = process.argv[2] ?? "";
const center = await startCenter(await openDatabase(url));
await submit(center, { type: "changeLines", lines: [testLine()] });
const agents = ["1", "2", "3", "4", "5"];
for (const id of agents) {
  await submit(center, { type: "admitAgent", profile: testAgent(id) });
  await submit(center, { type: "choosePresence", agentId: id, presence: "ready", reason: null });
}
for (let caller = 1; caller <= 25; caller += 1) await submit(center, arrival(`contact-${caller}`));
for (const id of agents) await talk(center, id);
process.stdout.write(`${JSON.stringify({ seq: center.seq, data: toData(center.state) })}\n`);
setInterval(() => {}, 60_000);
