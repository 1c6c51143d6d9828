import type { Command } from "../../../src/routing/commands.ts";
import type { CenterState } from "../../../src/routing/center-state.ts";
import type { Agent, Contact, Presence } from "../../../src/routing/state.ts";
import type { CenterProcess } from "./center-process.ts";
import { callbackNumbers, targetExtensions } from "./small-house.ts";
import type { Desk, World } from "./world.ts";

const reasons = [null, "Mittag"] as const;

const deedsInCall = [
  "hangUp",
  "transfer",
  "transfer",
  "park",
  "passOn",
  "confirm",
  "presence",
] as const;
const looksMax = 4;

/** Somebody at a desk does what fits what the screen shows, which may be out of date. */
export function actAtDesk(world: World): void {
  for (let look = 0; look < looksMax; look += 1) if (actAtSomeDesk(world)) return;
}

/** @returns false when there is nothing to do at that desk */
function actAtSomeDesk(world: World): boolean {
  const { chance } = world;
  const desk = chance.pick(world.desks);
  const process = desk?.connected ? world.processes[desk.place] : undefined;
  if (!desk || !process?.running) return false;
  const { state } = process.center;
  const agent = state.agents[desk.agentId];
  if (!agent) return false;
  const command = chance.happens(0.06)
    ? nonsense(world, state, agent)
    : sensible(world, state, agent);
  if (command) send(world, process, desk, command);
  return command !== null;
}

function send(world: World, process: CenterProcess, desk: Desk, command: Command): void {
  const { chance } = world;
  // What makes something new is never sent again without its key.
  const key = command.type === "promiseCallback" || chance.happens(0.5) ? chance.uuid() : null;
  world.note(command.type, `${desk.agentId} at ${process.name}`);
  world.submit(process, command, key);
  if (!chance.happens(0.1)) return;
  // No answer seen, so it is sent again: by another process when the first one has gone.
  const again = world.processes[chance.below(2)] ?? process;
  const late = chance.random() * 4_000;
  world.clock.after(late, () => world.submit(again, command, key));
}

/** What the state suggests. */
function sensible(world: World, state: CenterState, agent: Agent): Command | null {
  const { chance } = world;
  const agentId = agent.id;
  if (agent.offerId !== null) {
    const { offerId } = agent;
    if (chance.happens(0.8)) return { type: "acceptOffer", agentId, offerId };
    if (chance.happens(0.5)) return { type: "declineOffer", agentId, offerId };
  }
  const inHand = agent.contactId ?? agent.wrapUp?.contactId;
  if (inHand !== undefined && chance.happens(0.08)) return promise(world, agentId, inHand);
  if (agent.contactId !== null) return inCall(world, state, agent, agent.contactId);
  if (agent.wrapUp !== null) return afterCall(world, state, agent, agent.wrapUp.contactId);
  const contact = chance.pick(Object.values(state.contacts));
  if (contact?.state === "postponed" && chance.happens(0.3)) {
    return chance.happens(0.8)
      ? { type: "pull", agentId, contactId: contact.id }
      : { type: "cancelCallback", agentId, contactId: contact.id, byName: agent.displayName };
  }
  if (contact?.state === "parked") return { type: "retrieve", agentId, contactId: contact.id };
  if (agent.state === "ready" && contact?.state === "waiting" && chance.happens(0.3)) {
    return { type: "pull", agentId, contactId: contact.id };
  }
  if (agent.state === "ready" && !chance.happens(0.1)) return null;
  return presence(world, agentId);
}

function inCall(
  { chance }: World,
  state: CenterState,
  { id: agentId }: Agent,
  contactId: string,
): Command | null {
  if (state.contacts[contactId]?.state !== "talking") return null;
  const what = chance.one(deedsInCall);
  switch (what) {
    case "passOn": {
      const skills = [chance.one(["vermittlung", "englisch", "moselfränkisch"])];
      return { type: "passOn", agentId, contactId, skills, words: "spricht Englisch" };
    }
    case "transfer": {
      const extension = chance.one(targetExtensions);
      const target = { extension, name: "Amt", directoryEntryId: null };
      return { type: "transfer", agentId, contactId, target };
    }
    case "confirm": {
      const administrationId = chance.one(["nord", "sued", null]);
      const place = { ags: "07233001", name: "Daun" };
      return { type: "confirmPlace", agentId, contactId, administrationId, place };
    }
    case "presence":
      return choose(agentId, chance.one(["ready", "break"]), null);
    default:
      return { type: what, agentId, contactId };
  }
}

