import type { Directory } from "../directory/directory.ts";
import { openIntervals } from "../directory/hours.ts";
import type { LineSettings } from "../routing/state.ts";

const daysKnownAhead = 21;
const dayMilliseconds = 86_400_000;

/**
 * The lines as the routing core needs them: their hours as intervals for the weeks to come (R2).
 * A daily job renews them long before they run out.
 */
export function lineSettings(directory: Directory, now: number): LineSettings[] {
  return directory.lines().map((line) => {
    const closures = directory.closures(line.administrationId);
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
      open: openIntervals(line.hours, closures, now - dayMilliseconds, until),
      nightTarget: line.nightTarget,
    };
  });
}
