/** Where the time comes from: the real clock in production, a set one in tests and simulations. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls `run` once, `milliseconds` from now; the returned function cancels it. */
  after(milliseconds: number, run: () => void): () => void;
}

/** A clock that also measures: how long a lease holds must not depend on who sets the time. */
export interface SteadyClock extends Clock {
  /** Milliseconds since some moment; never goes back and is never set. */
  steady(): number;
}

export const systemClock: SteadyClock = {
  now: () => Date.now(),
  steady: () => performance.now(),
  after(milliseconds, run) {
    const timer = setTimeout(run, Math.max(0, milliseconds));
    return () => clearTimeout(timer);
  },
};

/** A clock that shows `start` (milliseconds since the epoch) now and runs on from there. */
export function clockFrom(start: number): SteadyClock {
  const offset = start - Date.now();
  return { ...systemClock, now: () => Date.now() + offset };
}
