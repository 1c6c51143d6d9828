import { lineSettings } from "../center/line-settings.ts";
import { closedByHand } from "../directory/line-state.ts";
import type { RunningCenter } from "./center.ts";
import type { KnowledgeRooms } from "./knowledge-rooms.ts";
import type { Ground } from "./service.ts";
import type { StopList } from "./stop-list.ts";

/** What could not be read, or not be brought into force, is tried again after so long. */
const retryMilliseconds = 1_000;

/** Brings the lines as they are stored into force, without a restart. */
export interface LineKeeper {
  /** After a change; resolves once the centre decides by it, and is tried again if that fails. */
  changed(): Promise<void>;
}

/**
 * Keeps the centre's lines equal to the stored ones, also when a closing by hand begins or ends.
 * @param shown called when what desks see of the lines may be different
 */
export function keepLines(
  { clock, log }: Pick<Ground, "clock" | "log">,
  { directory }: Pick<KnowledgeRooms, "directory">,
  center: Pick<RunningCenter, "live">,
  stops: StopList,
  shown: () => void,
): LineKeeper {
  let disarm = () => {};
  let stopped = false;
  // One after the other: what was read earlier must not come into force later.
  let last: Promise<void> = Promise.resolve();
  const read = async () => {
    await directory.reload();
    arm();
    shown();
  };
  const apply = async () => {
    const lines = lineSettings(directory, clock.now());
    await center.live.submit({ type: "changeLines", lines });
    arm();
  };
  const arm = () => {
    disarm();
    const now = clock.now();
    const moments = directory
      .lines()
      .flatMap((line) => Object.values(closedByHand(line) ?? {}))
      .filter((moment) => moment > now);
    if (moments.length === 0) return;
    disarm = clock.after(Math.min(...moments) - now, renew);
  };
  const renew = () => {
    last = last.then(read).then(apply).catch(renewLater);
  };
  // Stored, or due by now: nothing but this would bring it into force.
  const renewLater = (error: unknown) => {
    log.error({ error }, "lines could not be renewed");
    disarm();
    if (!stopped) disarm = clock.after(retryMilliseconds, renew);
  };
  arm();
  // Another process may have made the change: what it stored is read here as well. Two changes may
  // also have been read in one order and brought here in the other: what is stored holds.
  const readAgain = () => read().then(() => (center.live.writing ? apply() : undefined));
  let giveUp = () => {};
  const follow = () => {
    giveUp();
    last = last.then(readAgain).catch((error: unknown) => {
      log.error({ error }, "changed lines could not be read");
      giveUp();
      if (!stopped) giveUp = clock.after(retryMilliseconds, follow);
    });
  };
  const unsubscribe = center.live.onEntry(({ events }) => {
    if (events.some((event) => event.type === "linesChanged")) follow();
  });
  stops.add("lines", () => {
    stopped = true;
    unsubscribe();
    giveUp();
    disarm();
  });
  return {
    changed() {
      const applied = last.then(read).then(apply);
      last = applied.catch(renewLater);
      return applied;
    },
  };
}
