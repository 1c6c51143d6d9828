import type { Logger } from "pino";
import type { SteadyClock } from "../clock.ts";
import { AppError } from "../errors.ts";
import type { Command } from "../routing/commands.ts";
import { toData } from "../routing/center-state.ts";
import { nextDueAt } from "../routing/deadlines.ts";
import { decidePortion, type DecidedPortion, type Pending } from "./decide-portion.ts";
import { FencedError, leaseMilliseconds } from "./journal.ts";
import type { Journal, JournalEntry, Lease, News, Outcome } from "./journal.ts";
import { keepRenewing } from "./renewals.ts";
import { RecentOutcomes } from "./recent-outcomes.ts";
import { copyOf, type Recovered } from "./recovery.ts";
import type { Requests } from "./requests.ts";
import { DueTimer } from "./timers.ts";

export interface WriterParts {
  journal: Journal;
  clock: SteadyClock;
  log: Logger;
  requests: Requests;
  lease: Lease;
  /** Until when the lease surely holds, on the steady clock. */
  leaseUntil: number;
  /** What is durable, kept up to date by `publish`; decisions are made on a copy of it. */
  recovered: Recovered;
  /** Called with each decision once it is durable. */
  publish(entry: JournalEntry): void;
  /** `healthy` may have changed. */
  onHealth(): void;
  /** Another process writes now; called once. */
  onLost(): void;
}

const pendingMax = 20_000;
const entriesPerCommitMax = 500;
const snapshotEveryEntries = 5_000;
const retryMilliseconds = 250;

/**
 * The centre in the one process that writes (DESIGN 5). Commands queue up in memory and are
 * decided in order; what followed from a portion of them is committed at once, and only then do
 * the callers learn the outcome and the listeners the events.
 */
export class Writer {
  private readonly parts: WriterParts;
  private readonly timer: DueTimer;
  /** Ahead of what is durable by the portion that is being committed. */
  private working: Recovered;
  private pending: Pending[] = [];
  private readonly inHand = new Set<string>();
  private readonly answered = new RecentOutcomes();
  private draining: Promise<void> | null = null;
  private taking: Promise<void> | null = null;
  private cancelRenewal: () => void = () => {};
  private leaseUntil: number;
  private stopping = false;
  private lost = false;
  private durable = true;
  private snapshotSeq: number;

  constructor(parts: WriterParts) {
    this.parts = parts;
    this.leaseUntil = parts.leaseUntil;
    this.working = copyOf(parts.recovered);
    this.snapshotSeq = parts.recovered.seq;
    this.timer = new DueTimer(parts.clock, () => void this.tick());
  }

  /** Whether nobody else can be writing: what is done outside may be done. */
  get leading(): boolean {
    return !this.lost && this.parts.clock.steady() < this.leaseUntil;
  }

  get healthy(): boolean {
    return this.leading && this.durable;
  }

  start(): void {
    const { clock, onHealth } = this.parts;
    this.cancelRenewal = keepRenewing(
      clock,
      () => this.renew(),
      () => {
        onHealth();
        this.look();
      },
    );
    this.look();
    void this.tick();
  }

  /** Finishes what was accepted, stores a snapshot and gives the lease back. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.timer.disarm();
    while (this.draining) await this.draining;
    this.cancelRenewal();
    if (this.lost) return;
    await this.storeSnapshot();
    this.lost = true;
    await this.parts.journal.release(this.parts.lease);
  }

  hear(news: News): void {
    if (news === "requests") this.look();
  }

  /** Somebody may have left a request. */
  private look(): void {
    if (this.stopping || this.lost) return;
    this.taking ??= this.takeRequests()
      .catch((error: unknown) => this.parts.log.warn({ error }, "requests cannot be read"))
      .finally(() => (this.taking = null));
  }

  /**
   * Decides a command; resolves once everything that followed is durable.
   * @throws AppError 503 `center_overloaded` or `center_stopped`; FencedError when another
   * process writes now
   */
  submit(command: Command, id: string | null): Promise<Outcome> {
    if (this.stopping) {
      throw new AppError(503, "center_stopped", "Die Zentrale wird gerade beendet.");
    }
    if (this.pending.length >= pendingMax) {
      throw new AppError(503, "center_overloaded", "Die Zentrale ist überlastet.");
    }
    if (this.lost) return Promise.reject(new FencedError("another process writes"));
    return new Promise((resolve, reject) => {
      this.pending.push({ id, command, resolve, reject });
      this.drainSoon();
    });
  }

  private async takeRequests(): Promise<void> {
    const { journal, requests } = this.parts;
    for (const { id, command } of await journal.openRequests()) {
      if (this.inHand.has(id)) continue;
      this.inHand.add(id);
      // Who left it in another process learns the outcome from the journal.
      const resolve = (outcome: Outcome) => requests.settle(new Map([[id, outcome]]));
      this.pending.push({ id, command, resolve, reject() {} });
    }
    if (this.pending.length > 0) this.drainSoon();
  }

