import type { Database } from "../database/database.ts";
import type { CenterEvent } from "../routing/events.ts";
import { projectDecisions, projectedSeq } from "./store.ts";

/** A durable decision of the centre, as the journal has it. */
export interface RecordedDecision {
  seq: number;
  /** Milliseconds since the epoch. */
  at: number;
  events: CenterEvent[];
}

const decisionsPerWriteMax = 1000;
const retryMilliseconds = 500;

/**
 * Keeps what remains of every contact, from the centre's decisions: in order, in portions, and
 * from where it stopped, so that a crash between journal and record loses nothing and a repeated
 * decision changes nothing.
 */
export class ContactRecorder {
  private readonly database: Database;
  private readonly onFailure: (error: unknown) => void;
  private waiting: RecordedDecision[] = [];
  private writing: Promise<void> | null = null;
  private stopped = false;
  private lastSeq = 0;

  constructor(database: Database, onFailure: (error: unknown) => void) {
    this.database = database;
    this.onFailure = onFailure;
  }

  /** @returns the number of the last decision that is recorded; feed everything after it. */
  async start(): Promise<number> {
    this.lastSeq = await projectedSeq(this.database);
    return this.lastSeq;
  }

  take(decision: RecordedDecision): void {
    if (decision.seq <= this.lastSeq) return;
    this.lastSeq = decision.seq;
    this.waiting.push(decision);
    this.writeSoon();
  }

  /** Resolves when everything taken so far can be read. */
  async caughtUp(): Promise<void> {
    while (this.writing) await this.writing;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.writing;
  }

  private writeSoon(): void {
    this.writing ??= this.write().finally(() => {
      this.writing = null;
      if (this.waiting.length > 0 && !this.stopped) this.writeSoon();
    });
  }

  private async write(): Promise<void> {
    await Promise.resolve();
    while (this.waiting.length > 0) {
      const portion = this.waiting.slice(0, decisionsPerWriteMax);
      try {
        await projectDecisions(this.database, portion);
        this.waiting.splice(0, portion.length);
      } catch (error) {
        this.onFailure(error);
        // What is not written now is read from the journal at the next start.
        if (this.stopped) return;
        await new Promise((resolve) => setTimeout(resolve, retryMilliseconds));
      }
    }
  }
}
