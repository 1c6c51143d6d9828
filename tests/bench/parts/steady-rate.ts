import type { Database } from "../../../src/database/database.ts";

/** Runs `once` so many times at a steady rate, never waiting for the one before. */
export async function atSteadyRate<Result>(
  { perSecond, count }: { perSecond: number; count: number },
  once: (index: number) => Promise<Result>,
): Promise<Result[]> {
  const start = performance.now();
  const running: Promise<Result>[] = [];
  for (let index = 0; index < count; index += 1) {
    const wait = start + (index * 1000) / perSecond - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    running.push(once(index));
  }
  return Promise.all(running);
}

/**
 * The same, and between every two of them one committed INSERT on the same database: both under
 * the same weather. @returns the milliseconds that each INSERT took, too
 */
export async function besideInsert<Result>(
  database: Database,
  rate: { perSecond: number; count: number },
  once: (index: number) => Promise<Result>,
): Promise<{ results: Result[]; inserts: number[] }> {
  await database.pool.query(
    "CREATE TABLE IF NOT EXISTS bare (id bigserial PRIMARY KEY, what jsonb)",
  );
  const what = JSON.stringify({
    type: "contactArrives",
    lineId: "115",
    callerNumber: "+496571011501",
  });
  const half = new Promise((resolve) => setTimeout(resolve, 500 / rate.perSecond));
  const inserting = half.then(() =>
    atSteadyRate(rate, async () => {
      const begun = performance.now();
      await database.pool.query("INSERT INTO bare (what) VALUES ($1::jsonb)", [what]);
      return performance.now() - begun;
    }),
  );
  const [results, inserts] = await Promise.all([atSteadyRate(rate, once), inserting]);
  return { results, inserts };
}
