import { Temporal } from "temporal-polyfill";
import { zone } from "./hours.ts";

export type ReachOutcome = "busy" | "noAnswer" | "unreachable" | "answered";

export interface ReachNotes {
  /** Remembers how a transfer to an entry ended (R10). A success clears what was remembered. */
  note(entryId: string, outcome: ReachOutcome, at: number): void;
  /** German, "zuletzt nicht erreicht (10:42)"; null when nothing bad is known any more. */
  recent(entryId: string, at: number): string | null;
}

const rememberedMinutesMax = 30;

const phrases: Record<Exclude<ReachOutcome, "answered">, string> = {
  busy: "zuletzt besetzt",
  noAnswer: "zuletzt nicht erreicht",
  unreachable: "zuletzt nicht erreichbar",
};

/** What transfers have taught about who can be reached: in memory only, for 30 minutes. */
export function createReachNotes(): ReachNotes {
  const failures = new Map<string, { phrase: string; at: number }>();
  return {
    note(entryId, outcome, at) {
      if (outcome === "answered") failures.delete(entryId);
      else failures.set(entryId, { phrase: phrases[outcome], at });
    },
    recent(entryId, at) {
      const failure = failures.get(entryId);
      if (!failure) return null;
      if (at - failure.at >= rememberedMinutesMax * 60_000) {
        failures.delete(entryId);
        return null;
      }
      const local = Temporal.Instant.fromEpochMilliseconds(failure.at).toZonedDateTimeISO(zone);
      return `${failure.phrase} (${local.toPlainTime().toString({ smallestUnit: "minute" })})`;
    },
  };
}
