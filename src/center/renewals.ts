import type { Clock } from "../clock.ts";

const pauseMilliseconds = 500;
/** One connection that hangs must not cost the lease: the next attempt does not wait for it. */
const slowMilliseconds = 500;

/**
 * Renews again and again until it is cancelled.
 * @param renew must not reject
 * @param after called when an attempt is over, or hangs
 */
export function keepRenewing(
  clock: Clock,
  renew: () => Promise<void>,
  after: () => void,
): () => void {
  let cancelled = false;
  let cancelTimer = () => {};
  const attempt = () => {
    let over = false;
    const goOn = () => {
      if (over || cancelled) return;
      over = true;
      cancelTimer();
      cancelTimer = clock.after(pauseMilliseconds, attempt);
      after();
    };
    cancelTimer = clock.after(slowMilliseconds, goOn);
    void renew().then(goOn);
  };
  cancelTimer = clock.after(pauseMilliseconds, attempt);
  return () => {
    cancelled = true;
    cancelTimer();
  };
}
