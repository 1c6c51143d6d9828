import { isToBeCalled } from "./callback.ts";
import { standingOf } from "./agent-index.ts";
import { createState, toData, type CenterState } from "./center-state.ts";
import { dueOfAgent, dueOfContact } from "./deadlines.ts";
import type { Agent, Contact, ContactState } from "./state.ts";
import type { TimeHeap } from "./time-heap.ts";

/**
 * What is broken, in words with the number of the invariant (I1 …); empty when all is well. Looks
 * at the plain data without the indexes, and then at the indexes. For tests and simulations: its
 * cost grows with agents × contacts. What only shows over time (I6, I7, the ends of offers in I8,
 * the order of offers in I9) is audited by whoever sees all events.
 */
export function checkInvariants(state: CenterState): string[] {
  const broken = checkFields(state);
  checkIndexes(state, (holds, words) => {
    if (!holds) broken.push(words);
  });
  return broken;
}

/** The part that looks at the plain data alone, cheap enough for every step. */
export function checkFields(state: CenterState): string[] {
  const broken: string[] = [];
  const report: Report = (holds, words) => {
    if (!holds) broken.push(words);
  };
  for (const contact of Object.values(state.contacts)) checkContact(state, contact, report);
  for (const agent of Object.values(state.agents)) checkAgent(state, agent, report);
  for (const offer of Object.values(state.offers)) {
    const { id } = offer;
    report(state.contacts[offer.contactId]?.offerId === id, `I8 offer ${id} is not its contact's`);
    report(state.agents[offer.agentId]?.offerId === id, `I8 offer ${id} is not its agent's`);
  }
  for (const [id, place] of Object.entries(state.keptPlaces)) {
    report(state.contacts[id] === undefined, `R12 the place of contact ${id} is kept beside him`);
    report(place.queuedAt < place.until, `R12 the place of contact ${id} is kept for no time`);
  }
  checkNobodyIdles(state, report);
  checkLedgers(state, report);
  return broken;
}

type Report = (holds: boolean, words: string) => void;

/**
 * I1, I3: one live work item, and the fields say the same as the state. A live caller is in exactly
 * one contact; a contact without a caller is a callback: while nobody serves it, it has no call.
 */
function checkContact(state: CenterState, contact: Contact, report: Report): void {
  const { id } = contact;
  const is = (...states: ContactState[]) => states.includes(contact.state);
  const serving = Object.values(state.agents).filter((agent) => agent.contactId === id);
  const offers = Object.values(state.offers).filter((offer) => offer.contactId === id);
  report(!is("ended"), `I3 contact ${id} has ended and is still here`);
  report(offers.length === (is("offered") ? 1 : 0), `I1 contact ${id} has ${offers.length} offers`);
  report((contact.offerId !== null) === is("offered"), `I1 contact ${id} and its offer disagree`);
  const served = is("connecting", "dialling", "talking");
  report(serving.length === (served ? 1 : 0), `I1 contact ${id} has ${serving.length} agents`);
  report(!served || serving[0]?.id === contact.agentId, `I1 contact ${id} names a wrong agent`);
  report(!is("waiting", "offered") || contact.agentId === null, `I3 contact ${id} is claimed`);
  const role = served ? "agent" : is("transferring", "transferred") ? "target" : undefined;
  report(contact.party?.role === role, `I3 contact ${id} ${contact.state} has a wrong party`);
  report((contact.transfer !== null) === (role === "target"), `I3 contact ${id} and transfer`);
  const rings = is("connecting", "dialling");
  report((contact.ringUntil !== null) === rings, `I3 contact ${id} and its ringing`);
  checkCallback(state, contact, report);
  report((contact.parked !== null) === is("parked"), `R9 contact ${id} and its parking`);
  report(!is("parked") || contact.agentId === null, `I1 contact ${id} is parked and claimed`);
  report(state.lines[contact.lineId] !== undefined, `I3 contact ${id} is on no line`);
  // A callback that was agreed for later may be taken over before.
  const waits = is("waiting", "offered") || contact.callback === null;
  report(!waits || contact.queuedAt <= contact.since, `I9 contact ${id} lost its place`);
  report(contact.offered || !is("waiting", "offered"), `R2 contact ${id} waits outside the hours`);
  if (contact.reservedFor === null) return;
  report(is("waiting"), `I3 contact ${id} is reserved and ${contact.state}`);
  const agent = state.agents[contact.reservedFor.agentId];
  const comes = agent !== undefined && !agent.withdrawn && agent.state !== "notResponding";
  const wants = agent?.intent === "ready" || agent?.wrapUp?.contactId === id;
  report(comes && wants, `R10 contact ${id} is reserved for nobody`);
}

