import { may, type Principal } from "../identity/permissions.ts";
import { isToBeCalled } from "../routing/callback.ts";
import type { CenterState } from "../routing/center-state.ts";
import type { Contact } from "../routing/state.ts";
import type { DeskChange, WaitingView } from "./schema.ts";

/** Entries that differ, and those that have left, of every line. */
export interface WaitingChange {
  changed: readonly WaitingView[];
  gone: readonly WaitingView[];
}

/** Everybody whom somebody may fetch: who waits for the team, and who is parked (R9). */
export function waitingViews(state: CenterState): Map<string, WaitingView> {
  const views = new Map<string, WaitingView>();
  for (const contact of Object.values(state.contacts)) {
    if (contact.state !== "waiting" && contact.state !== "parked") continue;
    if (isToBeCalled(contact)) continue;
    views.set(contact.id, waitingView(contact, contact.state, state));
  }
  return views;
}

/** Whose callers somebody sees: those of the lines that he serves; null for who takes no calls. */
export function linesServed(principal: Principal, state: CenterState): readonly string[] | null {
  if (principal.agentId === null || !may(principal, "calls.take")) return null;
  return state.agents[principal.agentId]?.lineIds ?? [];
}

export function waitingShown(
  views: ReadonlyMap<string, WaitingView>,
  lineIds: readonly string[] | null,
): WaitingView[] | null {
  return lineIds && [...views.values()].filter(({ lineId }) => lineIds.includes(lineId));
}

/** The part of a change that concerns the lines; undefined when nothing does. */
export function waitingChangeShown(
  change: WaitingChange | undefined,
  lineIds: readonly string[] | null,
): DeskChange["waiting"] {
  if (change === undefined || lineIds === null) return undefined;
  const seen = ({ lineId }: WaitingView) => lineIds.includes(lineId);
  const changed = change.changed.filter(seen);
  const gone = change.gone.filter(seen).map(({ id }) => id);
  return changed.length === 0 && gone.length === 0 ? undefined : { changed, gone };
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
    since: parked === null ? contact.arrivedAt : contact.since,
    parkedBy: parked && (agents[parked.byAgentId]?.displayName ?? null),
    comesBackAt: parked?.until ?? null,
  };
}
