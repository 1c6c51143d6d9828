import { wasLetGo } from "./ended-calls.ts";
import { isOpen } from "./calendar.ts";
import { citizenFails, citizenIsDialled, conversationStarts } from "./callback-attempt.ts";
import { callbackIsHeld, callbackPlaceFor } from "./callback-own-call.ts";
import { callbackConfirmed } from "./callback-request.ts";
import { isToBeCalled } from "./callback.ts";
import type { CenterState } from "./center-state.ts";
import type { Command, Rejection } from "./commands.ts";
import type { CenterEvent, EndCause } from "./events.ts";
import { agentFails, announcementIsOver, backToTeam, contactEnds } from "./outcomes.ts";
import { stopsResponding, transferFails, turnsAway } from "./outcomes.ts";
import { keptPlaceFor } from "./redial.ts";
import { reject } from "./rejections.ts";
import type { Contact, Instant, LineSettings, OriginHint, PartyFailure } from "./state.ts";

type CommandOf<Type extends Command["type"]> = Extract<Command, { type: Type }>;

/** R1, R2: a caller is there. What is known already does nothing. */
export function arrival(
  state: CenterState,
  command: CommandOf<"contactArrives">,
  now: Instant,
): { ok: true; events: CenterEvent[] } | { ok: false; rejection: Rejection } {
  const { contactId, callId, lineId, callerNumber, origin } = command;
  const line = state.lines[lineId];
  if (line === undefined) return reject("unknown_line");
  if (state.index.byCall.has(callId) || state.contacts[contactId] !== undefined) {
    return { ok: true, events: [] };
  }
  if (wasLetGo(state, callId, now)) return reject("call_over");
  const offered = isOpen(line, now);
  const home = homeOf(line, origin);
  const arrived: CenterEvent = {
    type: "contactArrived",
    contactId,
    callId,
    lineId,
    callerNumber,
    origin,
    administrationId: home.administrationId,
    administrationCertainty: home.administrationCertainty,
    requiredSkills: line.requiredSkills.toSorted(),
    offered,
  };
  if (offered) {
    const kept = keptPlaceFor(state, lineId, callerNumber);
    const callback = callbackPlaceFor(state, callerNumber, now);
    const resumes = earlier(kept, callback);
    const known = resumes === null ? arrived : { ...arrived, resumes };
    const held = callbackIsHeld(state, callerNumber, contactId);
    return { ok: true, events: [known, ...held, backToTeam(contactId, "arrival")] };
  }
  const turned = turnsAway(state, { id: contactId, lineId, attempts: 0 }, "closed", now);
  return { ok: true, events: [arrived, turned] };
}

function earlier<Place extends { queuedAt: Instant }>(a: Place | null, b: Place | null) {
  if (a === null || b === null) return a ?? b;
  return b.queuedAt < a.queuedAt ? b : a;
}

/** The call is over; a citizen who is to be called has none yet, or had another one before. */
export function callEnds(
  state: CenterState,
  contact: Contact,
  callId: string | undefined,
  cause: Extract<EndCause, "callerHungUp" | "vanished">,
  now: Instant,
): CenterEvent[] {
  if (callId !== undefined && callId !== contact.callId) return [];
  if (!isToBeCalled(contact)) return contactEnds(state, contact, cause, now);
  switch (contact.state) {
    case "confirming":
      return callbackConfirmed(contact, now);
    case "connecting":
      return callId === undefined ? [] : agentFails(state, contact, "unreachable", now);
    case "dialling":
      return callId === undefined ? [] : citizenFails(state, contact, "unreachable", now);
    default:
      return [];
  }
}

export function announcementEnds(
  state: CenterState,
  contact: Contact,
  now: Instant,
): CenterEvent[] {
  if (contact.state === "confirming") return callbackConfirmed(contact, now);
  return contact.state === "turnedAway" ? announcementIsOver(state, contact, now) : [];
}

/** R1: a switchboard's district is certain; for 115 the best hint is a guess, never proof. */
function homeOf(line: LineSettings, origin: readonly OriginHint[]) {
  if (line.kind === "switchboard" && line.administrationId !== null) {
    return { administrationId: line.administrationId, administrationCertainty: "line" } as const;
  }
  let best: OriginHint | undefined;
  for (const hint of origin) {
    if (best === undefined || hint.probability > best.probability) best = hint;
  }
  return best === undefined
    ? ({ administrationId: null, administrationCertainty: "unknown" } as const)
    : ({ administrationId: best.administrationId, administrationCertainty: "guess" } as const);
}

/** The phone that is rung has been answered. */
export function partyAnswers(
  state: CenterState,
  contact: Contact,
  partyId: string,
  now: Instant,
): CenterEvent[] {
  if (contact.party?.id !== partyId) return [];
  if (contact.state === "connecting") {
    return isToBeCalled(contact)
      ? citizenIsDialled(state, contact, now)
      : conversationStarts(state, contact);
  }
  if (contact.state === "transferring") {
    const { target } = contact.transfer!;
    return [{ type: "transferConnected", contactId: contact.id, target }];
  }
  return [];
}

/** The phone that is rung cannot be connected. */
export function partyFails(
  state: CenterState,
  contact: Contact,
  partyId: string,
  failure: PartyFailure,
  now: Instant,
): CenterEvent[] {
  if (contact.party?.id !== partyId) return [];
  if (contact.state === "connecting") return agentFails(state, contact, failure, now);
  if (contact.state === "transferring") return transferFails(state, contact, failure, now);
  return [];
}

/** A connected phone is gone: hung up, or lost with the caller still there. */
export function partyHangsUp(
  state: CenterState,
  contact: Contact,
  partyId: string,
  lost: boolean,
  now: Instant,
): CenterEvent[] {
  if (contact.party?.id !== partyId) return [];
  switch (contact.state) {
    case "connecting":
    case "transferring":
      // Its answer was never reported; for the caller it is a phone that was not reached.
      return partyFails(state, contact, partyId, lost ? "unreachable" : "declined", now);
    case "dialling":
      return lost
        ? agentFails(state, contact, "unreachable", now)
        : citizenFails(state, contact, "brokenOff", now);
    case "talking":
      return lost ? agentIsLost(state, contact) : contactEnds(state, contact, "agentHungUp", now);
    case "transferred":
      return lost
        ? transferFails(state, contact, "unreachable", now)
        : contactEnds(state, contact, "targetHungUp", now);
    default:
      return [];
  }
}

function agentIsLost(state: CenterState, contact: Contact): CenterEvent[] {
  const agent = state.agents[contact.agentId!]!;
  return [
    { type: "agentLost", contactId: contact.id, agentId: agent.id },
    ...stopsResponding(agent, "unreachable"),
    backToTeam(contact.id, "agentLost"),
  ];
}
