import type { CenterState } from "./center-state.ts";
import type { CenterEvent } from "./events.ts";
import type { LendingFigures, LendingLedger } from "./lending-figures.ts";
import type { Agent, Contact, Instant } from "./state.ts";

/** R5: whether people of an administration are asked for other administrations' switchboards. */

/** Minutes that count: the one that runs and the fourteen before. */
export const windowMinutes = 15;

const minuteMilliseconds = 60_000;

export function minuteOf(at: Instant): number {
  return Math.floor(at / minuteMilliseconds);
}

/** Why people of that administration are not lent now; null when they are. */
export function notLentFor(
  state: CenterState,
  administrationId: string,
): "never" | LendingLedger["why"] {
  if (state.index.lenders.get(administrationId) === null) return "never";
  return state.lending[administrationId]?.why ?? null;
}

/** Whether the agent's work for the contact is lent: a switchboard of another administration. */
export function isLent(state: CenterState, contact: Contact, agent: Agent): boolean {
  const { administrationId } = state.lines[contact.lineId]!;
  return administrationId !== null && administrationId !== agent.administrationId;
}

/** The lender's figures of the rolling quarter-hour, or null when no limit is set. */
export function figuresOf(
  state: CenterState,
  administrationId: string,
  now: Instant,
): LendingFigures | null {
  const settings = state.index.lenders.get(administrationId);
  const ledger = state.lending[administrationId];
  if (settings == null || ledger === undefined) return null;
  let kept = 0;
  let broken = 0;
  let milliseconds = ledger.peopleLent * now - ledger.lentSinceSum;
  for (const minute of ledger.minutes) {
    if (minute.minute <= minuteOf(now) - windowMinutes) continue;
    kept += minute.kept;
    broken += minute.broken;
    milliseconds += minute.lentMilliseconds;
  }
  const people = state.index.staffs.get(administrationId)?.working ?? 0;
  return {
    administrationId,
    keptShare: kept + broken === 0 ? null : kept / (kept + broken),
    lentSeconds: milliseconds / 1000,
    budgetSeconds: settings.budgetShare * windowMinutes * 60 * people,
  };
}

/** The next lender whose standing changes now, or null; asked before every offer. */
export function nextReview(state: CenterState, now: Instant): CenterEvent | null {
  const { lenders, readyCount } = state.index;
  if (lenders.size === 0 || readyCount === 0) return null;
  for (const [administrationId, settings] of lenders) {
    if (settings === null) continue;
    const review = reviewOf(state, administrationId, now);
    if (review.why !== state.lending[administrationId]!.why) return review;
  }
  return null;
}

/**
 * R5: lending stops below the healthy share, while own callers wait beyond the promise, and when
 * the budget is used up; after a broken promise it begins again only at the higher share.
 */
export function reviewOf(
  state: CenterState,
  administrationId: string,
  now: Instant,
): Extract<CenterEvent, { type: "lendingReviewed" }> {
  const settings = state.index.lenders.get(administrationId)!;
  const { healthyShareMin, recoverShareMin } = settings;
  const figures = figuresOf(state, administrationId, now)!;
  const recovers = state.lending[administrationId]!.why === "promise";
  const shareMin = recovers ? Math.max(healthyShareMin, recoverShareMin) : healthyShareMin;
  let why: LendingLedger["why"] = null;
  if (figures.keptShare !== null && figures.keptShare < shareMin) why = "promise";
  else if (someoneWaitsTooLong(state, administrationId, now)) why = "overdue";
  else if (figures.lentSeconds >= figures.budgetSeconds) why = "budget";
  return { type: "lendingReviewed", why, ...figures };
}

function someoneWaitsTooLong(state: CenterState, administrationId: string, now: Instant): boolean {
  for (const queue of state.index.queues.values()) {
    const head = queue.forCallbacks ? undefined : queue.waiting.peek();
    if (head === undefined) continue;
    const line = state.lines[queue.lineId]!;
    if (line.administrationId !== administrationId) continue;
    if (now - head.at > line.answerTargetSeconds * 1000) return true;
  }
  return false;
}
