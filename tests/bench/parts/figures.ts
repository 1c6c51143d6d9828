/** One measured figure. */
export interface Figure {
  /** What was measured: "caller arrives → offer on the desk's screen". */
  name: string;
  /** Beside what it stands: "4.1 × one committed INSERT". */
  ratio: string;
  /** The absolute value on this machine now: "p50 3.1 ms, p99 9.8 ms". */
  value: string;
}

/** Prints a figure, the ratio first; in a run of all benches it comes again in the last table. */
export function tell(figure: Figure): void {
  console.log(`${figure.ratio.padEnd(44)} ${figure.value.padEnd(34)} ${figure.name}`);
  process.send?.(figure);
}

/** The value that so large a share of all lie below. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** "p50 3.1 ms, p99 9.8 ms" */
export function spread(milliseconds: readonly number[]): string {
  const [p50, p99] = [0.5, 0.99].map((share) => quantile(milliseconds, share).toFixed(1));
  return `p50 ${p50} ms, p99 ${p99} ms`;
}

/** "2.3 ×": how many times `other` fits into it, in the middle. */
export function times(measured: readonly number[], other: readonly number[]): string {
  return `${(quantile(measured, 0.5) / quantile(other, 0.5)).toFixed(1)} ×`;
}

/** Milliseconds on a clock that all processes of this machine share. */
export function sharedNow(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
