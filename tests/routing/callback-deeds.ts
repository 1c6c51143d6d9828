import { expect } from "vitest";
import { callbackDefaults, type CallbackSettings } from "../../src/routing/callback-state.ts";
import type { CenterEvent } from "../../src/routing/events.ts";
import type { LineSettings } from "../../src/routing/state.ts";
import { line, type Centre } from "./centre.ts";

/** Deeds of callers and citizens who are called back (R11). */

export const names = {
  agent: (id: string) => id,
  line: (id: string) => id,
  administration: String,
};
export const number = "+4965929991";
export const other = "+4926719993";

export function callingBack(id = "115", changes: Partial<CallbackSettings & LineSettings> = {}) {
  const callback = { ...callbackDefaults, byKey: true, ...changes };
  return line(id, { ...changes, callback });
}

let calls = 0;
export function ring(centre: Centre, callerNumber: string | null = number, lineId = "115"): string {
  const contactId = `ring${(calls += 1)}`;
  const known = { callId: `call-${contactId}`, lineId, callerNumber, origin: [] };
  centre.do({ type: "contactArrives", contactId, ...known });
  return contactId;
}

export function press(centre: Centre, contactId: string, key = "1"): CenterEvent[] {
  return centre.do({ type: "callerPressesKey", contactId, key });
}

/** A caller who has asked for a callback and put the receiver down. */
export function asked(centre: Centre, callerNumber = number, lineId = "115"): string {
  const contactId = ring(centre, callerNumber, lineId);
  press(centre, contactId);
  centre.do({ type: "callerHangsUp", contactId, callId: `call-${contactId}` });
  return contactId;
}

/** The person has accepted the callback and is on the phone; the citizen's rings. */
export function dialled(centre: Centre, agentId: string): string {
  const contactId = centre.offered(agentId)!;
  centre.accept(agentId);
  centre.answer(contactId);
  expect(centre.stateOf(contactId)).toBe("dialling");
  return contactId;
}

export function reached(centre: Centre, contactId: string): CenterEvent[] {
  const { callId } = centre.contact(contactId);
  return centre.do({ type: "callerAnswers", contactId, callId: callId! });
}

export function notReached(centre: Centre, contactId: string): CenterEvent[] {
  const { callId } = centre.contact(contactId);
  return centre.do({ type: "callerNotReached", contactId, callId: callId!, failure: "busy" });
}

interface Promised {
  number?: string;
  at?: number | null;
  toHerself?: boolean;
}

export function promise(
  agentId: string,
  contactId: string,
  callbackId: string,
  with_: Promised = {},
) {
  return {
    type: "promiseCallback",
    agentId,
    contactId,
    callbackId,
    number: with_.number ?? "06592 9991",
    at: with_.at ?? null,
    toHerself: with_.toHerself ?? false,
    note: "Unterlagen",
    about: { lineId: "115", administrationId: null, place: null },
  } as const;
}
