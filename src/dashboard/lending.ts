import type { Directory } from "../directory/directory.ts";
import type { CenterEvent } from "../routing/events.ts";
import { explainLending } from "../routing/explain-offer.ts";
import type { Agent, Contact, Offer } from "../routing/state.ts";
import type { ContactBackground } from "./desk-view.ts";

/**
 * R5: why the agent helps out at the switchboard of another administration: in the words of the
 * offer, later of the one that was accepted; null for calls of one's own and for those pulled.
 */
export function lendingOf(
  agent: Agent,
  contact: Contact | undefined,
  offer: Offer | undefined,
  directory: Directory,
  background: ContactBackground | null,
): string | null {
  if (contact === undefined) return null;
  const line = directory.lines().find(({ id }) => id === contact.lineId);
  const foreign = line?.administrationId ?? agent.administrationId;
  if (foreign === agent.administrationId) return null;
  const asked = offer ?? offerBefore(agent, background);
  if (asked?.kind !== "queue" || asked.agentId !== agent.id) return null;
  return explainLending(asked.reasons, directory.administration(foreign)?.shortName ?? foreign);
}

/** What brought the contact to the agent, when that was an offer. */
function offerBefore(agent: Agent, background: ContactBackground | null): Offer | null {
  const last = background?.row.decisions
    .map(({ event }) => event as unknown as CenterEvent)
    .findLast((event) => event.type === "offerMade" || isTaking(event, agent));
  return last?.type === "offerMade" ? last.offer : null;
}

/** Whoever takes a caller herself was not asked (R9). */
function isTaking(event: CenterEvent, agent: Agent): boolean {
  if (event.type !== "agentRung" || event.agentId !== agent.id) return false;
  return event.by === "pulled" || event.by === "retrieved";
}
