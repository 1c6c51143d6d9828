import { may, type Principal } from "../identity/permissions.ts";
import { isToBeCalled } from "../routing/callback.ts";
import type { CenterState } from "../routing/center-state.ts";
import type { Contact } from "../routing/state.ts";
import type { Owned } from "./audience.ts";
import type { WaitingView } from "./schema.ts";
import { writtenNumber } from "./written-number.ts";

/** The titles of what is noted of a contact, in their order. */
export type ConcernsOf = (contactId: string) => readonly string[];

/** Everybody whom somebody may fetch: who waits for the team, and who is parked (R9). */
export function waitingViews(
  state: CenterState,
  concernsOf: ConcernsOf,
): Map<string, Owned<WaitingView>> {
  const views = new Map<string, Owned<WaitingView>>();
  for (const contact of Object.values(state.contacts)) {
    if (contact.state !== "waiting" && contact.state !== "parked") continue;
    if (isToBeCalled(contact)) continue;
    // With whom nobody has spoken, of him nothing is noted.
    const concerns = contact.answeredAt === null ? [] : concernsOf(contact.id);
    const view = waitingView(contact, contact.state, concerns, state);
    views.set(contact.id, { administrationId: contact.administrationId, view });
  }
  return views;
}

/** Whole numbers are for those who may fetch the caller; who only looks on sees the area code. */
export function asSeenFrom(lineIds: readonly string[] | null, view: WaitingView): WaitingView {
  if (view.number === null || lineIds?.includes(view.lineId)) return view;
  return { ...view, number: `${view.number.split(" ", 1)[0]} …` };
}

/** Whose callers somebody sees: those of the lines that he serves; null for who takes no calls. */
export function linesServed(principal: Principal, state: CenterState): readonly string[] | null {
  if (principal.agentId === null || !may(principal, "calls.take")) return null;
  return state.agents[principal.agentId]?.lineIds ?? [];
}

function waitingView(
  contact: Contact,
  contactState: WaitingView["state"],
  concerns: readonly string[],
  { agents }: CenterState,
): WaitingView {
  const { parked, callerNumber, reservedFor } = contact;
  const [guess] = contact.origin.toSorted((a, b) => b.probability - a.probability);
  return {
    id: contact.id,
    state: contactState,
    lineId: contact.lineId,
    number: callerNumber && writtenNumber(callerNumber),
    place: contact.place?.name ?? guess?.placeName ?? null,
    placeConfirmed: contact.place !== null,
    concerns,
    wanted: contact.recall?.target.name ?? null,
    requiredSkills: contact.requiredSkills,
    since: parked === null ? contact.arrivedAt : contact.since,
    parkedBy: parked && (agents[parked.byAgentId]?.displayName ?? null),
    firstFor: reservedFor && (agents[reservedFor.agentId]?.displayName ?? null),
    comesBackAt: parked?.until ?? null,
  };
}
