import type { CenterState } from "./center-state.ts";
import { firstDue } from "./deadlines.ts";
import type { CenterEvent } from "./events.ts";
import { agentFails, backToTeam, contactEnds, offerEnds } from "./outcomes.ts";
import { parkEnds, stopsResponding, transferFails } from "./outcomes.ts";
import type { Agent, Contact, Instant } from "./state.ts";

/** What the first thing due at `now` leads to, or null when nothing is due. */
export function nextSettlement(state: CenterState, now: Instant): CenterEvent[] | null {
  const due = firstDue(state, now);
  if (due === null) return null;
  if ("contact" in due) return settleContact(state, due.contact, now);
  if ("agent" in due) return settleAgent(due.agent);
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
      return agentFails(state, contact, "noAnswer");
    case "transferring":
      return transferFails(state, contact, "noAnswer", now);
    case "parked":
      return [parkEnds(state, contact, now)];
    case "waiting":
      return [backToTeam(contact.id, "reservationOver")];
    case "turnedAway":
      return contactEnds(state, contact, "turnedAway", now);
    default:
      throw new Error(`Invariant broken: nothing can be due for a contact ${contact.state}`);
  }
}

function settleAgent(agent: Agent): CenterEvent[] {
  if (agent.wrapUp !== null) return [{ type: "wrapUpEnded", agentId: agent.id, by: "limit" }];
  return [{ type: "agentRestEnded", agentId: agent.id }];
}
