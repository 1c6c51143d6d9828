import { callbackDefaults, type CallbackSettings } from "./callback-state.ts";
import { fullNumber, numberToAskFor } from "./callback-number.ts";
import type { CenterState } from "./center-state.ts";
import type { Contact, LineSettings } from "./state.ts";

/**
 * R11, the whole rule. A callback is a contact without a caller on the line: it keeps its place
 * (`queuedAt`) and is offered in the order of all contacts (R3), to the people a call would be
 * offered to.
 *
 * - A waiting caller asks for it by pressing 1 (callback-request.ts), or a person promises it while
 *   she talks or wraps up. Of two requests of a number the newer one goes on, in the better place.
 * - It is `postponed` until its time has come and its line is open, and again when the line closes
 *   before it was offered (R2).
 * - Accepted, the person's phone is summoned, then the citizen dialled (callback-attempt.ts). Not
 *   reached: postponed for a while, at the same place; after the last attempt it ends.
 * - His own call takes over the place while it waits, whichever line of the centre he rings: one
 *   team answers them all, so whoever talks to it has got through. The callback is held meanwhile,
 *   dropped when he talks, released when he leaves unanswered (callback-own-call.ts).
 * - People who are alike get one callback after so many calls while calls wait for them
 *   (fair-share.ts): calls are not starved by many old callbacks, nor callbacks by a rush.
 */

/** Whether the citizen is still to be called: nobody waits on the line. */
export function isToBeCalled(contact: Pick<Contact, "callback">): boolean {
  return contact.callback !== null && !contact.callback.reached;
}

export function callbackOf(line: Pick<LineSettings, "callback">): CallbackSettings {
  return line.callback ?? callbackDefaults;
}

/** Whether the waiting caller may press 1 now, and is told so. */
export function mayAskForCallback(
  contact: Pick<Contact, "callback" | "callerNumber" | "answeredAt">,
  line: Pick<LineSettings, "callback">,
): boolean {
  // Who has been answered is on the way back to a person.
  if (contact.callback !== null || contact.answeredAt !== null) return false;
  if (line.callback?.byKey !== true) return false;
  return numberToAskFor(contact.callerNumber) !== null;
}

/** The callback of the same person, from the wish until he is reached; undefined without one. */
export function openCallbackFor(state: CenterState, number: string | null): Contact | undefined {
  const full = number === null ? null : fullNumber(number);
  const contactId = full === null ? undefined : state.index.callbacks.get(full);
  return contactId === undefined ? undefined : state.contacts[contactId];
}
