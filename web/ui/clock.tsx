import { useEffect, useState } from "react";
import { clockText } from "../core/format.ts";

/**
 * The server's time in milliseconds, anew every second: clocks are computed from the server's
 * timestamps, never counted, because timers of a tab in the background are slowed down.
 * @param offset server's clock minus this computer's, in milliseconds
 */
export function useServerNow(offset: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now + offset;
}

interface Props {
  /** Server's clock minus this computer's, in milliseconds. */
  offset: number;
  className?: string;
  label: string;
}

/** Time since an instant of the server's clock. */
export function Elapsed({ since, offset, className = "", label }: Props & { since: number }) {
  const now = useServerNow(offset);
  return (
    <span className={`numbers ${className}`} role="timer" aria-label={label}>
      {clockText(now - since)}
    </span>
  );
}

/** Time left until an instant of the server's clock. */
export function Countdown({ until, offset, className = "", label }: Props & { until: number }) {
  const now = useServerNow(offset);
  return (
    <span className={`numbers ${className}`} role="timer" aria-label={label}>
      {clockText(until - now)}
    </span>
  );
}
