import { createState, type CenterState } from "../routing/center-state.ts";
import type { CenterEvent, EndCause, OfferOutcome } from "../routing/events.ts";
import { evolve } from "../routing/evolve.ts";
import type { LineFigures } from "../reports/schema.ts";
import { noFigures } from "../reports/tally.ts";
import type { Agent, AgentState, Instant } from "../routing/state.ts";
import { readEntry, type MemoryStore } from "./memory-journal.ts";

export interface LineOfDay extends LineFigures {
  /** Of the answered, in the order in which they were. */
  waitSeconds: number[];
}

export interface QuarterFigures {
  from: Instant;
  offered: number;
  answered: number;
  answeredInTarget: number;
  abandoned: number;
  /** Means over the quarter-hour. */
  waiting: number;
  waitingMost: number;
  people: Record<PeopleGroup, number>;
}

export const peopleGroups = ["talking", "wrapUp", "ready", "away"] as const;
/** "talking": all that belongs to a call; "away": in a break, or not responding. */
export type PeopleGroup = (typeof peopleGroups)[number];

export interface DayFigures {
  lines: LineOfDay[];
  quarters: QuarterFigures[];
  offers: Record<OfferOutcome, number>;
  events: Record<string, number>;
  transfersFailed: Record<string, number>;
  resumed: number;
  talkSeconds: number;
  wrapUpSeconds: number;
  /** Ready, at work or in wrap-up: of that, the share at work or in wrap-up. */
  occupancy: number;
  /** By administration whose people helped on others' switchboards. */
  lentMinutes: Record<string, number>;
  /** The state that the whole journal gives. */
  state: CenterState;
}

const quarterMilliseconds = 15 * 60_000;
const sampleMilliseconds = 10_000;

/** Everything there is to say of a day, from its journal alone. */
export function figuresOf(store: MemoryStore, from: Instant, to: Instant): DayFigures {
  const count = new DayCount(from, to);
  for (const row of store.rows) {
    const { events, at } = readEntry(row);
    for (const event of events) count.take(event, at);
  }
  return count.finish();
}

class DayCount {
  private readonly state = createState();
  private readonly from: Instant;
  private readonly lines = new Map<string, LineOfDay>();
  private readonly quarters: QuarterFigures[];
  private readonly samples: number[];
  private readonly offers = { accepted: 0, declined: 0, expired: 0, rescinded: 0 };
  private readonly events: Record<string, number> = {};
  private readonly transfersFailed: Record<string, number> = {};
  private readonly lentMilliseconds: Record<string, number> = {};
  private readonly lentNow = new Map<string, { administrationId: string; since: Instant }>();
  private readonly since = new Map<string, { state: AgentState; at: Instant }>();
  private readonly spent: Partial<Record<AgentState, number>> = {};
  private resumed = 0;
  private sampledAt: Instant;

  constructor(from: Instant, to: Instant) {
    this.from = from;
    this.sampledAt = from;
    const count = Math.ceil((to - from) / quarterMilliseconds);
    this.quarters = Array.from({ length: count }, (_, index) => ({
      from: from + index * quarterMilliseconds,
      offered: 0,
      answered: 0,
      answeredInTarget: 0,
      abandoned: 0,
      waiting: 0,
      waitingMost: 0,
      people: { talking: 0, wrapUp: 0, ready: 0, away: 0 },
    }));
    this.samples = this.quarters.map(() => 0);
  }

  take(event: CenterEvent, at: Instant): void {
    this.sample(at);
    this.events[event.type] = (this.events[event.type] ?? 0) + 1;
    this.before(event, at);
    evolve(this.state, event, at);
    if ("agentId" in event && event.agentId !== null) this.followAgent(event.agentId, at);
  }

  finish(): DayFigures {
    for (const [index, samples] of this.samples.entries()) {
      const quarter = this.quarters[index]!;
      quarter.waiting /= Math.max(1, samples);
      for (const group of peopleGroups) quarter.people[group] /= Math.max(1, samples);
    }
    const seconds = (...states: AgentState[]) =>
      states.reduce((sum, each) => sum + (this.spent[each] ?? 0), 0) / 1000;
    const busy = seconds("offered", "connecting", "talking", "wrapUp");
    const minutes = Object.entries(this.lentMilliseconds).map(([id, ms]) => [id, ms / 60_000]);
    return {
      lines: [...this.lines.values()],
      quarters: this.quarters,
      offers: this.offers,
      events: this.events,
      transfersFailed: this.transfersFailed,
      resumed: this.resumed,
      talkSeconds: seconds("talking"),
      wrapUpSeconds: seconds("wrapUp"),
      occupancy: busy / Math.max(1, busy + seconds("ready")),
      lentMinutes: Object.fromEntries(minutes) as Record<string, number>,
      state: this.state,
    };
  }

