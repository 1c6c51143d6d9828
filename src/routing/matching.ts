import type { AgentGroup } from "./agent-index.ts";
import type { CenterState } from "./center-state.ts";
import type { Queue } from "./contact-index.ts";
import { refreshQueue } from "./eligibility.ts";
import type { Agent, Contact, Instant } from "./state.ts";
import { before, type Timed } from "./time-heap.ts";

/** Who comes next: a contact, the queue it waits in, the ready agent to be asked, the next best. */
export interface Match {
  contact: Contact;
  queue: Queue;
  agent: Agent;
  passedOver: Agent[];
}

const passedOverMax = 5;

/**
 * The most urgent contact that a ready agent may serve (R3), with the best agent for it (R6), or
 * null when there is no such pair. Costs O(queues + groups of agents), whatever the number waiting.
 */
export function nextMatch(state: CenterState, now: Instant): Match | null {
  const { index } = state;
  if (index.readyCount === 0) return null;
  let best: { contact: Contact; queue: Queue } | null = null;
  for (const queue of index.queues.values()) {
    const head = queue.waiting.peek();
    if (head === undefined) continue;
    refreshQueue(state, queue);
    if (queue.counts.ready === 0) continue;
    const contact = state.contacts[head.id]!;
    if (best === null || moreUrgent(state, contact, best.contact, now)) best = { contact, queue };
  }
  if (best === null) return null;
  const { contact, queue } = best;
  const ranked = rankedReady(state, queue, contact.administrationId);
  return { contact, queue, agent: ranked[0]!, passedOver: ranked.slice(1) };
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
function rankedReady(state: CenterState, queue: Queue, home: string | null): Agent[] {
  const { groups } = queue;
  const count = Math.min(1 + passedOverMax, queue.counts.ready);
  const found: Agent[] = [];
  for (const atHome of [true, false]) {
    for (let i = 0; i < groups.length && found.length < count;) {
      const first = i;
      const ready: Timed[] = [];
      for (; i < groups.length && equallyNarrow(groups[first]!, groups[i]!); i++) {
        const group = groups[i]!;
        if (group.ready.size === 0 || (group.administrationId === home) !== atHome) continue;
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
