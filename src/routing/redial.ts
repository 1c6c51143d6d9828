import type { CenterIndex, CenterState } from "./center-state.ts";
import type { Contact, Instant, KeptPlace } from "./state.ts";

/** R12: when the line says nothing else, a place is kept for so long. */
const redialSecondsDefault = 300;

/**
 * R12: until when the place of a caller who leaves now is kept, or null: for whoever was waiting to
 * be answered for the first time and shows a number to be known by.
 */
export function placeKeptUntil(state: CenterState, contact: Contact, now: Instant): Instant | null {
  const waits = ["waiting", "offered", "connecting"].includes(contact.state);
  if (!waits || contact.answeredAt !== null || contact.callerNumber === null) return null;
  const seconds = state.lines[contact.lineId]!.redialSeconds ?? redialSecondsDefault;
  return seconds > 0 ? now + seconds * 1000 : null;
}

/** R12: the earliest place kept on the line for that number, with the contact that had it. */
export function keptPlaceFor(
  state: CenterState,
  lineId: string,
  callerNumber: string | null,
): { contactId: string; queuedAt: Instant } | null {
  if (callerNumber === null) return null;
  let best: { contactId: string; queuedAt: Instant } | null = null;
  for (const contactId of state.index.placesOf.get(callerKey(lineId, callerNumber)) ?? []) {
    const { queuedAt } = state.keptPlaces[contactId]!;
    if (best === null || queuedAt < best.queuedAt) best = { contactId, queuedAt };
  }
  return best;
}

export function indexPlace(index: CenterIndex, contactId: string, place: KeptPlace): void {
  const key = callerKey(place.lineId, place.callerNumber);
  const places = index.placesOf.get(key);
  if (places === undefined) index.placesOf.set(key, new Set([contactId]));
  else places.add(contactId);
  index.placesDue.set(contactId, place.until);
}

/** The place is taken again or forgotten, and the number with it. */
export function forgetPlace(state: CenterState, contactId: string): void {
  const { index, keptPlaces } = state;
  const { lineId, callerNumber } = keptPlaces[contactId]!;
  const key = callerKey(lineId, callerNumber);
  const places = index.placesOf.get(key)!;
  places.delete(contactId);
  if (places.size === 0) index.placesOf.delete(key);
  index.placesDue.delete(contactId);
  delete keptPlaces[contactId];
}

function callerKey(lineId: string, callerNumber: string): string {
  return JSON.stringify([lineId, callerNumber]);
}
