import type { CenterState } from "./center-state.ts";
import type { Agent, Contact, Instant } from "./state.ts";

/** The switch stops ringing by itself; the core waits this much longer before it gives up. */
export const ringGuardSeconds = 5;

/** An announcement whose end nobody reports is taken to be over. */
export const announcementSecondsMax = 120;

/** R9: when the line says nothing else, a parked caller comes back after so long. */
export const recallSecondsDefault = 60;

/** When something must happen to the contact without anybody doing anything; one thing at a time. */
export function dueOfContact(state: CenterState, contact: Contact): Instant | null {
  switch (contact.state) {
    case "waiting":
      return contact.reservedFor?.until ?? null;
    case "offered":
      return contact.offerId === null ? null : state.offers[contact.offerId]!.expiresAt;
    case "connecting":
      return contact.ringUntil;
    case "transferring":
      return contact.transfer?.until ?? null;
    case "parked":
      return contact.parked!.until;
    case "turnedAway":
      return contact.since + announcementSecondsMax * 1000;
    case "talking":
    case "transferred":
    case "ended":
      return null;
  }
}

export function dueOfAgent(agent: Agent): Instant | null {
  if (agent.wrapUp !== null) return agent.wrapUp.until;
  return agent.restsUntil > 0 ? agent.restsUntil : null;
}

/** When the state wants to see `timePasses` next: the live centre arms one timer for it. */
export function nextDueAt(state: CenterState): Instant | null {
  const contact = state.index.contactsDue.peek();
  const agent = state.index.agentsDue.peek();
  if (contact === undefined) return agent?.at ?? null;
  return agent === undefined ? contact.at : Math.min(contact.at, agent.at);
}

/** The first thing that is due at `now`, earliest first, contacts before agents. */
export function firstDue(
  state: CenterState,
  now: Instant,
): { contact: Contact } | { agent: Agent } | null {
  const contact = state.index.contactsDue.peek();
  const agent = state.index.agentsDue.peek();
  if (contact !== undefined && contact.at <= now && !(agent && agent.at < contact.at)) {
    return { contact: state.contacts[contact.id]! };
  }
  if (agent !== undefined && agent.at <= now) return { agent: state.agents[agent.id]! };
  return null;
}
