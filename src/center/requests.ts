import { AppError } from "../errors.ts";
import type { Clock } from "../clock.ts";
import type { Journal, Outcome, Request } from "./journal.ts";

interface Waiting {
  outcome: Promise<Outcome>;
  resolve: (outcome: Outcome) => void;
  reject: (error: Error) => void;
}

const retryMilliseconds = 250;

/** What this process has left for the writer to decide, and who waits for the outcome. */
export class Requests {
  private readonly journal: Journal;
  private readonly clock: Clock;
  private readonly waiting = new Map<string, Waiting>();
  private stopped = false;

  constructor(journal: Journal, clock: Clock) {
    this.journal = journal;
    this.clock = clock;
  }

  /** Resolves with the outcome once `settle` has been told of it. */
  ask(request: Request): Promise<Outcome> {
    const known = this.waiting.get(request.id);
    if (known) return known.outcome;
    let waiting: Omit<Waiting, "outcome"> | null = null;
    const outcome = new Promise<Outcome>((resolve, reject) => (waiting = { resolve, reject }));
    if (waiting) this.waiting.set(request.id, { ...(waiting as Waiting), outcome });
    void this.leave(request);
    return outcome;
  }

  /** What has become of those that somebody waits for. */
  async outcomes(): Promise<ReadonlyMap<string, Outcome>> {
    if (this.waiting.size === 0) return new Map();
    return this.journal.outcomesOf([...this.waiting.keys()]);
  }

  settle(outcomes: ReadonlyMap<string, Outcome>): void {
    for (const [id, outcome] of outcomes) {
      this.waiting.get(id)?.resolve(outcome);
      this.waiting.delete(id);
    }
  }

  /** What has been left may still be decided; the id tells, when it is sent again. */
  stop(): void {
    this.stopped = true;
    const error = new AppError(503, "center_stopped", "Die Zentrale wird gerade beendet.");
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }

  private async leave(request: Request): Promise<void> {
    while (!this.stopped) {
      try {
        return await this.journal.ask(request);
      } catch {
        // Out of reach: nothing is lost by trying until it is back.
        await new Promise<void>((resolve) => void this.clock.after(retryMilliseconds, resolve));
      }
    }
  }
}
