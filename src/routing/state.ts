import type { Callback, CallbackSettings } from "./callback-state.ts";
import type { LendingFigures, LendingLedger, LendingSettings } from "./lending-figures.ts";

/**
 * What the centre knows at one moment, and the two state machines in it.
 *
 * Contact (Kontakt)                                  turnedAway ──────────────┐
 *                                                        ▲ closed             │
 *   arrival ─▶ waiting ─▶ offered ─▶ connecting ─▶ talking ─▶ transferring    │
 *                 ▲          │            │  ▲         │         │  │   │     │
 *                 │          │            │  └─taken back────────│──┘   │     │
 *                 └──────────┴────────────┴────────────┴─────────┘      ▼     ▼
 *                 declined, expired, phone not reached,           transferred ─▶ ended
 *                 phone lost, transfer failed (recall)            (every state ─▶ ended)
 *
 *   waiting ─▶ connecting (pulled, R9)
 *   talking ─▶ parked ─▶ connecting (retrieved) | waiting (recall after a while) (R9)
 *
 *   Outside the hours, who comes, or waits when all have gone, goes to the night target
 *   (transferring) or is turned away.
 *
 *   Callback (R11): the caller's line is free until he is dialled
 *
 *   waiting | offered ─▶ confirming ─▶ postponed ◀─▶ waiting ─▶ offered ─▶ connecting ─▶ dialling
 *   promised in a talk ───────────────────▲                                               │    │
 *                                         └───── not reached, held, the line closes ──────┘    ▼
 *   postponed ─▶ connecting (taken over, R9)                                                talking
 *
 * Agent (Agent/in)
 *
 *   offline ◀─▶ ready ─▶ offered ─▶ connecting ─▶ talking ─▶ wrapUp ─▶ ready | break | offline
 *      ▲          ▲│         │           │                      │       (the intent decides, R8)
 *      └▶ break ◀─┘▼         ▼           ▼                      └─▶ offered (recall, R10)
 *                 notResponding ◀────────┘   returns with one key (R7)
 *
 *   who takes a caller by himself (takes back, pulls, retrieves) goes to connecting from anywhere
 *   but another conversation
 */
export type ContactState =
  | "waiting"
  | "offered"
  | "connecting"
  | "talking"
  | "parked"
  | "confirming"
  | "postponed"
  | "dialling"
  | "transferring"
  | "transferred"
  | "turnedAway"
  | "ended";

export type AgentState =
  | "offline"
  | "ready"
  | "break"
  | "offered"
  | "connecting"
  | "talking"
  | "wrapUp"
  | "notResponding";

/** What a person wants to be; the latest wish wins (R8). */
export type Presence = "ready" | "break" | "offline";

/** Why a phone could not be connected with the caller. */
export type PartyFailure = "busy" | "noAnswer" | "unreachable" | "declined";

/** Milliseconds since the epoch. */
export type Instant = number;

/** Half-open interval in which a line takes calls: from ≤ t < to. */
export interface OpenInterval {
  from: Instant;
  to: Instant;
}

/** R4: from so many seconds of waiting on, these people may be asked as well. */
export interface WideningStep {
  afterSeconds: number;
  /** "partners": the other administrations' people, as their lending allows (R5); "all": whoever
   * has the skills, whatever the lending says. */
  to: "partners" | "all";
}

/** R4: offered to its own administration, to partners as they lend, or to all with the skills. */
export type Reach = "home" | "partners" | "all";

/** R7: the rest before the next offer after refusals in a row, doubled with each. */
export interface BackOffSettings {
  restSecondsFirst: number;
  restSecondsMax: number;
}

/** Settings of a line (Anschluss), as the core needs them. Units are in the names. */
export interface LineSettings {
  id: string;
  number: string;
  name: string;
  kind: "115" | "switchboard";
  administrationId: string | null;
  answerTargetSeconds: number;
  offerSecondsMax: number;
  ringSecondsMax: number;
  transferSecondsMax: number;
  wrapUpSecondsMax: number;
  recallReservedSecondsMax: number;
  requiredSkills: readonly string[];
  /** Sorted, not overlapping; made by directory/hours.ts for the weeks to come (R2). */
  open: readonly OpenInterval[];
  nightTarget: string | null;
  /** R4, rising; none or left out: everybody of the line from the first second. */
  widening?: readonly WideningStep[];
  /** R5; null: the administration's people never help on other lines; left out: no limit is set. */
  lending?: LendingSettings | null;
  /** R9: a parked caller comes back to whoever parked him after so long. */
  recallSeconds?: number;
  /** R12: who left waiting and rings again so soon resumes his place; 0: never; left out: 300. */
  redialSeconds?: number;
  backOff?: BackOffSettings;
  /** R11; left out: `callbackDefaults`. */
  callback?: CallbackSettings;
  /** What callers hear now while the line is closed (R2); the core only carries it. */
  closedAnnouncement?: string;
  /** Counts the changes made by hand, so that each of them is an event that every process sees. */
  version?: number;
}

/** One ranked guess of the district a contact comes from (R1): a hint, never proof. */
export interface OriginHint {
  administrationId: string;
  placeName: string;
  /** 0 … 1 */
  probability: number;
  /** German: "Vorwahl 06571 (Wittlich)" */
  reason: string;
}

/** A phone that the switch rings or has connected for a contact. */
export interface Party {
  /** Unique inside the contact: "a1" (agent) or "x2" (target); made by the core. */
  id: string;
  role: "agent" | "target";
  extension: string;
}

