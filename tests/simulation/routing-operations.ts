import fc from "fast-check";
import type { Command } from "../../src/routing/commands.ts";
import { nextDueAt } from "../../src/routing/deadlines.ts";
import type { PartyFailure, Presence } from "../../src/routing/state.ts";
import { choose, contactIn, anyAgent, wrappingUp, agentOf } from "./routing-choices.ts";
import {
  party,
  offer,
  promiseCallback,
  citizen,
  callbackIn,
  type Context,
} from "./routing-choices.ts";
import { lineVariants, profileVariant, startAt } from "./routing-world.ts";

/**
 * One random deed, said without ids: `pick` and `twist` choose among what there is when it is
 * done, so that a shrunk sequence still makes sense. Twists also make late, repeated and foreign
 * commands.
 */
export interface Operation {
  kind: keyof typeof makers;
  pick: number;
  twist: number;
  waitMilliseconds: number;
}

type Maker = (context: Context, pick: number, twist: number) => Command;

const failures: PartyFailure[] = ["busy", "noAnswer", "unreachable", "declined"];
const presences: Presence[] = ["ready", "break", "offline"];

/** What most calls do next, so that sequences get deep into a call. */
function goOn(context: Context, pick: number, twist: number): Command {
  const moving = ["offered", "connecting", "dialling", "talking", "transferring"];
  const contactId = contactIn(context, pick, ...moving);
  const { state, agentId, offerId, party: rung } = context.state.contacts[contactId] ?? {};
  if (state === "offered") {
    const { agentId: asked } = context.state.offers[offerId!]!;
    return { type: "acceptOffer", agentId: asked, offerId: offerId! };
  }
  if (state === "talking" && twist % 2 === 0) {
    const target = { extension: `4${twist % 5}`, name: "Amt", directoryEntryId: null };
    return { type: "transfer", agentId: agentId!, contactId, target };
  }
  if (state === "talking") return { type: "hangUp", agentId: agentId!, contactId };
  const { callId } = context.state.contacts[contactId] ?? {};
  if (state === "dialling" && twist % 3 === 0) {
    return { type: "callerNotReached", contactId, callId: callId!, failure: failures[twist % 4]! };
  }
  if (state === "dialling") return { type: "callerAnswers", contactId, callId: callId! };
  const partyId = rung?.id ?? "a1";
  if (state === "connecting" || twist % 3 > 0) return { type: "partyAnswers", contactId, partyId };
  return { type: "partyFails", contactId, partyId, failure: failures[twist % 4]! };
}

