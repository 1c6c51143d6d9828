import type { AgentGroup } from "./agent-index.ts";
import { mayBeOffered } from "./callback-time.ts";
import type { CenterState } from "./center-state.ts";
import type { Queue } from "./contact-index.ts";
import { refreshQueue } from "./eligibility.ts";
import { callsLeft } from "./fair-share.ts";
import type { Agent, Contact, Instant } from "./state.ts";
import { before, type Timed } from "./time-heap.ts";

/** Who comes next: a contact, the queue it waits in, the ready agent to be asked, the next best. */
export interface Match {
  contact: Contact;
  queue: Queue;
  agent: Agent;
  passedOver: Agent[];
  /** R11: ready people who might be asked for this callback, and for whom calls come first. */
  waitTheirTurn: number;
  /** R11: a more urgent callback comes after so many calls more; null: there is none. */
  callsBeforeCallback: number | null;
}

interface Head {
  contact: Contact;
  queue: Queue;
}

const passedOverMax = 5;
const nobody: ReadonlySet<AgentGroup> = new Set();

/**
 * The most urgent contact that a ready agent may serve (R3), with the best agent for it (R6), or
 * null when there is no such pair. A callback whose turn it is not (R11) leaves it to the next.
 * Costs O(queues + groups of agents), whatever the number waiting.
 */
export function nextMatch(state: CenterState, now: Instant): Match | null {
  if (state.index.readyCount === 0) return null;
  const passed = new Set<Queue>();
  let callsBeforeCallback: number | null = null;
  for (;;) {
    const head = mostUrgentHead(state, passed, now);
    if (head === null) return null;
    const { contact, queue } = head;
    const turn = queue.forCallbacks ? turnOf(state, queue) : null;
    const count = Math.min(1 + passedOverMax, queue.counts.ready);
    const ranked = rankedReady(state, queue, contact.administrationId, count, turn?.waiting);
    const waitTheirTurn = turn?.people ?? 0;
    const [agent, ...passedOver] = ranked;
    if (agent !== undefined) {
      return { contact, queue, agent, passedOver, waitTheirTurn, callsBeforeCallback };
    }
    passed.add(queue);
    callsBeforeCallback = Math.min(callsBeforeCallback ?? Infinity, turn?.callsLeft ?? Infinity);
  }
}

function mostUrgentHead(state: CenterState, passed: ReadonlySet<Queue>, now: Instant): Head | null {
  let best: Head | null = null;
  for (const queue of state.index.queues.values()) {
    const head = queue.waiting.peek();
    if (head === undefined || passed.has(queue)) continue;
    refreshQueue(state, queue);
    if (queue.counts.ready === 0) continue;
    const contact = state.contacts[head.id]!;
    if (!mayBeOffered(state, contact, now)) continue;
    if (best === null || moreUrgent(state, contact, best.contact, now)) best = { contact, queue };
  }
  return best;
}

/** R11: the groups for whom calls come first, their ready people, and how many calls at least. */
function turnOf(state: CenterState, queue: Queue) {
  const line = state.lines[queue.lineId]!;
  const waiting = new Set<AgentGroup>();
  let people = 0;
  let least = Infinity;
  for (const group of queue.groups) {
    if (group.ready.size === 0) continue;
    const left = callsLeft(state, group, line);
    if (left === 0) continue;
    waiting.add(group);
    people += group.ready.size;
    least = Math.min(least, left);
  }
  return { waiting, people, callsLeft: least };
}

/** R3: waited ÷ answer target of the line; ties by place in time, then id. Exact, in integers. */
export function moreUrgent(state: CenterState, a: Contact, b: Contact, now: Instant): boolean {
  const waitedA = Math.max(0, now - a.queuedAt);
  const waitedB = Math.max(0, now - b.queuedAt);
  const left = waitedA * state.lines[b.lineId]!.answerTargetSeconds;
  const right = waitedB * state.lines[a.lineId]!.answerTargetSeconds;
  if (left !== right) return left > right;
  return a.queuedAt !== b.queuedAt ? a.queuedAt < b.queuedAt : a.id < b.id;
}

/**
 * The first ready agents for a contact of that home, best first (R6): home, then fewest skills,
 * then fewest lines, then longest idle, then id.
 */
function rankedReady(
  state: CenterState,
  queue: Queue,
  home: string | null,
  count: number,
  waiting: ReadonlySet<AgentGroup> = nobody,
): Agent[] {
  const { groups } = queue;
  const found: Agent[] = [];
  for (const atHome of [true, false]) {
    for (let i = 0; i < groups.length && found.length < count;) {
      const first = i;
      const ready: Timed[] = [];
      for (; i < groups.length && equallyNarrow(groups[first]!, groups[i]!); i++) {
        const group = groups[i]!;
        if (group.ready.size === 0 || (group.administrationId === home) !== atHome) continue;
        if (waiting.has(group)) continue;
        ready.push(...group.ready.first(count - found.length));
      }
      ready.sort((a, b) => (before(a, b) ? -1 : 1));
      for (const { id } of ready.slice(0, count - found.length)) found.push(state.agents[id]!);
    }
  }
  return found;
}

function equallyNarrow(a: AgentGroup, b: AgentGroup): boolean {
  return a.skills.size === b.skills.size && a.lineIds.size === b.lineIds.size;
}
