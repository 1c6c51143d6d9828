import type { CenterState } from "./center-state.ts";
import type { Command } from "./commands.ts";
import type { Decision } from "./decide.ts";
import type { CenterEvent } from "./events.ts";
import { citizenFails } from "./callback-attempt.ts";
import { offerEnds } from "./offer-ends.ts";
import { agentRings, backToTeam, contactEnds, lineOf, offerRescinded } from "./outcomes.ts";
import { transferStarts, wrapUpStarts } from "./outcomes.ts";
import { reject } from "./rejections.ts";
import type { Agent, BackOffSettings, Contact, Instant } from "./state.ts";

type CommandOf<Type extends Command["type"]> = Extract<Command, { type: Type }>;

/** R7: the rest after the nth refusal in a row is first · 2^(n−1), at most the limit. */
const backOffDefault: BackOffSettings = { restSecondsFirst: 5, restSecondsMax: 60 };

const nothing: Decision = { ok: true, events: [] };

/** R8: the latest wish wins; at work it is kept for afterwards. */
export function choosePresence(
  state: CenterState,
  agent: Agent,
  { presence, reason }: CommandOf<"choosePresence">,
): Decision {
  const chosen: CenterEvent = { type: "presenceChosen", agentId: agent.id, presence, reason };
  if (agent.state === "offered" && presence !== "ready") {
    return { ok: true, events: [chosen, ...offerRescinded(state, agent)] };
  }
  const isSo = agent.intent === presence && agent.state !== "notResponding";
  const sameReason = presence !== "break" || agent.breakReason === reason;
  const rests = presence === "ready" && agent.restsUntil > 0;
  return isSo && sameReason && !rests ? nothing : { ok: true, events: [chosen] };
}

export function acceptOffer(
  state: CenterState,
  agent: Agent,
  offerId: string,
  now: Instant,
): Decision {
  const offer = state.offers[offerId];
  if (offer === undefined) {
    return acceptedBefore(state, agent, offerId) ? nothing : reject("offer_expired");
  }
  if (offer.agentId !== agent.id) return reject("not_your_offer");
  const contact = state.contacts[offer.contactId]!;
  const rings = agentRings(state, contact, agent, contact.attempts, now);
  return { ok: true, events: [offerEnds(offer, "accepted"), rings] };
}

/** A second press of the same key: the party carries the number of the offer it came from. */
function acceptedBefore(state: CenterState, agent: Agent, offerId: string): boolean {
  const contact = agent.contactId === null ? undefined : state.contacts[agent.contactId];
  return contact?.party != null && offerId === `${contact.id}.o${contact.party.id.slice(1)}`;
}

export function declineOffer(
  state: CenterState,
  agent: Agent,
  offerId: string,
  now: Instant,
): Decision {
  const offer = state.offers[offerId];
  if (offer === undefined) return reject("offer_expired");
  if (offer.agentId !== agent.id) return reject("not_your_offer");
  const contact = state.contacts[offer.contactId]!;
  const backOff = lineOf(state, contact).backOff ?? backOffDefault;
  const doubled = backOff.restSecondsFirst * 2 ** Math.min(agent.declines, 10);
  const seconds = Math.min(backOff.restSecondsMax, doubled);
  const rests: CenterEvent[] =
    agent.intent === "ready"
      ? [{ type: "agentRests", agentId: agent.id, until: now + seconds * 1000 }]
      : [];
  const back = backToTeam(offer.contactId, "offerDeclined");
  return { ok: true, events: [offerEnds(offer, "declined"), ...rests, back] };
}

export function hangUp(state: CenterState, agent: Agent, contact: Contact, now: Instant): Decision {
  if (contact.agentId !== agent.id) return reject("not_your_contact");
  if (contact.state === "dialling") {
    return { ok: true, events: citizenFails(state, contact, "brokenOff", now) };
  }
  if (contact.state !== "talking") return reject("not_talking");
  return { ok: true, events: contactEnds(state, contact, "agentHungUp", now) };
}

/** R10: she is out of the call at once and in wrap-up, while the target's phone rings. */
export function transfer(
  state: CenterState,
  agent: Agent,
  contact: Contact,
  { target }: CommandOf<"transfer">,
  now: Instant,
): Decision {
  if (contact.agentId !== agent.id) return reject("not_your_contact");
  if (contact.state !== "talking") return reject("not_talking");
  if (!/^[\w+*#.-]{1,64}$/.test(target.extension) || target.extension === agent.extension) {
    return reject("invalid_target");
  }
  const started = transferStarts(state, contact, agent.id, target, now);
  return { ok: true, events: [started, wrapUpStarts(state, contact, now)] };
}

/** She wants the caller back while the target still rings: her phone rings again, no offer. */
export function takeBack(
  state: CenterState,
  agent: Agent,
  contact: Contact,
  now: Instant,
): Decision {
  const { transfer: current } = contact;
  if (contact.agentId !== agent.id) return reject("not_your_contact");
  if (contact.state !== "transferring" || current === null) return reject("not_transferring");
  if (agent.contactId !== null) return reject("agent_in_conversation");
  const wrapUpEnds: CenterEvent[] =
    agent.wrapUp === null ? [] : [{ type: "wrapUpEnded", agentId: agent.id, by: "recall" }];
  const { target } = current;
  const ids = { contactId: contact.id, byAgentId: agent.id };
  return {
    ok: true,
    events: [
      ...offerRescinded(state, agent),
      { type: "transferFailed", ...ids, target, failure: "takenBack" },
      ...wrapUpEnds,
      agentRings(state, contact, agent, contact.attempts + 1, now, "takenBack"),
    ],
  };
}

/** R1: the agent knows where the caller lives; also in wrap-up, when the caller is gone. */
export function confirmPlace(
  state: CenterState,
  agent: Agent,
  { contactId, administrationId, place }: CommandOf<"confirmPlace">,
): Decision {
  const contact = state.contacts[contactId];
  const inWrapUp = agent.wrapUp?.contactId === contactId;
  if (contact === undefined && !inWrapUp) return reject("unknown_contact");
  if (!inWrapUp && agent.contactId !== contactId) return reject("not_your_contact");
  if (contact?.place?.ags === place.ags && contact.place.name === place.name) {
    if (contact.administrationId === administrationId) return nothing;
  }
  const agentId = agent.id;
  const event = { type: "placeConfirmed", contactId, agentId, administrationId, place } as const;
  return { ok: true, events: [event] };
}

export function extendWrapUp(agent: Agent, seconds: number): Decision {
  if (agent.wrapUp === null) return reject("not_in_wrap_up");
  if (!(seconds > 0)) return nothing;
  const until = agent.wrapUp.until + seconds * 1000;
  return { ok: true, events: [{ type: "wrapUpExtended", agentId: agent.id, until }] };
}

export function endWrapUp(agent: Agent): Decision {
  if (agent.wrapUp === null) return reject("not_in_wrap_up");
  return { ok: true, events: [{ type: "wrapUpEnded", agentId: agent.id, by: "agent" }] };
}
