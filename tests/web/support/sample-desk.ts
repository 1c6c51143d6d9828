import { randomUUID } from "node:crypto";
import type {
  ContactCard,
  DeskView,
  LineView,
  TeamMemberView,
  WaitingView,
} from "../../../src/dashboard/schema.ts";
import type { AgentState } from "../../../src/routing/state.ts";

export function restingDesk(state: AgentState): DeskView {
  return {
    agentId: "a1",
    lineIds: ["115", switchboardLine.id],
    skills: [],
    state,
    since: Date.now(),
    intent: state === "break" || state === "offline" ? state : "ready",
    breakReason: null,
    notRespondingReason: null,
    restsUntil: 0,
    wrapUp: null,
    offer: null,
    lending: null,
    contact: null,
  };
}

export function sampleContact(): ContactCard {
  const now = Date.now();
  return {
    id: randomUUID(),
    state: "offered",
    since: now,
    arrivedAt: now - 8_000,
    answeredAt: null,
    endCause: null,
    line: { id: "115", name: "Behördennummer 115", kind: "115", administrationId: null },
    greeting:
      "Behördennummer 115, Servicecenter Eifel-Mosel-Hunsrück, mein Name ist Anna Muster. " +
      "Was kann ich für Sie tun?",
    callerNumber: "06571 90009 12",
    callback: null,
    promisedFor: [],
    origin: [
      {
        administrationId: "bernkastel-wittlich",
        placeName: "Wittlich",
        probability: 0.9,
        reason: "Vorwahl 06571 (Wittlich)",
      },
    ],
    administrationId: "bernkastel-wittlich",
    administrationCertainty: "guess",
    place: null,
    transfer: null,
    sought: null,
    recall: null,
    concerns: [],
    note: "",
    recordVersion: 0,
    earlier: [
      {
        id: "e1",
        arrivedAt: new Date(now - 86_400_000).toISOString(),
        lineName: "Behördennummer 115",
        titles: ["Kraftfahrzeug abmelden"],
      },
    ],
  };
}

export function sampleCaller(since: number): WaitingView {
  return {
    id: randomUUID(),
    state: "waiting",
    lineId: "115",
    number: "06571 90009 12",
    place: "Wittlich",
    placeConfirmed: false,
    concerns: [],
    wanted: null,
    requiredSkills: [],
    since,
    parkedBy: null,
    firstFor: null,
    comesBackAt: null,
  };
}

export const switchboardLine = {
  id: "zentrale-bernkastel-wittlich",
  name: "Zentrale Bernkastel-Wittlich",
  kind: "switchboard",
  administrationId: "bernkastel-wittlich",
} as const;

export function sampleLines(): LineView[] {
  const line = (id: string, name: string, waiting: number, inTarget: number): LineView => ({
    id,
    name,
    number: id === "115" ? "115" : "06571 14-0",
    kind: id === "115" ? "115" : "switchboard",
    administrationId: id === "115" ? null : "bernkastel-wittlich",
    open: true,
    hours: "geöffnet bis 18:00",
    waiting,
    longestSince: waiting > 0 ? Date.now() - 72_000 : null,
    talking: 2,
    answerTargetSeconds: 30,
    callbacksToday: { wished: 9, reached: 7, notReached: 1 },
    today: { offered: 120, answered: 111, answeredInTarget: inTarget, abandoned: 6 },
  });
  return [
    line("115", "Behördennummer 115", 3, 82),
    line(switchboardLine.id, switchboardLine.name, 0, 104),
  ];
}

export function sampleTeam(): TeamMemberView[] {
  const states = ["talking", "ready", "wrapUp", "break", "offline", "notResponding"] as const;
  return states.map((state, index) => ({
    agentId: `a${index + 1}`,
    name: `${["Anna", "Bert", "Cora", "Dirk", "Edda", "Finn"][index]} Muster`,
    administrationId: "bernkastel-wittlich",
    state,
    since: Date.now() - index * 40_000,
    breakReason: state === "break" ? "Mittag" : null,
    lineName: state === "talking" ? "Behördennummer 115" : null,
  }));
}
