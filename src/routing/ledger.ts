import type { CenterState } from "./center-state.ts";
import { isLent, minuteOf, windowMinutes } from "./lending.ts";
import type { LendingLedger, LendingMinute, LendingSettings } from "./lending-figures.ts";
import type { Agent, Contact, Instant } from "./state.ts";

/** R5: what is written down of each lender's quarter-hour; read by lending.ts. */

/** Follows the settings: who lends within limits has a ledger, everybody else none. */
export function openLedgers(state: CenterState): void {
  const { index } = state;
  index.lenders.clear();
  for (const { administrationId, lending } of Object.values(state.lines)) {
    if (administrationId === null || lending === undefined) continue;
    index.lenders.set(administrationId, stricter(index.lenders.get(administrationId), lending));
  }
  for (const [administrationId, settings] of index.lenders) {
    if (settings !== null) state.lending[administrationId] ??= emptyLedger();
  }
  for (const administrationId of Object.keys(state.lending)) {
    if (index.lenders.get(administrationId) == null) delete state.lending[administrationId];
    setDue(state, administrationId);
  }
  for (const agent of Object.values(state.agents)) {
    if (agent.lent && !state.lending[agent.lent.administrationId]) agent.lent = null;
  }
}

/** Of an administration's several lines the strictest limits hold, whatever their order. */
function stricter(
  one: LendingSettings | null | undefined,
  other: LendingSettings | null,
): LendingSettings | null {
  if (one === undefined) return other;
  if (one === null || other === null) return null;
  return {
    budgetShare: Math.min(one.budgetShare, other.budgetShare),
    healthyShareMin: Math.max(one.healthyShareMin, other.healthyShareMin),
    recoverShareMin: Math.max(one.recoverShareMin, other.recoverShareMin),
  };
}

/** A caller of the lender's own line was answered, in time or not, or left unanswered. */
export function promiseSettled(state: CenterState, contact: Contact, kept: boolean, now: Instant) {
  const { administrationId } = state.lines[contact.lineId]!;
  const ledger = administrationId === null ? undefined : state.lending[administrationId];
  if (ledger === undefined) return;
  const minute = minuteAt(ledger, now);
  if (kept) minute.kept += 1;
  else minute.broken += 1;
  setDue(state, administrationId!);
}

/** The agent begins to work for the contact; what went before is closed. */
export function lentFrom(state: CenterState, contact: Contact, agent: Agent, now: Instant): void {
  lentUntil(state, agent, now);
  const { administrationId } = agent;
  const ledger = state.lending[administrationId];
  if (ledger === undefined || !isLent(state, contact, agent)) return;
  agent.lent = { administrationId, since: now };
  ledger.peopleLent += 1;
  ledger.lentSinceSum += now;
}

/** The agent's lent work is over, wrap-up and all. */
export function lentUntil(state: CenterState, agent: Agent, now: Instant): void {
  if (!agent.lent) return;
  const { administrationId, since } = agent.lent;
  const ledger = state.lending[administrationId]!;
  ledger.peopleLent -= 1;
  ledger.lentSinceSum -= since;
  minuteAt(ledger, now).lentMilliseconds += now - since;
  agent.lent = null;
  setDue(state, administrationId);
}

/** What no longer counts is forgotten; queues look anew for whom they may ask. */
export function reviewed(
  state: CenterState,
  administrationId: string,
  why: LendingLedger["why"],
  now: Instant,
): void {
  const ledger = state.lending[administrationId]!;
  forgetOld(ledger, now);
  if (ledger.why !== why) state.index.groupsVersion += 1;
  ledger.why = why;
  setDue(state, administrationId);
}

/** When a stopped lender is looked at again although nothing happens, or null. */
function dueOfLedger(ledger: LendingLedger): Instant | null {
  const oldest = ledger.minutes[0];
  if (ledger.why === null || oldest === undefined) return null;
  return (oldest.minute + windowMinutes) * 60_000;
}

function setDue({ index, lending }: CenterState, administrationId: string): void {
  const ledger = lending[administrationId];
  const due = ledger === undefined ? null : dueOfLedger(ledger);
  if (due === null) index.lendersDue.delete(administrationId);
  else index.lendersDue.set(administrationId, due);
}

function minuteAt(ledger: LendingLedger, now: Instant): LendingMinute {
  const minute = minuteOf(now);
  let current = ledger.minutes.at(-1);
  if (current === undefined || current.minute !== minute) {
    forgetOld(ledger, now);
    current = { minute, kept: 0, broken: 0, lentMilliseconds: 0 };
    ledger.minutes.push(current);
  }
  return current;
}

function forgetOld(ledger: LendingLedger, now: Instant): void {
  const first = minuteOf(now) - windowMinutes;
  while (ledger.minutes[0] !== undefined && ledger.minutes[0].minute <= first) {
    ledger.minutes.shift();
  }
}

function emptyLedger(): LendingLedger {
  return { why: null, minutes: [], peopleLent: 0, lentSinceSum: 0 };
}
