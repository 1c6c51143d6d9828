import {
  FencedError,
  leaseMilliseconds,
  type Answer,
  type Journal,
  type JournalEntry,
  type Lease,
  type Outcome,
  type Request,
  type Snapshot,
} from "../../src/center/journal.ts";
import type { SteadyClock } from "../../src/clock.ts";

/** What several processes share: the same rules as PostgreSQL, in memory and on a given clock. */
export class MemoryStore {
  readonly entries: JournalEntry[] = [];
  readonly requests = new Map<string, Request & { outcome: Outcome | null }>();
  readonly listeners = new Set<() => void>();
  snapshot: Snapshot | null = null;
  lease: (Lease & { expiresAt: number }) | null = null;
}

/** One process's view of a store. Everything is copied on the way in, as a database would. */
export class MemoryJournal implements Journal {
  private readonly store: MemoryStore;
  private readonly clock: SteadyClock;
  private unsubscribe: () => void = () => {};

  constructor(store: MemoryStore, clock: SteadyClock) {
    this.store = store;
    this.clock = clock;
  }

  async open(onNews: () => void): Promise<void> {
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
  ): Promise<void> {
    if (!this.holds(lease)) throw new FencedError("the lease is held by another process");
    const last = this.store.entries.at(-1)?.seq ?? 0;
    for (const entry of entries) {
      if (entry.seq > last) this.store.entries.push(structuredClone(entry));
    }
    for (const { id, command, outcome } of answers) {
      if (this.store.requests.get(id)?.outcome) continue;
      this.store.requests.set(id, structuredClone({ id, command, outcome }));
    }
    this.tell();
  }

  async *entriesAfter(seq: number): AsyncGenerator<JournalEntry> {
    const { entries } = this.store;
    const first = entries[0]?.seq ?? 1;
    for (let index = Math.max(0, seq + 1 - first); index < entries.length; index += 1) {
      yield structuredClone(entries[index]!);
    }
  }

  async loadSnapshot(): Promise<Snapshot | null> {
    return structuredClone(this.store.snapshot);
  }

  async storeSnapshot(snapshot: Snapshot): Promise<void> {
    this.store.snapshot = structuredClone(snapshot);
  }

  async ask(request: Request): Promise<void> {
    if (this.store.requests.has(request.id)) return;
    this.store.requests.set(request.id, structuredClone({ ...request, outcome: null }));
    this.tell();
  }

  async openRequests(): Promise<Request[]> {
    return [...this.store.requests.values()]
      .filter(({ outcome }) => outcome === null)
      .map(({ id, command }) => structuredClone({ id, command }));
  }

  async outcomesOf(ids: readonly string[]): Promise<ReadonlyMap<string, Outcome>> {
    const known = ids.map((id) => [id, this.store.requests.get(id)?.outcome] as const);
    return new Map(known.filter((pair): pair is [string, Outcome] => Boolean(pair[1])));
  }

  private holds({ holder, epoch }: Lease): boolean {
    return this.store.lease?.holder === holder && this.store.lease.epoch === epoch;
  }

  private tell(): void {
    for (const listener of this.store.listeners) listener();
  }
}
