import { isToBeCalled, openCallbackFor } from "./callback.ts";
import type { CenterState } from "./center-state.ts";
import type { CenterEvent } from "./events.ts";
import { offerOfContactEnds } from "./offer-ends.ts";
import type { Contact, Instant } from "./state.ts";

/** R11, R12: what becomes of a callback when the same person rings himself. */

/** The place that a new call may take over: of a callback that has begun to wait. */
export function callbackPlaceFor(
  state: CenterState,
  callerNumber: string | null,
  now: Instant,
): { contactId: string; queuedAt: Instant } | null {
  const callback = heldByNobody(state, callerNumber);
  if (callback === undefined || callback.queuedAt > now) return null;
  return { contactId: callback.id, queuedAt: callback.queuedAt };
}

/** His own call waits now: nobody is to call him, and whoever was about to is free. */
export function callbackIsHeld(
  state: CenterState,
  callerNumber: string | null,
  ownContactId: string,
): CenterEvent[] {
  const callback = heldByNobody(state, callerNumber);
  if (callback === undefined) return [];
  const held: CenterEvent = { type: "callbackHeld", contactId: callback.id, ownContactId };
  return [...offerOfContactEnds(state, callback), held];
}

/** His own call has ended without an answer. */
export function callbackIsReleased(state: CenterState, own: Contact): CenterEvent[] {
  const callback = isToBeCalled(own) ? undefined : openCallbackFor(state, own.callerNumber);
  if (callback?.callback?.ownContactId !== own.id) return [];
  return [{ type: "callbackReleased", contactId: callback.id }];
}

/** He talks to the team: there is nothing left to call him for, unless it was promised just now. */
export function callbackIsDropped(state: CenterState, own: Contact): CenterEvent[] {
  const callback = openCallbackFor(state, own.callback?.number ?? own.callerNumber);
  if (callback === undefined || callback.id === own.id) return [];
  if (callback.callback?.promisedIn === own.id) return [];
  return [
    ...offerOfContactEnds(state, callback),
    {
      type: "contactEnded",
      contactId: callback.id,
      cause: "callerGotThrough",
      byContactId: own.id,
    },
  ];
}

/** A callback that his call would hold; the one he has just asked for waits for that call's end. */
function heldByNobody(state: CenterState, callerNumber: string | null): Contact | undefined {
  const callback = openCallbackFor(state, callerNumber);
  const free = callback?.callback?.ownContactId === null && callback.state !== "confirming";
  return free ? callback : undefined;
}
