import { callbackDefaults, type CallbackSettings } from "./callback-state.ts";
import type { CenterState } from "./center-state.ts";
import type { Decision } from "./decide.ts";
import { reject } from "./rejections.ts";
import type { LendingSettings } from "./lending-figures.ts";
import type { LineSettings } from "./state.ts";

/**
 * New settings of all lines. A line that is gone stays, closed, while it still has contacts, so
 * that nobody is lost; the next change of lines removes it.
 */
export function changeLines(state: CenterState, lines: LineSettings[]): Decision {
  if (!areValid(lines)) return reject("invalid_lines");
  const ids = new Set(lines.map((line) => line.id));
  const inUse = new Set(Object.values(state.contacts).map((contact) => contact.lineId));
  const leaving = Object.values(state.lines)
    .filter((line) => !ids.has(line.id) && inUse.has(line.id))
    .map((line) => ({ ...line, open: [], nightTarget: null }));
  const all = [...lines, ...leaving];
  const same = JSON.stringify(all) === JSON.stringify(Object.values(state.lines));
  return { ok: true, events: same ? [] : [{ type: "linesChanged", lines: all }] };
}

function areValid(lines: LineSettings[]): boolean {
  return new Set(lines.map((line) => line.id)).size === lines.length && lines.every(isValid);
}

function isValid(line: LineSettings): boolean {
  const positive = [
    line.answerTargetSeconds,
    line.offerSecondsMax,
    line.ringSecondsMax,
    line.transferSecondsMax,
  ];
  const atLeastZero = [
    line.wrapUpSecondsMax,
    line.recallReservedSecondsMax,
    line.recallSeconds ?? 0,
    line.redialSeconds ?? 0,
    line.backOff?.restSecondsFirst ?? 0,
    line.backOff?.restSecondsMax ?? 0,
  ];
  return (
    positive.every((seconds) => Number.isFinite(seconds) && seconds > 0) &&
    atLeastZero.every((seconds) => Number.isFinite(seconds) && seconds >= 0) &&
    (line.widening ?? []).every(({ afterSeconds }) => afterSeconds >= 0) &&
    isLendingValid(line.lending ?? null) &&
    isCallbackValid(line.callback ?? callbackDefaults) &&
    line.open.every(({ from, to }, i) => from < to && (i === 0 || line.open[i - 1]!.to <= from))
  );
}

/** R11: at least one attempt, and an end of each. */
function isCallbackValid(callback: CallbackSettings): boolean {
  const { callsPerCallback, retrySeconds, attemptsMax, dialSecondsMax } = callback;
  const positive = [retrySeconds, attemptsMax, dialSecondsMax];
  return callsPerCallback >= 0 && positive.every((value) => Number.isFinite(value) && value > 0);
}

/** R5: shares, and no recovery before the promise is as healthy as it must be. */
function isLendingValid(lending: LendingSettings | null): boolean {
  if (lending === null) return true;
  const { budgetShare, healthyShareMin, recoverShareMin } = lending;
  const shares = [budgetShare, healthyShareMin, recoverShareMin];
  return shares.every((share) => share >= 0 && share <= 1) && recoverShareMin >= healthyShareMin;
}