const makers = {
  arrive: ({ step, state }, pick, twist) => ({
    type: "contactArrives",
    contactId: `c${step}`,
    callId: `call${step}`,
    lineId: choose(Object.keys(state.lines), pick) ?? "none",
    callerNumber: [null, "+4965929991", "+4965719992", "+4926719993"][(pick + twist) % 4]!,
    origin: [
      { administrationId: "nord", placeName: "Daun", probability: (twist % 10) / 10, reason: "V" },
      { administrationId: "sued", placeName: "Prüm", probability: 0.45, reason: "V" },
    ].slice(twist % 3),
  }),
  /** The same call once more, under a new id, as the door would report it. */
  arriveAgain: (context, pick) => {
    const contact = context.state.contacts[contactIn(context, pick)];
    const callId = contact?.callId ?? "x";
    const lineId = contact?.lineId ?? "none";
    const contactId = `again${context.step}`;
    return { type: "contactArrives", contactId, callId, lineId, callerNumber: null, origin: [] };
  },
  callerHangsUp: (context, pick) => ({
    type: "callerHangsUp",
    contactId: contactIn(context, pick),
  }),
  callVanishes: (context, pick) => ({ type: "callVanishes", contactId: contactIn(context, pick) }),
  partyAnswers: (context, pick, twist) => ({
    type: "partyAnswers",
    ...party(context, pick, twist, "connecting", "transferring"),
  }),
  partyFails: (context, pick, twist) => ({
    type: "partyFails",
    ...party(context, pick, twist, "connecting", "transferring"),
    failure: failures[twist % 4]!,
  }),
  partyHangsUp: (context, pick, twist) => ({
    type: "partyHangsUp",
    ...party(
      context,
      pick,
      twist,
      "talking",
      "transferred",
      "connecting",
      "transferring",
      "dialling",
    ),
    lost: twist % 3 === 0,
  }),
  announcementEnds: (context, pick) => ({
    type: "announcementEnds",
    contactId: contactIn(context, pick, "turnedAway", "confirming"),
  }),
  pressKey: (context, pick, twist) => ({
    type: "callerPressesKey",
    contactId: contactIn(context, pick, "waiting", "offered"),
    key: twist % 9 === 0 ? "2" : "1",
  }),
  promiseCallback,
  callerAnswers: (context, pick, twist) => ({
    type: "callerAnswers",
    ...citizen(context, pick, twist),
  }),
  callerNotReached: (context, pick, twist) => ({
    type: "callerNotReached",
    ...citizen(context, pick, twist),
    failure: failures[twist % 4]!,
  }),
  cancelCallback: (context, pick, twist) => ({
    type: "cancelCallback",
    contactId: callbackIn(context, pick),
    agentId: twist % 3 === 0 ? null : anyAgent(context, twist),
    byName: "Leitung",
  }),
  /** The call of a callback, or one before it, is reported as over. */
  callEnds: (context, pick, twist) => {
    const contactId = callbackIn(context, pick);
    const current = context.state.contacts[contactId]?.callId ?? "call1";
    const callId = twist % 3 === 0 ? "call1" : current;
    return { type: twist % 2 === 0 ? "callerHangsUp" : "callVanishes", contactId, callId };
  },
  choosePresence: (context, pick, twist) => ({
    type: "choosePresence",
    agentId: anyAgent(context, pick),
    presence: presences[twist % 3]!,
    reason: twist % 3 === 1 ? (twist % 2 === 0 ? "Mittag" : null) : null,
  }),
  becomeReady: (context, pick) => {
    const away = Object.values(context.state.agents).filter(
      ({ intent, state }) => intent !== "ready" || state === "notResponding",
    );
    const agentId = choose(away, pick)?.id ?? anyAgent(context, pick);
    return { type: "choosePresence", agentId, presence: "ready", reason: null };
  },
  goOn,
  acceptOffer: (context, pick, twist) => ({ type: "acceptOffer", ...offer(context, pick, twist) }),
  declineOffer: (context, pick, twist) => ({
    type: "declineOffer",
    ...offer(context, pick, twist),
  }),
  hangUp: (context, pick, twist) => {
    const contactId = contactIn(context, pick, twist % 5 === 0 ? "connecting" : "talking");
    return { type: "hangUp", agentId: agentOf(context, contactId, twist), contactId };
  },
  transfer: (context, pick, twist) => {
    const contactId = contactIn(context, pick, "talking");
    const extension = twist % 10 === 0 ? "ungültig !" : `4${twist % 5}`;
    const target = { extension, name: "Amt", directoryEntryId: null };
    return { type: "transfer", agentId: agentOf(context, contactId, twist), contactId, target };
  },
  passOn: (context, pick, twist) => {
    const contactId = contactIn(context, pick, "talking");
    const skills = [["englisch"], ["vermittlung"], ["englisch", "vermittlung"], ["altgriechisch"]];
    const words = "Kenntnis";
    const agentId = agentOf(context, contactId, twist);
    return { type: "passOn", agentId, contactId, skills: skills[twist % 4]!, words };
  },
  takeBack: (context, pick, twist) => {
    const contactId = contactIn(context, pick, "transferring");
    return { type: "takeBack", agentId: agentOf(context, contactId, twist), contactId };
  },
  pull: (context, pick, twist) => {
    const contactId = contactIn(context, pick, "waiting", "offered", "postponed");
    return { type: "pull", agentId: anyAgent(context, twist), contactId };
  },
  park: (context, pick, twist) => {
    const contactId = contactIn(context, pick, "talking");
    return { type: "park", agentId: agentOf(context, contactId, twist), contactId };
  },
  retrieve: (context, pick, twist) => {
    const contactId = contactIn(context, pick, "parked");
    return { type: "retrieve", agentId: anyAgent(context, twist), contactId };
  },
  confirmPlace: (context, pick, twist) => {
    const contactId = contactIn(context, pick, "talking", "connecting");
    const administrationId = [null, "nord", "sued"][twist % 3]!;
    const place = { ags: `0723300${twist % 2}`, name: "Kröv" };
    const agentId = agentOf(context, contactId, twist);
    return { type: "confirmPlace", agentId, contactId, administrationId, place };
  },
  extendWrapUp: (context, pick, twist) => ({
    type: "extendWrapUp",
    agentId: wrappingUp(context, pick),
    seconds: (twist % 5) * 20 - 20,
  }),
  endWrapUp: (context, pick) => ({ type: "endWrapUp", agentId: wrappingUp(context, pick) }),
  changeLines: (_, pick) => ({ type: "changeLines", lines: choose(lineVariants, pick)! }),
  admitAgent: (_, pick, twist) => ({ type: "admitAgent", profile: profileVariant(pick, twist) }),
  withdrawAgent: (context, pick) => ({ type: "withdrawAgent", agentId: anyAgent(context, pick) }),
  timePasses: () => ({ type: "timePasses" }),
  /** Waits until the next deadline, or the last moment before it, and then accepts. */
  acceptAtTheEdge: (context, pick) => ({ type: "acceptOffer", ...offer(context, pick, 5) }),
  waitForTimer: () => ({ type: "timePasses" }),
} satisfies Record<string, Maker>;

