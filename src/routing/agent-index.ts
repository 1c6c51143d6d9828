import type { CenterIndex, CenterState } from "./center-state.ts";
import type { Queue } from "./contact-index.ts";
import { dueOfAgent } from "./deadlines.ts";
import type { Agent, AgentState } from "./state.ts";
import { TimeHeap } from "./time-heap.ts";

/** Where an agent stands for matching: ready but resting is not ready (R7). */
export type AgentStanding = AgentState | "resting";

/** Agents with the same home, lines and skills: for the choice they differ in idle time only (R6). */
export interface AgentGroup {
  readonly key: string;
  readonly administrationId: string;
  readonly lineIds: ReadonlySet<string>;
  readonly skills: ReadonlySet<string>;
  readonly ready: TimeHeap;
  readonly counts: Standings;
  size: number;
  /** Shared by all groups of the administration. */
  readonly staff: Staff;
  /** The queues whose contacts they may serve, as far as known; see eligibility.ts. */
  readonly queues: Set<Queue>;
}

/** How many people of an administration are at work: neither signed off nor in a break (R5). */
export interface Staff {
  working: number;
}

/** How many agents stand where. */
export type Standings = Record<AgentStanding, number>;

export function standingOf(agent: Agent): AgentStanding {
  return agent.state === "ready" && agent.restsUntil > 0 ? "resting" : agent.state;
}

/** Puts the agent into the group of his profile; also after a change of profile. */
export function enterAgent(state: CenterState, agent: Agent): void {
  const { index, callsSinceCallback } = state;
  const key = groupKey(agent);
  const turns = callsSinceCallback[key];
  leaveAgent(state, agent.id);
  // Whoever is alone and stays as he was keeps his turns (R11).
  if (turns !== undefined) callsSinceCallback[key] = turns;
  let group = index.groups.get(key);
  if (group === undefined) {
    group = createGroup(key, agent, staffOf(index, agent.administrationId));
    index.groups.set(key, group);
  }
  const standing = standingOf(agent);
  group.size += 1;
  index.agents.set(agent.id, { group, standing });
  index.groupsVersion += 1;
  stand(state, agent, group, standing);
  setDue(state, agent);
}

/** Follows a change of state, idle time or rest. */
export function indexAgent(state: CenterState, agent: Agent): void {
  const place = state.index.agents.get(agent.id)!;
  const standing = standingOf(agent);
  if (standing !== place.standing) {
    unstand(state, agent.id, place.group, place.standing);
    stand(state, agent, place.group, standing);
    place.standing = standing;
  } else if (standing === "ready") {
    place.group.ready.set(agent.id, agent.idleSince);
  }
  setDue(state, agent);
}

export function leaveAgent(state: CenterState, agentId: string): void {
  const { index } = state;
  const place = index.agents.get(agentId);
  if (place === undefined) return;
  const { group, standing } = place;
  unstand(state, agentId, group, standing);
  group.size -= 1;
  if (group.size === 0) {
    index.groups.delete(group.key);
    delete state.callsSinceCallback[group.key];
  }
  index.groupsVersion += 1;
  index.agents.delete(agentId);
  index.agentsDue.delete(agentId);
}

function stand(state: CenterState, agent: Agent, group: AgentGroup, standing: AgentStanding): void {
  group.counts[standing] += 1;
  if (isAtWork(standing)) group.staff.working += 1;
  for (const queue of group.queues) queue.counts[standing] += 1;
  if (standing !== "ready") return;
  group.ready.set(agent.id, agent.idleSince);
  state.index.readyCount += 1;
}

function unstand(
  state: CenterState,
  agentId: string,
  group: AgentGroup,
  standing: AgentStanding,
): void {
  group.counts[standing] -= 1;
  if (isAtWork(standing)) group.staff.working -= 1;
  for (const queue of group.queues) queue.counts[standing] -= 1;
  if (standing !== "ready") return;
  group.ready.delete(agentId);
  state.index.readyCount -= 1;
}

function setDue(state: CenterState, agent: Agent): void {
  const due = dueOfAgent(agent);
  if (due === null) state.index.agentsDue.delete(agent.id);
  else state.index.agentsDue.set(agent.id, due);
}

function groupKey(agent: Agent): string {
  const { administrationId, lineIds, skills } = agent;
  return JSON.stringify([administrationId, lineIds.toSorted(), skills.toSorted()]);
}

function isAtWork(standing: AgentStanding): boolean {
  return standing !== "offline" && standing !== "break";
}

function staffOf(index: CenterIndex, administrationId: string): Staff {
  let staff = index.staffs.get(administrationId);
  if (staff === undefined) index.staffs.set(administrationId, (staff = { working: 0 }));
  return staff;
}

function createGroup(key: string, agent: Agent, staff: Staff): AgentGroup {
  return {
    key,
    administrationId: agent.administrationId,
    lineIds: new Set(agent.lineIds),
    skills: new Set(agent.skills),
    ready: new TimeHeap(),
    counts: nobody(),
    size: 0,
    staff,
    queues: new Set(),
  };
}

export function nobody(): Standings {
  return {
    offline: 0,
    ready: 0,
    resting: 0,
    break: 0,
    offered: 0,
    connecting: 0,
    talking: 0,
    wrapUp: 0,
    notResponding: 0,
  };
}
