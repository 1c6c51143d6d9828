import { mayServe } from "../../src/routing/invariants.ts";
import type { Agent, CenterData, Contact, LineSettings } from "../../src/routing/state.ts";

/**
 * R4 from the settings and the clock alone, without what the core has noted about the contact, and
 * R5 as the lender stands: whether the system may offer it to the person at `now`.
 */
export function mayBeAsked(
  state: CenterData,
  agent: Agent,
  contact: Contact,
  now: number,
): boolean {
  if (!mayServe(agent, contact)) return false;
  const steps = state.lines[contact.lineId]!.widening ?? [];
  const home = contact.administrationId;
  const passed = steps.filter(({ afterSeconds }) => now - contact.queuedAt >= afterSeconds * 1000);
  if (passed.some(({ to }) => to === "all")) return true;
  const beforeSteps = steps.length > 0 && passed.length === 0 && home !== null;
  if (beforeSteps) return agent.administrationId === home;
  const owner = state.lines[contact.lineId]!.administrationId;
  return owner === null || owner === agent.administrationId || lends(state, agent);
}

/** R2: who waits for the team at a closed line although nobody at work may ever be asked. */
export function strandedIn(state: CenterData, now: number): string[] {
  const atWork = Object.values(state.agents).filter((agent) => agent.state !== "offline");
  const stranded = Object.values(state.contacts).filter((contact) => {
    if (contact.state !== "waiting" || contact.reservedFor !== null) return false;
    if (contact.callback !== null && !contact.callback.reached) return false;
    const line = state.lines[contact.lineId]!;
    if (line.open.some(({ from, to }) => from <= now && now < to)) return false;
    return !atWork.some((agent) => mayEverBeAsked(state, agent, line));
  });
  return stranded.map(({ id }) => `R2 contact ${id} waits at a closed line for nobody`);
}

/** R4, R5 at their widest: whether somebody at work may be asked for the line's callers some time. */
function mayEverBeAsked(state: CenterData, agent: Agent, line: LineSettings): boolean {
  if (!mayServe(agent, { lineId: line.id, requiredSkills: line.requiredSkills })) return false;
  const own = [null, agent.administrationId].includes(line.administrationId);
  return own || line.widening?.some(({ to }) => to === "all") === true || !neverLends(state, agent);
}

function neverLends(state: CenterData, { administrationId }: Agent): boolean {
  return Object.values(state.lines).some(
    (line) => line.administrationId === administrationId && line.lending === null,
  );
}

function lends(state: CenterData, agent: Agent): boolean {
  const { administrationId } = agent;
  if (neverLends(state, agent)) return false;
  return !state.lending[administrationId] || state.lending[administrationId].why === null;
}
