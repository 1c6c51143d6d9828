import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { SteadyClock } from "../clock.ts";
import { AppError } from "../errors.ts";
import type { CenterState } from "../routing/center-state.ts";
import type { Command } from "../routing/commands.ts";
import { Follower } from "./follower.ts";
import { newHolder } from "./holder.ts";
import { FencedError, leaseMilliseconds, withStorableText } from "./journal.ts";
import type { Journal, JournalEntry, Lease, Outcome } from "./journal.ts";
import { applyEntry, recover, type Recovered } from "./recovery.ts";
import { Requests } from "./requests.ts";
import { Writer } from "./writer.ts";

export type EntryListener = (entry: JournalEntry) => void;

/**
 * The routing core, live (DESIGN 5). Any number of processes have one on the same journal: one
 * holds the lease and decides, the others follow, serve the same picture and take over. State,
 * entries and commands look the same in both roles.
 */
export class LiveCenter {
  private readonly journal: Journal;
  private readonly clock: SteadyClock;
  private readonly log: Logger;
  private readonly holder: string;
  private readonly requests: Requests;
  private readonly entryListeners = new Set<EntryListener>();
  private readonly roleListeners = new Set<() => void>();
  private readonly healthListeners = new Set<() => void>();
  private recovered: Recovered | null = null;
  private role: Writer | Follower | null = null;
  private changingRole: Promise<void> = Promise.resolve();
  private wasHealthy = true;
  private stopping = false;

  constructor(parts: { journal: Journal; clock: SteadyClock; log: Logger; holder?: string }) {
    this.journal = parts.journal;
    this.clock = parts.clock;
    this.log = parts.log;
    this.holder = parts.holder ?? newHolder();
    this.requests = new Requests(parts.journal, parts.clock);
  }

  /** Recovers, then writes if nobody else does, and follows otherwise. */
  async start(): Promise<void> {
    await this.journal.open((news) => this.role?.hear(news));
    this.recovered = await recover(this.journal);
    const asked = this.clock.steady();
    const lease = await this.journal.acquire(this.holder);
    if (!lease) return this.follow(this.recovered);
    // What an older writer committed before it lost the lease.
    this.recovered = await recover(this.journal);
    const leaseUntil = asked + leaseMilliseconds;
    if (this.clock.steady() >= leaseUntil) return this.follow(this.recovered);
    this.lead(this.recovered, lease, leaseUntil);
  }

  /** As the writer: finishes what was accepted, stores a snapshot and gives the lease back. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.changingRole;
    await this.role?.stop();
    this.requests.stop();
    await this.journal.close();
  }

  /** What the core knows; change it through commands only. */
  get state(): CenterState {
    if (!this.recovered) throw new AppError(503, "center_starting", "Die Zentrale startet noch.");
    return this.recovered.state;
  }

  /** Number of the last decision that the state contains. */
  get seq(): number {
    return this.recovered?.seq ?? 0;
  }

  /** Whether this process is the one that decides. */
  get writing(): boolean {
    return this.role instanceof Writer;
  }

  /** Whether it decides and surely nobody else does: only then may it act on the outside. */
  get leading(): boolean {
    return this.role instanceof Writer && this.role.leading;
  }

  /** False while decisions cannot be written or read: callers go on waiting, nothing is lost. */
  get healthy(): boolean {
    return this.role?.healthy ?? false;
  }

  /** Calls `listener` with each decision, in order, once it is durable. */
  onEntry(listener: EntryListener): () => void {
    this.entryListeners.add(listener);
    return () => this.entryListeners.delete(listener);
  }

  /** Calls `listener` whenever `writing` has changed. */
  onRole(listener: () => void): () => void {
    this.roleListeners.add(listener);
    return () => this.roleListeners.delete(listener);
  }

  /** Calls `listener` whenever `healthy` has changed. */
  onHealth(listener: () => void): () => void {
    this.healthListeners.add(listener);
    return () => this.healthListeners.delete(listener);
  }

  /**
   * Has a command decided, here or by the writer; resolves once everything that followed is
   * durable and in `state`.
   * @param key idempotency key (UUID): sent again, it gets the same outcome and changes nothing
   * @throws AppError 503 `center_overloaded` or `center_stopped`; `center_lost` when another
   * process took over before it was known to be decided, and there was no key
   */
  submit(command: Command, key: string | null = null): Promise<Outcome> {
    if (this.stopping || !this.recovered) {
      throw new AppError(503, "center_stopped", "Die Zentrale wird gerade beendet.");
    }
    const storable = withStorableText(command);
    const id = key?.toLowerCase() ?? null;
    if (!(this.role instanceof Writer)) {
      return this.requests.ask({ id: id ?? randomUUID(), command: storable });
    }
    return this.role.submit(storable, id).catch((error: unknown) => {
      if (!(error instanceof FencedError)) throw error;
      if (id !== null && !this.stopping) return this.requests.ask({ id, command: storable });
      const message = "Ein anderer Prozess führt die Zentrale weiter.";
      throw new AppError(503, "center_lost", message);
    });
  }

  private lead(recovered: Recovered, lease: Lease, leaseUntil: number): void {
    this.log.info({ epoch: lease.epoch, seq: recovered.seq }, "this process runs the centre");
    this.take(
      new Writer({
        ...this.shared(recovered),
        lease,
        leaseUntil,
        onLost: () => this.changeRole(() => this.follow(recovered)),
      }),
    );
  }

  private follow(recovered: Recovered): void {
    this.take(
      new Follower({
        ...this.shared(recovered),
        holder: this.holder,
        onLease: (lease, until) => this.changeRole(() => this.lead(recovered, lease, until)),
      }),
    );
  }

  private shared(recovered: Recovered) {
    const { journal, clock, log, requests } = this;
    const publish = (entry: JournalEntry) => this.publish(recovered, entry);
    return { journal, clock, log, requests, recovered, publish, onHealth: () => this.noteHealth() };
  }

  private changeRole(change: () => void): void {
    this.role = null;
    this.changingRole = Promise.resolve().then(() => {
      if (!this.stopping) change();
    });
  }

  private take(role: Writer | Follower): void {
    this.role = role;
    role.start();
    this.noteHealth();
    for (const listener of this.roleListeners) listener();
  }

  private noteHealth(): void {
    const { healthy } = this;
    if (healthy === this.wasHealthy) return;
    this.wasHealthy = healthy;
    for (const listener of this.healthListeners) listener();
  }

  private publish(recovered: Recovered, entry: JournalEntry): void {
    applyEntry(recovered, entry);
    for (const listener of this.entryListeners) {
      try {
        listener(entry);
      } catch (error) {
        this.log.error({ error, seq: entry.seq }, "somebody could not take a decision in");
      }
    }
  }
}
