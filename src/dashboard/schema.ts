import { z } from "zod";
import type { ConcernView, EarlierContact } from "../contacts/schema.ts";
import type { DialFailure } from "../routing/callback-state.ts";
import type { EndCause } from "../routing/events.ts";
import type {
  AgentState,
  ContactState,
  OriginHint,
  PartyFailure,
  Presence,
} from "../routing/state.ts";

/**
 * Namespace `/desk`. On connect the server sends `snapshot`; then `change` with rising `seq`, each
 * exactly one higher than the last. Who misses a number emits `resync` and gets a new `snapshot`.
 * Times are milliseconds since the epoch on the server's clock; `now` lets a client compute its
 * offset. What a role may not read is never sent: the part is null.
 */
export interface DeskSnapshot {
  seq: number;
  now: number;
  me: {
    userId: string;
    name: string;
    agentId: string | null;
    permissions: string[];
  };
  /** Null for people without a working profile. */
  desk: DeskView | null;
  lines: LineView[];
  /** Who waits or is parked on the lines that this person serves or supervises; null for everybody
   * else. */
  waiting: WaitingView[] | null;
  /** R11: who is to be called back on the lines that this person serves or supervises; null for
   * everybody else. */
  callbacks: CallbackView[] | null;
  /** Supervisors only (permission `team.read`). */
  team: TeamMemberView[] | null;
  /** Numbers anybody at a desk may see. */
  summary: SummaryView;
  status: StatusView;
}

/** Only what changed. Lists carry the changed entries; ids in `gone` have left. */
export interface DeskChange {
  seq: number;
  now: number;
  desk?: DeskView;
  lines?: LineView[];
  waiting?: { changed: WaitingView[]; gone: string[] };
  callbacks?: { changed: CallbackView[]; gone: string[] };
  team?: { changed: TeamMemberView[]; gone: string[] };
  summary?: SummaryView;
  status?: StatusView;
}

export interface DeskView {
  agentId: string;
  /** The lines whose callers the person may fetch, and what she can do (R9). */
  lineIds: readonly string[];
  skills: readonly string[];
  state: AgentState;
  since: number;
  intent: Presence;
  breakReason: string | null;
  notRespondingReason: "offerExpired" | PartyFailure | null;
  /** Until then no offer comes after a refusal (R7); 0 when not resting. */
  restsUntil: number;
  wrapUp: { contactId: string; until: number } | null;
  /** "parked": nobody fetched the parked caller in time (R9); "recall": a transfer came back;
   * "callback": somebody is to be called (R11). */
  offer: {
    id: string;
    kind: "queue" | "recall" | "parked" | "callback";
    madeAt: number;
    expiresAt: number;
  } | null;
  /** R5, German: why the person helps out at the switchboard of another administration; from the
   * offer to the end of the talk. */
  lending: string | null;
  /** The contact offered, served, or being wrapped up. */
  contact: ContactCard | null;
}

export interface ContactCard {
  id: string;
  /** "ended" while the agent wraps up after the caller has gone. */
  state: ContactState;
  since: number;
  arrivedAt: number;
  answeredAt: number | null;
  /** Why it ended; null before, and while that is still being read. */
  endCause: EndCause | null;
  line: { id: string; name: string; kind: "115" | "switchboard"; administrationId: string | null };
  /** To read aloud, with the agent's name in it. */
  greeting: string;
  /** Written for people: "06571 90009 …"; null when suppressed. */
  callerNumber: string | null;
  origin: readonly OriginHint[];
  administrationId: string | null;
  administrationCertainty: "line" | "guess" | "confirmed" | "unknown";
  place: { ags: string; name: string } | null;
  transfer: { name: string; extension: string; until: number } | null;
  /** The language or topic for which somebody passed the caller on: "Französisch". */
  sought: string | null;
  /** R11: set when the citizen is or was called back. */
  callback: CallbackFacts | null;
  /** Of a callback: the concerns of the contact in which it was promised. */
  promisedFor: ConcernView[];
  /** Set when a transfer came back: to whom, and why (R10). */
  recall: { name: string; extension: string; failure: PartyFailure; at: number } | null;
  concerns: ConcernView[];
  note: string;
  /** Of concerns and note; rises with each writing. */
  recordVersion: number;
  earlier: EarlierContact[];
}

export interface CallbackFacts {
  askedAt: number;
  /** Name of who promised it; null: the caller asked for it himself. */
  promisedBy: string | null;
  /** What that person wrote down. */
  note: string;
  /** Attempts so far, all of them in vain. */
  attempts: number;
  attemptsMax: number;
  lastFailure: DialFailure | null;
}

/** R11: a citizen who is to be called. */
export interface CallbackView extends CallbackFacts {
  id: string;
  lineId: string;
  /** Written for people: "06592 9991" */
  number: string;
  place: string | null;
  placeConfirmed: boolean;
  /** Titles of the concerns of the contact in which it was promised. */
  concerns: readonly string[];
  /** What it waits for: a person of the team; its time or the next attempt; the line's opening; the
   * end of the citizen's own call; nothing, somebody is at it. */
  waitsFor: "team" | "time" | "opening" | "ownCall" | "nobody";
  /** When it may be offered at the earliest; null when that is not known. */
  dueAt: number | null;
  /** Whom it waits for first. */
  firstFor: string | null;
}