function afterCall(
  { chance }: World,
  state: CenterState,
  { id: agentId }: Agent,
  contactId: string,
): Command {
  if (state.contacts[contactId]?.state === "transferring" && chance.happens(0.4)) {
    return { type: "takeBack", agentId, contactId };
  }
  return chance.happens(0.7)
    ? { type: "endWrapUp", agentId }
    : { type: "extendWrapUp", agentId, seconds: 1 + chance.below(10) };
}

function promise(world: World, agentId: string, contactId: string): Command {
  const { chance, clock } = world;
  return {
    type: "promiseCallback",
    agentId,
    contactId,
    callbackId: chance.uuid(),
    number: chance.one(callbackNumbers),
    at: chance.happens(0.6) ? null : clock.now() + chance.below(30_000),
    toHerself: chance.happens(0.5),
    note: "Frage zum Ausweis",
    about: { lineId: "115", administrationId: null, place: null },
  };
}

function presence({ chance }: World, agentId: string): Command {
  const wish = chance.happens(0.75) ? "ready" : chance.one<Presence>(["break", "offline"]);
  return choose(agentId, wish, wish === "break" ? chance.one(reasons) : null);
}

function choose(agentId: string, wish: Presence, reason: string | null): Command {
  return { type: "choosePresence", agentId, presence: wish, reason };
}

/** Late, foreign, impossible. */
function nonsense(world: World, state: CenterState, agent: Agent): Command {
  const { chance } = world;
  const agentId = agent.id;
  const contact: Contact | undefined = chance.pick(Object.values(state.contacts));
  const contactId = contact?.id ?? "gone";
  const offerId = chance.pick(Object.keys(state.offers)) ?? `${contactId}.o1`;
  const target = { extension: agent.extension, name: "Ich", directoryEntryId: null };
  return chance.one<Command>([
    { type: "acceptOffer", agentId, offerId },
    { type: "declineOffer", agentId, offerId },
    { type: "hangUp", agentId, contactId },
    { type: "transfer", agentId, contactId, target },
    { type: "takeBack", agentId, contactId },
    { type: "pull", agentId, contactId },
    { type: "park", agentId, contactId },
    { type: "retrieve", agentId, contactId },
    { type: "endWrapUp", agentId },
    { type: "extendWrapUp", agentId, seconds: -5 },
    { type: "acceptOffer", agentId: "nobody", offerId },
    { type: "cancelCallback", agentId: null, contactId, byName: "Leitung" },
    promise(world, agentId, contactId),
  ]);
}

/** Everybody who can does what ends calls, until nothing is left to do. */
export function workOff(world: World): void {
  const { state } = world.journal;
  for (const contact of Object.values(state.contacts)) {
    const { callId } = contact;
    if (contact.state === "transferred" && callId !== null) world.exchange.hangUpPhone(callId);
  }
  for (const { agentId, place } of world.desks) {
    const process = world.processes[place];
    const agent = process?.running ? process.center.state.agents[agentId] : undefined;
    if (!process || !agent) continue;
    if (agent.offerId !== null) {
      world.submit(process, { type: "acceptOffer", agentId, offerId: agent.offerId });
    } else if (agent.wrapUp !== null) {
      world.submit(process, { type: "endWrapUp", agentId });
    } else if (agent.state === "talking" && agent.contactId !== null) {
      world.submit(process, { type: "hangUp", agentId, contactId: agent.contactId });
    } else if (agent.contactId === null && agent.state !== "ready") {
      world.submit(process, choose(agentId, "ready", null));
    }
  }
}
