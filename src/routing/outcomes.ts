import { isToBeCalled } from "./callback.ts";
import { callbackIsReleased } from "./callback-own-call.ts";
import type { CenterState } from "./center-state.ts";
import { ringGuardSeconds } from "./deadlines.ts";
import type { CenterEvent, EndCause, QueueCause } from "./events.ts";
import { offerEnds, offerOfContactEnds } from "./offer-ends.ts";
import { placeKeptUntil } from "./redial.ts";
import type {
  Agent,
  Contact,
  Instant,
  LineSettings,
  Party,
  PartyFailure,
  TransferTarget,
} from "./state.ts";

/** What follows from what: pieces of decisions that several commands and deadlines share. */

export function lineOf(state: CenterState, contact: Pick<Contact, "lineId">): LineSettings {
  return state.lines[contact.lineId]!;
}

/** The contact ends, whatever state it is in, and everything about it with it. */
export function contactEnds(
  state: CenterState,
  contact: Contact,
  cause: EndCause,
  now: Instant,
): CenterEvent[] {
  const events = offerOfContactEnds(state, contact);
  const leaves = cause === "callerHungUp" || cause === "vanished";
  const kept = leaves ? placeKeptUntil(state, contact, now) : null;
  const ended: CenterEvent = { type: "contactEnded", contactId: contact.id, cause };
  events.push(kept === null ? ended : { ...ended, placeKeptUntil: kept });
  if (contact.state === "talking") events.push(wrapUpStarts(state, contact, now));
  return [...events, ...callbackIsReleased(state, contact)];
}

/** @param secondsMax at most; the line may allow less */
export function wrapUpStarts(
  state: CenterState,
  contact: Contact,
  now: Instant,
  secondsMax = Infinity,
): CenterEvent {
  const seconds = Math.min(lineOf(state, contact).wrapUpSecondsMax, secondsMax);
  const until = now + seconds * 1000;
  return { type: "wrapUpStarted", agentId: contact.agentId!, contactId: contact.id, until };
}

/** Back to the team, at its old place (R3). */
export function backToTeam(contactId: string, cause: QueueCause): CenterEvent {
  return { type: "contactQueued", contactId, cause, reservedFor: null };
}

/** The offer is withdrawn from a person who turned to something else: no penalty, nothing lost. */
export function offerRescinded(state: CenterState, agent: Agent): CenterEvent[] {
  if (agent.offerId === null) return [];
  const offer = state.offers[agent.offerId]!;
  return [offerEnds(offer, "rescinded"), backToTeam(offer.contactId, "offerRescinded")];
}

/** Rings the agent's phone for the contact; for a callback (R11), in a call of its own. */
export function agentRings(
  state: CenterState,
  contact: Contact,
  agent: Agent,
  attempt: number,
  now: Instant,
  by?: "takenBack" | "pulled" | "retrieved",
): CenterEvent {
  const until = now + (lineOf(state, contact).ringSecondsMax + ringGuardSeconds) * 1000;
  const party: Party = { id: `a${attempt}`, role: "agent", extension: agent.extension };
  const ids = { contactId: contact.id, agentId: agent.id };
  const call = isToBeCalled(contact) ? { callId: `callback-${contact.id}-${attempt}` } : {};
  const taken = by === undefined ? {} : { by };
  return { type: "agentRung", ...ids, party, until, ...call, ...taken };
}

/** The agent's phone could not be connected: she is visibly not responding (R7). */
export function agentFails(
  state: CenterState,
  contact: Contact,
  failure: PartyFailure,
  now: Instant,
): CenterEvent[] {
  const { id: contactId, queuedAt } = contact;
  const agent = state.agents[contact.agentId!]!;
  // Taken over before the time that was agreed with the citizen: that still holds.
  const early = isToBeCalled(contact) && queuedAt > now;
  return [
    { type: "agentNotReached", contactId, agentId: agent.id, failure },
    ...stopsResponding(agent, failure),
    early
      ? { type: "callbackPostponed", contactId, why: "agreed", notBefore: queuedAt }
      : backToTeam(contactId, "agentNotReached"),
  ];
}

/** Only who wants to be ready can fail to respond: a break stays a break (R8). */
export function stopsResponding(
  agent: Agent,
  reason: "offerExpired" | PartyFailure,
): CenterEvent[] {
  if (agent.intent !== "ready" || agent.withdrawn) return [];
  return [{ type: "agentStoppedResponding", agentId: agent.id, reason }];
}

export function transferStarts(
  state: CenterState,
  contact: Pick<Contact, "id" | "lineId" | "attempts">,
  agentId: string | null,
  target: TransferTarget,
  now: Instant,
): CenterEvent {
  const until = now + (lineOf(state, contact).transferSecondsMax + ringGuardSeconds) * 1000;
  const id = `x${contact.attempts + 1}`;
  const party: Party = { id, role: "target", extension: target.extension };
  return { type: "transferStarted", contactId: contact.id, agentId, target, party, until };
}

/** R2: nobody serves the caller: he is put through to the night target, or hears that it is closed. */
export function turnsAway(
  state: CenterState,
  contact: Pick<Contact, "id" | "lineId" | "attempts">,
  why: "closed" | "nobodyLeft",
  now: Instant,
): CenterEvent {
  const { nightTarget } = lineOf(state, contact);
  if (nightTarget === null) return { type: "contactTurnedAway", contactId: contact.id, why };
  const target = { extension: nightTarget, name: "Nachtziel", directoryEntryId: null };
  return transferStarts(state, contact, null, target, now);
}

/** He has heard that it is closed: on arrival, or after waiting in vain. */
export function announcementIsOver(
  state: CenterState,
  contact: Contact,
  now: Instant,
): CenterEvent[] {
  return contactEnds(state, contact, contact.offered ? "nobodyLeft" : "turnedAway", now);
}

/** R10: the transfer comes back, to the same person first; the night target's caller is let go. */
export function transferFails(
  state: CenterState,
  contact: Contact,
  failure: PartyFailure,
  now: Instant,
): CenterEvent[] {
  const { target, byAgentId } = contact.transfer!;
  const contactId = contact.id;
  const failed: CenterEvent = { type: "transferFailed", contactId, target, failure, byAgentId };
  if (byAgentId === null) {
    return [failed, { type: "contactTurnedAway", contactId, why: "nightTargetNotReached" }];
  }
  return [failed, comesBack(state, contact, byAgentId, "recall", now)];
}

/** R9: nobody has fetched the parked caller; he comes back to the parker first. */
export function parkEnds(state: CenterState, contact: Contact, now: Instant): CenterEvent {
  return comesBack(state, contact, contact.parked!.byAgentId, "parkedTooLong", now);
}

function comesBack(
  state: CenterState,
  contact: Contact,
  agentId: string,
  cause: "recall" | "parkedTooLong",
  now: Instant,
): CenterEvent {
  const until = now + lineOf(state, contact).recallReservedSecondsMax * 1000;
  const comes = mayComeBackTo(state.agents[agentId], contact.id);
  const reservedFor = comes ? { agentId, until } : null;
  return { type: "contactQueued", contactId: contact.id, cause, reservedFor };
}

/** Whether waiting for the person makes sense: still at this contact, or about to be ready. */
export function mayComeBackTo(agent: Agent | undefined, contactId: string): boolean {
  if (agent === undefined || agent.withdrawn || agent.state === "notResponding") return false;
  return agent.intent === "ready" || agent.wrapUp?.contactId === contactId;
}
