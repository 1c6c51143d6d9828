import type { Callback } from "./callback-state.ts";
import type { CenterState } from "./center-state.ts";
import { letCallGo } from "./ended-calls.ts";
import { indexContact, leaveCall } from "./contact-index.ts";
import type { CenterEvent } from "./events.ts";
import { clearParty, contactIn, freeWhoeverConnects, moveContact } from "./move.ts";
import { newContact } from "./newcomers.ts";
import type { Contact, Instant } from "./state.ts";
import { reachAt } from "./widening.ts";

/** R11: how the events of callbacks change the state; a part of evolve.ts. */

type EventOf<Type extends CenterEvent["type"]> = Extract<CenterEvent, { type: Type }>;
type CallbackEvents = Extract<CenterEvent["type"], `callback${string}`>;
type Apply = {
  [Type in CallbackEvents]: (state: CenterState, event: EventOf<Type>, now: Instant) => void;
};

export const applyCallback: Apply = {
  callbackAsked(state, event, now) {
    const contact = contactIn(state, event.contactId);
    contact.callback = newCallback(event.number, now);
    contact.queuedAt = event.queuedAt;
    contact.reservedFor = null;
    moveContact(state, contact, "confirm", now);
  },
  callbackPromised(state, event, now) {
    const contact = promisedContact(event, now);
    contact.reach = reachAt(state.lines[contact.lineId]!, contact, now);
    state.contacts[contact.id] = contact;
    indexContact(state, contact);
  },
  callbackPostponed(state, event, now) {
    const contact = contactIn(state, event.contactId);
    contact.callback!.notBefore = event.notBefore;
    postpone(state, contact, now);
  },
  callbackHeld(state, event, now) {
    const contact = contactIn(state, event.contactId);
    contact.callback!.ownContactId = event.ownContactId;
    postpone(state, contact, now);
  },
  callbackReleased(state, event) {
    const contact = contactIn(state, event.contactId);
    contact.callback!.ownContactId = null;
    indexContact(state, contact);
  },
  callbackDialled(state, event, now) {
    const contact = contactIn(state, event.contactId);
    contact.ringUntil = event.until;
    moveContact(state, contact, "dial", now);
  },
  callbackNotReached(state, event) {
    const { callback } = contactIn(state, event.contactId);
    callback!.attempts = event.attempt;
    callback!.lastFailure = event.failure;
  },
};

/** Nobody is on the line any more, nor about to be. */
function postpone(state: CenterState, contact: Contact, now: Instant): void {
  freeWhoeverConnects(state, contact, now);
  letCallGo(state, contact.callId, now);
  leaveCall(state, contact);
  clearParty(contact);
  contact.reservedFor = null;
  moveContact(state, contact, "postpone", now);
}

function promisedContact(event: EventOf<"callbackPromised">, now: Instant): Contact {
  const { contactId, lineId, number, origin, administrationId, requiredSkills } = event;
  const contact = newContact(
    {
      type: "contactArrived",
      contactId,
      callId: null,
      lineId,
      callerNumber: number,
      origin,
      administrationId,
      administrationCertainty: event.administrationCertainty,
      requiredSkills,
      offered: true,
    },
    now,
  );
  contact.state = "postponed";
  contact.place = event.place;
  contact.queuedAt = event.queuedAt;
  contact.callback = {
    ...newCallback(number, now),
    promisedBy: event.agentId,
    promisedIn: event.inContactId,
    firstFor: event.firstFor,
    note: event.note,
    notBefore: event.notBefore,
  };
  return contact;
}

function newCallback(number: string, now: Instant): Callback {
  return {
    number,
    askedAt: now,
    promisedBy: null,
    promisedIn: null,
    firstFor: null,
    note: "",
    notBefore: now,
    attempts: 0,
    lastFailure: null,
    ownContactId: null,
    reached: false,
  };
}
