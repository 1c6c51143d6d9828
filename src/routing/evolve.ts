import { enterAgent, indexAgent } from "./agent-index.ts";
import { isToBeCalled } from "./callback.ts";
import { dictionary, type CenterState } from "./center-state.ts";
import { letCallGo } from "./ended-calls.ts";
import { dropEmptyQueues, forgetContact, indexContact, leaveCall } from "./contact-index.ts";
import { applyCallback } from "./evolve-callback.ts";
import type { CenterEvent } from "./events.ts";
import { countTurn } from "./fair-share.ts";
import { lentFrom, openLedgers, promiseSettled, reviewed } from "./ledger.ts";
import { agentIn, clearParty, contactIn, forgetWhenFree } from "./move.ts";
import { freeAgent, freeWhoeverConnects, moveAgent, moveContact } from "./move.ts";
import { newAgent, newContact } from "./newcomers.ts";
import { skillsSought, soughtSecondsMax } from "./pass-on.ts";
import { forgetPlace, indexPlace } from "./redial.ts";
import type { Contact, Instant } from "./state.ts";
import { contactAfter } from "./transitions.ts";
import { reachAt } from "./widening.ts";

type EventOf<Type extends CenterEvent["type"]> = Extract<CenterEvent, { type: Type }>;
type Apply = {
  [Type in CenterEvent["type"]]: (state: CenterState, event: EventOf<Type>, now: Instant) => void;
};

/**
 * Makes the event part of the state, in place; nothing else changes a state. `now` is the time of
 * the journal row. Replaying the journalled events gives the identical state (I6).
 * @throws Error when the event cannot have happened in this state: a defect, or a broken journal.
 */
export function evolve(state: CenterState, event: CenterEvent, now: Instant): void {
  const run = apply[event.type] as (state: CenterState, event: CenterEvent, now: Instant) => void;
  run(state, event, now);
}