const weights: Record<keyof typeof makers, number> = {
  arrive: 14,
  arriveAgain: 1,
  callerHangsUp: 4,
  callVanishes: 1,
  partyAnswers: 20,
  partyFails: 4,
  partyHangsUp: 4,
  announcementEnds: 3,
  pressKey: 6,
  promiseCallback: 3,
  callerAnswers: 3,
  callerNotReached: 2,
  cancelCallback: 1,
  callEnds: 1,
  choosePresence: 6,
  becomeReady: 8,
  goOn: 30,
  acceptOffer: 24,
  declineOffer: 5,
  hangUp: 4,
  transfer: 9,
  passOn: 5,
  takeBack: 3,
  pull: 5,
  park: 6,
  retrieve: 3,
  confirmPlace: 2,
  extendWrapUp: 2,
  endWrapUp: 6,
  changeLines: 1,
  admitAgent: 2,
  withdrawAgent: 1,
  timePasses: 2,
  acceptAtTheEdge: 2,
  waitForTimer: 5,
};

const kinds = (Object.keys(weights) as (keyof typeof makers)[]).flatMap((kind) =>
  Array.from({ length: weights[kind] }, () => kind),
);

const operation: fc.Arbitrary<Operation> = fc.record({
  kind: fc.constantFrom(...kinds),
  pick: fc.nat(59),
  twist: fc.nat(359),
  waitMilliseconds: fc.oneof(
    { weight: 20, arbitrary: fc.constant(0) },
    { weight: 30, arbitrary: fc.nat(2_000) },
    { weight: 2, arbitrary: fc.nat(40_000) },
    { weight: 1, arbitrary: fc.nat(400_000) },
  ),
});

export function operations(lengthMax: number): fc.Arbitrary<Operation[]> {
  return fc.array(operation, { minLength: 1, maxLength: lengthMax, size: "max" });
}

/** When the deed is done, and the command it is. */
export function resolve(
  context: Context,
  { kind, pick, twist, waitMilliseconds }: Operation,
): { command: Command; now: number } {
  let now = Math.max(context.now, startAt) + waitMilliseconds;
  const due = nextDueAt(context.state);
  if (kind === "waitForTimer" || kind === "acceptAtTheEdge") {
    now = Math.max(context.now, due === null ? now : due - (twist % 2));
  }
  return { command: makers[kind]({ ...context, now }, pick, twist), now };
}
