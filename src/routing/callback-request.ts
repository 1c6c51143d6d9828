import { isOpen } from "./calendar.ts";
import { numberToAskFor, numberToPromise } from "./callback-number.ts";
import { isToBeCalled, mayAskForCallback, openCallbackFor } from "./callback.ts";
import type { CenterState } from "./center-state.ts";
import type { Command } from "./commands.ts";
import type { Decision } from "./decide.ts";
import type { CenterEvent } from "./events.ts";
import { offerOfContactEnds } from "./offer-ends.ts";
import { contactEnds, lineOf } from "./outcomes.ts";
import { reject } from "./rejections.ts";
import type { Agent, Contact, Instant } from "./state.ts";

/** R11: callbacks are asked for, promised and given up. */

type CommandOf<Type extends Command["type"]> = Extract<Command, { type: Type }>;

const nothing: Decision = { ok: true, events: [] };

/** The key that asks for it. */
const callbackKey = "1";

/** A caller has pressed a key; all but a waiting caller's 1 means nothing. */
export function keyPressed(state: CenterState, contact: Contact, key: string): CenterEvent[] {
  const waits = contact.state === "waiting" || contact.state === "offered";
  if (key !== callbackKey || !waits) return [];
  if (!mayAskForCallback(contact, lineOf(state, contact))) return [];
  const number = numberToAskFor(contact.callerNumber)!;
  const older = olderCallback(state, number);
  const queuedAt = Math.min(contact.queuedAt, older?.queuedAt ?? contact.queuedAt);
  return [
    ...offerOfContactEnds(state, contact),
    ...replaced(state, older, contact.id),
    { type: "callbackAsked", contactId: contact.id, number, queuedAt },
  ];
}

/** The caller has heard that he will be called, or has put the receiver down before. */
export function callbackConfirmed(contact: Contact, now: Instant): CenterEvent[] {
  const { id: contactId } = contact;
  return [{ type: "callbackPostponed", contactId, why: "confirmed", notBefore: now }];
}

/** R11: promised by the person who talks to the citizen, or has just done so. */
export function promiseCallback(
  state: CenterState,
  agent: Agent,
  command: CommandOf<"promiseCallback">,
  now: Instant,
): Decision {
  const { contactId, callbackId, at, note, toHerself } = command;
  if (state.contacts[callbackId] !== undefined) return nothing;
  const contact = state.contacts[contactId];
  const talks = agent.contactId === contactId && contact?.state === "talking";
  if (!talks && agent.wrapUp?.contactId !== contactId) return reject("not_your_contact");
  const number = numberToPromise(command.number);
  if (number === null) return reject("invalid_number");
  const line = state.lines[contact?.lineId ?? command.about.lineId];
  if (line === undefined) return reject("unknown_line");
  const notBefore = Math.max(now, at ?? now);
  if (notBefore > now && !isOpen(line, notBefore)) return reject("outside_hours");
  const older = olderCallback(state, number);
  // Who is called as soon as possible keeps the better place; an agreed time is a place of its own.
  const queuedAt = notBefore > now ? notBefore : Math.min(now, older?.queuedAt ?? now);
  const { administrationId, place } = contact ?? command.about;
  const promised: CenterEvent = {
    type: "callbackPromised",
    contactId: callbackId,
    agentId: agent.id,
    inContactId: contactId,
    lineId: line.id,
    number,
    note,
    firstFor: toHerself ? agent.id : null,
    notBefore,
    queuedAt,
    origin: [...(contact?.origin ?? [])],
    administrationId,
    administrationCertainty:
      contact?.administrationCertainty ?? (administrationId === null ? "unknown" : "guess"),
    place,
    requiredSkills: line.requiredSkills.toSorted(),
  };
  return { ok: true, events: [...replaced(state, older, callbackId), promised] };
}

/** R11: people of the line, and supervisors, give a callback up that nobody is at yet. */
export function cancelCallback(
  state: CenterState,
  { contactId, agentId, byName }: CommandOf<"cancelCallback">,
  now: Instant,
): Decision {
  const contact = state.contacts[contactId];
  if (contact === undefined) return reject("unknown_contact");
  if (!isToBeCalled(contact)) return reject("not_a_callback");
  const agent = agentId === null ? undefined : state.agents[agentId];
  if (agentId !== null && agent?.lineIds.includes(contact.lineId) !== true) {
    return reject("not_your_line");
  }
  if (!["postponed", "waiting", "offered"].includes(contact.state)) {
    return reject("callback_under_way");
  }
  const [...events] = contactEnds(state, contact, "callbackCancelled", now);
  return { ok: true, events: events.map((each) => withName(each, byName)) };
}

function withName(event: CenterEvent, byName: string): CenterEvent {
  return event.type === "contactEnded" ? { ...event, byName } : event;
}

/** Of two wishes of the same number the newer one is what was agreed last. */
function olderCallback(state: CenterState, number: string): Contact | undefined {
  return openCallbackFor(state, number);
}

function replaced(
  state: CenterState,
  older: Contact | undefined,
  byContactId: string,
): CenterEvent[] {
  if (older === undefined) return [];
  const ended = { contactId: older.id, cause: "callbackReplaced", byContactId } as const;
  return [...offerOfContactEnds(state, older), { type: "contactEnded", ...ended }];
}
