import type { Clock } from "../clock.ts";
import type { LiveCenter } from "./live-center.ts";

/** One slow connection alarms nobody; what has lasted this long is told. */
export const patienceMilliseconds = 3_000;

interface LastingOutage {
  /** Whether decisions cannot be written or read, and have not been for a while. */
  lasts(): boolean;
  stop(): void;
}

/** @param onChange called when `lasts` has changed */
export function watchOutage(
  center: Pick<LiveCenter, "healthy" | "onHealth">,
  clock: Clock,
  onChange: () => void,
): LastingOutage {
  let lasting = false;
  let cancel: (() => void) | null = null;
  const note = (lasts: boolean) => {
    if (lasting === lasts) return;
    lasting = lasts;
    onChange();
  };
  const look = () => {
    if (center.healthy) {
      cancel?.();
      cancel = null;
      return note(false);
    }
    cancel ??= clock.after(patienceMilliseconds, () => note(!center.healthy));
  };
  const unsubscribe = center.onHealth(look);
  look();
  return {
    lasts: () => lasting,
    stop() {
      unsubscribe();
      cancel?.();
    },
  };
}
