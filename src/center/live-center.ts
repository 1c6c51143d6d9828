import type { Logger } from "pino";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/database.ts";
import { AppError, StartError } from "../errors.ts";
import type { CenterState } from "../routing/center-state.ts";
import type { Command, Rejection } from "../routing/commands.ts";
import { advance } from "../routing/decide.ts";
import { nextDueAt } from "../routing/deadlines.ts";
import type { CenterEvent } from "../routing/events.ts";
import { appendEntries, FencedError, withStorableText, type JournalEntry } from "./journal.ts";
import { acquireLease, newHolder, releaseLease, renewLease, type Lease } from "./lease.ts";
import { recover, storeSnapshot, type Recovered } from "./recovery.ts";
import { DueTimer } from "./timers.ts";

export type Outcome = { ok: true; events: CenterEvent[] } | { ok: false; rejection: Rejection };
export type EntryListener = (entry: JournalEntry) => void;

interface Pending {
  command: Command;
  resolve: (outcome: Outcome) => void;
  reject: (error: Error) => void;
}

const pendingMax = 20_000;
const entriesPerCommitMax = 500;
const snapshotEveryEntries = 5_000;
const renewMilliseconds = 1_000;
const retryMilliseconds = 250;
const leasePatienceMilliseconds = 15_000;

/**
 * Runs the routing core live (DESIGN 5): the only writer. Commands queue up in memory and are
 * decided in order; what followed from a portion of them is committed at once, and only then do
 * the callers learn the outcome and the listeners the events.
 */
export class LiveCenter {
  private readonly database: Database;
  private readonly clock: Clock;
  private readonly log: Logger;
  private readonly timer: DueTimer;
  private readonly listeners = new Set<EntryListener>();
  private readonly lostListeners = new Set<() => void>();
  private pending: Pending[] = [];
  private lease: Lease | null = null;
  private recovered: Recovered | null = null;
  private draining: Promise<void> | null = null;
  private stopRenewing: () => void = () => {};
  private stopping = false;
  private durable = true;
  private snapshotSeq = 0;

  constructor(parts: { database: Database; clock: Clock; log: Logger }) {
    this.database = parts.database;
    this.clock = parts.clock;
    this.log = parts.log;
    this.timer = new DueTimer(parts.clock, () => void this.tick());
  }

  /** Takes the lease and recovers. @throws StartError while another process runs the centre. */
  async start(): Promise<void> {
    this.lease = await this.waitForLease();
    this.recovered = await recover(this.database.pool);
    this.snapshotSeq = this.recovered.seq;
    this.renewRegularly();
    await this.tick();
  }

  /** Finishes what was accepted, stores a snapshot and gives the lease back. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.timer.disarm();
    this.stopRenewing();
    while (this.draining) await this.draining;
    if (!this.lease || !this.recovered) return;
    await storeSnapshot(this.database.pool, this.recovered);
    await releaseLease(this.database.pool, this.lease);
    this.lease = null;
  }

  /** What the core knows; change it through commands only. */
  get state(): CenterState {
    if (!this.recovered) throw new AppError(503, "center_starting", "Die Zentrale startet noch.");
    return this.recovered.state;
  }

  /** Number of the last durable decision. */
  get seq(): number {
    return this.recovered?.seq ?? 0;
  }

  /** False while decisions cannot be written: callers go on waiting, nothing is decided. */
  get healthy(): boolean {
    return this.lease !== null && this.durable;
  }

