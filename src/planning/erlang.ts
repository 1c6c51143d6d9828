/**
 * Erlang C: how many people a line needs. Standard model of call-centre planning: Poisson
 * arrivals, exponential handling times, patient callers; so it errs on the safe side.
 */

/** Probability that a call has to wait, 0 … 1, with `agents` > `load` (both in erlang). */
export function waitProbability(load: number, agents: number): number {
  if (load <= 0) return 0;
  if (agents <= load) return 1;
  // Erlang B by its stable recursion, then C from B: no factorials, no overflow.
  let blocking = 1;
  for (let count = 1; count <= agents; count += 1) {
    blocking = (load * blocking) / (count + load * blocking);
  }
  return blocking / (1 - (load / agents) * (1 - blocking));
}

/** Share of calls answered within `targetSeconds`, 0 … 1. */
export function serviceLevel(load: number, agents: number, handling: number, target: number) {
  if (agents <= load) return 0;
  return 1 - waitProbability(load, agents) * Math.exp((-(agents - load) * target) / handling);
}

export interface Demand {
  callsPerHour: number;
  handlingSeconds: number;
  answerTargetSeconds: number;
  /** Share of calls to answer within the target, e.g. 0.75 (service promise of 115). */
  goal: number;
  /** Share of paid time that people are really available, e.g. 0.7; the rest are breaks. */
  availability: number;
}

export interface Staffing {
  /** People who must be at the phone at the same time. */
  agents: number;
  /** People to put on the roster, breaks and absences included. */
  rostered: number;
  serviceLevel: number;
  waitProbability: number;
  meanWaitSeconds: number;
  /** Share of their time that agents talk, 0 … 1. */
  occupancy: number;
}

/** The fewest people that reach the goal. */
export function staff(demand: Demand): Staffing {
  const load = (demand.callsPerHour / 3600) * demand.handlingSeconds;
  const level = (agents: number) =>
    serviceLevel(load, agents, demand.handlingSeconds, demand.answerTargetSeconds);
  let agents = Math.floor(load) + (load > 0 ? 1 : 0);
  while (agents > 0 && level(agents) < demand.goal) agents += 1;
  const waiting = waitProbability(load, agents);
  return {
    agents,
    rostered: Math.ceil(agents / demand.availability),
    serviceLevel: agents === 0 ? 1 : level(agents),
    waitProbability: waiting,
    meanWaitSeconds: agents === 0 ? 0 : (waiting * demand.handlingSeconds) / (agents - load),
    occupancy: agents === 0 ? 0 : load / agents,
  };
}
