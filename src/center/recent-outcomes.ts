import type { Outcome } from "./journal.ts";

const outcomesMax = 10_000;

/** What became of the last commands that had a key. It is bounded: the journal knows them all. */
export class RecentOutcomes {
  private readonly outcomes = new Map<string, Outcome>();

  get(id: string): Outcome | undefined {
    return this.outcomes.get(id);
  }

  /** Only what is durable. */
  remember(id: string, outcome: Outcome): void {
    this.outcomes.set(id, outcome);
    if (this.outcomes.size <= outcomesMax) return;
    const [oldest] = this.outcomes.keys();
    if (oldest !== undefined) this.outcomes.delete(oldest);
  }
}
