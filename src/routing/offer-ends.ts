import type { CenterState } from "./center-state.ts";
import type { CenterEvent, OfferOutcome } from "./events.ts";
import type { Contact, Offer } from "./state.ts";

export function offerEnds(offer: Offer, outcome: OfferOutcome): CenterEvent {
  const { id, contactId, agentId } = offer;
  return { type: "offerEnded", offerId: id, contactId, agentId, outcome };
}

/** The contact turns to something else: an offer of it is withdrawn, without penalty for anybody. */
export function offerOfContactEnds(state: CenterState, contact: Contact): CenterEvent[] {
  if (contact.offerId === null) return [];
  return [offerEnds(state.offers[contact.offerId]!, "rescinded")];
}