  private before(event: CenterEvent, at: Instant): void {
    switch (event.type) {
      case "contactArrived":
        if (!event.offered) return;
        this.line(event.lineId).offered += 1;
        this.quarter(at).offered += 1;
        if (event.resumes !== undefined) this.resumed += 1;
        return;
      case "callbackAsked":
        return this.becomesCallback(event.contactId);
      case "callbackPromised":
        this.line(event.lineId).callbacks += 1;
        return;
      case "conversationStarted":
        return this.answer(event.contactId, at);
      case "contactEnded":
        return this.end(event.contactId, event.cause);
      case "offerEnded":
        this.offers[event.outcome] += 1;
        return;
      case "transferFailed":
        this.transfersFailed[event.failure] = (this.transfersFailed[event.failure] ?? 0) + 1;
    }
  }

  private answer(contactId: string, at: Instant): void {
    const contact = this.state.contacts[contactId]!;
    if (contact.answeredAt !== null || !contact.offered) return;
    const line = this.line(contact.lineId);
    if (contact.callback !== null) {
      line.callbacksReached += 1;
      return;
    }
    const waited = (at - contact.arrivedAt) / 1000;
    const inTarget = waited <= this.state.lines[contact.lineId]!.answerTargetSeconds;
    line.answered += 1;
    line.waitSeconds.push(waited);
    const quarter = this.quarter(contact.arrivedAt);
    quarter.answered += 1;
    if (!inTarget) return;
    line.answeredInTarget += 1;
    quarter.answeredInTarget += 1;
  }

  private end(contactId: string, cause: EndCause): void {
    const contact = this.state.contacts[contactId]!;
    if (contact.answeredAt !== null || !contact.offered) return;
    const line = this.line(contact.lineId);
    if (contact.callback === null) {
      line.abandoned += 1;
      this.quarter(contact.arrivedAt).abandoned += 1;
    } else if (cause === "callbackNotReached") line.callbacksNotReached += 1;
    else if (cause === "callbackReplaced") line.callbacks -= 1;
  }

  /** R11: from now on no call that is answered late, or never. */
  private becomesCallback(contactId: string): void {
    const { lineId, arrivedAt } = this.state.contacts[contactId]!;
    const line = this.line(lineId);
    line.offered -= 1;
    line.callbacks += 1;
    this.quarter(arrivedAt).offered -= 1;
  }

  private followAgent(agentId: string, at: Instant): void {
    const agent = this.state.agents[agentId];
    const known = this.since.get(agentId);
    if (known !== undefined && known.state !== agent?.state) {
      this.spent[known.state] = (this.spent[known.state] ?? 0) + (at - known.at);
    }
    if (agent !== undefined && known?.state !== agent.state) {
      this.since.set(agentId, { state: agent.state, at });
    }
    this.followLending(agentId, agent, at);
  }

  /** Who works for another administration's switchboard, wrap-up and all (R5). */
  private followLending(agentId: string, agent: Agent | undefined, at: Instant): void {
    const lent = agent?.lent ?? null;
    const known = this.lentNow.get(agentId);
    if (known !== undefined && known.since !== lent?.since) {
      const { administrationId, since } = known;
      this.lentMilliseconds[administrationId] =
        (this.lentMilliseconds[administrationId] ?? 0) + (at - since);
      this.lentNow.delete(agentId);
    }
    if (lent !== null) this.lentNow.set(agentId, lent);
  }

  private sample(until: Instant): void {
    for (; this.sampledAt <= until; this.sampledAt += sampleMilliseconds) {
      const index = this.indexAt(this.sampledAt);
      const quarter = this.quarters[index];
      if (quarter === undefined) return;
      const { contacts, agents } = this.state;
      let waiting = 0;
      for (const { state, answeredAt } of Object.values(contacts)) {
        const waits = state === "waiting" || state === "offered" || state === "connecting";
        if (waits && answeredAt === null) waiting += 1;
      }
      this.samples[index]! += 1;
      quarter.waiting += waiting;
      quarter.waitingMost = Math.max(quarter.waitingMost, waiting);
      for (const { state } of Object.values(agents)) {
        const group = groupOf(state);
        if (group !== null) quarter.people[group] += 1;
      }
    }
  }

  private indexAt(at: Instant): number {
    return Math.floor((at - this.from) / quarterMilliseconds);
  }

  private quarter(at: Instant): QuarterFigures {
    const last = this.quarters.length - 1;
    return this.quarters[Math.max(0, Math.min(last, this.indexAt(at)))]!;
  }

  private line(lineId: string): LineOfDay {
    let line = this.lines.get(lineId);
    if (line === undefined) {
      this.lines.set(lineId, (line = { ...noFigures(lineId), waitSeconds: [] }));
    }
    return line;
  }
}

function groupOf(state: AgentState): PeopleGroup | null {
  switch (state) {
    case "offline":
      return null;
    case "ready":
      return "ready";
    case "wrapUp":
      return "wrapUp";
    case "break":
    case "notResponding":
      return "away";
    default:
      return "talking";
  }
}
