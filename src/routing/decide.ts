import * as wishes from "./agent-wishes.ts";
import { citizenAnswers, citizenFails } from "./callback-attempt.ts";
import * as callbacks from "./callback-request.ts";
import type { CenterState } from "./center-state.ts";
import type { Command, Rejection } from "./commands.ts";
import type { CenterEvent } from "./events.ts";
import { nextOffer } from "./dispatch.ts";
import { nextSettlement } from "./due.ts";
import { evolve } from "./evolve.ts";
import { changeLines } from "./line-settings.ts";
import { offerRescinded } from "./outcomes.ts";
import { park, pull, retrieve } from "./parking.ts";
import { passOn } from "./pass-on.ts";
import { reject } from "./rejections.ts";
import type { Agent, AgentProfile, Contact, Instant } from "./state.ts";
import * as reports from "./switch-reports.ts";

export type Decision = { ok: true; events: CenterEvent[] } | { ok: false; rejection: Rejection };

/**
 * `events` are to be journalled in both cases: what was due before a refused command has happened,
 * whatever became of the command.
 */
export type Advance =
  | { ok: true; events: CenterEvent[] }
  | { ok: false; rejection: Rejection; events: CenterEvent[] };

/**
 * One step of the centre, changing `state` in place: settles what is due at `now`, then the
 * command, and after each makes every offer that has become possible (I4). The same as
 * `timePasses` followed by the command at the same moment.
 */
export function advance(state: CenterState, command: Command, now: Instant): Advance {
  const events: CenterEvent[] = [];
  settle(state, now, events);
  const decision = decide(state, command, now);
  if (!decision.ok) return { ...decision, events };
  if (decision.events.length > 0) {
    happen(state, decision.events, now, events);
    makeOffers(state, now, events);
    settle(state, now, events); // a line without wrap-up: its end is due at once
  }
  return { ok: true, events };
}

function settle(state: CenterState, now: Instant, events: CenterEvent[]): void {
  let due = nextSettlement(state, now);
  if (due === null) return;
  for (; due !== null; due = nextSettlement(state, now)) happen(state, due, now, events);
  makeOffers(state, now, events);
}

function makeOffers(state: CenterState, now: Instant, events: CenterEvent[]): void {
  for (let next = nextOffer(state, now); next !== null; next = nextOffer(state, now)) {
    happen(state, next, now, events);
  }
}

function happen(state: CenterState, happened: CenterEvent[], now: Instant, all: CenterEvent[]) {
  for (const event of happened) {
    evolve(state, event, now);
    all.push(event);
  }
}

/**
 * What the command means now; changes nothing. Takes the state as of `now`: what is due must have
 * been settled before, and offers that become possible are made after (`advance` does both).
 */
export function decide(state: CenterState, command: Command, now: Instant): Decision {
  switch (command.type) {
    case "contactArrives":
      return reports.arrival(state, command, now);
    case "callerHangsUp":
    case "callVanishes":
    case "announcementEnds":
    case "partyAnswers":
    case "partyFails":
    case "partyHangsUp":
    case "callerAnswers":
    case "callerNotReached":
    case "callerPressesKey":
      return { ok: true, events: decideReport(state, command, now) };
    case "cancelCallback":
      return callbacks.cancelCallback(state, command, now);
    case "changeLines":
      return changeLines(state, command.lines);
    case "admitAgent":
      return admitAgent(state, command.profile);
    case "withdrawAgent":
      return withdrawAgent(state, state.agents[command.agentId]);
    case "timePasses":
      return { ok: true, events: [] };
    default: {
      const agent = state.agents[command.agentId];
      return agent === undefined ? reject("unknown_agent") : decideWish(state, agent, command, now);
    }
  }
}

type Report = Extract<
  Command,
  | { type: "callerHangsUp" | "callVanishes" | "announcementEnds" }
  | { type: "partyAnswers" | "partyFails" | "partyHangsUp" }
  | { type: "callerAnswers" | "callerNotReached" | "callerPressesKey" }
