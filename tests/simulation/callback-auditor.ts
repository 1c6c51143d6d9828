import type { CenterEvent } from "../../src/routing/events.ts";
import type { Agent, CenterData, Contact } from "../../src/routing/state.ts";
import { mayBeAsked } from "./may-be-asked.ts";

/** R11 with eyes of its own: hours at every offer, turns counted by hand, one wish a number. */

/** Whether nobody is on the line. */
export function isToBeCalled({ callback }: Contact): boolean {
  return callback !== null && !callback.reached;
}

/** R2, R11: whether a callback may be offered to the person now; calls always may. */
export function hasItsTurn(state: CenterData, agent: Agent, contact: Contact, now: number) {
  if (!isToBeCalled(contact)) return true;
  const line = state.lines[contact.lineId]!;
  if (!line.open.some(({ from, to }) => from <= now && now < to)) return false;
  const calls = line.callback?.callsPerCallback ?? 3;
  if ((state.callsSinceCallback[alike(agent)] ?? 0) >= calls) return true;
  return !Object.values(state.contacts).some(
    (other) =>
      other.state === "waiting" &&
      other.reservedFor === null &&
      !isToBeCalled(other) &&
      mayBeAsked(state, agent, other, now),
  );
}

/** People who are alike share their turns. */
function alike({ administrationId, lineIds, skills }: Agent): string {
  return JSON.stringify([administrationId, lineIds.toSorted(), skills.toSorted()]);
}

export class CallbackAuditor {
  readonly #calls = new Map<string, number>();

  /** `state` is the one in which the event happens. */
  before(event: CenterEvent, state: CenterData, now: number): void {
    if (event.type === "offerMade") {
      const contact = state.contacts[event.offer.contactId]!;
      const agent = state.agents[event.offer.agentId]!;
      if (!hasItsTurn(state, agent, contact, now)) {
        throw new Error(`R11 offer ${event.offer.id}: it is not a callback's turn`);
      }
      const key = alike(agent);
      this.#calls.set(key, isToBeCalled(contact) ? 0 : (this.#calls.get(key) ?? 0) + 1);
    }
    if (event.type === "callbackDialled") {
      const { ownContactId } = state.contacts[event.contactId]!.callback!;
      if (ownContactId !== null) throw new Error(`R11 ${event.contactId} is dialled though held`);
    }
  }

  /** What the core has counted is what was counted here. */
  after({ agents, callsSinceCallback }: CenterData): void {
    const keys = new Set(Object.values(agents).map(alike));
    for (const key of this.#calls.keys()) if (!keys.has(key)) this.#calls.delete(key);
    for (const key of new Set([...this.#calls.keys(), ...Object.keys(callsSinceCallback)])) {
      const [counted, noted] = [this.#calls.get(key) ?? 0, callsSinceCallback[key] ?? 0];
      if (Math.min(counted, 100) !== noted) throw new Error(`R11 turns of ${key} are miscounted`);
    }
  }
}
