import type { DeskView, LineView, WaitingView } from "../../src/dashboard/schema.ts";
import { texts } from "../texts.ts";

/** The longest first, as R3 would serve them; of the same age always in the same order. */
export function byAge(callers: readonly WaitingView[]): WaitingView[] {
  return callers.toSorted((a, b) => a.since - b.since || (a.id < b.id ? -1 : 1));
}

/** Whether a caller waits longer than his line has promised; parked ones have been answered. */
export function isOverTarget(caller: WaitingView, line: LineView | undefined, now: number) {
  if (caller.state === "parked" || line === undefined) return false;
  return now - caller.since > line.answerTargetSeconds * 1_000;
}

/** What the person cannot do of what a waiting caller needs; a parked one is anybody's (R9). */
export function lackingSkills(desk: DeskView, caller: WaitingView): readonly string[] {
  if (caller.state === "parked") return [];
  return caller.requiredSkills.filter((skill) => !desk.skills.includes(skill));
}

/** Whether it makes sense to offer it now; the centre decides when it is asked all the same (R9). */
export function mayTake(desk: DeskView, caller: WaitingView): boolean {
  if (desk.state === "talking" || desk.state === "connecting") return false;
  if (caller.state === "parked") return true;
  if (lackingSkills(desk, caller).length > 0) return false;
  return ["ready", "offered", "wrapUp"].includes(desk.state) && desk.intent === "ready";
}

/** "Wohngeld; zu: Petra Muster": what is noted, and whom he was to be connected with. */
export function wishOf({ concerns, wanted }: WaitingView): string {
  const named = wanted === null || concerns.some((title) => title.includes(wanted));
  return [...concerns, ...(named ? [] : [texts.waiting.wanted(wanted)])].join("; ");
}
