import type { AgentGroup } from "./agent-index.ts";
import { callbackOf, isToBeCalled } from "./callback.ts";
import type { CenterState } from "./center-state.ts";
import { refreshQueue } from "./eligibility.ts";
import type { Agent, Contact, LineSettings } from "./state.ts";

/**
 * R11: callbacks keep old places, so that a heap of them would starve everybody who waits on the
 * line. While calls wait for people who are alike, those get one callback after `callsPerCallback`
 * calls. Counted for each group of people who are alike, for a count over all would let a busy team
 * give away the turns of a small one.
 */

/** Far above every setting: what is counted beyond does not matter. */
const countMax = 100;

/** How many calls come first before the group may be offered a callback of the line; 0: now. */
export function callsLeft(state: CenterState, group: AgentGroup, line: LineSettings): number {
  const count = state.callsSinceCallback[group.key] ?? 0;
  const left = Math.max(0, callbackOf(line).callsPerCallback - count);
  return left > 0 && callsWaitFor(state, group) ? left : 0;
}

/** Whether a caller waits whom the group's people may be offered now. Costs O(queues). */
export function callsWaitFor(state: CenterState, group: AgentGroup): boolean {
  for (const queue of state.index.queues.values()) {
    if (queue.forCallbacks || queue.waiting.size === 0) continue;
    refreshQueue(state, queue);
    if (group.queues.has(queue)) return true;
  }
  return false;
}

/** Follows an offer. */
export function countTurn(state: CenterState, contact: Contact, agent: Agent): void {
  const { key } = state.index.agents.get(agent.id)!.group;
  const { callsSinceCallback } = state;
  const count = callsSinceCallback[key] ?? 0;
  callsSinceCallback[key] = isToBeCalled(contact) ? 0 : Math.min(count + 1, countMax);
}
