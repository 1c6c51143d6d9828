import { indexAgent, leaveAgent } from "./agent-index.ts";
import type { CenterState } from "./center-state.ts";
import { indexContact } from "./contact-index.ts";
import { lentUntil } from "./ledger.ts";
import type { Agent, Contact, Instant } from "./state.ts";
import { agentAfter, contactAfter, type AgentStep, type ContactStep } from "./transitions.ts";

/** How contacts and agents go from state to state, with their places in the indexes. */

export function clearParty(contact: Contact): void {
  contact.agentId = null;
  contact.party = null;
  contact.transfer = null;
  contact.ringUntil = null;
}

export function freeAgent(state: CenterState, event: { agentId: string }, now: Instant): void {
  const agent = agentIn(state, event.agentId);
  agent.contactId = null;
  moveAgent(state, agent, `free:${agent.intent}`, now);
}

/** The person whose phone rings or rang for the contact, before anybody talked. */
export function freeWhoeverConnects(state: CenterState, contact: Contact, now: Instant): void {
  const { agentId } = contact;
  const serves = agentId !== null && state.agents[agentId]?.contactId === contact.id;
  if (serves && state.agents[agentId]?.state === "connecting") freeAgent(state, { agentId }, now);
}

export function moveContact(
  state: CenterState,
  contact: Contact,
  step: ContactStep,
  now: Instant,
): void {
  const next = contactAfter(contact.state, step);
  if (next !== contact.state) contact.since = now;
  contact.state = next;
  indexContact(state, contact);
}

export function moveAgent(state: CenterState, agent: Agent, step: AgentStep, now: Instant): void {
  const next = agentAfter(agent.state, step);
  if (next !== agent.state) {
    // Freed without having worked: keeps the idle time, as if never asked.
    const worked = agent.state !== "offered" && agent.state !== "connecting";
    if (next === "ready" && worked) agent.idleSince = now;
    if (next !== "connecting" && next !== "talking" && next !== "wrapUp") {
      lentUntil(state, agent, now);
    }
    agent.since = now;
    agent.state = next;
    agent.notRespondingReason = null;
  }
  indexAgent(state, agent);
  forgetWhenFree(state, agent);
}

export function forgetWhenFree(state: CenterState, agent: Agent): void {
  if (!agent.withdrawn || agent.contactId !== null || agent.wrapUp !== null) return;
  if (agent.state === "connecting" || agent.state === "talking") return;
  leaveAgent(state, agent.id);
  delete state.agents[agent.id];
}

export function contactIn(state: CenterState, contactId: string): Contact {
  const contact = state.contacts[contactId];
  if (contact === undefined) throw new Error(`Invariant broken: no contact ${contactId}`);
  return contact;
}

export function agentIn(state: CenterState, agentId: string): Agent {
  const agent = state.agents[agentId];
  if (agent === undefined) throw new Error(`Invariant broken: no agent ${agentId}`);
  return agent;
}
