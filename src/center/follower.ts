import type { Logger } from "pino";
import type { SteadyClock } from "../clock.ts";
import { leaseMilliseconds } from "./journal.ts";
import type { Journal, JournalEntry, Lease, News } from "./journal.ts";
import { recover, type Recovered } from "./recovery.ts";
import type { Requests } from "./requests.ts";

export interface FollowerParts {
  journal: Journal;
  clock: SteadyClock;
  log: Logger;
  holder: string;
  /** What is durable as far as it is read; kept up to date by `publish`. */
  recovered: Recovered;
  requests: Requests;
  publish(entry: JournalEntry): void;
  /** `healthy` may have changed. */
  onHealth(): void;
  /** The lease is ours and everything that was written under older ones is read. */
  onLease(lease: Lease, until: number): void;
}

/** How often it looks without having been told, and at most tries to take the lease. */
const roundMilliseconds = 150;

/**
 * The centre in a process that does not write: it reads what the writer decides, so that desks
 * are served from here and the state is warm, and tries to take the lease over.
 */
export class Follower {
  private readonly parts: FollowerParts;
  private cancelRound: () => void = () => {};
  private running: Promise<void> | null = null;
  private again = false;
  private stopped = false;
  private reachable = true;
  private attemptAt = 0;

  constructor(parts: FollowerParts) {
    this.parts = parts;
  }

  get healthy(): boolean {
    return this.reachable;
  }

  start(): void {
    this.look();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.cancelRound();
    await this.running;
  }

  hear(news: News): void {
    if (news === "entries") this.look();
  }

  /** Looks now instead of at the next round. */
  private look(): void {
    if (this.stopped) return;
    this.again = true;
    this.cancelRound();
    this.running ??= this.rounds().finally(() => {
      this.running = null;
      if (this.stopped) return;
      if (this.again) this.look();
      else this.cancelRound = this.parts.clock.after(roundMilliseconds, () => this.look());
    });
  }

  private async rounds(): Promise<void> {
    await Promise.resolve();
    while (this.again && !this.stopped) {
      this.again = false;
      try {
        await this.round();
        this.noteReachable(true);
      } catch (error) {
        if (this.reachable) this.parts.log.error({ error }, "the journal cannot be read");
        this.noteReachable(false);
      }
    }
  }

  private async round(): Promise<void> {
    const { journal, clock, holder, onLease } = this.parts;
    await this.catchUp();
    const asked = clock.steady();
    if (this.stopped || asked < this.attemptAt) return;
    const lease = await journal.acquire(holder);
    this.attemptAt = asked + roundMilliseconds;
    if (!lease) return;
    // What the last writer committed before it lost the lease; nothing can come after it.
    await this.catchUp();
    // It took so long that somebody else may hold the lease by now: this one is worth nothing.
    if (clock.steady() >= asked + leaseMilliseconds) return;
    this.stopped = true;
    onLease(lease, asked + leaseMilliseconds);
  }

  private async catchUp(): Promise<void> {
    const { journal, recovered, requests, publish } = this.parts;
    // Asked before reading on, so that the state contains what the outcomes tell.
    const outcomes = await requests.outcomes();
    for await (const entry of journal.entriesAfter(recovered.seq)) {
      if (entry.seq !== recovered.seq + 1) return this.startAnew(entry.seq);
      publish(entry);
    }
    requests.settle(outcomes);
  }

  /** This process slept so long that the journal no longer has what it missed. */
  private async startAnew(seq: number): Promise<void> {
    const { journal, log, recovered } = this.parts;
    log.warn({ from: recovered.seq, to: seq }, "the journal was pruned meanwhile");
    Object.assign(recovered, await recover(journal));
  }

  private noteReachable(reachable: boolean): void {
    if (this.reachable === reachable) return;
    this.reachable = reachable;
    this.parts.onHealth();
  }
}
