import type { PartyFailure } from "../routing/state.ts";

/**
 * What the centre wants to be true on a caller's line. Telephony makes it true and keeps it true:
 * a lost event or a lost connection is healed by comparing this with what the switch reports.
 */
export type DesiredCall =
  /** Answered; the caller hears music, and what he is told now and then. */
  | { kind: "wait"; notice?: WaitingNotice }
  /** The caller hears music while the party's phone rings, at most `secondsMax`. */
  | { kind: "ring"; party: DesiredParty; secondsMax: number }
  /** Caller and party hear each other; every other leg is hung up. */
  | { kind: "talk"; party: DesiredParty }
  /** The announcement plays once (`announcementEnded` follows). */
  | { kind: "announce"; name: "closed" | "callbackPromised"; text: string }
  /**
   * R11: the party's phone rings, at most `secondsMax`, although there is no caller yet. The same
   * `partyAnswered` and `partyFailed` follow as for `ring`. The switch makes the call when it does
   * not know it; the party stays connected, alone, until the next wish.
   */
  | { kind: "summon"; party: DesiredParty; secondsMax: number }
  /**
   * R11: the summoned party hears the ringing tone while the citizen's `number` (digits, also with
   * + before them) is dialled, at most `secondsMax`, showing him the number `presents`.
   * `callerAnswered` or `callerNotReached` follow, or `partyHungUp` for a party who is not there
   * (any more). Dialled once a call: wished again, the outcome is told again. From `callerAnswered`
   * on the call is one like any other: `talk` with the party, or whatever was decided meanwhile.
   */
  | { kind: "dialOut"; party: DesiredParty; number: string; presents: string; secondsMax: number }
  /** No leg is left. Nothing is reported of a call that was never made. */
  | { kind: "end" };

/**
 * What a waiting caller is told: at once when it is new to him, then again after each interval.
 * Words are German; where the switch cannot speak them it plays the recording of that name.
 */
export interface WaitingNotice {
  name: "callbackOffer";
  text: string;
  everySeconds: number;
}

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
  /** The citizen who was dialled for `dialOut` has answered. */
  | { type: "callerAnswered"; callId: string }
  | { type: "callerNotReached"; callId: string; failure: PartyFailure }
  /** A caller has pressed a key: "0" … "9", "*" or "#". Told while he waits; else it may be left. */
  | { type: "keyPressed"; callId: string; key: string }
  | { type: "connection"; up: boolean };

/** A call as the switch has it now. */
export interface ActualCall {
  callId: string;
  /** Outgoing: made for `summon`. The centre never takes such a call in as an arrival. */
  direction: "incoming" | "outgoing";
  /** The number that an incoming caller has dialled; "" for an outgoing call. */
  dialled: string;
  /** The citizen's number; null where it is suppressed, or nobody has been dialled yet. */
  callerNumber: string | null;
  /** The citizen's leg: of an outgoing call it comes last. */
  caller: "present" | "ringing" | "absent";
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
  /**
   * Makes it true. Idempotent, the latest wish for a call wins, never throws. A wish other than
   * `summon` and `end` for a call that the switch does not have is answered by `callEnded`
   * (`dialOut`: by `partyHungUp`, lost).
   */
  direct(callId: string, desired: DesiredCall): void;
  /** Every call the switch has for us. @throws AppError `telephony_unavailable` */
  observe(): Promise<ActualCall[]>;
  /** Whether the switch answers. */
  connected(): boolean;
}
