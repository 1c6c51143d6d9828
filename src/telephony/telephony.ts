import type { PartyFailure } from "../routing/state.ts";

/**
 * What the centre wants to be true on a caller's line. Telephony makes it true and keeps it true:
 * a lost event or a lost connection is healed by comparing this with what the switch reports.
 */
export type DesiredCall =
  /** Answered; the caller hears music. */
  | { kind: "wait" }
  /** The caller hears music while the party's phone rings, at most `secondsMax`. */
  | { kind: "ring"; party: DesiredParty; secondsMax: number }
  /** Caller and party hear each other; every other leg is hung up. */
  | { kind: "talk"; party: DesiredParty }
  /** The announcement plays once (`announcementEnded` follows). */
  | { kind: "announce"; text: string }
  | { kind: "end" };

export interface DesiredParty {
  /** Unique inside the call. */
  id: string;
  role: "agent" | "target";
  extension: string;
}

/** What the switch reports. Events may come late, twice, or not at all; consumers are idempotent. */
export type TelephonyEvent =
  | { type: "callArrived"; callId: string; dialled: string; callerNumber: string | null }
  | { type: "callEnded"; callId: string }
  | { type: "partyAnswered"; callId: string; partyId: string }
  | { type: "partyFailed"; callId: string; partyId: string; failure: PartyFailure }
  /** `lost`: the phone vanished (media silence, network), nobody hung up. */
  | { type: "partyHungUp"; callId: string; partyId: string; lost: boolean }
  | { type: "announcementEnded"; callId: string }
  | { type: "connection"; up: boolean };

/** A call as the switch has it now. */
export interface ActualCall {
  callId: string;
  dialled: string;
  callerNumber: string | null;
  /** The leg that is rung or connected, if any. */
  party: { id: string; state: "ringing" | "connected" } | null;
}

/**
 * The contract of a switch. Two drivers (simulated, Asterisk) pass the same suite in
 * tests/telephony/contract.ts.
 */
export interface Telephony {
  /** Connects; events flow from now on. Goes on trying when the switch is out of reach. */
  start(listener: (event: TelephonyEvent) => void): Promise<void>;
  /** Leaves the switch; calls on it live on. */
  stop(): Promise<void>;
  /** Makes it true. Idempotent, the latest wish for a call wins, never throws. */
  direct(callId: string, desired: DesiredCall): void;
  /** Every call the switch has for us. @throws AppError `telephony_unavailable` */
  observe(): Promise<ActualCall[]>;
  /** Whether the switch answers. */
  connected(): boolean;
}
