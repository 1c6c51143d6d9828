import { nobody, type AgentGroup } from "./agent-index.ts";
import type { CenterState } from "./center-state.ts";
import type { Queue } from "./contact-index.ts";
import { notLentFor } from "./lending.ts";

/**
 * Finds the groups that may serve the queue and counts their agents, if groups have come, gone or
 * changed since the last time. In between, the counts follow each agent (agent-index.ts), so that
 * a decision neither looks at all agents nor at all groups.
 */
export function refreshQueue(state: CenterState, queue: Queue): void {
  const { index } = state;
  if (queue.groupsVersion === index.groupsVersion) return;
  for (const group of queue.groups) group.queues.delete(queue);
  queue.groups = [];
  queue.counts = nobody();
  queue.otherLine = 0;
  queue.missingSkills = 0;
  queue.beyondReach = 0;
  queue.notLent = { never: 0, promise: 0, overdue: 0, budget: 0 };
  for (const group of index.groups.values()) enterGroup(state, queue, group);
  queue.groups.sort(byNarrowness);
  queue.groupsVersion = index.groupsVersion;
}

/** The group is asked, or counted by what speaks against it. */
function enterGroup(state: CenterState, queue: Queue, group: AgentGroup): void {
  const { lineId, requiredSkills, reach, home } = queue;
  const { administrationId } = group;
  if (!group.lineIds.has(lineId)) queue.otherLine += group.size;
  else if (!requiredSkills.every((skill) => group.skills.has(skill))) {
    queue.missingSkills += group.size;
  } else if (reach === "home" && administrationId !== home) queue.beyondReach += group.size;
  else {
    const owner = state.lines[lineId]!.administrationId;
    const foreign = reach === "partners" && owner !== null && owner !== administrationId;
    const why = foreign ? notLentFor(state, administrationId) : null;
    if (why === null) add(queue, group);
    else queue.notLent[why] += group.size;
  }
}

function add(queue: Queue, group: AgentGroup): void {
  queue.groups.push(group);
  group.queues.add(queue);
  for (const [standing, count] of Object.entries(group.counts)) {
    queue.counts[standing as keyof typeof group.counts] += count;
  }
}

function byNarrowness(a: AgentGroup, b: AgentGroup): number {
  return a.skills.size - b.skills.size || a.lineIds.size - b.lineIds.size;
}