  /** Calls `listener` with each decision, in order, once it is durable. */
  onEntry(listener: EntryListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Calls `listener` when another process has taken over: this one must end. */
  onLost(listener: () => void): void {
    this.lostListeners.add(listener);
  }

  /**
   * Decides a command; resolves once everything that followed is durable.
   * @throws AppError 503 `center_overloaded`, `center_stopped` or `center_lost`
   */
  submit(command: Command): Promise<Outcome> {
    if (this.stopping || !this.lease) {
      throw new AppError(503, "center_stopped", "Die Zentrale wird gerade beendet.");
    }
    if (this.pending.length >= pendingMax) {
      throw new AppError(503, "center_overloaded", "Die Zentrale ist überlastet.");
    }
    const storable = withStorableText(command);
    return new Promise((resolve, reject) => {
      this.pending.push({ command: storable, resolve, reject });
      this.drainSoon();
    });
  }

  /** What is asked while the last portion is being settled starts the next round. */
  private drainSoon(): void {
    this.draining ??= this.drain().finally(() => {
      this.draining = null;
      if (this.pending.length > 0) this.drainSoon();
    });
  }

  private async tick(): Promise<void> {
    if (this.stopping || !this.lease) return;
    await this.submit({ type: "timePasses" }).catch((error: unknown) => {
      this.log.warn({ error }, "time could not pass");
    });
    this.timer.arm(nextDueAt(this.state));
  }

  private async drain(): Promise<void> {
    // A turn of the event loop collects the commands that arrive together into one commit.
    await Promise.resolve();
    while (this.pending.length > 0) {
      const portion = this.pending.splice(0, entriesPerCommitMax);
      const { entries, settle } = this.decide(portion);
      try {
        if (entries.length > 0) await this.commit(entries);
      } catch (error) {
        this.lose(portion, error);
        return;
      }
      for (const entry of entries) for (const listener of this.listeners) listener(entry);
      settle();
      if (!this.stopping) this.timer.arm(nextDueAt(this.state));
      await this.snapshotWhenDue();
    }
  }

  private decide(portion: Pending[]): { entries: JournalEntry[]; settle: () => void } {
    const { recovered } = this;
    if (!recovered) throw new Error("the centre has not started");
    const entries: JournalEntry[] = [];
    const outcomes: (() => void)[] = [];
    for (const { command, resolve, reject } of portion) {
      // Never behind the last decision, though the clock of the machine may be set back.
      const at = Math.max(this.clock.now(), recovered.at);
      try {
        const decision = advance(recovered.state, command, at);
        outcomes.push(() => resolve(decision));
        // A refused command may still have made something due happen first.
        if (decision.events.length === 0) continue;
        recovered.seq += 1;
        recovered.at = at;
        entries.push({ seq: recovered.seq, at, command, events: decision.events });
      } catch (error) {
        this.log.error({ error, command }, "the core could not decide a command");
        outcomes.push(() => reject(error instanceof Error ? error : new Error(String(error))));
      }
    }
    return { entries, settle: () => outcomes.forEach((settle) => settle()) };
  }

  /** Writes until it is written: a database out of reach delays everything and loses nothing. */
  private async commit(entries: JournalEntry[]): Promise<void> {
    for (;;) {
      if (!this.lease) throw new FencedError("the lease is lost");
      try {
        await appendEntries(this.database.pool, this.lease, entries);
        this.durable = true;
        return;
      } catch (error) {
        if (error instanceof FencedError) throw error;
        if (this.durable) this.log.error({ error }, "the journal cannot be written, trying again");
        this.durable = false;
        await new Promise<void>((resolve) => void this.clock.after(retryMilliseconds, resolve));
      }
    }
  }

  private async snapshotWhenDue(): Promise<void> {
    const { recovered } = this;
    if (!recovered || recovered.seq - this.snapshotSeq < snapshotEveryEntries) return;
    this.snapshotSeq = recovered.seq;
    await storeSnapshot(this.database.pool, recovered).catch((error: unknown) => {
      this.log.warn({ error }, "the snapshot could not be stored");
    });
  }

  private lose(portion: Pending[], cause: unknown): void {
    this.log.error({ error: cause }, "another process runs the centre now");
    this.lease = null;
    this.timer.disarm();
    this.stopRenewing();
    const lost = new AppError(503, "center_lost", "Ein anderer Prozess führt die Zentrale weiter.");
    for (const { reject } of [...portion, ...this.pending.splice(0)]) reject(lost);
    for (const listener of this.lostListeners) listener();
  }

  private async waitForLease(): Promise<Lease> {
    const holder = newHolder();
    const patienceEnds = Date.now() + leasePatienceMilliseconds;
    while (Date.now() < patienceEnds) {
      const lease = await acquireLease(this.database.pool, holder);
      if (lease) return lease;
      await new Promise<void>((resolve) => setTimeout(resolve, retryMilliseconds));
    }
    throw new StartError(
      "Ein anderer Prozess führt die Zentrale auf dieser Datenbank bereits; " +
        "beenden Sie ihn zuerst.",
    );
  }

  private renewRegularly(): void {
    const timer = setInterval(() => void this.renew(), renewMilliseconds);
    timer.unref();
    this.stopRenewing = () => clearInterval(timer);
  }

  private async renew(): Promise<void> {
    const { lease } = this;
    if (!lease) return;
    try {
      const held = await renewLease(this.database.pool, lease);
      if (!held && this.lease) this.lose([], new FencedError("the lease was taken"));
    } catch (error) {
      this.log.warn({ error }, "the lease could not be renewed");
    }
  }
}