export interface LineView {
  id: string;
  name: string;
  /** Written for people: "06571 140" */
  number: string;
  kind: "115" | "switchboard";
  administrationId: string | null;
  open: boolean;
  /** German: "geöffnet bis 18:00" */
  hours: string;
  waiting: number;
  /** Arrival of the longest waiting; null when nobody waits. */
  longestSince: number | null;
  talking: number;
  answerTargetSeconds: number;
  /** Since midnight, Europe/Berlin; counted from events (I7). */
  today: { offered: number; answered: number; answeredInTarget: number; abandoned: number };
  /** R11: counted apart from the calls. */
  callbacksToday: { wished: number; reached: number; notReached: number };
}

/** R9: a caller whom those of his line may pull or retrieve. */
export interface WaitingView {
  id: string;
  state: "waiting" | "parked";
  lineId: string;
  /** Written for people; null when suppressed. Whole for who serves the line, else cut: "06571 …" */
  number: string | null;
  /** Where the caller lives: confirmed by somebody, or the best guess (R1). */
  place: string | null;
  placeConfirmed: boolean;
  /** What has been noted as his concerns, by whoever has spoken with him. */
  concerns: readonly string[];
  /** Whom he was to be connected with and was not: "Zulassungsstelle Wittlich" (R10). */
  wanted: string | null;
  /** Languages and topics without which nobody may pull him: "Französisch". */
  requiredSkills: readonly string[];
  /** Arrival, or when he was parked. */
  since: number;
  /** Name of who parked him; null for who waits. */
  parkedBy: string | null;
  /** Name of the person whom he waits for first (R10); the team follows. */
  firstFor: string | null;
  /** When a parked caller comes back to the parker. */
  comesBackAt: number | null;
}

export interface TeamMemberView {
  agentId: string;
  name: string;
  administrationId: string;
  state: AgentState;
  since: number;
  breakReason: string | null;
  lineName: string | null;
}

export interface SummaryView {
  waiting: number;
  longestSince: number | null;
  ready: number;
  signedIn: number;
  /** answered within target ÷ (answered + abandoned), today, all lines; null before the first. */
  promiseKept: number | null;
}

export interface StatusView {
  telephony: boolean;
  database: boolean;
  demo: boolean;
  /** Changes whenever services or answers have: what a desk has read of them is old. */
  knowledgeEdition: number;
}

const id = z.string().min(1).max(100);

/**
 * With a `commandId` a command may be sent again, over any connection to any process: it gets the
 * same reply and nothing happens twice.
 */
function command<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject({ ...shape, commandId: z.uuid().optional() });
}

/** What a desk may send; the acknowledgement is a `DeskReply`. */
export const deskCommands = {
  "presence.choose": command({
    presence: z.enum(["ready", "break", "offline"]),
    reason: z.string().max(60).nullable(),
  }),
  "offer.accept": command({ offerId: id }),
  "offer.decline": command({ offerId: id }),
  "contact.hangUp": command({ contactId: id }),
  "contact.transfer": command({
    contactId: id,
    /** A directory entry or escalation target; without one the digits are dialled. */
    directoryEntryId: id.nullable(),
    extension: z
      .string()
      .regex(/^\+?\d{2,20}$/)
      .nullable(),
    /** Says that the person knows the target is outside its hours (R2). */
    evenIfClosed: z.boolean(),
  }),
  "contact.takeBack": command({ contactId: id }),
  /** To the colleagues who can do all of this: "Französisch". */
  "contact.passOn": command({
    contactId: id,
    skills: z.array(z.string().min(1).max(60)).min(1).max(5),
  }),
  "contact.pull": command({ contactId: id }),
  "contact.park": command({ contactId: id }),
  "contact.retrieve": command({ contactId: id }),
  /** R11: in conversation or wrap-up. `at`: milliseconds; null: as soon as possible. */
  "callback.promise": command({
    contactId: id,
    number: z.string().regex(/^[+\d\s()/.–-]{3,40}$/, "Erwartet wird eine Telefonnummer."),
    at: z.number().int().min(1_600_000_000_000).nullable(),
    toHerself: z.boolean(),
    note: z.string().max(500),
  }),
  "callback.cancel": command({ contactId: id }),
  "contact.confirmPlace": command({
    contactId: id,
    ags: z.string().regex(/^\d{8}$/),
    /** The part of the municipality that the caller has named: "Wengerohr". */
    locality: z.string().min(1).max(100).optional(),
  }),
  "wrapUp.extend": command({}),
  "wrapUp.end": command({}),
} as const;
export type DeskCommandName = keyof typeof deskCommands;
export type DeskCommand<Name extends DeskCommandName> = z.infer<(typeof deskCommands)[Name]>;

export type DeskReply = { ok: true } | { ok: false; error: { code: string; message: string } };

type ClientEvents = {
  [Name in DeskCommandName]: (
    command: DeskCommand<Name>,
    reply: (result: DeskReply) => void,
  ) => void;
} & { resync: () => void };

/** Typed event maps for both ends of the socket. */
export type { ClientEvents };
export interface ServerEvents {
  snapshot: (snapshot: DeskSnapshot) => void;
  change: (change: DeskChange) => void;
  /** Every few seconds the number of the last change: who knows a lower one emits `resync`. */
  pulse: (pulse: { seq: number }) => void;
}
