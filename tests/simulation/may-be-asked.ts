import { mayServe } from "../../src/routing/invariants.ts";
import type { Agent, CenterData, Contact } from "../../src/routing/state.ts";

/**
 * R4 from the settings and the clock alone, without what the core has noted about the contact:
 * whether the system may offer it to the person at `now`.
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
  if (steps.length === 0 || home === null || agent.administrationId === home) return true;
  return steps.some(({ afterSeconds }) => now - contact.queuedAt >= afterSeconds * 1000);
}
