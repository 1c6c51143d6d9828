import type { AgentGroup } from "./agent-index.ts";
import type { CenterIndex, CenterState } from "./center-state.ts";
import type { Queue } from "./contact-index.ts";
import type { Agent, Contact, Instant } from "./state.ts";

/** Who comes next: a contact, the queue it waits in, and the ready agent who is to be asked. */
export interface Match {
  contact: Contact;
  queue: Queue;
  agent: Agent;
}

/**
 * The most urgent contact that a ready agent may serve (R3), with the best agent for it (R6), or
 * null when there is no such pair. Costs O(queues × groups of agents), whatever the number waiting.
 */
export function nextMatch(state: CenterState, now: Instant): Match | null {
  const { index } = state;
  if (index.readyCount === 0) return null;
  let best: { contact: Contact; queue: Queue } | null = null;
  for (const queue of index.queues.values()) {
    const head = queue.waiting.peek();
    if (head === undefined || !someReady(index, queue)) continue;
    const contact = state.contacts[head.id]!;
    if (best === null || moreUrgent(state, contact, best.contact, now)) best = { contact, queue };
  }
  if (best === null) return null;
  const [agent] = rankedReady(state, best.queue, best.contact.administrationId, 1);
  return { ...best, agent: agent! };
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

/** Whether agents of the group may serve the queue: its line, and every required skill. */
export function mayServe(group: AgentGroup, queue: Pick<Queue, "lineId" | "requiredSkills">) {
  return (
    group.lineIds.has(queue.lineId) &&
    queue.requiredSkills.every((skill) => group.skills.has(skill))
  );
}

/**
 * The first `count` ready agents for a contact of that home, best first (R6): home, then fewest
 * skills, then fewest lines, then longest idle, then id.
 */
export function rankedReady(
  state: CenterState,
  queue: Queue,
  home: string | null,
  count: number,
): Agent[] {
  const groups = groupsOf(state.index, queue);
  const found: Agent[] = [];
  for (const atHome of [true, false]) {
    for (let i = 0; i < groups.length && found.length < count;) {
      const first = i;
      const ready: { id: string; at: Instant }[] = [];
      for (; i < groups.length && equallyNarrow(groups[first]!, groups[i]!); i++) {
        const group = groups[i]!;
        if ((group.administrationId === home) !== atHome || group.ready.size === 0) continue;
        ready.push(...group.ready.first(count - found.length));
      }
      ready.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
      for (const { id } of ready.slice(0, count - found.length)) found.push(state.agents[id]!);
    }
  }
  return found;
}

/** The groups that may serve the queue, narrowest first; kept until groups come or go. */
export function groupsOf(index: CenterIndex, queue: Queue): readonly AgentGroup[] {
  if (queue.groupsVersion !== index.groupsVersion) {
    queue.groups = [...index.groups.values()]
      .filter((group) => mayServe(group, queue))
      .sort(byNarrowness);
    queue.groupsVersion = index.groupsVersion;
  }
  return queue.groups;
}

function someReady(index: CenterIndex, queue: Queue): boolean {
  for (const group of groupsOf(index, queue)) if (group.ready.size > 0) return true;
  return false;
}

function byNarrowness(a: AgentGroup, b: AgentGroup): number {
  return a.skills.size - b.skills.size || a.lineIds.size - b.lineIds.size;
}

function equallyNarrow(a: AgentGroup, b: AgentGroup): boolean {
  return a.skills.size === b.skills.size && a.lineIds.size === b.lineIds.size;
}
