import { closesAt, opensAt } from "./calendar.ts";
import { isToBeCalled } from "./callback.ts";
import type { CenterState } from "./center-state.ts";
import type { Agent, Contact, Instant, LineSettings } from "./state.ts";
import type { TimeHeap } from "./time-heap.ts";
import { widensAt } from "./widening.ts";

/** The switch stops ringing by itself; the core waits this much longer before it gives up. */
export const ringGuardSeconds = 5;

/** An announcement whose end nobody reports is taken to be over. */
export const announcementSecondsMax = 120;

/** R9: when the line says nothing else, a parked caller comes back after so long. */
export const recallSecondsDefault = 60;

/** When something must happen to the contact though nobody does anything; one thing at a time. */
export function dueOfContact(state: CenterState, contact: Contact): Instant | null {
  switch (contact.state) {
    case "waiting":
      return dueOfWaiting(state.lines[contact.lineId]!, contact);
    case "postponed": {
      const { ownContactId, notBefore } = contact.callback!;
      return ownContactId === null ? opensAt(state.lines[contact.lineId]!, notBefore) : null;
    }
    case "offered":
      return contact.offerId === null ? null : state.offers[contact.offerId]!.expiresAt;
    case "connecting":
    case "dialling":
      return contact.ringUntil;
    case "transferring":
      return contact.transfer?.until ?? null;
    case "parked":
      return contact.parked!.until;
    case "confirming":
    case "turnedAway":
      return contact.since + announcementSecondsMax * 1000;
    case "talking":
    case "transferred":
    case "ended":
      return null;
  }
}

/**
 * R2: a callback that was not offered while its line was open waits for the next opening; of a
 * caller it is noted that he outlasted the hours.
 */
function dueOfWaiting(line: LineSettings, contact: Contact): Instant | null {
  const asks = contact.reservedFor?.until ?? widensAt(line, contact);
  const closes = isToBeCalled(contact)
    ? closesAt(line, contact.since)
    : outlastsHoursAt(line, contact);
  const dues = [asks, closes, contact.sought?.until ?? null].filter((due) => due !== null);
  return dues.length === 0 ? null : Math.min(...dues);
}

/** R2: when the line closes on the waiting caller; after that, when it does so again. */
export function outlastsHoursAt(line: LineSettings, contact: Contact): Instant | null {
  const { since, hoursOutlastedAt } = contact;
  if (hoursOutlastedAt === null) return closesAt(line, since);
  const opens = opensAt(line, Math.max(since, hoursOutlastedAt));
  return opens === null ? null : closesAt(line, opens);
}

export function dueOfAgent(agent: Agent): Instant | null {
  if (agent.wrapUp !== null) return agent.wrapUp.until;
  return agent.restsUntil > 0 ? agent.restsUntil : null;
}

/** When the state wants to see `timePasses` next: the live centre arms one timer for it. */
export function nextDueAt(state: CenterState): Instant | null {
  let earliest: Instant | null = null;
  for (const heap of heapsOf(state)) {
    const at = heap.peek()?.at;
    if (at !== undefined && (earliest === null || at < earliest)) earliest = at;
  }
  return earliest;
}

type Due = { contact: Contact } | { agent: Agent } | { lender: string } | { keptPlaceOf: string };

/** The first thing due at `now`, earliest first; at once: contacts, agents, lenders, places. */
export function firstDue(state: CenterState, now: Instant): Due | null {
  const { contactsDue, agentsDue, lendersDue, placesDue } = state.index;
  const at = nextDueAt(state);
  if (at === null || at > now) return null;
  const contact = contactsDue.peek();
  if (contact?.at === at) return { contact: state.contacts[contact.id]! };
  const agent = agentsDue.peek();
  if (agent?.at === at) return { agent: state.agents[agent.id]! };
  const lender = lendersDue.peek();
  if (lender?.at === at) return { lender: lender.id };
  return { keptPlaceOf: placesDue.peek()!.id };
}

function heapsOf({ index }: CenterState): TimeHeap[] {
  return [index.contactsDue, index.agentsDue, index.lendersDue, index.placesDue];
}
