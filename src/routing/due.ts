import { citizenFails } from "./callback-attempt.ts";
import { callbackConfirmed } from "./callback-request.ts";
import { callbackIsDue, callbackWaitsForOpening, lineHasClosed } from "./callback-time.ts";
import { isToBeCalled } from "./callback.ts";
import type { CenterState } from "./center-state.ts";
import { firstDue, outlastsHoursAt } from "./deadlines.ts";
import type { CenterEvent } from "./events.ts";
import { reviewOf } from "./lending.ts";
import { offerEnds } from "./offer-ends.ts";
import { agentFails, announcementIsOver, backToTeam, lineOf } from "./outcomes.ts";
import { parkEnds, stopsResponding, transferFails } from "./outcomes.ts";
import type { Agent, Contact, Instant } from "./state.ts";
import { reachAt } from "./widening.ts";

/** What the first thing due at `now` leads to, or null when nothing is due. */
export function nextSettlement(state: CenterState, now: Instant): CenterEvent[] | null {
  const due = firstDue(state, now);
  if (due === null) return null;
  if ("contact" in due) return settleContact(state, due.contact, now);
  if ("agent" in due) return settleAgent(due.agent);
  if ("lender" in due) return [reviewOf(state, due.lender, now)];
  return [{ type: "placeForgotten", contactId: due.keptPlaceOf }];
}

function settleContact(state: CenterState, contact: Contact, now: Instant): CenterEvent[] {
  switch (contact.state) {
    case "offered": {
      const offer = state.offers[contact.offerId!]!;
      const agent = state.agents[offer.agentId]!;
      return [
        offerEnds(offer, "expired"),
        ...stopsResponding(agent, "offerExpired"),
        backToTeam(contact.id, "offerExpired"),
      ];
    }
    case "connecting":
      return agentFails(state, contact, "noAnswer", now);
    case "dialling":
      return citizenFails(state, contact, "noAnswer", now);
    case "confirming":
      return callbackConfirmed(contact, now);
    case "postponed":
      return [callbackIsDue(state, contact, now)];
    case "transferring":
      return transferFails(state, contact, "noAnswer", now);
    case "parked":
      return [parkEnds(state, contact, now)];
    case "waiting":
      if (lineHasClosed(state, contact, now)) return [callbackWaitsForOpening(contact, now)];
      if (outlastsHours(state, contact, now)) {
        return [{ type: "hoursOutlasted", contactId: contact.id }];
      }
      if (isDue(contact.sought?.until, now)) return [passingOnEnds(contact)];
      return [contact.reservedFor === null ? widens(state, contact, now) : unreserved(contact)];
    case "turnedAway":
      return announcementIsOver(state, contact, now);
    default:
      throw new Error(`Invariant broken: nothing can be due for a contact ${contact.state}`);
  }
}

function outlastsHours(state: CenterState, contact: Contact, now: Instant): boolean {
  return !isToBeCalled(contact) && isDue(outlastsHoursAt(lineOf(state, contact), contact), now);
}

function unreserved(contact: Contact): CenterEvent {
  return backToTeam(contact.id, "reservationOver");
}

function isDue(at: Instant | null | undefined, now: Instant): boolean {
  return at != null && at <= now;
}

function passingOnEnds({ id, sought }: Contact): CenterEvent {
  return { type: "passingOnEnded", contactId: id, words: sought!.words };
}

/** R4: in place, to all that has become due by now. */
function widens(state: CenterState, contact: Contact, now: Instant): CenterEvent {
  const to = reachAt(lineOf(state, contact), contact, now);
  if (to === "home") throw new Error(`Invariant broken: contact ${contact.id} does not widen`);
  return { type: "contactWidened", contactId: contact.id, to };
}

function settleAgent(agent: Agent): CenterEvent[] {
  if (agent.wrapUp !== null) return [{ type: "wrapUpEnded", agentId: agent.id, by: "limit" }];
  return [{ type: "agentRestEnded", agentId: agent.id }];
}
