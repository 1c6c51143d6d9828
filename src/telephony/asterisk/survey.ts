import type { ActualCall } from "../telephony.ts";
import type { AriBridge, AriChannel } from "./ari-types.ts";
import type { AsteriskCall } from "./call.ts";
import { callerNumberOf, callOfBridge, callOfCaller, isOutgoing, partOfLeg } from "./names.ts";

/** Everything that the switch has, as it was asked for at one moment. */
export interface Survey {
  channels: AriChannel[];
  bridges: AriBridge[];
  /** Channels under control of the application; others may be in the dialplan. */
  ours: ReadonlySet<string>;
}

/** A call as the switch has it. */
export interface SurveyedCall {
  callId: string;
  /** Null for a call of which there are only phones of ours: the citizen is not dialled (R11). */
  caller: AriChannel | null;
  legs: AriChannel[];
}

/** What belongs to calls, and what is left of calls that are no more. */
export interface SortedSurvey {
  calls: Map<string, SurveyedCall>;
  /** Legs whose caller has gone. */
  orphans: AriChannel[];
  strayBridges: AriBridge[];
}

export function sortSurvey({ channels, bridges, ours }: Survey): SortedSurvey {
  const calls = new Map<string, SurveyedCall>();
  for (const channel of channels) {
    const callId = callOfCaller(channel.id);
    const isCaller = isOutgoing(callId) || (ours.has(callId) && !partOfLeg(callId));
    if (!isCaller) continue;
    calls.set(callId, { callId, caller: channel, legs: [] });
  }
  const orphans: AriChannel[] = [];
  for (const channel of channels) {
    const callId = partOfLeg(channel.id)?.callId;
    if (callId === undefined) continue;
    if (isOutgoing(callId) && !calls.has(callId)) {
      calls.set(callId, { callId, caller: null, legs: [] });
    }
    const call = calls.get(callId);
    if (call) call.legs.push(channel);
    else orphans.push(channel);
  }
  const strayBridges = bridges.filter(({ id }) => {
    const callId = callOfBridge(id);
    return callId !== null && !calls.has(callId);
  });
  return { calls, orphans, strayBridges };
}

/** A surveyed call in the words of telephony; of several legs the wished one counts. */
export function actualCall(surveyed: SurveyedCall, call: AsteriskCall): ActualCall {
  const { callId, caller, legs } = surveyed;
  const wished = legs.find((leg) => partOfLeg(leg.id)?.partyId === call.wishedPartyId);
  const leg = wished ?? legs.find((each) => each.state === "Up") ?? legs[0];
  const party = leg && {
    id: partOfLeg(leg.id)?.partyId ?? leg.id,
    state: leg.state === "Up" ? ("connected" as const) : ("ringing" as const),
  };
  if (!isOutgoing(callId) && caller) {
    return {
      callId,
      direction: "incoming",
      dialled: caller.dialplan.exten,
      callerNumber: callerNumberOf(caller.caller.number),
      caller: "present",
      party: party ?? null,
    };
  }
  return {
    callId,
    direction: "outgoing",
    dialled: "",
    callerNumber: caller ? call.number : null,
    caller: caller === null ? "absent" : caller.state === "Up" ? "present" : "ringing",
    party: party ?? null,
  };
}

/** The wished leg of a call, as far as it is there. */
export function legOf(surveyed: SurveyedCall, partyId: string | null): AriChannel | undefined {
  return surveyed.legs.find((leg) => partOfLeg(leg.id)?.partyId === partyId);
}
