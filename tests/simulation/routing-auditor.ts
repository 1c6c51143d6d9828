import { isDeepStrictEqual } from "node:util";
import { createState, toData, type CenterState } from "../../src/routing/center-state.ts";
import type { Command } from "../../src/routing/commands.ts";
import { nextDueAt } from "../../src/routing/deadlines.ts";
import { advance, type Advance } from "../../src/routing/decide.ts";
import type { CenterEvent } from "../../src/routing/events.ts";
import { evolve } from "../../src/routing/evolve.ts";
import { explain } from "../../src/routing/explain.ts";
import { CallbackAuditor, hasItsTurn } from "./callback-auditor.ts";
import { KeptPlacesAuditor } from "./kept-places-auditor.ts";
import { checkInvariants } from "../../src/routing/invariants.ts";
import { LendingAuditor } from "./lending-auditor.ts";
import { mayBeAsked, strandedIn } from "./may-be-asked.ts";
import type { Agent, CenterData, Contact, Offer, Presence } from "../../src/routing/state.ts";

const names = { agent: (id: string) => id, line: (id: string) => id, administration: String };

/**
 * Watches every step of a centre with eyes of its own: a replica that only knows the journalled
 * events (I6), what each person last chose (I5), every offer and its one end (I8), and for every
 * offer a search through everybody and everything waiting (R3, R6, I9).
 */
export class RoutingAuditor {
  readonly contactIds: string[] = [];
  readonly offerIds: string[] = [];
  steps = 0;
  readonly seen: Record<string, number> = {};

  readonly #state: CenterState;
  #replica: CenterState;
  readonly #intents = new Map<string, Presence>();
  readonly #openOffers = new Set<string>();
  readonly #offers = new Set<string>();
  readonly #parties = new Set<string>();
  readonly #lending = new LendingAuditor();
  readonly #kept = new KeptPlacesAuditor();
  readonly #callbacks = new CallbackAuditor();
  readonly #places = new Map<string, number>();

  constructor(state: CenterState) {
    this.#state = state;
    this.#replica = createState(toData(state));
  }

