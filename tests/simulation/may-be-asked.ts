import { mayServe } from "../../src/routing/invariants.ts";
import type { Agent, CenterData, Contact } from "../../src/routing/state.ts";

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

function lends(state: CenterData, { administrationId }: Agent): boolean {
  const own = Object.values(state.lines).filter(
    (line) => line.administrationId === administrationId,
  );
  if (own.some((line) => line.lending === null)) return false;
  return !state.lending[administrationId] || state.lending[administrationId].why === null;
}