  private async tick(): Promise<void> {
    if (this.stopping || this.lost) return;
    try {
      await this.submit({ type: "timePasses" }, null);
    } catch (error) {
      if (!this.lost) this.parts.log.warn({ error }, "time could not pass");
    }
    this.rearm();
  }

  private rearm(): void {
    if (!this.stopping && !this.lost) this.timer.arm(nextDueAt(this.working.state));
  }

  /** What is asked while the last portion is being settled starts the next round. */
  private drainSoon(): void {
    this.draining ??= this.drain().finally(() => {
      this.draining = null;
      if (this.pending.length > 0 && !this.lost) this.drainSoon();
    });
  }

  private async drain(): Promise<void> {
    // A turn of the event loop collects the commands that arrive together into one commit.
    await Promise.resolve();
    while (this.pending.length > 0) {
      const portion = this.pending.splice(0, entriesPerCommitMax);
      try {
        await this.settlePortion(portion);
      } catch (error) {
        for (const { reject } of portion) reject(error as Error);
        return this.lose(error);
      }
      this.rearm();
      if (this.parts.recovered.seq - this.snapshotSeq >= snapshotEveryEntries) {
        await this.storeSnapshot();
      }
    }
  }

  /** @throws FencedError when another process writes */
  private async settlePortion(portion: Pending[]): Promise<void> {
    const decided = await this.decideDurably(portion);
    // The answer came after another process took over: what was written is read like the rest.
    if (this.lost) throw new FencedError("the lease is lost");
    for (const { id } of portion) if (id !== null) this.inHand.delete(id);
    for (const { id, outcome } of decided.answers) this.answered.remember(id, outcome);
    for (const entry of decided.entries) this.parts.publish(entry);
    if (decided.undecided !== null) {
      // The core stopped in the middle of a command: what it left behind is not in the journal.
      this.pending.unshift(...decided.undecided);
      this.working = copyOf(this.parts.recovered);
    }
    decided.settle();
  }

  /**
   * Decides as if nothing had been sent before: the commit itself tells what was, and then it is
   * all decided once more. Asking first would cost every command a way to the database and back.
   */
  private async decideDurably(portion: readonly Pending[]): Promise<DecidedPortion> {
    for (;;) {
      await this.leaseIsSure();
      const { clock, log, recovered } = this.parts;
      const decided = decidePortion(portion, this.working, this.answered, clock.now(), log);
      const earlier = await this.commit(decided);
      if (earlier.size === 0) return decided;
      for (const [id, outcome] of earlier) this.answered.remember(id, outcome);
      this.working = copyOf(recovered);
    }
  }

  /** Nothing is decided while somebody else may be deciding. */
  private async leaseIsSure(): Promise<void> {
    while (!this.leading) {
      if (this.lost) throw new FencedError("the lease is lost");
      await this.renew();
      if (!this.leading) await this.wait();
    }
  }

  /** @returns outcomes that were there before; unless there are none, nothing was written */
  private async commit({
    entries,
    answers,
  }: DecidedPortion): Promise<ReadonlyMap<string, Outcome>> {
    if (entries.length === 0 && answers.length === 0) return new Map();
    return this.persist(() => this.parts.journal.append(this.parts.lease, entries, answers));
  }

  /** Tries until it works: a database out of reach delays everything and loses nothing. */
  private async persist<Result>(attempt: () => Promise<Result>): Promise<Result> {
    for (;;) {
      if (this.lost) throw new FencedError("the lease is lost");
      try {
        const result = await attempt();
        this.noteDurable(true);
        return result;
      } catch (error) {
        if (error instanceof FencedError) throw error;
        if (this.durable) this.parts.log.error({ error }, "the journal is out of reach, waiting");
        this.noteDurable(false);
        await this.wait();
      }
    }
  }

  private wait(): Promise<void> {
    return new Promise((resolve) => void this.parts.clock.after(retryMilliseconds, resolve));
  }

  private noteDurable(durable: boolean): void {
    if (this.durable === durable) return;
    this.durable = durable;
    this.parts.onHealth();
  }

  private async storeSnapshot(): Promise<void> {
    const { journal, log, recovered } = this.parts;
    const { seq, at } = recovered;
    this.snapshotSeq = seq;
    await journal
      .storeSnapshot({ seq, at, data: toData(recovered.state) })
      .catch((error: unknown) => log.warn({ error }, "the snapshot could not be stored"));
  }

  private async renew(): Promise<void> {
    const asked = this.parts.clock.steady();
    try {
      if (!(await this.parts.journal.renew(this.parts.lease))) {
        return this.lose(new FencedError("the lease was taken"));
      }
      this.leaseUntil = Math.max(this.leaseUntil, asked + leaseMilliseconds);
    } catch (error) {
      this.parts.log.warn({ error }, "the lease could not be renewed");
    }
    this.parts.onHealth();
  }

  private lose(cause: unknown): void {
    if (this.lost) return;
    this.lost = true;
    this.parts.log.error({ error: cause }, "another process runs the centre now");
    this.timer.disarm();
    this.cancelRenewal();
    for (const { reject } of this.pending.splice(0)) reject(new FencedError("the lease is lost"));
    this.parts.onLost();
  }
}