>;
type Wish = Exclude<Extract<Command, { agentId: string }>, { type: "withdrawAgent" }>;

/** The switch may tell of what is over, twice or late: then nothing happens. */
function decideReport(state: CenterState, command: Report, now: Instant): CenterEvent[] {
  const contact = state.contacts[command.contactId];
  if (contact === undefined) return [];
  switch (command.type) {
    case "callerHangsUp":
      return reports.callEnds(state, contact, command.callId, "callerHungUp", now);
    case "callVanishes":
      return reports.callEnds(state, contact, command.callId, "vanished", now);
    case "announcementEnds":
      return reports.announcementEnds(state, contact, now);
    case "partyAnswers":
      return reports.partyAnswers(state, contact, command.partyId, now);
    case "partyFails":
      return reports.partyFails(state, contact, command.partyId, command.failure, now);
    case "partyHangsUp":
      return reports.partyHangsUp(state, contact, command.partyId, command.lost, now);
    case "callerAnswers":
      return citizenAnswers(state, contact, command.callId);
    case "callerNotReached": {
      const dials = contact.state === "dialling" && contact.callId === command.callId;
      return dials ? citizenFails(state, contact, command.failure, now) : [];
    }
    case "callerPressesKey":
      return callbacks.keyPressed(state, contact, command.key);
  }
}

function decideWish(state: CenterState, agent: Agent, command: Wish, now: Instant): Decision {
  switch (command.type) {
    case "choosePresence":
      return wishes.choosePresence(state, agent, command);
    case "acceptOffer":
      return wishes.acceptOffer(state, agent, command.offerId, now);
    case "declineOffer":
      return wishes.declineOffer(state, agent, command.offerId, now);
    case "confirmPlace":
      return wishes.confirmPlace(state, agent, command);
    case "promiseCallback":
      return callbacks.promiseCallback(state, agent, command, now);
    case "extendWrapUp":
      return wishes.extendWrapUp(agent, command.seconds);
    case "endWrapUp":
      return wishes.endWrapUp(agent);
    case "hangUp":
    case "transfer":
    case "takeBack":
    case "passOn":
    case "pull":
    case "park":
    case "retrieve": {
      const contact = state.contacts[command.contactId];
      if (contact === undefined) return reject("unknown_contact");
      return decideCall(state, agent, contact, command, now);
    }
  }
}

type CallWish = Extract<
  Wish,
  { type: "hangUp" | "transfer" | "takeBack" | "passOn" | "pull" | "park" | "retrieve" }
>;

function decideCall(
  state: CenterState,
  agent: Agent,
  contact: Contact,
  command: CallWish,
  now: Instant,
): Decision {
  switch (command.type) {
    case "hangUp":
      return wishes.hangUp(state, agent, contact, now);
    case "transfer":
      return wishes.transfer(state, agent, contact, command, now);
    case "takeBack":
      return wishes.takeBack(state, agent, contact, now);
    case "passOn":
      return passOn(state, agent, contact, command, now);
    case "pull":
      return pull(state, agent, contact, now);
    case "park":
      return park(state, agent, contact, now);
    case "retrieve":
      return retrieve(state, agent, contact, now);
  }
}

function admitAgent(state: CenterState, profile: AgentProfile): Decision {
  const known = state.agents[profile.id];
  const same =
    known !== undefined &&
    !known.withdrawn &&
    (Object.keys(profile) as (keyof AgentProfile)[]).every(
      (key) => JSON.stringify(known[key]) === JSON.stringify(profile[key]),
    );
  return { ok: true, events: same ? [] : [{ type: "agentAdmitted", profile }] };
}

/** Whoever is in a call or its wrap-up finishes it first (R8). */
function withdrawAgent(state: CenterState, agent: Agent | undefined): Decision {
  if (agent === undefined || agent.withdrawn) return { ok: true, events: [] };
  const withdrawn: CenterEvent = { type: "agentWithdrawn", agentId: agent.id };
  return { ok: true, events: [...offerRescinded(state, agent), withdrawn] };
}
