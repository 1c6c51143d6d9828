import { may, type Principal } from "../identity/permissions.ts";
import { isToBeCalled } from "../routing/callback.ts";
import type { CenterState } from "../routing/center-state.ts";
import type { Contact } from "../routing/state.ts";
import type { Owned } from "./audience.ts";
import type { WaitingView } from "./schema.ts";

/** Everybody whom somebody may fetch: who waits for the team, and who is parked (R9). */
export function waitingViews(state: CenterState): Map<string, Owned<WaitingView>> {
  const views = new Map<string, Owned<WaitingView>>();
  for (const contact of Object.values(state.contacts)) {
    if (contact.state !== "waiting" && contact.state !== "parked") continue;
    if (isToBeCalled(contact)) continue;
    const view = waitingView(contact, contact.state, state);
    views.set(contact.id, { administrationId: contact.administrationId, view });
  }
  return views;
}

/** Whose callers somebody sees: those of the lines that he serves; null for who takes no calls. */
export function linesServed(principal: Principal, state: CenterState): readonly string[] | null {
  if (principal.agentId === null || !may(principal, "calls.take")) return null;
  return state.agents[principal.agentId]?.lineIds ?? [];
}

function waitingView(
  contact: Contact,
  contactState: WaitingView["state"],
  { agents }: CenterState,
): WaitingView {
  const { parked } = contact;
  const [guess] = contact.origin.toSorted((a, b) => b.probability - a.probability);
  return {
    id: contact.id,
    state: contactState,
    lineId: contact.lineId,
    place: contact.place?.name ?? guess?.placeName ?? null,
    placeConfirmed: contact.place !== null,
    requiredSkills: contact.requiredSkills,
    since: parked === null ? contact.arrivedAt : contact.since,
    parkedBy: parked && (agents[parked.byAgentId]?.displayName ?? null),
    comesBackAt: parked?.until ?? null,
  };
}
