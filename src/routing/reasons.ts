import { mayServe, rankedReady, type Match } from "./matching.ts";
import type { CenterState } from "./center-state.ts";
import type { Agent, Contact, Instant, OfferReasons } from "./state.ts";

const passedOverMax = 5;

/** Why this agent, why now, who came second and who was not asked (R13), for an offer to the team. */
export function reasonsOfMatch(state: CenterState, match: Match, now: Instant): OfferReasons {
  const { contact, queue, agent } = match;
  const home = contact.administrationId;
  const [, ...others] = rankedReady(state, queue, home, passedOverMax + 1);
  const passedOver = others.map((other) => ({
    agentId: other.id,
    rule: decidingRule(agent, other, home),
  }));
  return {
    rule: passedOver[0]?.rule ?? "onlyCandidate",
    ...timing(state, contact, agent, now),
    passedOver,
    notAsked: notAsked(state, match, passedOver.length),
  };
}

/** A recall goes to the person who transferred; nobody else was considered (R10). */
export function reasonsOfRecall(
  state: CenterState,
  contact: Contact,
  agent: Agent,
  now: Instant,
): OfferReasons {
  return { rule: "recall", ...timing(state, contact, agent, now), passedOver: [], notAsked: {} };
}

function timing(state: CenterState, contact: Contact, agent: Agent, now: Instant) {
  const waitedSeconds = Math.max(0, now - contact.queuedAt) / 1000;
  const { answerTargetSeconds } = state.lines[contact.lineId]!;
  return {
    waitedSeconds,
    answerTargetSeconds,
    urgency: waitedSeconds / answerTargetSeconds,
    trigger: triggerOf(contact, agent, now),
    idleSeconds: agent.state === "ready" ? Math.max(0, now - agent.idleSince) / 1000 : 0,
  };
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
function notAsked(state: CenterState, match: Match, passedOver: number): Record<string, number> {
  const counts: Record<string, number> = {};
  const count = (key: string, agents: number) => {
    if (agents > 0) counts[key] = (counts[key] ?? 0) + agents;
  };
  let ready = 0;
  for (const group of state.index.groups.values()) {
    if (!group.lineIds.has(match.queue.lineId)) count("otherLine", group.size);
    else if (!mayServe(group, match.queue)) count("missingSkills", group.size);
    else {
      ready += group.ready.size;
      for (const standing of busyStandings) count(standing, group.counts[standing]);
    }
  }
  // Ready, but neither chosen nor among those named as passed over.
  count("ready", ready - 1 - passedOver);
  return counts;
}

const busyStandings = [
  "offline",
  "break",
  "resting",
  "offered",
  "connecting",
  "talking",
  "wrapUp",
  "notResponding",
] as const;