  /** Takes one step and throws at the first thing that is wrong. */
  step(command: Command, now: number): Advance {
    this.steps += 1;
    const before = toData(this.#state);
    if (this.steps % 5 === 0) expectSameInTwoSteps(before, command, now);
    const result = advance(this.#state, command, now);
    const after = toData(this.#state);
    for (const event of result.events) this.#follow(event, command, now);
    this.#compare(isDeepStrictEqual(toData(this.#replica), after), "I6 the replay differs");
    if (this.steps % 20 === 0) this.#replica = createState(structuredClone(after));
    if ("partyId" in command && (nextDueAt(createState(before)) ?? now + 1) > now) {
      const current = before.contacts[command.contactId]?.party?.id === command.partyId;
      this.#compare(current || result.events.length === 0, "a party long gone was heard");
    }
    if (!result.ok && result.events.length === 0) {
      this.#compare(isDeepStrictEqual(before, after), "a refused command changed something");
    }
    if (result.ok && command.type === "choosePresence") {
      this.#intents.set(command.agentId, command.presence);
    }
    for (const broken of checkInvariants(this.#state)) this.#compare(false, broken);
    const due = nextDueAt(this.#state);
    this.#compare(due === null || due > now, "something is overdue");
    this.#checkPeople(before, after, command);
    this.#checkContacts(after);
    this.#checkNobodyIdles(after, now);
    for (const stranded of strandedIn(after, now)) this.#compare(false, stranded);
    return result;
  }

  #follow(event: CenterEvent, command: Command, now: number): void {
    this.seen[event.type] = (this.seen[event.type] ?? 0) + 1;
    const sentence = explain(event, names);
    this.#compare(/^\S.*\.$/.test(sentence) && !sentence.includes("undefined"), `R13 ${sentence}`);
    if (event.type === "offerMade") {
      this.#compare(!this.#offers.has(event.offer.id), "I8 an offer id came twice");
      this.offerIds.push(event.offer.id);
      this.#offers.add(event.offer.id);
      this.#openOffers.add(event.offer.id);
      checkOffer(this.#replica, event.offer, now);
    }
    if (event.type === "offerEnded") {
      this.#compare(this.#openOffers.delete(event.offerId), "I8 an offer ended twice");
    }
    if (event.type === "contactArrived") {
      this.contactIds.push(event.contactId);
      this.#places.set(event.contactId, event.resumes?.queuedAt ?? now);
      this.#kept.check(event, this.#replica, now);
    }
    if (event.type === "callbackPromised") this.contactIds.push(event.contactId);
    if (event.type === "callbackPromised" || event.type === "callbackAsked") {
      const place = this.#places.get(event.contactId) ?? event.queuedAt;
      this.#compare(event.queuedAt <= place, `R11 ${event.contactId} lost its place`);
      this.#places.set(event.contactId, event.queuedAt);
    }
    if (event.type === "agentRung" || event.type === "transferStarted") {
      const party = `${event.contactId}/${event.party.id}`;
      this.#compare(!this.#parties.has(party), `party ${party} came twice`);
      this.#parties.add(party);
    }
    if (event.type === "conversationStarted") {
      const place = this.#places.get(event.contactId)!;
      const early = this.#replica.contacts[event.contactId]?.callback != null && place > now;
      if (early) this.#places.set(event.contactId, now);
    }
    this.#kept.follow(event, this.#replica, now);
    this.#lending.before(event, this.#replica, now);
    this.#callbacks.before(event, this.#replica, now);
    if (event.type === "contactEnded") this.#places.delete(event.contactId);
    if (event.type === "agentAdmitted" && !this.#replica.agents[event.profile.id]) {
      this.#intents.set(event.profile.id, "offline");
    }
    if (event.type === "presenceChosen") {
      const asked = command.type === "choosePresence" && command.agentId === event.agentId;
      this.#compare(asked, "I5 nobody chose that presence");
    }
    evolve(this.#replica, JSON.parse(JSON.stringify(event)) as CenterEvent, now);
    this.#lending.after(this.#replica, now);
    this.#callbacks.after(this.#replica);
  }

  /** I5: the latest wish holds, and only a wish brings a person back from break or silence. */
  #checkPeople(before: CenterData, after: CenterData, command: Command): void {
    for (const agent of Object.values(after.agents)) {
      const { id } = agent;
      this.#compare(agent.intent === this.#intents.get(id), `I5 the wish of ${id} is lost`);
      const was = before.agents[id]?.state;
      const away = was === "break" || was === "offline" || was === "notResponding";
      const self = "agentId" in command && command.agentId === id;
      const chose = self && ["choosePresence", "takeBack", "retrieve"].includes(command.type);
      this.#compare(!away || agent.state === was || chose, `I5 ${id} was moved from ${was}`);
    }
  }

  /** I3, R3: whoever arrived is here until the end is said, and never loses the place. */
  #checkContacts(after: CenterData): void {
    const here = Object.keys(after.contacts);
    this.#compare(here.length === this.#places.size, "I3 a contact is lost");
    for (const [id, at] of this.#places) {
      this.#compare(after.contacts[id]?.queuedAt === at, `R3 contact ${id} lost its place`);
    }
    const live = new Set(Object.keys(after.offers));
    this.#compare(isDeepStrictEqual(live, this.#openOffers), "I8 offers live or ended wrongly");
  }

  /** I4 by the clock: whoever may be asked by now is asked by now (R4). */
  #checkNobodyIdles(after: CenterData, now: number): void {
    const ready = Object.values(after.agents).filter(
      (agent) => agent.state === "ready" && agent.restsUntil === 0,
    );
    for (const contact of Object.values(after.contacts)) {
      if (contact.state !== "waiting" || contact.reservedFor !== null) continue;
      const idle = ready.find(
        (agent) => mayBeAsked(after, agent, contact, now) && hasItsTurn(after, agent, contact, now),
      );
      this.#compare(idle === undefined, `I4 agent ${idle?.id} idles beside ${contact.id}`);
    }
  }

  #compare(holds: boolean, words: string): void {
    if (!holds) throw new Error(`step ${this.steps}: ${words}`);
  }
}

/** What is due before a command happens as if the timer had come first; from a snapshot as well. */
function expectSameInTwoSteps(before: CenterData, command: Command, now: number): void {
  const once = createState(before);
  const twice = createState(before);
  const events = advance(once, command, now).events;
  const first = advance(twice, { type: "timePasses" }, now).events;
  const both = [...first, ...advance(twice, command, now).events];
  if (!isDeepStrictEqual(events, both)) throw new Error("a late timer changes the outcome");
}

/** R3, R6, I9 by looking at everybody: `state` is the one in which the offer is made. */
export function checkOffer(state: CenterState, offer: Offer, now: number): void {
  const contact = state.contacts[offer.contactId]!;
  const chosen = state.agents[offer.agentId]!;
  const broken = (words: string) => new Error(`offer ${offer.id}: ${words}`);
  if (offer.kind === "recall") {
    if (contact.reservedFor?.agentId !== chosen.id) throw broken("R10 recall to somebody else");
    return;
  }
  const ready = Object.values(state.agents).filter(
    (agent) => agent.state === "ready" && agent.restsUntil === 0,
  );
  const mayBeOffered = (agent: Agent, other: Contact) =>
    mayBeAsked(state, agent, other, now) && hasItsTurn(state, agent, other, now);
  const ranked = ready
    .filter((agent) => mayBeOffered(agent, contact))
    .sort((a, b) => compareAgents(a, b, contact.administrationId));
  if (ranked[0]?.id !== chosen.id) throw broken(`R6 ${chosen.id} is not ${ranked[0]?.id}`);
  const second = offer.reasons.passedOver.map(({ agentId }) => agentId);
  const expected = ranked.slice(1, 6).map(({ id }) => id);
  if (!isDeepStrictEqual(second, expected)) throw broken("R13 others were passed over");
  const asked = Object.values(offer.reasons.notAsked).reduce((sum, count) => sum + count, 0);
  if (1 + second.length + asked !== Object.keys(state.agents).length) throw broken("R13 counts");
  const waiting = Object.values(state.contacts).filter(
    (other) =>
      other.state === "waiting" &&
      other.reservedFor === null &&
      ready.some((agent) => mayBeOffered(agent, other)),
  );
  waiting.sort((a, b) => compareUrgency(state, a, b, now));
  if (waiting[0]?.id !== contact.id) throw broken(`I9 ${waiting[0]?.id} comes first`);
}

function compareAgents(a: Agent, b: Agent, home: string | null): number {
  const away = (agent: Agent) => (agent.administrationId === home ? 0 : 1);
  return (
    away(a) - away(b) ||
    a.skills.length - b.skills.length ||
    a.lineIds.length - b.lineIds.length ||
    a.idleSince - b.idleSince ||
    (a.id < b.id ? -1 : 1)
  );
}

function compareUrgency(state: CenterState, a: Contact, b: Contact, now: number): number {
  const urgency = (contact: Contact) =>
    (now - contact.queuedAt) / state.lines[contact.lineId]!.answerTargetSeconds;
  const difference = urgency(b) - urgency(a);
  if (Math.abs(difference) > 1e-9) return difference;
  return a.queuedAt - b.queuedAt || (a.id < b.id ? -1 : 1);
}