/** R11: a callback has a call when somebody is at it, a number once, and is held by a live call. */
function checkCallback(state: CenterState, contact: Contact, report: Report): void {
  const { id, callback } = contact;
  const calls = isToBeCalled(contact);
  const withoutCall = calls && ["waiting", "offered", "postponed"].includes(contact.state);
  report((contact.callId === null) === withoutCall, `I3 contact ${id} and its call disagree`);
  const only = ["confirming", "postponed", "dialling"].includes(contact.state);
  report(!only || calls, `R11 contact ${id} is ${contact.state} without a callback`);
  if (callback === null || !calls) return;
  const same = Object.values(state.contacts).filter(
    (other) => isToBeCalled(other) && other.callback?.number === callback.number,
  );
  report(same.length === 1, `R11 ${callback.number} is to be called ${same.length} times`);
  if (callback.ownContactId === null) return;
  const own = state.contacts[callback.ownContactId];
  report(own !== undefined && !isToBeCalled(own), `R11 contact ${id} is held by nobody`);
  report(contact.state === "postponed", `R11 contact ${id} is held and ${contact.state}`);
}

/** I2 and I5: one piece of work, and free time as the person wants it (R8). */
function checkAgent(state: CenterState, agent: Agent, report: Report): void {
  const { id } = agent;
  const works = agent.state === "connecting" || agent.state === "talking";
  report((agent.offerId !== null) === (agent.state === "offered"), `I2 agent ${id} and offer`);
  report((agent.contactId !== null) === works, `I2 agent ${id} and contact disagree`);
  report((agent.wrapUp !== null) === (agent.state === "wrapUp"), `I2 agent ${id} and wrap-up`);
  const contact = agent.contactId === null ? undefined : state.contacts[agent.contactId];
  const served = contact?.state === agent.state || contact?.state === "dialling";
  report(!works || served, `I2 agent ${id} serves what is not served`);
  report(contact?.state !== "dialling" || agent.state === "connecting", `I2 agent ${id} dials`);
  const offers = Object.values(state.offers).filter((offer) => offer.agentId === id);
  report(offers.length <= 1, `I2 agent ${id} has ${offers.length} offers`);
  const free = ["offline", "ready", "break"].includes(agent.state);
  report(
    !free || agent.state === agent.intent,
    `I5 agent ${id} is ${agent.state} against his will`,
  );
  const silent = agent.state === "notResponding";
  report(!silent || agent.intent === "ready", `I5 agent ${id} is called not responding`);
  report((agent.notRespondingReason !== null) === silent, `R7 agent ${id} is silent for no reason`);
  report(!agent.withdrawn || works || agent.state === "wrapUp", `I2 agent ${id} should be gone`);
}

/** I4: no ready agent stands beside a waiting contact that he may be offered. */
function checkNobodyIdles(state: CenterState, report: Report): void {
  const waiting = Object.values(state.contacts).filter((contact) => contact.state === "waiting");
  for (const agent of Object.values(state.agents)) {
    for (const contact of waiting) {
      const mayBeOffered =
        contact.reservedFor === null
          ? isReady(agent) && mayBeAsked(state, agent, contact)
          : contact.reservedFor.agentId === agent.id &&
            (isReady(agent) || (agent.wrapUp?.contactId === contact.id && !isToBeCalled(contact)));
      report(!mayBeOffered, `I4 agent ${agent.id} stands beside contact ${contact.id}`);
    }
  }
}

/** Ready and not resting; said anew here, without the index. */
function isReady(agent: Agent): boolean {
  return agent.state === "ready" && agent.restsUntil === 0;
}

/** Said anew here, without groups and queues: what the matching is compared with. */
export function mayServe(
  agent: Agent,
  contact: Pick<Contact, "lineId" | "requiredSkills">,
): boolean {
  return (
    agent.lineIds.includes(contact.lineId) &&
    contact.requiredSkills.every((skill) => agent.skills.includes(skill))
  );
}

/** R4, R5 as they stand in the state; when they change is audited by whoever has a clock. */
function mayBeAsked(state: CenterState, agent: Agent, contact: Contact): boolean {
  if (!mayServe(agent, contact)) return false;
  const { administrationId } = agent;
  if (contact.reach === "home") return administrationId === contact.administrationId;
  const owner = state.lines[contact.lineId]!.administrationId;
  const foreign = owner !== null && owner !== administrationId;
  return contact.reach === "all" || !foreign || lendsNow(state, administrationId);
}

function lendsNow(state: CenterState, administrationId: string): boolean {
  const never = Object.values(state.lines).some(
    (line) => line.administrationId === administrationId && line.lending === null,
  );
  return !never && (state.lending[administrationId]?.why ?? null) === null;
}

