import { nobody, type AgentGroup, type Standings } from "./agent-index.ts";
import { isToBeCalled } from "./callback.ts";
import type { CenterIndex, CenterState } from "./center-state.ts";
import { dueOfContact } from "./deadlines.ts";
import type { Contact, Reach } from "./state.ts";
import { TimeHeap } from "./time-heap.ts";

/** Waiting contacts of one line that the same people may be asked for, by their place (R3). */
export interface Queue {
  readonly lineId: string;
  readonly requiredSkills: readonly string[];
  readonly reach: Reach;
  /** The administration whose people alone are asked, while the reach is "home" (R4). */
  readonly home: string | null;
  /** Nobody is on the line: people who are to be called (R11). */
  readonly forCallbacks: boolean;
  readonly waiting: TimeHeap;
  /** From here on valid for `groupsVersion`, see eligibility.ts. */
  groupsVersion: number;
  /** Groups whose agents may serve it, narrowest first (R6). */
  groups: AgentGroup[];
  /** Where those agents stand. */
  counts: Standings;
  /** How many others serve other lines, only lack a skill, or come later (R4). */
  otherLine: number;
  missingSkills: number;
  beyondReach: number;
  /** How many are not lent, by what speaks against it (R5). */
  notLent: Record<"never" | "promise" | "overdue" | "budget", number>;
}

/** Puts the contact where its state says: into its queue, a reservation, or neither. */
export function indexContact(state: CenterState, contact: Contact): void {
  const { index } = state;
  const { id } = contact;
  const waits = contact.state === "waiting";
  if (contact.callId !== null) index.byCall.set(contact.callId, id);
  const { callback } = contact;
  if (callback !== null && !callback.reached) index.callbacks.set(callback.number, id);
  else if (callback !== null) forgetCallback(index, contact);
  enqueue(index, contact, waits && contact.reservedFor === null);
  reserve(index, contact, waits ? (contact.reservedFor?.agentId ?? null) : null);
  const outlasts = contact.hoursOutlastedAt !== null && !isToBeCalled(contact);
  outlast(index, contact, waits && contact.reservedFor === null && outlasts);
  const due = dueOfContact(state, contact);
  if (due === null) index.contactsDue.delete(id);
  else index.contactsDue.set(id, due);
}

export function forgetContact(state: CenterState, contact: Contact): void {
  const { index } = state;
  leaveCall(state, contact);
  forgetCallback(index, contact);
  enqueue(index, contact, false);
  reserve(index, contact, null);
  outlast(index, contact, false);
  index.contactsDue.delete(contact.id);
}

/** The contact has no call any more. */
export function leaveCall({ index }: CenterState, contact: Contact): void {
  if (contact.callId !== null) index.byCall.delete(contact.callId);
  contact.callId = null;
}

function forgetCallback(index: CenterIndex, { id, callback }: Contact): void {
  if (callback === null || index.callbacks.get(callback.number) !== id) return;
  index.callbacks.delete(callback.number);
}

/** Queues of former settings go when they are empty. */
export function dropEmptyQueues(index: CenterIndex): void {
  for (const [key, queue] of index.queues) {
    if (queue.waiting.size > 0) continue;
    index.queues.delete(key);
    for (const group of queue.groups) group.queues.delete(queue);
  }
}

/** Puts the contact into the queue that it belongs to now, and out of the one it was in (R4). */
function enqueue(index: CenterIndex, contact: Contact, waits: boolean): void {
  const { id } = contact;
  const former = index.queueOf.get(id);
  const queue = waits ? queueFor(index, contact) : undefined;
  if (former !== undefined && former !== queue) {
    former.waiting.delete(id);
    index.queueOf.delete(id);
  }
  if (queue === undefined) return;
  queue.waiting.set(id, contact.queuedAt);
  index.queueOf.set(id, queue);
}

function queueFor(index: CenterIndex, contact: Contact): Queue {
  const { lineId, requiredSkills, reach } = contact;
  const home = reach === "home" ? contact.administrationId : null;
  const forCallbacks = isToBeCalled(contact);
  const plain = requiredSkills.length === 0 && reach === "partners" && !forCallbacks;
  const kind = forCallbacks ? ["callback", reach] : [reach];
  const key = plain ? lineId : JSON.stringify([lineId, ...kind, home, ...requiredSkills]);
  let queue = index.queues.get(key);
  if (queue === undefined) {
    queue = createQueue(contact, home, forCallbacks);
    index.queues.set(key, queue);
  }
  return queue;
}

function createQueue(
  { lineId, requiredSkills, reach }: Contact,
  home: string | null,
  forCallbacks: boolean,
): Queue {
  return {
    lineId,
    requiredSkills,
    reach,
    home,
    forCallbacks,
    waiting: new TimeHeap(),
    groupsVersion: -1,
    groups: [],
    counts: nobody(),
    otherLine: 0,
    missingSkills: 0,
    beyondReach: 0,
    notLent: { never: 0, promise: 0, overdue: 0, budget: 0 },
  };
}

function reserve(index: CenterIndex, contact: Contact, agentId: string | null): void {
  const known = index.reservedFor.get(contact.id);
  if (known !== undefined && known !== agentId) {
    const contacts = index.reserved.get(known)!;
    contacts.delete(contact.id);
    if (contacts.size === 0) index.reserved.delete(known);
    index.reservedFor.delete(contact.id);
  }
  if (agentId === null) return;
  let contacts = index.reserved.get(agentId);
  if (contacts === undefined) {
    contacts = new TimeHeap();
    index.reserved.set(agentId, contacts);
  }
  contacts.set(contact.id, contact.queuedAt);
  index.reservedFor.set(contact.id, agentId);
}

function outlast({ outlasting }: CenterIndex, contact: Contact, outlasts: boolean): void {
  const { id, lineId, queuedAt } = contact;
  let callers = outlasting.get(lineId);
  if (callers === undefined) {
    if (!outlasts) return;
    outlasting.set(lineId, (callers = new TimeHeap()));
  }
  if (outlasts) callers.set(id, queuedAt);
  else callers.delete(id);
  if (callers.size === 0) outlasting.delete(lineId);
}
