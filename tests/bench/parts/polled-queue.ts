import type { Database } from "../../../src/database/database.ts";
import { atSteadyRate } from "./steady-rate.ts";

/**
 * A queue as most are built: a row is committed, and whoever waits for work looks every so often.
 * @returns milliseconds from the row's being sent to its being found
 */
export async function pollForOffers(
  database: Database,
  everyMilliseconds: number,
  rate: { perSecond: number; count: number },
): Promise<number[]> {
  const table = `polled_${everyMilliseconds}`;
  await database.pool.query(`CREATE TABLE ${table} (id bigserial PRIMARY KEY, number int)`);
  const waiting = new Map<number, () => void>();
  const poll = async () => {
    const { rows } = await database.pool.query<{ number: number }>(
      `DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} FOR UPDATE SKIP LOCKED)
       RETURNING number`,
    );
    for (const { number } of rows) waiting.get(number)?.();
  };
  const timer = setInterval(() => void poll(), everyMilliseconds);
  const found = await atSteadyRate(rate, async (number) => {
    const begun = performance.now();
    const seen = new Promise<void>((resolve) => waiting.set(number, resolve));
    await database.pool.query(`INSERT INTO ${table} (number) VALUES ($1)`, [number]);
    await seen;
    return performance.now() - begun;
  });
  clearInterval(timer);
  return found;
}
