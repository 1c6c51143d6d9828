import { standingOf } from "./agent-index.ts";
import { isToBeCalled } from "./callback.ts";
import { mayBeOffered } from "./callback-time.ts";
import type { CenterState } from "./center-state.ts";
import type { CenterEvent } from "./events.ts";
import { callsLeft } from "./fair-share.ts";
import { nextReview } from "./lending.ts";
import { nextMatch } from "./matching.ts";
import { nextTurnedAway } from "./nobody-left.ts";
import { backToTeam, lineOf, mayComeBackTo } from "./outcomes.ts";
import { reasonsOfMatch, reasonsOfRecall } from "./reasons.ts";
import type { Agent, Contact, Instant, OfferReasons } from "./state.ts";

/**
 * The next offer that can be made now, with all that belongs to it, or null: recalls first, to the
 * person who transferred (R10), then the most urgent contact for the team (R3, R6). When there is
 * none, who waits in vain is told so (R2).
 */
export function nextOffer(state: CenterState, now: Instant): CenterEvent[] | null {
  const review = nextReview(state, now);
  if (review !== null) return [review];
  const recall = nextRecall(state, now);
  if (recall !== null) return recall;
  const match = nextMatch(state, now);
  if (match === null) return nextTurnedAway(state, now);
  const reasons = reasonsOfMatch(state, match, now);
  return [offer(state, match.contact, match.agent, "queue", reasons, now)];
}

function nextRecall(state: CenterState, now: Instant): CenterEvent[] | null {
  for (const [agentId, contacts] of state.index.reserved) {
    const agent = state.agents[agentId];
    for (const { id: contactId } of contacts.all()) {
      // She turned to a break, went, or does not respond: the team takes over at once.
      if (!mayComeBackTo(agent, contactId)) return [backToTeam(contactId, "reservationOver")];
    }
    const contact = recallFor(state, agent!, now);
    if (contact === null) continue;
    const wrapUpEnds: CenterEvent[] =
      agent!.wrapUp === null ? [] : [{ type: "wrapUpEnded", agentId, by: "recall" }];
    const reasons = reasonsOfRecall(state, contact, agent!, now);
    return [...wrapUpEnds, offer(state, contact, agent!, "recall", reasons, now)];
  }
  return null;
}

/**
 * The contact that comes back to the agent now: she is ready, or still in its wrap-up. Callers come
 * before the citizens whom she has promised to call (R11).
 */
function recallFor(state: CenterState, agent: Agent, now: Instant): Contact | null {
  const contacts = state.index.reserved.get(agent.id)!;
  const contactId = agent.wrapUp?.contactId;
  if (standingOf(agent) !== "ready") {
    const comesBack = contactId !== undefined && contacts.has(contactId);
    const contact = comesBack ? state.contacts[contactId]! : null;
    return contact === null || isToBeCalled(contact) ? null : contact;
  }
  let best: Contact | null = null;
  for (const { id } of contacts.all()) {
    const contact = state.contacts[id]!;
    if (!mayBeOffered(state, contact, now)) continue;
    if (best === null || comesFirst(contact, best)) best = contact;
  }
  if (best === null || !isToBeCalled(best)) return best;
  const { group } = state.index.agents.get(agent.id)!;
  return callsLeft(state, group, lineOf(state, best)) === 0 ? best : null;
}

function comesFirst(a: Contact, b: Contact): boolean {
  if (isToBeCalled(a) !== isToBeCalled(b)) return isToBeCalled(b);
  return a.queuedAt < b.queuedAt || (a.queuedAt === b.queuedAt && a.id < b.id);
}

function offer(
  state: CenterState,
  contact: Contact,
  agent: Agent,
  kind: "queue" | "recall",
  reasons: OfferReasons,
  now: Instant,
): CenterEvent {
  return {
    type: "offerMade",
    offer: {
      id: `${contact.id}.o${contact.attempts + 1}`,
      contactId: contact.id,
      agentId: agent.id,
      kind,
      madeAt: now,
      expiresAt: now + lineOf(state, contact).offerSecondsMax * 1000,
      reasons,
    },
  };
}
