import type { Clock } from "../clock.ts";
import type { Wake } from "../database/wake.ts";
import type { StopList } from "./stop-list.ts";

const repeatMilliseconds = 5_000;
const notes = { up: "telephony:up", down: "telephony:down" } as const;

export interface SwitchStatus {
  /** Whether the switch answers the process that writes. */
  connected(): boolean;
  /** To be called when it may have changed here. */
  changed(): void;
}

/**
 * Lets every process know whether the switch answers, though only the writer is connected.
 * @param own what the connection of this process says; null when it has none
 * @param onChange called when desks should be told
 */
export function shareSwitchStatus(
  parts: { wake: Wake; clock: Clock; own(): boolean | null; onChange(): void },
  stops: StopList,
): SwitchStatus {
  const { wake, clock, own, onChange } = parts;
  // Until told otherwise: no false alarm in a process that has just started.
  let heard = true;
  const tell = () => {
    const connected = own();
    if (connected !== null) wake.tell(connected ? notes.up : notes.down);
  };
  const unsubscribe = wake.onNote((note) => {
    if (note !== notes.up && note !== notes.down) return;
    const changed = heard !== (note === notes.up);
    heard = note === notes.up;
    if (changed && own() === null) onChange();
  });
  let cancel = () => {};
  const repeat = () => {
    tell();
    cancel = clock.after(repeatMilliseconds, repeat);
  };
  repeat();
  stops.add("switch status", () => {
    unsubscribe();
    cancel();
  });
  return {
    connected: () => own() ?? heard,
    changed() {
      tell();
      onChange();
    },
  };
}
