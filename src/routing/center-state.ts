import { enterAgent, type AgentGroup, type Staff } from "./agent-index.ts";
import { indexContact, type Queue } from "./contact-index.ts";
import type { AgentStanding } from "./agent-index.ts";
import { openLedgers } from "./ledger.ts";
import { indexPlace } from "./redial.ts";
import type { LendingSettings } from "./lending-figures.ts";
import type { CenterData } from "./state.ts";
import { TimeHeap } from "./time-heap.ts";

/** The plain data with the indexes that make a decision cheap. Changed by evolve.ts alone. */
export interface CenterState extends CenterData {
  readonly index: CenterIndex;
}

/** Derived from the plain data, entry by entry: rebuilt from a snapshot it decides the same. */
export interface CenterIndex {
  /** Call at the switch → contact. */
  readonly byCall: Map<string, string>;
  /** Number of a citizen who is to be called → contact (R11). */
  readonly callbacks: Map<string, string>;
  /** Waiting for the team, by line and whom they may be offered to. */
  readonly queues: Map<string, Queue>;
  /** Contact → the queue it waits in. */
  readonly queueOf: Map<string, Queue>;
  /** Waiting for one agent first (recall): agent → contacts. */
  readonly reserved: Map<string, TimeHeap>;
  /** Contact → agent it is reserved for. */
  readonly reservedFor: Map<string, string>;
  /** Line → callers who wait for the team although it has closed (R2). */
  readonly outlasting: Map<string, TimeHeap>;
  /** Agents that are alike for matching. */
  readonly groups: Map<string, AgentGroup>;
  readonly agents: Map<string, { group: AgentGroup; standing: AgentStanding }>;
  /** Grows when groups come or go: queues then look anew for theirs. */
  groupsVersion: number;
  readyCount: number;
  readonly contactsDue: TimeHeap;
  readonly agentsDue: TimeHeap;
  readonly endedCalls: TimeHeap;
  /** Line and caller's number → contacts whose places are kept (R12). */
  readonly placesOf: Map<string, Set<string>>;
  readonly placesDue: TimeHeap;
  /** Administration → how far it lends; null: never (R5). Left out: without limit. */
  readonly lenders: Map<string, LendingSettings | null>;
  readonly lendersDue: TimeHeap;
  /** Administration → its people at work. */
  readonly staffs: Map<string, Staff>;
}

/**
 * A state of its own, from a snapshot or empty. The data given is copied; what a snapshot of an
 * earlier version does not know yet is filled in.
 */
export function createState(data?: CenterData): CenterState {
  const state: CenterState = {
    lines: {},
    contacts: {},
    agents: {},
    offers: {},
    keptPlaces: {},
    lending: {},
    endedCalls: {},
    callsSinceCallback: {},
    index: {
      byCall: new Map(),
      callbacks: new Map(),
      queues: new Map(),
      queueOf: new Map(),
      reserved: new Map(),
      reservedFor: new Map(),
      outlasting: new Map(),
      groups: new Map(),
      agents: new Map(),
      groupsVersion: 0,
      readyCount: 0,
      contactsDue: new TimeHeap(),
      agentsDue: new TimeHeap(),
      endedCalls: new TimeHeap(),
      placesOf: new Map(),
      placesDue: new TimeHeap(),
      lenders: new Map(),
      lendersDue: new TimeHeap(),
      staffs: new Map(),
    },
  };
  const copy = data === undefined ? undefined : structuredClone(data);
  state.lines = dictionary(copy?.lines);
  state.contacts = dictionary(copy?.contacts);
  state.agents = dictionary(copy?.agents);
  state.offers = dictionary(copy?.offers);
  state.keptPlaces = dictionary(copy?.keptPlaces);
  state.lending = dictionary(copy?.lending);
  state.endedCalls = dictionary(copy?.endedCalls);
  state.callsSinceCallback = dictionary(copy?.callsSinceCallback);
  openLedgers(state);
  for (const agent of Object.values(state.agents)) {
    agent.lent ??= null;
    enterAgent(state, agent);
  }
  for (const contact of Object.values(state.contacts)) {
    contact.parked ??= null;
    contact.reach ??= "partners";
    contact.hoursOutlastedAt ??= null;
    contact.callback ??= null;
    contact.sought ??= null;
    indexContact(state, contact);
  }
  for (const [id, until] of Object.entries(state.endedCalls)) state.index.endedCalls.set(id, until);
  for (const [id, place] of Object.entries(state.keptPlaces)) indexPlace(state.index, id, place);
  return state;
}

/** A copy of the plain data, for a snapshot; later changes of the state do not reach it. */
export function toData(state: CenterState): CenterData {
  const { index: _, ...data } = state;
  return structuredClone(data);
}

/** Ids come from outside: without a prototype, "constructor" is simply unknown. */
export function dictionary<Value>(entries: Record<string, Value> = {}): Record<string, Value> {
  return Object.assign(Object.create(null), entries) as Record<string, Value>;
}
