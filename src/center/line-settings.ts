import type { Directory } from "../directory/directory.ts";
import { announcementAt, isClosedByHand, lineIntervals } from "../directory/line-state.ts";
import type { LineSettings } from "../routing/state.ts";

/** What it takes of the directory. */
type LinesOfDay = Pick<Directory, "lines" | "lineClosures">;

const daysKnownAhead = 21;
const dayMilliseconds = 86_400_000;

/**
 * The lines as the routing core needs them: their hours as intervals for the weeks to come (R2).
 * They are renewed long before they run out, and whenever a closing by hand begins or ends.
 */
export function lineSettings(directory: LinesOfDay, now: number): LineSettings[] {
  return directory.lines().map((line) => {
    const closures = directory.lineClosures(line);
    const until = now + daysKnownAhead * dayMilliseconds;
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
      // A day back, so that the interval that is running now is whole.
      open: lineIntervals(line, closures, now - dayMilliseconds, until),
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
