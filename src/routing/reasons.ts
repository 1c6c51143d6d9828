import { isToBeCalled } from "./callback.ts";
import { callsWaitFor } from "./fair-share.ts";
import { nobody, type Standings } from "./agent-index.ts";
import { figuresOf, isLent } from "./lending.ts";
import type { Match } from "./matching.ts";
import type { CenterState } from "./center-state.ts";
import type { Agent, Contact, Instant, OfferReasons } from "./state.ts";

/** Why this agent, why now, who came second and who was not asked (R13), for an offer to the team. */
export function reasonsOfMatch(state: CenterState, match: Match, now: Instant): OfferReasons {
  const { contact, agent } = match;
  const reasons = reasonsOfRecall(state, contact, agent, now);
  reasons.passedOver = match.passedOver.map((other) => ({
    agentId: other.id,
    rule: decidingRule(agent, other, contact.administrationId),
  }));
  reasons.rule = reasons.passedOver[0]?.rule ?? "onlyCandidate";
  reasons.notAsked = notAsked(match);
  const { callsBeforeCallback: callsLeft } = match;
  if (callsLeft !== null) reasons.turn = { callsLeft };
  if (isLent(state, contact, agent)) {
    const figures = figuresOf(state, agent.administrationId, now);
    if (figures !== null) reasons.lending = figures;
  }
  return reasons;
}

/** A recall goes to the person who transferred; nobody else was considered (R10). */
export function reasonsOfRecall(
  state: CenterState,
  contact: Contact,
  agent: Agent,
  now: Instant,
): OfferReasons {
  const waitedSeconds = Math.max(0, now - contact.queuedAt) / 1000;
  const { answerTargetSeconds } = state.lines[contact.lineId]!;
  const reasons: OfferReasons = {
    rule: isToBeCalled(contact) ? "promised" : "recall",
    waitedSeconds,
    answerTargetSeconds,
    urgency: waitedSeconds / answerTargetSeconds,
    trigger: triggerOf(contact, agent, now),
    idleSeconds: agent.state === "ready" ? Math.max(0, now - agent.idleSince) / 1000 : 0,
    passedOver: [],
    notAsked: {},
  };
  if (contact.queuedAt < contact.arrivedAt) reasons.resumed = true;
  const { group } = state.index.agents.get(agent.id)!;
  if (isToBeCalled(contact) && callsWaitFor(state, group)) {
    reasons.turn = { afterCalls: state.callsSinceCallback[group.key] ?? 0 };
  }
  return reasons;
}

function triggerOf(contact: Contact, agent: Agent, now: Instant): OfferReasons["trigger"] {
  if (contact.arrivedAt === now) return "arrival";
  if (contact.since === now) return "returned";
  return agent.since === now ? "agentFree" : "time";
}

/** The first criterion of R6 in which the chosen one is ahead. */
function decidingRule(
  chosen: Agent,
  other: Agent,
  home: string | null,
): "home" | "narrowestSkills" | "longestIdle" {
  const isHome = (agent: Agent) => agent.administrationId === home;
  if (isHome(chosen) !== isHome(other)) return "home";
  const narrower =
    chosen.skills.length !== other.skills.length || chosen.lineIds.length !== other.lineIds.length;
  return narrower ? "narrowestSkills" : "longestIdle";
}

/** By the state they are in ("talking", "resting"), or by what they lack. */
function notAsked({ queue, passedOver, waitTheirTurn }: Match): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const standing of standings) {
    // Of the ready ones, those who are neither chosen nor named as passed over.
    const named = standing === "ready" ? 1 + passedOver.length + waitTheirTurn : 0;
    const count = queue.counts[standing] - named;
    if (count > 0) counts[standing] = count;
  }
  if (waitTheirTurn > 0) counts["callsFirst"] = waitTheirTurn;
  if (queue.otherLine > 0) counts["otherLine"] = queue.otherLine;
  if (queue.missingSkills > 0) counts["missingSkills"] = queue.missingSkills;
  if (queue.beyondReach > 0) counts["beyondReach"] = queue.beyondReach;
  for (const [why, count] of Object.entries(queue.notLent)) {
    if (count > 0) counts[`notLent.${why}`] = count;
  }
  return counts;
}

const standings = Object.keys(nobody()) as (keyof Standings)[];
