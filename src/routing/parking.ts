import { isOpen } from "./calendar.ts";
import { isToBeCalled } from "./callback.ts";
import { acceptOffer } from "./agent-wishes.ts";
import type { CenterState } from "./center-state.ts";
import { recallSecondsDefault } from "./deadlines.ts";
import type { Decision } from "./decide.ts";
import type { CenterEvent } from "./events.ts";
import { agentRings, lineOf, offerRescinded, wrapUpStarts } from "./outcomes.ts";
import { reject } from "./rejections.ts";
import type { Agent, Contact, Instant } from "./state.ts";

/** R9: what people do with callers past the order. Said twice, each of it does nothing more. */

const nothing: Decision = { ok: true, events: [] };

/**
 * R9: takes a waiting caller of the person's lines and skills, or a callback, also before its time.
 * Widening and lending (R4, R5) bind the system, not somebody of the line who decides for himself;
 * nor does a reservation.
 */
export function pull(state: CenterState, agent: Agent, contact: Contact, now: Instant): Decision {
  if (agent.contactId === contact.id) return nothing;
  if (agent.offerId !== null && agent.offerId === contact.offerId) {
    return acceptOffer(state, agent, agent.offerId, now);
  }
  if (contact.state !== "waiting" && contact.state !== "postponed") return reject("not_waiting");
  if (!serves(agent, contact)) return reject("not_your_line");
  const skilled = contact.requiredSkills.every((skill) => agent.skills.includes(skill));
  if (!skilled) return reject("missing_skill");
  if (agent.contactId !== null) return reject("agent_in_conversation");
  const atWork = agent.state === "ready" || agent.state === "offered" || agent.state === "wrapUp";
  if (!atWork || agent.intent !== "ready") return reject("not_ready");
  if (isToBeCalled(contact)) {
    if (contact.callback?.ownContactId != null) return reject("caller_is_waiting");
    if (!isOpen(lineOf(state, contact), now)) return reject("line_closed");
  }
  return { ok: true, events: takes(state, agent, contact, "pulled", now) };
}

/**
 * R9: the caller hears music and is on the list of the line; the person is in wrap-up, as after a
 * transfer: whoever parks has something to do for him before the next call may come.
 */
export function park(state: CenterState, agent: Agent, contact: Contact, now: Instant): Decision {
  if (contact.parked?.byAgentId === agent.id) return nothing;
  if (contact.agentId !== agent.id) return reject("not_your_contact");
  if (contact.state !== "talking") return reject("not_talking");
  const seconds = lineOf(state, contact).recallSeconds ?? recallSecondsDefault;
  const until = now + seconds * 1000;
  const ids = { contactId: contact.id, agentId: agent.id };
  const events: CenterEvent[] = [
    wrapUpStarts(state, contact, now),
    { type: "contactParked", ...ids, until },
  ];
  return { ok: true, events };
}

/** R9: anybody who serves the line, and the parker, fetches the caller; their phone rings. */
export function retrieve(
  state: CenterState,
  agent: Agent,
  contact: Contact,
  now: Instant,
): Decision {
  if (agent.contactId === contact.id) return nothing;
  if (contact.parked === null) return reject("not_parked");
  if (!serves(agent, contact) && contact.parked.byAgentId !== agent.id) {
    return reject("not_your_line");
  }
  if (agent.contactId !== null) return reject("agent_in_conversation");
  return { ok: true, events: takes(state, agent, contact, "retrieved", now) };
}

/** Another offer goes back to its place without penalty; a wrap-up ends. */
function takes(
  state: CenterState,
  agent: Agent,
  contact: Contact,
  by: "pulled" | "retrieved",
  now: Instant,
): CenterEvent[] {
  const wrapUpEnds: CenterEvent[] =
    agent.wrapUp === null ? [] : [{ type: "wrapUpEnded", agentId: agent.id, by: "pull" }];
  const rings = agentRings(state, contact, agent, contact.attempts + 1, now, by);
  return [...offerRescinded(state, agent), ...wrapUpEnds, rings];
}

function serves(agent: Agent, contact: Contact): boolean {
  return agent.lineIds.includes(contact.lineId);
}
