import type { CenterState } from "./center-state.ts";
import type { Instant } from "./state.ts";

/** By then the switch has surely been told, whichever process had to tell it. */
const letGoSeconds = 120;

/**
 * The call is over for the centre, but not yet for the switch: should the process die before it
 * tells the switch, the next one must not take the caller for a new one.
 */
export function letCallGo(state: CenterState, callId: string | null, now: Instant): void {
  const { endedCalls, index } = state;
  for (let first = index.endedCalls.peek(); first !== undefined && first.at <= now;) {
    index.endedCalls.delete(first.id);
    delete endedCalls[first.id];
    first = index.endedCalls.peek();
  }
  if (callId === null) return;
  endedCalls[callId] = now + letGoSeconds * 1000;
  index.endedCalls.set(callId, endedCalls[callId]);
}

export function wasLetGo({ endedCalls }: CenterState, callId: string, now: Instant): boolean {
  return now < (endedCalls[callId] ?? 0);
}