/** R5: the ledgers say of working people what the people say themselves. */
function checkLedgers(state: CenterState, report: Report): void {
  for (const [id, ledger] of Object.entries(state.lending)) {
    const lent = Object.values(state.agents).flatMap((agent) => agent.lent ?? []);
    const since = lent.filter((each) => each.administrationId === id).map((each) => each.since);
    report(ledger.peopleLent === since.length, `R5 ${id} counts its lent people wrongly`);
    const sum = since.reduce((total, at) => total + at, 0);
    report(ledger.lentSinceSum === sum, `R5 ${id} counts its lent time wrongly`);
    const minutes = ledger.minutes.map(({ minute }) => minute);
    const rising = minutes.every((minute, i) => i === 0 || minutes[i - 1]! < minute);
    report(rising && minutes.length <= 16, `R5 the minutes of ${id} are not in order`);
  }
  for (const { id, lent, state: where } of Object.values(state.agents)) {
    const works = where === "connecting" || where === "talking" || where === "wrapUp";
    report(works || lent === null, `R5 agent ${id} is lent and ${where}`);
  }
}

/** The indexes, grown step by step, are those that the plain data gives. */
function checkIndexes(state: CenterState, report: Report): void {
  const fresh = createState(toData(state)).index;
  const { index } = state;
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const queues = (from: typeof index) => heapsOf([...from.queues].map(([k, q]) => [k, q.waiting]));
  report(same(queues(index), queues(fresh)), "I3 the queues disagree with the contacts");
  report(same(heapsOf(index.reserved), heapsOf(fresh.reserved)), "I3 the reservations disagree");
  const outlasting = (from: typeof index) => heapsOf(from.outlasting);
  report(same(outlasting(index), outlasting(fresh)), "R2 who waits at closed lines disagrees");
  const ready = (from: typeof index) => heapsOf([...from.groups].map(([k, g]) => [k, g.ready]));
  report(same(ready(index), ready(fresh)), "I4 the ready agents disagree with the groups");
  report(index.readyCount === fresh.readyCount, "I4 the number of ready agents is wrong");
  report(same(sorted(index.byCall), sorted(fresh.byCall)), "I3 the calls disagree");
  report(same(sorted(index.callbacks), sorted(fresh.callbacks)), "R11 the callbacks disagree");
  const turns = Object.keys(state.callsSinceCallback).every((key) => index.groups.has(key));
  report(turns, "R11 turns are counted of people who are gone");
  const counts = (from: typeof index) => sorted([...from.groups].map(([k, g]) => [k, g.counts]));
  report(same(counts(index), counts(fresh)), "R13 the counted agents disagree");
  const places = (from: typeof index) =>
    sorted([...from.placesOf].map(([k, s]) => [k, [...s].sort()]));
  report(same(places(index), places(fresh)), "R12 the kept places disagree");
  report(same(timesOf(index.placesDue), timesOf(fresh.placesDue)), "R12 their deadlines disagree");
  const ended = (from: typeof index) => timesOf(from.endedCalls);
  report(same(ended(index), ended(fresh)), "I3 the calls that were let go disagree");
  const lenders = (from: typeof index) => timesOf(from.lendersDue);
  report(same(lenders(index), lenders(fresh)), "R5 the lenders' deadlines disagree");
  const staffs = (from: typeof index) => sorted([...from.staffs].filter(([, s]) => s.working > 0));
  report(same(staffs(index), staffs(fresh)), "R5 the people at work disagree");
  const contactsDue = Object.values(state.contacts).map((c) => [c.id, dueOfContact(state, c)]);
  report(same(timesOf(index.contactsDue), due(contactsDue)), "I8 deadlines of contacts disagree");
  const agentsDue = Object.values(state.agents).map((a) => [a.id, dueOfAgent(a)]);
  report(same(timesOf(index.agentsDue), due(agentsDue)), "I8 deadlines of agents disagree");
  const standings = Object.values(state.agents).every(
    (agent) => index.agents.get(agent.id)?.standing === standingOf(agent),
  );
  report(standings, "I4 an agent stands where he is not");
}

function sorted(entries: Iterable<readonly unknown[]>): (readonly unknown[])[] {
  return [...entries].sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
}

function due(times: (string | number | null)[][]) {
  return sorted(times.filter(([, at]) => at !== null));
}

function timesOf(heap: TimeHeap) {
  return sorted(heap.all().map(({ id, at }) => [id, at]));
}

function heapsOf(heaps: Iterable<readonly [string, TimeHeap]>) {
  return sorted([...heaps].filter(([, heap]) => heap.size > 0).map(([k, h]) => [k, timesOf(h)]));
}
