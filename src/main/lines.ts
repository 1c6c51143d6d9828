import { lineSettings } from "../center/line-settings.ts";
import { closedByHand } from "../directory/line-state.ts";
import type { RunningCenter } from "./center.ts";
import type { KnowledgeRooms } from "./knowledge-rooms.ts";
import type { Ground } from "./service.ts";
import type { StopList } from "./stop-list.ts";

/** Brings the lines as they are stored into force, without a restart. */
export interface LineKeeper {
  /** After a change; resolves once the centre decides by it. */
  changed(): Promise<void>;
}

/**
 * Keeps the centre's lines equal to the stored ones, also when a closing by hand begins or ends.
 * @param shown called when what desks see of the lines may be different
 */
export function keepLines(
  { clock, log }: Ground,
  { directory }: KnowledgeRooms,
  center: RunningCenter,
  stops: StopList,
  shown: () => void,
): LineKeeper {
  let disarm = () => {};
  const apply = async () => {
    const now = clock.now();
    await center.live.submit({ type: "changeLines", lines: lineSettings(directory, now) });
    shown();
    arm(now);
  };
  const arm = (now: number) => {
    disarm();
    const moments = directory
      .lines()
      .flatMap((line) => Object.values(closedByHand(line) ?? {}))
      .filter((moment) => moment > now);
    if (moments.length === 0) return;
    disarm = clock.after(Math.min(...moments) - now, () => {
      apply().catch((error: unknown) => log.error({ error }, "lines could not be renewed"));
    });
  };
  arm(clock.now());
  stops.add("lines", () => disarm());
  // One after the other: what was read earlier must not come into force later.
  let last: Promise<void> = Promise.resolve();
  return {
    changed() {
      const applied = last.then(() => directory.reload()).then(apply);
      last = applied.catch(() => {});
      return applied;
    },
  };
}
