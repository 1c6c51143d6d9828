import type { DeskView } from "../../src/dashboard/schema.ts";
import type { AgentState } from "../../src/routing/state.ts";
import { texts } from "../texts.ts";
import type { IconName } from "../ui/icon-names.ts";

/** The agent's state; also whether a transfer still rings, or a citizen is called back. */
export type ShownState = AgentState | "transferring" | "dialling";

export const stateIcons: Record<ShownState, IconName> = {
  offline: "offline",
  ready: "checked",
  break: "break",
  offered: "ringing",
  connecting: "ringing",
  dialling: "ringing",
  talking: "headset",
  transferring: "transfer",
  wrapUp: "edit",
  notResponding: "missed",
};

export function shownState(desk: DeskView): ShownState {
  if (desk.state === "connecting" && desk.contact?.state === "dialling") return "dialling";
  const rings = desk.state === "wrapUp" && desk.contact?.state === "transferring";
  return rings ? "transferring" : desk.state;
}

export function stateWord(state: ShownState): string {
  if (state === "dialling") return texts.dialling;
  return state === "transferring" ? texts.transferring : texts.states[state];
}
