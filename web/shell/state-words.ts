import type { DeskView } from "../../src/dashboard/schema.ts";
import type { AgentState } from "../../src/routing/state.ts";
import { texts } from "../texts.ts";
import type { IconName } from "../ui/icon-names.ts";

/** The agent's state; also what goes on with the caller meanwhile, or that a citizen is called. */
export type ShownState = AgentState | "transferring" | "parked" | "dialling";

export const stateIcons: Record<ShownState, IconName> = {
  offline: "offline",
  ready: "checked",
  break: "break",
  offered: "ringing",
  connecting: "ringing",
  dialling: "ringing",
  talking: "headset",
  transferring: "transfer",
  parked: "park",
  wrapUp: "edit",
  notResponding: "missed",
};

export function shownState(desk: DeskView): ShownState {
  if (desk.state === "connecting" && desk.contact?.state === "dialling") return "dialling";
  const goesOn = desk.state === "wrapUp" ? desk.contact?.state : undefined;
  return goesOn === "transferring" || goesOn === "parked" ? goesOn : desk.state;
}

export function stateWord(state: ShownState): string {
  if (state === "dialling") return texts.dialling;
  if (state === "parked") return texts.waiting.isParked;
  return state === "transferring" ? texts.transferring : texts.states[state];
}
