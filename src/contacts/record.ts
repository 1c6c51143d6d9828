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
const lookMilliseconds = 25;
/** What is decided meanwhile is written together: a write costs many times what a decision does. */
const collectMilliseconds = 20;

/**
 * Keeps what remains of every contact, from the centre's decisions: in order, in portions, and
 * from where it stopped, so that a crash between journal and record loses nothing and a repeated
 * decision changes nothing. Only the process that runs the centre writes; in the others the
 * recorder follows what is written, and goes on by itself when its process takes over.
 */
export class ContactRecorder {
  private readonly database: Database;
  private readonly writes: () => boolean;
  private readonly onFailure: (error: unknown) => void;
  private waiting: RecordedDecision[] = [];
  private writing: Promise<void> | null = null;
  private stopped = false;
  private lastSeq = 0;
  /** Who waits until everything up to a decision can be read, in the order of the decisions. */
  private readonly readers: { seq: number; resolve: () => void }[] = [];

  /** @param writes whether this process is the one that runs the centre now */
  constructor(
    database: Database,
    onFailure: (error: unknown) => void,
    writes: () => boolean = () => true,
  ) {
    this.database = database;
    this.onFailure = onFailure;
    this.writes = writes;
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

  /** Resolves when everything taken so far can be read, however much is taken after it. */
  caughtUp(): Promise<void> {
    if (this.waiting.length === 0) return Promise.resolve();
    const seq = this.lastSeq;
    return new Promise((resolve) => void this.readers.push({ seq, resolve }));
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.writing;
  }

  private writeSoon(): void {
    this.writing ??= this.write().finally(() => {
      this.writing = null;
      this.tellReaders();
      if (this.waiting.length > 0 && !this.stopped) this.writeSoon();
    });
  }

  /** What is not written when it stops is read from the journal at the next start. */
  private async write(): Promise<void> {
    await Promise.resolve();
    while (this.waiting.length > 0) {
      try {
        await (this.writes() ? this.writePortion() : this.followWriter());
        this.tellReaders();
      } catch (error) {
        this.onFailure(error);
        if (!this.stopped) await pause(retryMilliseconds);
        else this.waiting.length = 0;
      }
    }
  }

  private async writePortion(): Promise<void> {
    const portion = this.waiting.slice(0, decisionsPerWriteMax);
    await projectDecisions(this.database, portion);
    this.waiting.splice(0, portion.length);
    this.tellReaders();
    if (this.stopped || this.waiting.length >= decisionsPerWriteMax) return;
    await pause(collectMilliseconds);
  }

  private tellReaders(): void {
    const nextSeq = this.waiting[0]?.seq ?? Infinity;
    while (this.readers[0] && this.readers[0].seq < nextSeq) this.readers.shift()?.resolve();
  }

  private async followWriter(): Promise<void> {
    const recorded = await projectedSeq(this.database);
    const rest = this.waiting.findIndex(({ seq }) => seq > recorded);
    this.waiting.splice(0, rest === -1 ? this.waiting.length : rest);
    if (this.stopped) this.waiting.length = 0;
    if (this.waiting.length > 0) await pause(lookMilliseconds);
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