export interface TransferTarget {
  extension: string;
  /** As shown: "Zulassungsstelle Wittlich". */
  name: string;
  directoryEntryId: string | null;
}

/** What somebody found the caller needs: a language, a topic. */
export interface Sought {
  skills: readonly string[];
  /** As shown: "Französisch und Kfz-Zulassung". */
  words: string;
  byAgentId: string;
  /** Null while somebody is found: it runs when the contact waits. */
  until: Instant | null;
}

/** A transfer that came back: everything the person who gets it must know (R10). */
export interface Recall {
  target: TransferTarget;
  failure: PartyFailure;
  byAgentId: string | null;
  at: Instant;
}

export interface Contact {
  id: string;
  /** Identity of the caller's leg at the switch; null for a callback that nobody serves yet. */
  callId: string | null;
  lineId: string;
  callerNumber: string | null;
  origin: readonly OriginHint[];
  administrationId: string | null;
  administrationCertainty: "line" | "guess" | "confirmed" | "unknown";
  place: { ags: string; name: string } | null;
  state: ContactState;
  since: Instant;
  arrivedAt: Instant;
  /** The time that gives the place in the queue; kept by whoever comes back (R3). */
  queuedAt: Instant;
  /** False outside the hours: does not count as offered (R2). */
  offered: boolean;
  /** First answer by a person. */
  answeredAt: Instant | null;
  offerId: string | null;
  /** Who serves or is being connected, or who transferred it. */
  agentId: string | null;
  party: Party | null;
  /** While connecting or dialling: until when a phone may ring before the core gives up itself. */
  ringUntil: Instant | null;
  transfer: { target: TransferTarget; byAgentId: string | null; until: Instant } | null;
  recall: Recall | null;
  /** R9: by whom, and until when somebody may fetch him before he is brought back. */
  parked: { byAgentId: string; until: Instant } | null;
  /** Passed on to whoever has these skills; with its deadline, everybody of the line is asked. */
  sought: Sought | null;
  /** Waiting for one person first (recall), then for the team. */
  reservedFor: { agentId: string; until: Instant } | null;
  requiredSkills: readonly string[];
  reach: Reach;
  /** R2: when the line closed on the waiting caller, the last time. */
  hoursOutlastedAt: Instant | null;
  /** R11; null for a call. */
  callback: Callback | null;
  /** Counts offers and parties, for their ids. */
  attempts: number;
}

export interface AgentProfile {
  id: string;
  displayName: string;
  administrationId: string;
  extension: string;
  lineIds: readonly string[];
  skills: readonly string[];
}

export interface Agent extends AgentProfile {
  state: AgentState;
  since: Instant;
  intent: Presence;
  /** German words chosen with a break: "Mittag". */
  breakReason: string | null;
  /** Since when without work; the longest idle is asked first (R6). */
  idleSince: Instant;
  contactId: string | null;
  offerId: string | null;
  wrapUp: { contactId: string; until: Instant } | null;
  notRespondingReason: "offerExpired" | PartyFailure | null;
  /** Consecutive refusals; each lengthens the rest before the next offer (R7). */
  declines: number;
  /** 0: does not rest. */
  restsUntil: Instant;
  /** Works for another administration's switchboard, and whose time it is (R5). */
  lent: { administrationId: string; since: Instant } | null;
  /** Withdrawn during a call or its wrap-up: leaves the state when free. */
  withdrawn: boolean;
}

export interface Offer {
  id: string;
  contactId: string;
  agentId: string;
  kind: "queue" | "recall";
  madeAt: Instant;
  expiresAt: Instant;
  reasons: OfferReasons;
}

/** Why this agent, why now, who was passed over (R13). Sentences are made by explain.ts. */
export interface OfferReasons {
  rule: "home" | "narrowestSkills" | "longestIdle" | "recall" | "promised" | "onlyCandidate";
  waitedSeconds: number;
  answerTargetSeconds: number;
  /** waited ÷ answer target (R3) */
  urgency: number;
  trigger: "arrival" | "agentFree" | "returned" | "time";
  idleSeconds: number;
  /** Ready people that came second at most, nearest first, at most five, each with the rule. */
  passedOver: readonly { agentId: string; rule: "home" | "narrowestSkills" | "longestIdle" }[];
  /** R5: the person is lent; the lender's figures at this moment. */
  lending?: LendingFigures;
  /** R12: the place is that of an earlier call. */
  resumed?: boolean;
  /** R11: the callback comes after so many calls; or the call first, and so many more before it. */
  turn?: { afterCalls: number } | { callsLeft: number };
  /** How many agents were not asked, by the state they were in or what they lack. */
  notAsked: Readonly<Record<string, number>>;
}

/** R12: the place of a caller who left unanswered; kept no longer than the line says. */
export interface KeptPlace {
  lineId: string;
  callerNumber: string;
  queuedAt: Instant;
  until: Instant;
}

/** The plain data of the state: what a snapshot stores, and what two states are compared by (I6). */
export interface CenterData {
  lines: Record<string, LineSettings>;
  contacts: Record<string, Contact>;
  agents: Record<string, Agent>;
  offers: Record<string, Offer>;
  /** By the contact that left. */
  keptPlaces: Record<string, KeptPlace>;
  /** By lending administration. */
  lending: Record<string, LendingLedger>;
  /** Calls that were let go, and until when the switch may have them still. */
  endedCalls: Record<string, Instant>;
  /** R11: calls offered since the last callback, by the people who are alike. */
  callsSinceCallback: Record<string, number>;
}
