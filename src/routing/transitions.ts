import type { AgentState, ContactState, Presence } from "./state.ts";

/** What can move a contact; each step is one event (evolve.ts). The drawing stands in state.ts. */
export type ContactStep =
  | "queue"
  | "turnAway"
  | "offer"
  | "ring"
  | "connect"
  | "park"
  | "confirm"
  | "postpone"
  | "dial"
  | "transfer"
  | "connectTransfer"
  | "end";

/** What can move an agent. `free` ends work and leads where the intent says (R8). */
export type AgentStep =
  | `choose:${Presence}`
  | `free:${Presence}`
  | "offer"
  | "ring"
  | "connect"
  | "wrapUp"
  | "stopResponding";

const nowhere = {
  queue: null,
  turnAway: null,
  offer: null,
  ring: null,
  connect: null,
  park: null,
  confirm: null,
  postpone: null,
  dial: null,
  transfer: null,
  connectTransfer: null,
  end: null,
} as const satisfies Record<ContactStep, null>;

/** Total: each state answers each step; null is impossible and stops the core. */
export const contactTransitions: Record<ContactState, Record<ContactStep, ContactState | null>> = {
  waiting: {
    ...nowhere,
    queue: "waiting",
    turnAway: "turnedAway",
    offer: "offered",
    ring: "connecting",
    confirm: "confirming",
    postpone: "postponed",
    transfer: "transferring",
    end: "ended",
  },
  offered: {
    ...nowhere,
    queue: "waiting",
    ring: "connecting",
    confirm: "confirming",
    postpone: "postponed",
    end: "ended",
  },
  connecting: {
    ...nowhere,
    queue: "waiting",
    connect: "talking",
    postpone: "postponed",
    dial: "dialling",
    end: "ended",
  },
  talking: {
    ...nowhere,
    queue: "waiting",
    park: "parked",
    transfer: "transferring",
    end: "ended",
  },
  confirming: { ...nowhere, postpone: "postponed", end: "ended" },
  postponed: {
    ...nowhere,
    queue: "waiting",
    ring: "connecting",
    postpone: "postponed",
    end: "ended",
  },
  dialling: {
    ...nowhere,
    queue: "waiting",
    connect: "talking",
    postpone: "postponed",
    end: "ended",
  },
  parked: { ...nowhere, queue: "waiting", ring: "connecting", end: "ended" },
  transferring: {
    ...nowhere,
    queue: "waiting",
    turnAway: "turnedAway",
    ring: "connecting",
    connectTransfer: "transferred",
    end: "ended",
  },
  transferred: { ...nowhere, queue: "waiting", turnAway: "turnedAway", end: "ended" },
  turnedAway: { ...nowhere, end: "ended" },
  ended: nowhere,
};

/** Without work, a person is at once where she wants to be. */
const free = {
  "choose:ready": "ready",
  "choose:break": "break",
  "choose:offline": "offline",
  "free:ready": null,
  "free:break": null,
  "free:offline": null,
  offer: null,
  ring: "connecting",
  connect: null,
  wrapUp: null,
  stopResponding: null,
} as const satisfies Record<AgentStep, AgentState | null>;

/** At work, a wish is kept for later; the end of the work leads there. */
function atWork<State extends AgentState>(state: State) {
  return {
    "choose:ready": state,
    "choose:break": state,
    "choose:offline": state,
    "free:ready": "ready",
    "free:break": "break",
    "free:offline": "offline",
    offer: null,
    ring: null,
    connect: null,
    wrapUp: null,
    stopResponding: null,
  } as const satisfies Record<AgentStep, AgentState | null>;
}

/** Total, as above. Who takes a caller by himself rings his own phone from any free state. */
export const agentTransitions: Record<AgentState, Record<AgentStep, AgentState | null>> = {
  offline: free,
  ready: { ...free, offer: "offered", stopResponding: "notResponding" },
  break: free,
  notResponding: free,
  offered: { ...atWork("offered"), ring: "connecting" },
  connecting: { ...atWork("connecting"), connect: "talking", wrapUp: "wrapUp" },
  talking: { ...atWork("talking"), wrapUp: "wrapUp" },
  wrapUp: { ...atWork("wrapUp"), offer: "offered", ring: "connecting" },
};

/** @throws Error when the table forbids the step: a defect of the core, never of its caller. */
export function contactAfter(state: ContactState, step: ContactStep): ContactState {
  const next = contactTransitions[state][step];
  if (next === null) throw new Error(`Invariant broken: contact ${state} cannot ${step}`);
  return next;
}

/** @throws Error when the table forbids the step: a defect of the core, never of its caller. */
export function agentAfter(state: AgentState, step: AgentStep): AgentState {
  const next = agentTransitions[state][step];
  if (next === null) throw new Error(`Invariant broken: agent ${state} cannot ${step}`);
  return next;
}
