import type { CenterEvent } from "./events.ts";
import type { Agent, AgentProfile, Contact, Instant } from "./state.ts";

type ContactArrived = Extract<CenterEvent, { type: "contactArrived" }>;
/** A call, or a callback that has none yet. */
type Arrived = Omit<ContactArrived, "callId" | "administrationCertainty"> &
  Pick<Contact, "callId" | "administrationCertainty">;

/** A caller who has just come, before it is said what becomes of him. */
export function newContact(event: Arrived, now: Instant): Contact {
  return {
    id: event.contactId,
    callId: event.callId,
    lineId: event.lineId,
    callerNumber: event.callerNumber,
    origin: event.origin,
    administrationId: event.administrationId,
    administrationCertainty: event.administrationCertainty,
    place: null,
    state: "waiting",
    since: now,
    arrivedAt: now,
    queuedAt: event.resumes?.queuedAt ?? now,
    offered: event.offered,
    answeredAt: null,
    offerId: null,
    agentId: null,
    party: null,
    ringUntil: null,
    transfer: null,
    recall: null,
    parked: null,
    sought: null,
    reservedFor: null,
    requiredSkills: event.requiredSkills,
    reach: "home",
    hoursOutlastedAt: null,
    callback: null,
    attempts: 0,
  };
}

/** Somebody who has just joined the team: not at work yet. */
export function newAgent(profile: AgentProfile, now: Instant): Agent {
  return {
    ...profile,
    state: "offline",
    since: now,
    intent: "offline",
    breakReason: null,
    idleSince: now,
    contactId: null,
    offerId: null,
    wrapUp: null,
    notRespondingReason: null,
    declines: 0,
    restsUntil: 0,
    lent: null,
    withdrawn: false,
  };
}
