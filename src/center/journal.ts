import type { Command, Rejection } from "../routing/commands.ts";
import type { CenterEvent } from "../routing/events.ts";
import type { CenterData } from "../routing/state.ts";

/** One decision of the core: what was asked, and everything that followed from it. */
export interface JournalEntry {
  /** Without gaps, from 1. */
  seq: number;
  /** Milliseconds since the epoch; the `now` that the core decided with. */
  at: number;
  command: Command;
  events: CenterEvent[];
}

/** What became of a command; `internal` when the core itself failed, and nothing changed. */
export type Outcome =
  | { ok: true; events: CenterEvent[] }
  | { ok: false; rejection: Rejection | { code: "internal"; message: string } };

/** A command that is decided once, however often it is sent: the id is its idempotency key. */
export interface Request {
  /** A UUID. */
  id: string;
  command: Command;
}

export interface Answer extends Request {
  outcome: Outcome;
}

/** The whole routing state after the journal entry `seq`. */
export interface Snapshot {
  seq: number;
  /** When that entry was decided, milliseconds since the epoch. */
  at: number;
  data: CenterData;
}

/** What there may be to read: decisions of the writer, or requests for it. */
export type News = "entries" | "requests";

/** The right to write. A higher epoch fences every lower one for good. */
export interface Lease {
  holder: string;
  epoch: number;
}

/** How long a lease holds from the moment it was asked for. */
export const leaseMilliseconds = 2_000;

/** Another process holds the lease: nothing that this one decides counts any more. */
export class FencedError extends Error {
  override readonly name = "FencedError";
}

/**
 * What is kept of the centre, and who may write it: PostgreSQL in production, memory in
 * simulations. Any method may fail while the store is out of reach; repeating is always safe.
 */
export interface Journal {
  /** Gets ready; `onNews` is a hint, which may be lost, that there is something new to read. */
  open(onNews: (news: News) => void): Promise<void>;
  close(): Promise<void>;

  /** Takes the lease when nobody holds it, or its holder let it expire. @returns null if held */
  acquire(holder: string): Promise<Lease | null>;
  /** Prolongs the lease. @returns false when somebody else has taken it */
  renew(lease: Lease): Promise<boolean>;
  /** Gives the lease back, so that the next process need not wait until it expires. */
  release(lease: Lease): Promise<void>;

  /**
   * Writes all of it or nothing, only while the lease is held. What is there already, of the same
   * epoch, counts as written.
   * @returns empty once it is written; otherwise nothing was, because these of the answered
   * requests had their outcomes before
   * @throws FencedError when somebody else holds the lease; after any other error it is unknown
   * whether it was written
   */
  append(
    lease: Lease,
    entries: readonly JournalEntry[],
    answers: readonly Answer[],
  ): Promise<ReadonlyMap<string, Outcome>>;
  /** Entries after `seq`, in order. */
  entriesAfter(seq: number): AsyncIterable<JournalEntry>;
  /** The newest that this program can read; null when there is none. */
  loadSnapshot(): Promise<Snapshot | null>;
  storeSnapshot(snapshot: Snapshot): Promise<void>;

  /** Leaves a request for whoever holds the lease. The same id twice is one request. */
  ask(request: Request): Promise<void>;
  /** What nobody has answered yet, in the order in which it was asked. */
  openRequests(): Promise<Request[]>;
  /** Outcomes by id, of those that have one. */
  outcomesOf(ids: readonly string[]): Promise<ReadonlyMap<string, Outcome>>;
}

/** What a JSON text says of characters that PostgreSQL's jsonb refuses: NUL and half surrogates. */
const unstorable = /\\u(?:0000|d[89a-f])/i;

/**
 * The command as every journal can keep it. Doors refuse such characters; one that got through
 * must not stop the centre, so it is replaced before anything is decided.
 */
export function withStorableText(command: Command): Command {
  const text = JSON.stringify(command);
  if (!unstorable.test(text)) return command;
  return JSON.parse(text, (_, value: unknown) =>
    typeof value === "string" ? value.replaceAll("\0", "\uFFFD").toWellFormed() : value,
  ) as Command;
}
