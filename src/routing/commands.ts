import type {
  AgentProfile,
  Instant,
  LineSettings,
  OriginHint,
  PartyFailure,
  Presence,
  TransferTarget,
} from "./state.ts";

/**
 * Everything that can be asked of the centre. A command that comes late or from the wrong person is
 * rejected with a code and changes nothing; one that reports what is known already does nothing.
 */
export type Command =
  // from the switch
  /** `contactId` is new with every report; a `callId` that is here already does nothing. */
  | {
      type: "contactArrives";
      contactId: string;
      callId: string;
      lineId: string;
      callerNumber: string | null;
      origin: OriginHint[];
    }
  /** `callId`: of the call that is over; a contact that has another by now does not end. */
  | { type: "callerHangsUp"; contactId: string; callId?: string }
  /** The switch does not know the call any more: found by reconciliation. */
  | { type: "callVanishes"; contactId: string; callId?: string }
  | { type: "partyAnswers"; contactId: string; partyId: string }
  | { type: "partyFails"; contactId: string; partyId: string; failure: PartyFailure }
  /** `lost`: the phone vanished without hanging up; the caller is not let go. */
  | { type: "partyHangsUp"; contactId: string; partyId: string; lost: boolean }
  | { type: "announcementEnds"; contactId: string }
  /** R11: the citizen who is called back, in the call that was made for it. */
  | { type: "callerAnswers"; contactId: string; callId: string }
  | { type: "callerNotReached"; contactId: string; callId: string; failure: PartyFailure }
  /** R11: a waiting caller; "1" asks for a callback. */
  | { type: "callerPressesKey"; contactId: string; key: string }
  // from people
  | { type: "choosePresence"; agentId: string; presence: Presence; reason: string | null }
  | { type: "acceptOffer"; agentId: string; offerId: string }
  | { type: "declineOffer"; agentId: string; offerId: string }
  | { type: "hangUp"; agentId: string; contactId: string }
  | { type: "transfer"; agentId: string; contactId: string; target: TransferTarget }
  /** Takes a transfer back while the target still rings. */
  | { type: "takeBack"; agentId: string; contactId: string }
  /** To the colleagues who have the skills besides those of the line; at the caller's old place. */
  | { type: "passOn"; agentId: string; contactId: string; skills: string[]; words: string }
  /** R9: takes a waiting caller that he may serve, past the order. */
  | { type: "pull"; agentId: string; contactId: string }
  /** R9: the caller hears music, on the list of all who serve the line. */
  | { type: "park"; agentId: string; contactId: string }
  | { type: "retrieve"; agentId: string; contactId: string }
  /** R11: in conversation or wrap-up of `contactId`. `callbackId` is new: the callback's contact. */
  | {
      type: "promiseCallback";
      agentId: string;
      contactId: string;
      callbackId: string;
      /** As a person writes it, with area code. */
      number: string;
      /** Null: as soon as possible. */
      at: Instant | null;
      /** She is asked first, then the team. */
      toHerself: boolean;
      note: string;
      /** Of the contact, for one that has left the centre. */
      about: {
        lineId: string;
        administrationId: string | null;
        place: { ags: string; name: string } | null;
      };
    }
  | {
      type: "confirmPlace";
      agentId: string;
      contactId: string;
      administrationId: string | null;
      place: { ags: string; name: string };
    }
  | { type: "extendWrapUp"; agentId: string; seconds: number }
  | { type: "endWrapUp"; agentId: string }
  // from the house
  /** R11: gives a callback up. `agentId` null: for a supervisor, whose right the door has checked. */
  | { type: "cancelCallback"; contactId: string; agentId: string | null; byName: string }
  | { type: "changeLines"; lines: LineSettings[] }
  | { type: "admitAgent"; profile: AgentProfile }
  | { type: "withdrawAgent"; agentId: string }
  | { type: "timePasses" };

/** Why a command was refused: a stable code and a German sentence for the person. */
export interface Rejection {
  code: RejectionCode;
  message: string;
}

export type RejectionCode =
  | "unknown_line"
  | "call_over"
  | "unknown_agent"
  | "unknown_contact"
  | "offer_expired"
  | "not_your_offer"
  | "not_your_contact"
  | "not_talking"
  | "not_transferring"
  | "not_waiting"
  | "not_parked"
  | "not_your_line"
  | "missing_skill"
  | "not_ready"
  | "not_in_wrap_up"
  | "agent_in_conversation"
  | "invalid_target"
  | "nobody_has_skill"
  | "invalid_number"
  | "outside_hours"
  | "line_closed"
  | "caller_is_waiting"
  | "not_a_callback"
  | "callback_under_way"
  | "invalid_lines";
