import type { DialFailure } from "./callback-state.ts";
import type { LendingFigures, LendingLedger } from "./lending-figures.ts";
import type {
  AgentProfile,
  Instant,
  LineSettings,
  Offer,
  OriginHint,
  Party,
  PartyFailure,
  Presence,
  TransferTarget,
} from "./state.ts";

export type OfferOutcome = "accepted" | "declined" | "expired" | "rescinded";

export type QueueCause =
  | "arrival"
  | "offerDeclined"
  | "offerExpired"
  | "offerRescinded"
  | "agentNotReached"
  | "agentLost"
  | "recall"
  | "parkedTooLong"
  | "reservationOver"
  | "passedOn"
  | "callbackDue";

export type EndCause =
  | "callerHungUp"
  | "agentHungUp"
  | "targetHungUp"
  | "turnedAway"
  /** R2: waited until nobody was at work any more, and has been told so. */
  | "nobodyLeft"
  | "vanished"
  /** R11, of callbacks: tried often enough, he has got through himself, asked for anew, given up. */
  | "callbackNotReached"
  | "callerGotThrough"
  | "callbackReplaced"
  | "callbackCancelled";

/**
 * What happened. Events are the only thing that changes the state (evolve.ts), the only thing that
 * is journalled, and what the doors act on. They never fail.
 */
export type CenterEvent =
  | { type: "linesChanged"; lines: LineSettings[] }
  | { type: "agentAdmitted"; profile: AgentProfile }
  | { type: "agentWithdrawn"; agentId: string }
  | { type: "presenceChosen"; agentId: string; presence: Presence; reason: string | null }
  | {
      type: "contactArrived";
      contactId: string;
      callId: string;
      lineId: string;
      callerNumber: string | null;
      origin: OriginHint[];
      administrationId: string | null;
      administrationCertainty: "line" | "guess" | "unknown";
      requiredSkills: readonly string[];
      /** False outside the hours (R2). */
      offered: boolean;
      /** R12: rang again in time and takes the place that he had. */
      resumes?: { contactId: string; queuedAt: Instant };
    }
  /** R11: a waiting caller wants to be called back; he is told so, then his call ends. */
  | { type: "callbackAsked"; contactId: string; number: string; queuedAt: Instant }
  /** R11: a person has promised it; a contact of its own, of the same line and caller. */
  | {
      type: "callbackPromised";
      contactId: string;
      agentId: string;
      /** The contact in which it was promised. */
      inContactId: string;
      lineId: string;
      number: string;
      note: string;
      firstFor: string | null;
      notBefore: Instant;
      queuedAt: Instant;
      origin: OriginHint[];
      administrationId: string | null;
      administrationCertainty: "line" | "guess" | "confirmed" | "unknown";
      place: { ags: string; name: string } | null;
      requiredSkills: readonly string[];
    }
  /** R11: not offered before; whoever was being connected for it is free. */
  | {
      type: "callbackPostponed";
      contactId: string;
      why: "confirmed" | "closed" | "notReached" | "agreed";
      notBefore: Instant;
    }
  /** R11: his own call waits in its place; whoever was being connected for it is free. */
  | { type: "callbackHeld"; contactId: string; ownContactId: string }
  | { type: "callbackReleased"; contactId: string }
  /** The person is on the phone; the citizen's rings. */
  | { type: "callbackDialled"; contactId: string; agentId: string; until: Instant }
  | {
      type: "callbackNotReached";
      contactId: string;
      agentId: string;
      failure: DialFailure;
      attempt: number;
      attemptsMax: number;
    }
  /** Outside the hours: the announcement plays, then the call ends. */
  | {
      type: "contactTurnedAway";
      contactId: string;
      why: "closed" | "nobodyLeft" | "nightTargetNotReached";
    }
  /** R2: the line has closed; he goes on waiting while people are at work. */
  | { type: "hoursOutlasted"; contactId: string }
  | {
      type: "contactQueued";
      contactId: string;
      cause: QueueCause;
      reservedFor: { agentId: string; until: Instant } | null;
    }
  /** R4: from now on more people may be asked; the place is kept. */
  | { type: "contactWidened"; contactId: string; to: "partners" | "all" }
  | { type: "offerMade"; offer: Offer }
  | {
      type: "offerEnded";
      offerId: string;
      contactId: string;
      agentId: string;
      outcome: OfferOutcome;
    }
  /** The agent's phone is to be rung; the caller goes on hearing music. */
  | {
      type: "agentRung";
      contactId: string;
      agentId: string;
      party: Party;
      until: Instant;
      /** R11: the call that is made for a callback. */
      callId?: string;
      /** Left out after an accepted offer: the person took the caller by herself. */
      by?: "takenBack" | "pulled" | "retrieved";
    }
  | { type: "conversationStarted"; contactId: string; agentId: string; first: boolean }
  | { type: "agentNotReached"; contactId: string; agentId: string; failure: PartyFailure }
  /** The agent's phone vanished during the talk; the caller is still there. */
  | { type: "agentLost"; contactId: string; agentId: string }
  /** Only who has these skills, too, is asked now; the place is kept. */
  | { type: "contactPassedOn"; contactId: string; agentId: string; skills: string[]; words: string }
  /** Nobody with the skills took it in time: everybody of the line is asked again. */
  | { type: "passingOnEnded"; contactId: string; words: string }
  /** The caller hears music; anybody of the line may fetch him until then (R9). */
  | { type: "contactParked"; contactId: string; agentId: string; until: Instant }
  | {
      type: "transferStarted";
      contactId: string;
      /** Null for the night target. */
      agentId: string | null;
      target: TransferTarget;
      party: Party;
      until: Instant;
    }
  | { type: "transferConnected"; contactId: string; target: TransferTarget }
  | {
      type: "transferFailed";
      contactId: string;
      target: TransferTarget;
      failure: PartyFailure | "takenBack";
      byAgentId: string | null;
    }
  | {
      type: "placeConfirmed";
      contactId: string;
      agentId: string;
      administrationId: string | null;
      place: { ags: string; name: string };
    }
  | {
      type: "contactEnded";
      contactId: string;
      cause: EndCause;
      /** R12: who rings again before that resumes the place. */
      placeKeptUntil?: Instant;
      /** R11: who has given it up, by name; or the contact that takes its place. */
      byName?: string;
      byContactId?: string;
    }
  /** R5: whether the administration's people are lent from now on, and what speaks against it. */
  | ({ type: "lendingReviewed"; why: LendingLedger["why"] } & LendingFigures)
  /** R12: nobody came back to the place that was kept. */
  | { type: "placeForgotten"; contactId: string }
  | { type: "wrapUpStarted"; agentId: string; contactId: string; until: Instant }
  | { type: "wrapUpExtended"; agentId: string; until: Instant }
  | { type: "wrapUpEnded"; agentId: string; by: "agent" | "limit" | "recall" | "pull" }
  | {
      type: "agentStoppedResponding";
      agentId: string;
      reason: "offerExpired" | PartyFailure;
    }
  /** Back-off after a refusal: no offer before `until` (R7). */
  | { type: "agentRests"; agentId: string; until: Instant }
  | { type: "agentRestEnded"; agentId: string };

/** The contact that an event belongs to, or null: for the contact's life (R13). */
export function contactOf(event: CenterEvent): string | null {
  if (event.type === "offerMade") return event.offer.contactId;
  return "contactId" in event ? event.contactId : null;
}
