import { expect } from "vitest";
import { createState, type CenterState } from "../../src/routing/center-state.ts";
import type { Command, RejectionCode } from "../../src/routing/commands.ts";
import { nextDueAt } from "../../src/routing/deadlines.ts";
import type { CenterEvent } from "../../src/routing/events.ts";
import type {
  Agent,
  AgentProfile,
  Contact,
  LineSettings,
  Offer,
  PartyFailure,
  Presence,
} from "../../src/routing/state.ts";
import { RoutingAuditor } from "../simulation/routing-auditor.ts";

/** 6 July 2026, 08:00 in Berlin. */
export const startAt = Date.UTC(2026, 6, 6, 6);

export function line(id: string, changes: Partial<LineSettings> = {}): LineSettings {
  return {
    id,
    number: id,
    name: id,
    kind: "115",
    administrationId: null,
    answerTargetSeconds: 30,
    offerSecondsMax: 20,
    ringSecondsMax: 15,
    transferSecondsMax: 25,
    wrapUpSecondsMax: 60,
    recallReservedSecondsMax: 45,
    requiredSkills: [],
    open: [
      {
        from: startAt - 36e5,
        to: startAt + 10 * 36e5,
      },
    ],
    nightTarget: null,
    ...changes,
  };
}

/**
 * A centre that owns its clock. Every step is audited: the invariants hold, the replay is the same,
 * every offer goes to the right person for the right contact.
 */
export class Centre {
  readonly state: CenterState = createState();
  readonly auditor = new RoutingAuditor(this.state);
  now = startAt;
  #calls = 0;

  constructor(lines: LineSettings[] = [line("115")]) {
    this.do({ type: "changeLines", lines });
  }

  /** Does it one millisecond later. */
  do(command: Command): CenterEvent[] {
    this.now += 1;
    return this.doNow(command);
  }

  /** Does it in the same moment. */
  doNow(command: Command): CenterEvent[] {
    const result = this.auditor.step(command, this.now);
    if (!result.ok) throw new Error(`refused: ${result.rejection.code}`);
    return result.events;
  }

  refuses(command: Command, code: RejectionCode): CenterEvent[] {
    this.now += 1;
    const result = this.auditor.step(command, this.now);
    expect(result.ok ? "accepted" : result.rejection.code).toBe(code);
    return result.events;
  }

  /** Lets time pass as the live centre does: a timer for each deadline. */
  wait(seconds: number): CenterEvent[] {
    const end = this.now + seconds * 1000;
    const events: CenterEvent[] = [];
    for (let due = nextDueAt(this.state); due !== null && due <= end; due = nextDueAt(this.state)) {
      this.now = due;
      events.push(...this.doNow({ type: "timePasses" }));
    }
    this.now = end;
    return events;
  }

  admit(id: string, profile: Partial<AgentProfile> = {}): void {
    const defaults = { displayName: id, administrationId: "nord", extension: `1-${id}` };
    const lineIds = Object.keys(this.state.lines);
    const all = { id, ...defaults, lineIds, skills: [], ...profile };
    this.do({ type: "admitAgent", profile: all });
  }

  ready(id: string, profile: Partial<AgentProfile> = {}): void {
    this.admit(id, profile);
    this.choose(id, "ready");
  }

  choose(agentId: string, presence: Presence, reason: string | null = null): CenterEvent[] {
    return this.do({ type: "choosePresence", agentId, presence, reason });
  }

  arrive(lineId = "115", home: string | null = null): string {
    this.#calls += 1;
    const contactId = `c${this.#calls}`;
    const hint = { placeName: "Daun", probability: 0.6, reason: "Vorwahl 06592 (Daun)" };
    const origin = home === null ? [] : [{ administrationId: home, ...hint }];
    const callId = `call${this.#calls}`;
    this.do({ type: "contactArrives", contactId, callId, lineId, callerNumber: null, origin });
    return contactId;
  }

  accept(agentId: string): CenterEvent[] {
    return this.do({ type: "acceptOffer", agentId, offerId: this.offerTo(agentId).id });
  }

  decline(agentId: string): CenterEvent[] {
    return this.do({ type: "declineOffer", agentId, offerId: this.offerTo(agentId).id });
  }

  answer(contactId: string): CenterEvent[] {
    return this.do({ type: "partyAnswers", contactId, partyId: this.partyOf(contactId) });
  }

  fail(contactId: string, failure: PartyFailure = "noAnswer"): CenterEvent[] {
    return this.do({ type: "partyFails", contactId, partyId: this.partyOf(contactId), failure });
  }

  /** A new contact that the agent is talking with. */
  talk(agentId: string, lineId = "115"): string {
    const contactId = this.arrive(lineId);
    this.accept(agentId);
    this.answer(contactId);
    expect(this.agent(agentId).contactId).toBe(contactId);
    return contactId;
  }

  transfer(agentId: string, contactId: string, extension = "400"): CenterEvent[] {
    const target = { extension, name: "Zulassungsstelle", directoryEntryId: "zulassung" };
    return this.do({ type: "transfer", agentId, contactId, target });
  }

  hangUp(agentId: string, contactId: string): CenterEvent[] {
    return this.do({ type: "hangUp", agentId, contactId });
  }

  agent(id: string): Agent {
    return this.state.agents[id]!;
  }

  contact(id: string): Contact {
    return this.state.contacts[id]!;
  }

  stateOf(id: string): string {
    return this.state.contacts[id]?.state ?? this.state.agents[id]?.state ?? "gone";
  }

  offerTo(agentId: string): Offer {
    const { offerId } = this.agent(agentId);
    if (offerId === null)
      throw new Error(`${agentId} has no offer but is ${this.stateOf(agentId)}`);
    return this.state.offers[offerId]!;
  }

  /** Which contact the agent is offered, if any. */
  offered(agentId: string): string | null {
    const { offerId } = this.agent(agentId);
    return offerId === null ? null : this.state.offers[offerId]!.contactId;
  }

  partyOf(contactId: string): string {
    return this.contact(contactId).party!.id;
  }
}

export function types(events: readonly CenterEvent[]): string[] {
  return events.map(({ type }) => type);
}
