import type { LineView } from "../../src/dashboard/schema.ts";

/** Three of four callers are answered in time: what the centre has promised. */
export const promiseGoal = 0.75;

/** Share of the offered calls answered within the line's target today; null before the first. */
export function promiseOf(today: LineView["today"]): number | null {
  return today.offered === 0 ? null : today.answeredInTarget / today.offered;
}
