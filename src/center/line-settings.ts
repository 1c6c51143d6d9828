import type { Directory } from "../directory/directory.ts";
import { localDay, startOfDay } from "../directory/hours.ts";
import { announcementAt, isClosedByHand, lineIntervals } from "../directory/line-state.ts";
import type { LineSettings } from "../routing/state.ts";

/** What it takes of the directory. */
type LinesOfDay = Pick<Directory, "lines" | "lineClosures">;

const daysKnownAhead = 21;

/**
 * The lines as the routing core needs them: their hours as intervals for the weeks to come (R2).
 * They are renewed long before they run out, and whenever a closing by hand begins or ends. On the
 * same day they are the same, whichever process asks.
 */
export function lineSettings(directory: LinesOfDay, now: number): LineSettings[] {
  const today = localDay(now);
  // A day back, so that the interval that is running now is whole.
  const from = startOfDay(today.subtract({ days: 1 }).toString());
  const until = startOfDay(today.add({ days: daysKnownAhead }).toString());
  return directory.lines().map((line) => {
    const closures = directory.lineClosures(line);
    return {
      id: line.id,
      number: line.number,
      name: line.name,
      kind: line.kind,
      administrationId: line.administrationId,
      answerTargetSeconds: line.answerTargetSeconds,
      offerSecondsMax: line.offerSecondsMax,
      ringSecondsMax: line.ringSecondsMax,
      transferSecondsMax: line.transferSecondsMax,
      wrapUpSecondsMax: line.wrapUpSecondsMax,
      recallReservedSecondsMax: line.recallReservedSecondsMax,
      requiredSkills: line.requiredSkills,
      open: lineIntervals(line, closures, from, until),
      // Closed by hand, a line has its own words for callers and passes nobody on.
      nightTarget: isClosedByHand(line, now) ? null : line.nightTarget,
      widening: line.widening,
      lending: line.lending,
      recallSeconds: line.recallSeconds,
      redialSeconds: line.redialSeconds,
      callback: line.callback,
      closedAnnouncement: announcementAt(line, now),
      version: line.version,
      backOff: { restSecondsFirst: line.restSecondsFirst, restSecondsMax: line.restSecondsMax },
    };
  });
}
