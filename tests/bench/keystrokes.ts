// A keystroke in the service search over HTTP, from the request to the whole answer, on a started
// service with its whole knowledge base; beside it the barest route of the same server, which says
// that it is alive. One after the other, as one person types: npx tsx tests/bench/keystrokes.ts
import { performance } from "node:perf_hooks";
import { startBenchServer } from "./parts/bench-database.ts";
import { spread, tell, times } from "./parts/figures.ts";
import { startServiceChild } from "./parts/service-child.ts";
import { writeTeam } from "./parts/team.ts";
import { keystrokesOf, readServiceQueries } from "./search.ts";

/** Below what one address may ask in a minute. */
const count = 1_000;
const warmUpCount = 200;

const typed = readServiceQueries("services-unseen-15").map(({ q }) => q);
const keystrokes = keystrokesOf(typed, count);

await using server = await startBenchServer();
const database = await server.fresh("keystrokes");
const [person] = await writeTeam(database, 1);
await using service = await startServiceChild(database.url);

const bare: number[] = [];
const searched: number[] = [];
for (const [index, query] of keystrokes.entries()) {
  const path = `/api/services?limit=8&q=${encodeURIComponent(query)}`;
  const [ofBare, ofSearch] = [await ask("/healthz"), await ask(path)];
  if (index < warmUpCount) continue;
  bare.push(ofBare);
  searched.push(ofSearch);
}
tell({ name: "the barest route over HTTP", ratio: "1 ×", value: spread(bare) });
tell({
  name: "a keystroke in the service search over HTTP",
  ratio: `${times(searched, bare)} the barest route of the same server`,
  value: spread(searched),
});

/** Milliseconds until the whole answer has come. */
async function ask(path: string): Promise<number> {
  const start = performance.now();
  const reply = await fetch(service.address + path, { headers: { cookie: person!.cookie } });
  await reply.arrayBuffer();
  const took = performance.now() - start;
  if (!reply.ok) throw new Error(`${path} was answered with ${reply.status}`);
  return took;
}
