import type { LineView } from "../../src/dashboard/schema.ts";

/** Three of four callers are answered in time: what the centre has promised. */
export const promiseGoal = 0.75;

/**
 * Share of today's callers answered within the line's target; null before the first. Who still
 * waits has been promised nothing that is broken: he counts once he is answered or gone.
 */
export function promiseOf({ answered, abandoned, answeredInTarget }: LineView["today"]) {
  const settled = answered + abandoned;
  return settled === 0 ? null : answeredInTarget / settled;
}