const apply: Apply = {
  ...applyCallback,
  linesChanged(state, event, now) {
    state.lines = dictionary(Object.fromEntries(event.lines.map((line) => [line.id, line])));
    state.index.groupsVersion += 1;
    openLedgers(state);
    for (const contact of Object.values(state.contacts)) {
      contact.requiredSkills = skillsSought(state, contact, contact.sought?.skills ?? []);
      if (contact.state !== "waiting" && contact.state !== "postponed") continue;
      contact.reach = reachAt(state.lines[contact.lineId]!, contact, now);
      indexContact(state, contact);
    }
    dropEmptyQueues(state.index);
  },
  agentAdmitted(state, { profile }, now) {
    const agent = state.agents[profile.id] ?? newAgent(profile, now);
    Object.assign(agent, profile, { withdrawn: false });
    state.agents[profile.id] = agent;
    enterAgent(state, agent);
  },
  agentWithdrawn(state, event) {
    const agent = agentIn(state, event.agentId);
    agent.withdrawn = true;
    forgetWhenFree(state, agent);
  },
  presenceChosen(state, event, now) {
    const agent = agentIn(state, event.agentId);
    agent.intent = event.presence;
    agent.breakReason = event.presence === "break" ? event.reason : null;
    if (event.presence === "ready") agent.restsUntil = 0;
    moveAgent(state, agent, `choose:${event.presence}`, now);
  },
  contactArrived(state, event, now) {
    const contact = newContact(event, now);
    const place = event.resumes?.contactId ?? "";
    if (state.keptPlaces[place] !== undefined) forgetPlace(state, place);
    state.contacts[contact.id] = contact;
    indexContact(state, contact);
  },
  contactTurnedAway(state, event, now) {
    const contact = contactIn(state, event.contactId);
    clearParty(contact);
    contact.reservedFor = null;
    moveContact(state, contact, "turnAway", now);
  },
  contactQueued(state, event, now) {
    const contact = contactIn(state, event.contactId);
    clearParty(contact);
    contact.parked = null;
    if (isToBeCalled(contact)) leaveCall(state, contact);
    contact.reservedFor = event.reservedFor;
    if (contact.sought?.until === null) {
      contact.sought = { ...contact.sought, until: now + soughtSecondsMax * 1000 };
    }
    contact.reach = reachAt(state.lines[contact.lineId]!, contact, now);
    moveContact(state, contact, "queue", now);
  },
  hoursOutlasted(state, event, now) {
    const contact = contactIn(state, event.contactId);
    contact.hoursOutlastedAt = now;
    indexContact(state, contact);
  },
  contactWidened(state, event) {
    const contact = contactIn(state, event.contactId);
    contact.reach = event.to;
    indexContact(state, contact);
  },
  offerMade(state, { offer }, now) {
    const contact = contactIn(state, offer.contactId);
    const agent = agentIn(state, offer.agentId);
    countTurn(state, contact, agent);
    state.offers[offer.id] = offer;
    contact.offerId = offer.id;
    contact.reservedFor = null;
    contact.attempts += 1;
    agent.offerId = offer.id;
    moveContact(state, contact, "offer", now);
    moveAgent(state, agent, "offer", now);
  },
  offerEnded(state, event, now) {
    const contact = contactIn(state, event.contactId);
    const agent = agentIn(state, event.agentId);
    delete state.offers[event.offerId];
    contact.offerId = null;
    agent.offerId = null;
    indexContact(state, contact);
    if (event.outcome === "declined") agent.declines += 1;
    if (event.outcome === "accepted") agent.declines = 0;
    else moveAgent(state, agent, `free:${agent.intent}`, now);
  },
  agentRung(state, event, now) {
    const contact = contactIn(state, event.contactId);
    const agent = agentIn(state, event.agentId);
    lentFrom(state, contact, agent, now);
    if (event.callId !== undefined) contact.callId = event.callId;
    contact.agentId = agent.id;
    contact.party = event.party;
    contact.transfer = null;
    contact.ringUntil = event.until;
    contact.reservedFor = null;
    contact.parked = null;
    contact.attempts = Math.max(contact.attempts, numberOf(event.party.id));
    agent.contactId = contact.id;
    agent.restsUntil = 0;
    moveContact(state, contact, "ring", now);
    moveAgent(state, agent, "ring", now);
  },
  conversationStarted(state, event, now) {
    const contact = contactIn(state, event.contactId);
    if (contact.answeredAt === null) {
      const { answerTargetSeconds } = state.lines[contact.lineId]!;
      const inTime = now - contact.arrivedAt <= answerTargetSeconds * 1000;
      // What was promised is how fast callers are answered; callbacks neither keep nor break it.
      if (contact.callback === null) promiseSettled(state, contact, inTime, now);
      contact.answeredAt = now;
    }
    if (contact.callback !== null) {
      contact.callback.reached = true;
      // Reached before the time that was agreed: should he come back, he has waited since now.
      contact.queuedAt = Math.min(contact.queuedAt, now);
    }
    if (contact.sought !== null) contact.sought = { ...contact.sought, until: null };
    contact.ringUntil = null;
    moveContact(state, contact, "connect", now);
    moveAgent(state, agentIn(state, event.agentId), "connect", now);
  },
  agentNotReached: freeAgent,
  agentLost: freeAgent,
  contactPassedOn(state, event) {
    const contact = contactIn(state, event.contactId);
    const { skills, words, agentId } = event;
    contact.sought = { skills, words, byAgentId: agentId, until: null };
    contact.requiredSkills = skillsSought(state, contact, skills);
  },
  passingOnEnded(state, event) {
    const contact = contactIn(state, event.contactId);
    contact.sought = null;
    contact.requiredSkills = skillsSought(state, contact, []);
    indexContact(state, contact);
  },
  contactParked(state, event, now) {
    const contact = contactIn(state, event.contactId);
    clearParty(contact);
    contact.parked = { byAgentId: event.agentId, until: event.until };
    moveContact(state, contact, "park", now);
    // Journals of before wrap-up followed upon parking: the person was free at once.
    if (agentIn(state, event.agentId).contactId === contact.id) freeAgent(state, event, now);
  },
  transferStarted(state, event, now) {
    const contact = contactIn(state, event.contactId);
    const { target, agentId: byAgentId, until } = event;
    contact.transfer = { target, byAgentId, until };
    contact.party = event.party;
    contact.attempts += 1;
    moveContact(state, contact, "transfer", now);
  },
  transferConnected(state, event, now) {
    moveContact(state, contactIn(state, event.contactId), "connectTransfer", now);
  },
  transferFailed(state, event, now) {
    const contact = contactIn(state, event.contactId);
    const { target, failure, byAgentId } = event;
    if (failure !== "takenBack") contact.recall = { target, failure, byAgentId, at: now };
    contact.transfer = null;
    contact.party = null;
    indexContact(state, contact);
  },
  placeConfirmed(state, event, now) {
    const contact = state.contacts[event.contactId];
    if (contact === undefined) return; // noted in wrap-up, the caller is gone
    contact.administrationId = event.administrationId;
    contact.administrationCertainty = "confirmed";
    contact.place = event.place;
    if (contact.state !== "waiting") return;
    contact.reach = reachAt(state.lines[contact.lineId]!, contact, now); // passed on meanwhile
    indexContact(state, contact);
  },
  contactEnded(state, event, now) {
    const contact = contactIn(state, event.contactId);
    const unanswered = contact.answeredAt === null && contact.callback === null;
    if (unanswered && contact.offered) promiseSettled(state, contact, false, now);
    if (event.placeKeptUntil !== undefined) keepPlace(state, contact, event.placeKeptUntil);
    freeWhoeverConnects(state, contact, now);
    contact.state = contactAfter(contact.state, "end");
    const isGone = event.cause === "callerHungUp" || event.cause === "vanished";
    if (!isGone) letCallGo(state, contact.callId, now);
    forgetContact(state, contact);
    delete state.contacts[contact.id];
  },
  lendingReviewed(state, event, now) {
    reviewed(state, event.administrationId, event.why, now);
  },
  placeForgotten(state, event) {
    forgetPlace(state, event.contactId);
  },
  wrapUpStarted(state, event, now) {
    const agent = agentIn(state, event.agentId);
    agent.contactId = null;
    agent.wrapUp = { contactId: event.contactId, until: event.until };
    moveAgent(state, agent, "wrapUp", now);
  },
  wrapUpExtended(state, event) {
    const agent = agentIn(state, event.agentId);
    agent.wrapUp = { contactId: agent.wrapUp!.contactId, until: event.until };
    indexAgent(state, agent);
  },
  wrapUpEnded(state, event, now) {
    const agent = agentIn(state, event.agentId);
    agent.wrapUp = null;
    const goesOn = event.by === "recall" || event.by === "pull"; // an offer or the ringing follows
    if (goesOn) indexAgent(state, agent);
    else moveAgent(state, agent, `free:${agent.intent}`, now);
  },
  agentStoppedResponding(state, event, now) {
    const agent = agentIn(state, event.agentId);
    moveAgent(state, agent, "stopResponding", now);
    agent.notRespondingReason = event.reason;
  },
  agentRests(state, event) {
    const agent = agentIn(state, event.agentId);
    agent.restsUntil = event.until;
    indexAgent(state, agent);
  },
  agentRestEnded(state, event) {
    const agent = agentIn(state, event.agentId);
    agent.restsUntil = 0;
    indexAgent(state, agent);
  },
};

function keepPlace(state: CenterState, contact: Contact, until: Instant): void {
  const { lineId, callerNumber, queuedAt } = contact;
  const place = { lineId, callerNumber: callerNumber!, queuedAt, until };
  state.keptPlaces[contact.id] = place;
  indexPlace(state.index, contact.id, place);
}

/** The attempt in the id of a party: "a3" → 3. */
function numberOf(partyId: string): number {
  return Number(partyId.slice(1));
}
