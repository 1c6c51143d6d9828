// How long the service takes from its start until its doors are open with 10,000 callers waiting,
// beside the start of an empty centre; the calls are on the switch, their contacts come back from
// a snapshot with half of them and a journal with the rest.
import { randomUUID } from "node:crypto";
import { recover } from "../../src/center/recovery.ts";
import type { Database } from "../../src/database/database.ts";
import { journalOf } from "../support/live-center.ts";
import { until } from "../support/until.ts";
import { startBenchServer } from "./parts/bench-database.ts";
import { tell } from "./parts/figures.ts";
import { startServiceChild } from "./parts/service-child.ts";

const openContacts = 10_000;
const dialledAtOnce = 1_000;

await using server = await startBenchServer();
const database = await server.fresh("recovery");
// The first start of all imports the knowledge base.
await doorsOpen(database);
const empty = await doorsOpen(database);
await fill(database);
const state = await recoverState(database);
const full = await doorsOpen(database);
tell({
  name: `start until the doors are open, ${openContacts} callers waiting`,
  ratio: `${(full / empty).toFixed(2)} × the start of an empty centre`,
  value: `${(full / 1000).toFixed(1)} s (empty ${(empty / 1000).toFixed(1)} s)`,
});
tell({
  name: `of it the state from snapshot and ${state.entries} journal entries`,
  ratio: `${(state.took / state.read).toFixed(1)} × reading these rows`,
  value: `${state.took.toFixed(0)} ms`,
});

/** Milliseconds from the start of the process; it ends as a killed one does. */
async function doorsOpen(on: Database): Promise<number> {
  // Whoever held it is dead; how long a standby waits for that is another figure.
  await on.pool.query("UPDATE lease SET expires_at = now() - interval '1 second'");
  const begun = performance.now();
  await using _service = await startServiceChild(on.url);
  return performance.now() - begun;
}

/** Callers come, and nobody takes them; then the process dies. */
async function fill(on: Database): Promise<void> {
  await using service = await startServiceChild(on.url);
  for (let dialled = 0; dialled < openContacts; dialled += dialledAtOnce) {
    for (let call = 0; call < dialledAtOnce; call += 1) service.dial(randomUUID(), "115");
    await until("they are all recorded", async () => {
      const { rows } = await on.pool.query("SELECT count(*)::int AS count FROM contact");
      return rows[0].count >= dialled + dialledAtOnce;
    });
  }
}

/** As at a death between two snapshots: the older one counts. */
async function recoverState(on: Database) {
  await on.pool.query("DELETE FROM snapshot WHERE seq > $1", [openContacts * 0.75]);
  const journal = journalOf(on);
  const begun = performance.now();
  const recovered = await recover(journal);
  const took = performance.now() - begun;
  await journal.close();
  const open = Object.keys(recovered.state.contacts).length;
  if (open !== openContacts) throw new Error(`${open} instead of ${openContacts} wait`);
  const readBegun = performance.now();
  const snapshots = await on.pool.query("SELECT * FROM snapshot ORDER BY seq DESC LIMIT 1");
  const seq = Number(snapshots.rows[0].seq);
  const { rowCount } = await on.pool.query("SELECT * FROM journal WHERE seq > $1", [seq]);
  return { took, read: performance.now() - readBegun, entries: rowCount };
}
