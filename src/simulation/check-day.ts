import { isDeepStrictEqual } from "node:util";
import { toData } from "../routing/center-state.ts";
import { checkInvariants } from "../routing/invariants.ts";
import type { SimulatedDay } from "./day.ts";
import type { DayFigures } from "./figures.ts";
import { recover } from "../center/recovery.ts";
import { MemoryJournal } from "./memory-journal.ts";
import { VirtualClock } from "./virtual-clock.ts";

const names = [
  "offered",
  "answered",
  "answeredInTarget",
  "abandoned",
  "callbacks",
  "callbacksReached",
  "callbacksNotReached",
] as const;

/**
 * What does not agree: the figures from the journal with those of the reports (I7), a recovery
 * with the replay (I6), the last state with the invariants. Empty when all is well.
 */
export async function checkDay(day: SimulatedDay, figures: DayFigures): Promise<string[]> {
  const wrong: string[] = [];
  for (const line of figures.lines) {
    const told = day.tally.today(line.lineId, day.to);
    for (const name of names) {
      if (told[name] !== line[name]) {
        wrong.push(`I7 ${line.lineId}: ${name} ${line[name]}, in den Berichten ${told[name]}`);
      }
    }
  }
  const journal = new MemoryJournal(day.store, new VirtualClock(day.to));
  const { state } = await recover(journal);
  if (!isDeepStrictEqual(toData(state), toData(figures.state))) {
    wrong.push("I6 Die Wiederherstellung ergibt einen anderen Zustand als das Protokoll.");
  }
  const left = Object.values(figures.state.contacts).filter(({ callId }) => callId !== null);
  if (left.length > 0) wrong.push(`I3 Am Ende des Tages sind ${left.length} Anrufe übrig.`);
  return [...wrong, ...checkInvariants(figures.state)];
}
