import type {
  Answer,
  Journal,
  JournalEntry,
  Lease,
  News,
  Outcome,
  Request,
  Snapshot,
} from "../../../src/center/journal.ts";
import type { SteadyClock } from "../../../src/clock.ts";
import { MemoryJournal, type MemoryStore } from "../../../src/simulation/memory-journal.ts";
import type { Chance } from "./chance.ts";
import type { Gate } from "./gate.ts";
import type { Weather } from "./weather.ts";

/** Strikes a process at the one moment that chance would seldom find. */
export interface Trap {
  at: "before the commit" | "after the commit" | "before an effect";
  strike: () => void;
}

export interface DatabaseLineParts {
  store: MemoryStore;
  /** The clock of the world: the database does not stop with a process. */
  clock: SteadyClock;
  gate: Gate;
  weather: Weather;
  chance: Chance;
  /** The process's trap, taken off when it snaps. */
  snap: (at: Trap["at"]) => void;
}

/**
 * A process's way to the store: slow, or cut, when the weather says so. A request that fails may
 * have been carried out; one whose process dies may be as well.
 */
export class DatabaseLine implements Journal {
  private readonly parts: DatabaseLineParts;
  private readonly journal: MemoryJournal;

  constructor(parts: DatabaseLineParts) {
    this.parts = parts;
    this.journal = new MemoryJournal(parts.store, parts.clock);
  }

  async open(onNews: (news: News) => void): Promise<void> {
    const { gate, weather, chance, clock } = this.parts;
    await this.journal.open((news) => {
      if (!weather.databaseUp || chance.happens(weather.notesLost)) return;
      const late = chance.random() * weather.databaseMillisecondsMax;
      const tell = () => onNews(news);
      if (late === 0) gate.pass(tell);
      else clock.after(late, () => gate.pass(tell));
    });
  }

  close(): Promise<void> {
    return this.journal.close();
  }

  acquire(holder: string): Promise<Lease | null> {
    return this.carry(() => this.journal.acquire(holder));
  }

  renew(lease: Lease): Promise<boolean> {
    return this.carry(() => this.journal.renew(lease));
  }

  release(lease: Lease): Promise<void> {
    return this.carry(() => this.journal.release(lease));
  }

  async append(lease: Lease, entries: readonly JournalEntry[], answers: readonly Answer[]) {
    this.parts.snap("before the commit");
    return this.carry(async () => {
      const earlier = await this.journal.append(lease, entries, answers);
      this.parts.snap("after the commit");
      return earlier;
    });
  }

  async *entriesAfter(seq: number): AsyncGenerator<JournalEntry> {
    yield* await this.carry(async () => {
      const entries: JournalEntry[] = [];
      for await (const entry of this.journal.entriesAfter(seq)) entries.push(entry);
      return entries;
    });
  }

  loadSnapshot(): Promise<Snapshot | null> {
    return this.carry(() => this.journal.loadSnapshot());
  }

  storeSnapshot(snapshot: Snapshot): Promise<void> {
    return this.carry(() => this.journal.storeSnapshot(snapshot));
  }

  ask(request: Request): Promise<void> {
    return this.carry(() => this.journal.ask(request));
  }

  openRequests(): Promise<Request[]> {
    return this.carry(() => this.journal.openRequests());
  }

  outcomesOf(ids: readonly string[]): Promise<ReadonlyMap<string, Outcome>> {
    return this.carry(() => this.journal.outcomesOf(ids));
  }

  private carry<Result>(run: () => Promise<Result>): Promise<Result> {
    const { gate } = this.parts;
    return new Promise<Result>((resolve, reject) => {
      gate.pass(() => {
        this.later(() => {
          if (!this.parts.weather.databaseUp) return gate.pass(() => reject(outOfReach()));
          const answer = (reply: () => void) => {
            this.later(() => {
              const lost = !this.parts.weather.databaseUp;
              gate.pass(lost ? () => reject(outOfReach()) : reply);
            });
          };
          run().then(
            (result) => answer(() => resolve(result)),
            (error: Error) => answer(() => reject(error)),
          );
        });
      });
    });
  }

  private later(run: () => void): void {
    const { weather, chance, clock } = this.parts;
    if (weather.databaseMillisecondsMax === 0) return run();
    clock.after(chance.random() * weather.databaseMillisecondsMax, run);
  }
}

function outOfReach(): Error {
  return new Error("the database is out of reach");
}
