import {
  FencedError,
  leaseMilliseconds,
  type Answer,
  type Journal,
  type JournalEntry,
  type Lease,
  type News,
  type Outcome,
  type Request,
  type Snapshot,
} from "../center/journal.ts";
import type { SteadyClock } from "../clock.ts";

/** One decision as it is stored: text, so that nobody shares anything with whoever wrote it. */
export interface StoredRow {
  seq: number;
  /** Of the lease under which it was written. */
  epoch: number;
  text: string;
}

/** What several processes share: the same rules as PostgreSQL, in memory and on a given clock. */
export class MemoryStore {
  readonly rows: StoredRow[] = [];
  readonly outcomes = new Map<string, string>();
  readonly open = new Map<string, string>();
  readonly listeners = new Set<(news: News) => void>();
  snapshot: string | null = null;
  lease: (Lease & { expiresAt: number }) | null = null;

  get entries(): JournalEntry[] {
    return this.rows.map(readEntry);
  }
}

export function readEntry({ text }: StoredRow): JournalEntry {
  return JSON.parse(text) as JournalEntry;
}

/** One process's view of a store. */
export class MemoryJournal implements Journal {
  private readonly store: MemoryStore;
  private readonly clock: SteadyClock;
  private unsubscribe: () => void = () => {};

  constructor(store: MemoryStore, clock: SteadyClock) {
    this.store = store;
    this.clock = clock;
  }

  async open(onNews: (news: News) => void): Promise<void> {
    this.store.listeners.add(onNews);
    this.unsubscribe = () => this.store.listeners.delete(onNews);
  }

  async close(): Promise<void> {
    this.unsubscribe();
  }

  async acquire(holder: string): Promise<Lease | null> {
    const { lease } = this.store;
    const now = this.clock.steady();
    if (lease && lease.expiresAt >= now) return null;
    const epoch = (lease?.epoch ?? 0) + 1;
    this.store.lease = { holder, epoch, expiresAt: now + leaseMilliseconds };
    return { holder, epoch };
  }

  async renew(lease: Lease): Promise<boolean> {
    if (!this.holds(lease)) return false;
    this.store.lease = { ...lease, expiresAt: this.clock.steady() + leaseMilliseconds };
    return true;
  }

  async release(lease: Lease): Promise<void> {
    if (this.holds(lease)) this.store.lease = { ...lease, expiresAt: -Infinity };
  }

  async append(
    lease: Lease,
    entries: readonly JournalEntry[],
    answers: readonly Answer[],
  ): Promise<ReadonlyMap<string, Outcome>> {
    if (!this.holds(lease)) throw new FencedError("the lease is held by another process");
    const { rows, outcomes, open } = this.store;
    const last = rows.at(-1)?.seq ?? 0;
    const earlier = this.known(answers.map(({ id }) => id));
    if (earlier.size > 0 && !this.hasWritten(lease, entries)) return earlier;
    for (const entry of entries) {
      const row = { seq: entry.seq, epoch: lease.epoch, text: JSON.stringify(entry) };
      if (entry.seq > last) rows.push(row);
    }
    for (const { id, outcome } of answers) {
      open.delete(id);
      if (!outcomes.has(id)) outcomes.set(id, JSON.stringify(outcome));
    }
    this.tell("entries");
    return new Map();
  }

  async *entriesAfter(seq: number): AsyncGenerator<JournalEntry> {
    const { rows } = this.store;
    const first = rows[0]?.seq ?? 1;
    for (let index = Math.max(0, seq + 1 - first); index < rows.length; index += 1) {
      yield readEntry(rows[index]!);
    }
  }

  async loadSnapshot(): Promise<Snapshot | null> {
    const { snapshot } = this.store;
    return snapshot === null ? null : (JSON.parse(snapshot) as Snapshot);
  }

  async storeSnapshot(snapshot: Snapshot): Promise<void> {
    this.store.snapshot = JSON.stringify(snapshot);
  }

  async ask({ id, command }: Request): Promise<void> {
    const { open, outcomes } = this.store;
    if (open.has(id) || outcomes.has(id)) return;
    open.set(id, JSON.stringify(command));
    this.tell("requests");
  }

  async openRequests(): Promise<Request[]> {
    return [...this.store.open].map(([id, text]) => ({ id, command: JSON.parse(text) }));
  }

  async outcomesOf(ids: readonly string[]): Promise<ReadonlyMap<string, Outcome>> {
    return this.known(ids);
  }

  private known(ids: readonly string[]): ReadonlyMap<string, Outcome> {
    const known = new Map<string, Outcome>();
    for (const id of ids) {
      const text = this.store.outcomes.get(id);
      if (text !== undefined) known.set(id, JSON.parse(text) as Outcome);
    }
    return known;
  }

  private hasWritten({ epoch }: Lease, [first]: readonly JournalEntry[]): boolean {
    return this.store.rows.findLast((row) => row.seq === first?.seq)?.epoch === epoch;
  }

  private holds({ holder, epoch }: Lease): boolean {
    return this.store.lease?.holder === holder && this.store.lease.epoch === epoch;
  }

  private tell(news: News): void {
    for (const listener of this.store.listeners) listener(news);
  }
}
