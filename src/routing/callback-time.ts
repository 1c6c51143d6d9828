import { closesAt, isOpen } from "./calendar.ts";
import { isToBeCalled } from "./callback.ts";
import type { CenterState } from "./center-state.ts";
import type { CenterEvent } from "./events.ts";
import { lineOf, mayComeBackTo } from "./outcomes.ts";
import type { Contact, Instant } from "./state.ts";

/** R2, R11: callbacks are offered while their line is open, and not before their time. */

/** For so long the person who promised it is asked first, once it is due. */
const reservedSeconds = 900;

/** Its time has come and the line is open: it waits like any other contact. */
export function callbackIsDue(state: CenterState, contact: Contact, now: Instant): CenterEvent {
  const { id: contactId, callback } = contact;
  const agentId = callback!.firstFor;
  const comes = agentId !== null && mayComeBackTo(state.agents[agentId], contactId);
  const reservedFor = comes ? { agentId, until: now + reservedSeconds * 1000 } : null;
  return { type: "contactQueued", contactId, cause: "callbackDue", reservedFor };
}

export function lineHasClosed(state: CenterState, contact: Contact, now: Instant): boolean {
  return isToBeCalled(contact) && closesAt(lineOf(state, contact), contact.since) <= now;
}

/** Nobody was asked in time; the place is kept (R3). */
export function callbackWaitsForOpening(contact: Contact, now: Instant): CenterEvent {
  return {
    type: "callbackPostponed",
    contactId: contact.id,
    why: "closed",
    notBefore: now,
  };
}

/** Checked with every offer, whatever the timers have done (R2). */
export function mayBeOffered(state: CenterState, contact: Contact, now: Instant): boolean {
  return !isToBeCalled(contact) || isOpen(lineOf(state, contact), now);
}
