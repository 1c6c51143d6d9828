import type { StoredContact } from "../contacts/store.ts";
import { callbackOf, isToBeCalled } from "../routing/callback.ts";
import { isOpen, opensAt } from "../routing/calendar.ts";
import type { CenterState } from "../routing/center-state.ts";
import type { CenterEvent } from "../routing/events.ts";
import type { Contact } from "../routing/state.ts";
import type { Owned } from "./audience.ts";
import type { CallbackFacts, CallbackView } from "./schema.ts";
import type { ConcernsOf } from "./waiting.ts";
import { writtenNumber } from "./written-number.ts";

/** R11: everybody who is to be called, also those at whom somebody is. */
export function callbackViews(
  state: CenterState,
  concernsOf: ConcernsOf,
  now: number,
): Map<string, Owned<CallbackView>> {
  const views = new Map<string, Owned<CallbackView>>();
  for (const contact of Object.values(state.contacts)) {
    if (!isToBeCalled(contact) || contact.state === "confirming") continue;
    const view = callbackView(contact, state, concernsOf, now);
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
    promisedBy: promisedBy && nameOf(promisedBy, state),
    note,
    attempts,
    attemptsMax: callbackOf(line).attemptsMax,
    lastFailure,
  };
}

/** Of a callback that has come to its end and had been tried before: what its life tells. */
export function triedInVain(
  decisions: StoredContact["decisions"],
  state: CenterState,
): CallbackFacts | null {
  const life = decisions.map(({ at, event }) => ({ at, event: event as unknown as CenterEvent }));
  const last = life.findLast(({ event }) => event.type === "callbackNotReached")?.event;
  const wished = life.find(
    ({ event }) => event.type === "callbackPromised" || event.type === "callbackAsked",
  );
  if (!wished || last?.type !== "callbackNotReached") return null;
  const promised = wished.event.type === "callbackPromised" ? wished.event : null;
  return {
    askedAt: wished.at.getTime(),
    promisedBy: promised && nameOf(promised.agentId, state),
    note: promised?.note ?? "",
    attempts: last.attempt,
    attemptsMax: last.attemptsMax,
    lastFailure: last.failure,
  };
}

function nameOf(agentId: string, state: CenterState): string {
  return state.agents[agentId]?.displayName ?? "eine frühere Kraft";
}

function callbackView(
  contact: Contact,
  state: CenterState,
  concernsOf: ConcernsOf,
  now: number,
): CallbackView | null {
  const facts = callbackFacts(contact, state);
  const line = state.lines[contact.lineId];
  if (!facts || !line || !contact.callback) return null;
  const { notBefore, number, firstFor, ownContactId, promisedIn } = contact.callback;
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
    concerns: promisedIn === null ? [] : concernsOf(promisedIn),
    waitsFor,
    dueAt: waitsFor === "time" || waitsFor === "opening" ? dueAt : null,
    firstFor: firstFor && (state.agents[firstFor]?.displayName ?? null),
  };
}
