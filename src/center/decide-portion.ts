import type { Logger } from "pino";
import type { Command } from "../routing/commands.ts";
import { advance } from "../routing/decide.ts";
import type { Answer, JournalEntry, Outcome } from "./journal.ts";
import type { RecentOutcomes } from "./recent-outcomes.ts";
import type { Recovered } from "./recovery.ts";

/** A command that waits to be decided. */
export interface Pending {
  /** Its idempotency key, if it has one. */
  id: string | null;
  command: Command;
  resolve: (outcome: Outcome) => void;
  reject: (error: Error) => void;
}

export interface DecidedPortion {
  entries: JournalEntry[];
  answers: Answer[];
  /** What stood behind a command that the core could not decide; null when there was none. */
  undecided: Pending[] | null;
  /** Tells everybody the outcome; to be called when it is durable. */
  settle(): void;
}

const failed: Outcome = {
  ok: false,
  rejection: { code: "internal", message: "Das hat nicht geklappt." },
};

/**
 * Decides commands in order, changing `recovered` in place. A command whose id has an outcome
 * already is not decided again.
 */
export function decidePortion(
  portion: readonly Pending[],
  recovered: Recovered,
  known: Pick<RecentOutcomes, "get">,
  now: number,
  log: Logger,
): DecidedPortion {
  const entries: JournalEntry[] = [];
  const answers = new Map<string, Answer>();
  const tell: (() => void)[] = [];
  let undecided: Pending[] | null = null;
  for (const [index, { id, command, resolve, reject }] of portion.entries()) {
    const earlier = id === null ? undefined : (known.get(id) ?? answers.get(id)?.outcome);
    if (earlier) {
      tell.push(() => resolve(earlier));
      continue;
    }
    // Never behind the last decision, though the clock of the machine may be set back.
    const at = Math.max(now, recovered.at);
    try {
      const { events, ...decision } = advance(recovered.state, command, at);
      const outcome: Outcome = decision.ok ? { ok: true, events } : decision;
      tell.push(() => resolve(outcome));
      if (id !== null) answers.set(id, { id, command, outcome });
      // A refused command may still have made something due happen first.
      if (events.length === 0) continue;
      recovered.seq += 1;
      recovered.at = at;
      entries.push({ seq: recovered.seq, at, command, events });
    } catch (error) {
      log.error({ error, command: command.type }, "the core could not decide a command");
      tell.push(() => reject(error instanceof Error ? error : new Error(String(error))));
      if (id !== null) answers.set(id, { id, command, outcome: failed });
      undecided = portion.slice(index + 1);
      break;
    }
  }
  const settle = () => tell.forEach((each) => each());
  return { entries, answers: [...answers.values()], undecided, settle };
}
