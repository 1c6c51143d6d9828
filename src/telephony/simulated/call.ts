import type { ActualCall, DesiredParty, TelephonyEvent } from "../telephony.ts";

export interface PlacedCall {
  /** The number that the caller dialled. */
  dialled: string;
  /** Null: suppressed. */
  from: string | null;
  /** How long the caller listens to music before he gives up, each time anew. */
  patienceSeconds: number;
  /** How long he talks before he hangs up by himself; null: he leaves that to the others. */
  talkSecondsMax?: number | null;
  /** A key that he presses after so long in the call. */
  presses?: { key: string; afterSeconds: number } | null;
}

/** What reaches the caller's ear; silence for one who is not on the line. */
export type Heard = "ringing" | "music" | "announcement" | "silence" | { extension: string };

export interface Leg {
  party: DesiredParty;
  state: "ringing" | "connected";
  cancel: () => void;
}

export interface Call {
  id: string;
  direction: ActualCall["direction"];
  placed: PlacedCall;
  caller: ActualCall["caller"];
  hears: Heard;
  /** How often he was told what a waiting caller is told. */
  noticesHeard: number;
  leg: Leg | null;
  /** How the last leg came to its end, to tell a driver that asks for it again. */
  over: { partyId: string; event: TelephonyEvent } | null;
  /** How dialling the citizen came to its end. */
  dialled: TelephonyEvent | null;
  announcement: "none" | "playing" | "over";
  losePatience: () => void;
  stopTalking: () => void;
  stopAnnouncement: () => void;
  stopDialling: () => void;
  stopNotice: () => void;
  cancelKey: () => void;
}

export function newCall(id: string, placed: PlacedCall, direction: Call["direction"]): Call {
  const present = direction === "incoming";
  const nothing = () => {};
  return {
    id,
    direction,
    placed,
    caller: present ? "present" : "absent",
    hears: present ? "ringing" : "silence",
    noticesHeard: 0,
    leg: null,
    over: null,
    dialled: null,
    announcement: "none",
    losePatience: nothing,
    stopTalking: nothing,
    stopAnnouncement: nothing,
    stopDialling: nothing,
    stopNotice: nothing,
    cancelKey: nothing,
  };
}

export function stopAnnouncement(call: Call): void {
  if (call.announcement !== "playing") return;
  call.stopAnnouncement();
  call.announcement = "none";
}

export function actualCall(call: Call): ActualCall {
  const { from, dialled } = call.placed;
  return {
    callId: call.id,
    direction: call.direction,
    dialled: call.direction === "incoming" ? dialled : "",
    callerNumber: call.caller === "absent" ? null : from,
    caller: call.caller,
    party: call.leg && { id: call.leg.party.id, state: call.leg.state },
  };
}
