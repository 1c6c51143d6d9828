import type { DeskView } from "../../src/dashboard/schema.ts";
import type { AgentState } from "../../src/routing/state.ts";
import { texts } from "../texts.ts";
import type { IconName } from "../ui/icon-names.ts";

/** The agent's state; in wrap-up also whether the transfer still rings. */
export type ShownState = AgentState | "transferring";

export const stateIcons: Record<ShownState, IconName> = {
  offline: "offline",
  ready: "checked",
  break: "break",
  offered: "ringing",
  connecting: "ringing",
  talking: "headset",
  transferring: "transfer",
  wrapUp: "edit",
  notResponding: "missed",
};

export function shownState(desk: DeskView): ShownState {
  const rings = desk.state === "wrapUp" && desk.contact?.state === "transferring";
  return rings ? "transferring" : desk.state;
}

export function stateWord(state: ShownState): string {
  return state === "transferring" ? texts.transferring : texts.states[state];
}
