import type { CenterState } from "../../src/routing/center-state.ts";
import type { Command } from "../../src/routing/commands.ts";

/** How a random deed finds whom it concerns. */

export interface Context {
  state: CenterState;
  now: number;
  /** Number of the step: makes new ids. */
  step: number;
  /** Every id ever given, for late and repeated commands. */
  contactIds: string[];
  offerIds: string[];
}

export function choose<T>(list: readonly T[], pick: number): T | undefined {
  return list.length === 0 ? undefined : list[pick % list.length];
}

/** A contact in one of the states, else any known id, also of one long ended. */
export function contactIn(context: Context, pick: number, ...states: string[]): string {
  const contacts = Object.values(context.state.contacts);
  const fitting = contacts.filter(({ state }) => states.length === 0 || states.includes(state));
  return choose(fitting, pick)?.id ?? choose(context.contactIds, pick) ?? "nobody";
}

export function anyAgent({ state }: Context, pick: number): string {
  return choose(Object.keys(state.agents), pick) ?? "nobody";
}

export function wrappingUp(context: Context, pick: number): string {
  const agents = Object.values(context.state.agents).filter(({ wrapUp }) => wrapUp !== null);
  return choose(agents, pick)?.id ?? anyAgent(context, pick);
}

/** Whose contact it is; now and then somebody else. */
export function agentOf(context: Context, contactId: string, twist: number): string {
  const own = context.state.contacts[contactId]?.agentId;
  return own != null && twist % 8 !== 0 ? own : anyAgent(context, twist);
}

export function party(context: Context, pick: number, twist: number, ...states: string[]) {
  const contactId = contactIn(context, pick, ...states);
  const current = context.state.contacts[contactId]?.party?.id;
  return { contactId, partyId: current !== undefined && twist % 7 !== 0 ? current : "a1" };
}

export function offer(context: Context, pick: number, twist: number) {
  const live = choose(Object.values(context.state.offers), pick);
  if (live === undefined || twist % 9 === 0) {
    const offerId = choose(context.offerIds, pick) ?? "none.o1";
    return { agentId: anyAgent(context, twist), offerId };
  }
  return { agentId: twist % 8 === 1 ? anyAgent(context, pick) : live.agentId, offerId: live.id };
}

/** Whoever talks or wraps up promises; now and then somebody else, or a number that is none. */
export function promiseCallback(context: Context, pick: number, twist: number): Command {
  const { state, now, step } = context;
  const busy = Object.values(state.agents).filter(
    ({ wrapUp, contactId }) => wrapUp !== null || contactId !== null,
  );
  const agent = choose(busy, pick);
  const contactId = agent?.contactId ?? agent?.wrapUp?.contactId;
  return {
    type: "promiseCallback",
    agentId: agent?.id ?? anyAgent(context, pick),
    contactId: contactId ?? contactIn(context, pick),
    callbackId: `promised${step}`,
    number: ["06592 9991", "+49 6571 9992", "0171 3920011", "115"][twist % 4]!,
    at: twist % 3 === 0 ? now + ((twist * 7) % 3000) * 1000 : null,
    toHerself: twist % 2 === 0,
    note: "",
    about: { lineId: Object.keys(state.lines)[0] ?? "none", administrationId: null, place: null },
  };
}

/** The citizen's phone, in the call that is made for it; now and then in another. */
export function citizen(context: Context, pick: number, twist: number) {
  const contactId = contactIn(context, pick, "dialling");
  const current = context.state.contacts[contactId]?.callId;
  return { contactId, callId: current != null && twist % 7 !== 0 ? current : "callback-x-1" };
}

export function callbackIn({ state }: Context, pick: number): string {
  const callbacks = Object.values(state.contacts).filter(({ callback }) => callback !== null);
  return choose(callbacks, pick)?.id ?? "nobody";
}
