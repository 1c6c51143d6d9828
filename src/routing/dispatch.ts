import { standingOf } from "./agent-index.ts";
import type { CenterState } from "./center-state.ts";
import type { CenterEvent } from "./events.ts";
import { nextReview } from "./lending.ts";
import { nextMatch } from "./matching.ts";
import { backToTeam, lineOf, mayComeBackTo } from "./outcomes.ts";
import { reasonsOfMatch, reasonsOfRecall } from "./reasons.ts";
import type { Agent, Contact, Instant, OfferReasons } from "./state.ts";

/**
 * The next offer that can be made now, with all that belongs to it, or null: recalls first, to the
 * person who transferred (R10), then the most urgent contact for the team (R3, R6).
 */
export function nextOffer(state: CenterState, now: Instant): CenterEvent[] | null {
  const review = nextReview(state, now);
  if (review !== null) return [review];
  const recall = nextRecall(state, now);
  if (recall !== null) return recall;
  const match = nextMatch(state, now);
  if (match === null) return null;
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
    const contact = recallFor(state, agent!);
    if (contact === null) continue;
    const wrapUpEnds: CenterEvent[] =
      agent!.wrapUp === null ? [] : [{ type: "wrapUpEnded", agentId, by: "recall" }];
    const reasons = reasonsOfRecall(state, contact, agent!, now);
    return [...wrapUpEnds, offer(state, contact, agent!, "recall", reasons, now)];
  }
  return null;
}

/** The contact that comes back to the agent now: she is ready, or still in its wrap-up. */
function recallFor(state: CenterState, agent: Agent): Contact | null {
  const contacts = state.index.reserved.get(agent.id)!;
  if (standingOf(agent) === "ready") return state.contacts[contacts.peek()!.id]!;
  const contactId = agent.wrapUp?.contactId;
  return contactId !== undefined && contacts.has(contactId) ? state.contacts[contactId]! : null;
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
