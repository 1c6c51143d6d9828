import { callbackOf } from "./callback.ts";
import type { DialFailure } from "./callback-state.ts";
import type { CenterState } from "./center-state.ts";
import { ringGuardSeconds } from "./deadlines.ts";
import type { CenterEvent } from "./events.ts";
import { contactEnds, lineOf, wrapUpStarts } from "./outcomes.ts";
import { callbackIsDropped } from "./callback-own-call.ts";
import type { Contact, Instant } from "./state.ts";

/** R11: the person's phone was summoned; now the citizen's rings. */

/** Long enough for a note that nobody was there. */
const wrapUpSecondsMax = 30;

export function citizenIsDialled(
  state: CenterState,
  contact: Contact,
  now: Instant,
): CenterEvent[] {
  const { dialSecondsMax } = callbackOf(lineOf(state, contact));
  const until = now + (dialSecondsMax + ringGuardSeconds) * 1000;
  const ids = { contactId: contact.id, agentId: contact.agentId! };
  return [{ type: "callbackDialled", ...ids, until }];
}

/** In the call that was made for it; what is told of an earlier one is over. */
export function citizenAnswers(
  state: CenterState,
  contact: Contact,
  callId: string,
): CenterEvent[] {
  if (contact.state !== "dialling" || contact.callId !== callId) return [];
  return conversationStarts(state, contact);
}

/** The first word between citizen and team; a callback of the same person is done with it. */
export function conversationStarts(state: CenterState, contact: Contact): CenterEvent[] {
  const first = contact.answeredAt === null;
  const ids = { contactId: contact.id, agentId: contact.agentId! };
  return [{ type: "conversationStarted", ...ids, first }, ...callbackIsDropped(state, contact)];
}

/**
 * The person has done her part: she is free after a short wrap-up, without any penalty. The citizen
 * is tried again later at the same place; after the last attempt the callback ends.
 */
export function citizenFails(
  state: CenterState,
  contact: Contact,
  failure: DialFailure,
  now: Instant,
): CenterEvent[] {
  const { attemptsMax, retrySeconds } = callbackOf(lineOf(state, contact));
  const { id: contactId, agentId } = contact;
  const attempt = contact.callback!.attempts + 1;
  const wrapUp = wrapUpStarts(state, contact, now, wrapUpSecondsMax);
  const notReached: CenterEvent = {
    type: "callbackNotReached",
    contactId,
    agentId: agentId!,
    failure,
    attempt,
    attemptsMax,
  };
  const again = Math.max(now + retrySeconds * 1000, contact.queuedAt);
  const goesOn: CenterEvent[] =
    attempt < attemptsMax
      ? [{ type: "callbackPostponed", contactId, why: "notReached", notBefore: again }]
      : contactEnds(state, contact, "callbackNotReached", now);
  return [notReached, wrapUp, ...goesOn];
}
