import { nobody, type AgentGroup } from "./agent-index.ts";
import type { CenterIndex } from "./center-state.ts";
import type { Queue } from "./contact-index.ts";

/**
 * Finds the groups that may serve the queue and counts their agents, if groups have come, gone or
 * changed since the last time. In between, the counts follow each agent (agent-index.ts), so that
 * a decision neither looks at all agents nor at all groups.
 */
export function refreshQueue(index: CenterIndex, queue: Queue): void {
  if (queue.groupsVersion === index.groupsVersion) return;
  for (const group of queue.groups) group.queues.delete(queue);
  queue.groups = [];
  queue.counts = nobody();
  queue.otherLine = 0;
  queue.missingSkills = 0;
  queue.beyondReach = 0;
  for (const group of index.groups.values()) {
    if (!group.lineIds.has(queue.lineId)) queue.otherLine += group.size;
    else if (!queue.requiredSkills.every((skill) => group.skills.has(skill))) {
      queue.missingSkills += group.size;
    } else if (queue.reach === "home" && group.administrationId !== queue.home) {
      queue.beyondReach += group.size;
    } else add(queue, group);
  }
  queue.groups.sort(byNarrowness);
  queue.groupsVersion = index.groupsVersion;
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
