/** How an error shows at the HTTP door; 405, 413 and 415 come from the door itself. */
export type ErrorStatus = 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 503;

/**
 * An expected failure: a stable `code` for programs, a German `message` for people.
 * Everything else that is thrown is a defect and becomes a 500 without details.
 */
export class AppError extends Error {
  readonly code: string;
  readonly status: ErrorStatus;
  readonly details: unknown;

  constructor(status: ErrorStatus, code: string, message: string, details?: unknown) {
    super(message);
    this.name = "AppError";
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

/** A failure that ends the start of the service: one German sentence, exit code 1, no stack trace. */
export class StartError extends Error {
  override readonly name = "StartError";
}

/** What a log may say of an error: its other fields may hold what people have typed. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const behind = error instanceof AggregateError ? error.errors : [];
  return [error.stack ?? error.message, ...behind.map(describeError)].join("\n");
}

/**
 * Does the work on each item, one after the other: one that fails keeps none from its turn.
 * @throws AggregateError of all failures, once every item has had its turn
 */
export async function eachInTurn<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const failures: unknown[] = [];
  for (const item of items) {
    try {
      await work(item);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) {
    throw new AggregateError(failures, `${failures.length} of ${items.length} failed`);
  }
}

/** Stops at the impossible: a broken invariant is a defect, never an expected error. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${message}`);
}
