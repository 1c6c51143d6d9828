import { useEffect, useReducer } from "react";
import { clockText } from "../core/format.ts";

/** Draws anew every second; the time itself always comes from the server's timestamps. */
export function useEverySecond(): void {
  const [, draw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const timer = setInterval(draw, 1_000);
    return () => clearInterval(timer);
  }, []);
}

interface Props {
  /** Server's clock minus this computer's, in milliseconds. */
  offset: number;
  className?: string;
  label: string;
}

/** Time since an instant of the server's clock. */
export function Elapsed({ since, offset, className = "", label }: Props & { since: number }) {
  useEverySecond();
  return (
    <span className={`numbers ${className}`} role="timer" aria-label={label}>
      {clockText(Date.now() + offset - since)}
    </span>
  );
}

/** Time left until an instant of the server's clock. */
export function Countdown({ until, offset, className = "", label }: Props & { until: number }) {
  useEverySecond();
  return (
    <span className={`numbers ${className}`} role="timer" aria-label={label}>
      {clockText(until - (Date.now() + offset) + 999)}
    </span>
  );
}
