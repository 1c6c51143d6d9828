import { nobody, type AgentGroup, type Standings } from "./agent-index.ts";
import type { CenterIndex, CenterState } from "./center-state.ts";
import { dueOfContact } from "./deadlines.ts";
import type { Contact } from "./state.ts";
import { TimeHeap } from "./time-heap.ts";

/** Waiting contacts of one line with the same required skills, by their place (R3). */
export interface Queue {
  readonly lineId: string;
  readonly requiredSkills: readonly string[];
  readonly waiting: TimeHeap;
  /** From here on valid for `groupsVersion`, see eligibility.ts. */
  groupsVersion: number;
  /** Groups whose agents may serve it, narrowest first (R6). */
  groups: AgentGroup[];
  /** Where those agents stand. */
  counts: Standings;
  /** How many others serve other lines, and how many only lack a skill. */
  otherLine: number;
  missingSkills: number;
}

/** Puts the contact where its state says: into its queue, a reservation, or neither. */
export function indexContact(state: CenterState, contact: Contact): void {
  const { index } = state;
  const { id } = contact;
  const waits = contact.state === "waiting";
  index.byCall.set(contact.callId, id);
  const queue = queueOf(index, contact);
  if (waits && contact.reservedFor === null) queue.waiting.set(id, contact.queuedAt);
  else queue.waiting.delete(id);
  reserve(index, contact, waits ? (contact.reservedFor?.agentId ?? null) : null);
  const due = dueOfContact(state, contact);
  if (due === null) index.contactsDue.delete(id);
  else index.contactsDue.set(id, due);
}

export function forgetContact(state: CenterState, contact: Contact): void {
  const { index } = state;
  index.byCall.delete(contact.callId);
  queueOf(index, contact).waiting.delete(contact.id);
  reserve(index, contact, null);
  index.contactsDue.delete(contact.id);
}

/** Queues of former settings go when they are empty. */
export function dropEmptyQueues(index: CenterIndex): void {
  for (const [key, queue] of index.queues) {
    if (queue.waiting.size > 0) continue;
    index.queues.delete(key);
    for (const group of queue.groups) group.queues.delete(queue);
  }
}

function queueOf(index: CenterIndex, contact: Contact): Queue {
  const { lineId, requiredSkills } = contact;
  const key = requiredSkills.length === 0 ? lineId : JSON.stringify([lineId, ...requiredSkills]);
  let queue = index.queues.get(key);
  if (queue === undefined) {
    queue = createQueue(lineId, requiredSkills);
    index.queues.set(key, queue);
  }
  return queue;
}

function createQueue(lineId: string, requiredSkills: readonly string[]): Queue {
  return {
    lineId,
    requiredSkills,
    waiting: new TimeHeap(),
    groupsVersion: -1,
    groups: [],
    counts: nobody(),
    otherLine: 0,
    missingSkills: 0,
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
