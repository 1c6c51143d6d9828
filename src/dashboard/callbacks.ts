import { administrationsWhere, may, type Principal } from "../identity/permissions.ts";
import { callbackOf, isToBeCalled } from "../routing/callback.ts";
import { isOpen, opensAt } from "../routing/calendar.ts";
import type { CenterState } from "../routing/center-state.ts";
import type { Contact } from "../routing/state.ts";
import type { CallbackFacts, CallbackView, DeskChange } from "./schema.ts";
import { writtenNumber } from "./written-number.ts";

/** A callback with the administration whose supervisors see it. */
export interface OwnedCallback {
  administrationId: string | null;
  view: CallbackView;
}

export interface CallbackChange {
  changed: readonly OwnedCallback[];
  gone: readonly OwnedCallback[];
}

/** R11: everybody who is to be called, also those at whom somebody is. */
export function callbackViews(state: CenterState, now: number): Map<string, OwnedCallback> {
  const views = new Map<string, OwnedCallback>();
  for (const contact of Object.values(state.contacts)) {
    if (!isToBeCalled(contact) || contact.state === "confirming") continue;
    const view = callbackView(contact, state, now);
    if (view) views.set(contact.id, { administrationId: contact.administrationId, view });
  }
  return views;
}

export function callbackFacts(contact: Contact, state: CenterState): CallbackFacts | null {
  const { callback } = contact;
  const line = callback && state.lines[contact.lineId];
  if (!callback || !line) return null;
  const { askedAt, promisedBy, note, attempts, lastFailure } = callback;
  return {
    askedAt,
    promisedBy: promisedBy && (state.agents[promisedBy]?.displayName ?? "eine frühere Kraft"),
    note,
    attempts,
    attemptsMax: callbackOf(line).attemptsMax,
    lastFailure,
  };
}

/** The administrations whose callbacks somebody supervises; null for who supervises none. */
export function callbackScope(principal: Principal): "all" | readonly string[] | null {
  const supervises = may(principal, "callbacks.supervise");
  return supervises ? administrationsWhere(principal, "callbacks.supervise") : null;
}

/** @param lineIds whose callers the person sees; null for who takes no calls */
export function callbacksShown(
  views: ReadonlyMap<string, OwnedCallback>,
  principal: Principal,
  lineIds: readonly string[] | null,
): CallbackView[] | null {
  const seen = seenBy(principal, lineIds);
  return seen && [...views.values()].filter(seen).map(({ view }) => view);
}

/** The part of a change that the person sees; undefined when there is none. */
export function callbackChangeShown(
  change: CallbackChange | undefined,
  principal: Principal,
  lineIds: readonly string[] | null,
): DeskChange["callbacks"] {
  const seen = seenBy(principal, lineIds);
  if (change === undefined || seen === null) return undefined;
  const changed = change.changed.filter(seen).map(({ view }) => view);
  const gone = change.gone.filter(seen).map(({ view }) => view.id);
  return changed.length + gone.length === 0 ? undefined : { changed, gone };
}

function seenBy(principal: Principal, lineIds: readonly string[] | null) {
  const scope = callbackScope(principal);
  if (scope === null && lineIds === null) return null;
  return ({ administrationId, view }: OwnedCallback): boolean =>
    lineIds?.includes(view.lineId) === true ||
    scope === "all" ||
    (administrationId !== null && scope?.includes(administrationId) === true);
}

function callbackView(contact: Contact, state: CenterState, now: number): CallbackView | null {
  const facts = callbackFacts(contact, state);
  const line = state.lines[contact.lineId];
  if (!facts || !line || !contact.callback) return null;
  const { notBefore, number, firstFor, ownContactId } = contact.callback;
  const [guess] = contact.origin.toSorted((a, b) => b.probability - a.probability);
  const dueAt = opensAt(line, notBefore);
  let waitsFor: CallbackView["waitsFor"] = "team";
  if (["offered", "connecting", "dialling"].includes(contact.state)) waitsFor = "nobody";
  else if (ownContactId !== null) waitsFor = "ownCall";
  else if (contact.state === "postponed") {
    waitsFor = notBefore > now && isOpen(line, notBefore) ? "time" : "opening";
  }
  return {
    ...facts,
    id: contact.id,
    lineId: contact.lineId,
    number: writtenNumber(number),
    place: contact.place?.name ?? guess?.placeName ?? null,
    placeConfirmed: contact.place !== null,
    waitsFor,
    dueAt: waitsFor === "time" || waitsFor === "opening" ? dueAt : null,
    firstFor: firstFor && (state.agents[firstFor]?.displayName ?? null),
  };
}
