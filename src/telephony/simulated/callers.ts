import type { Clock } from "../../clock.ts";
import type { Random } from "./random.ts";
import type { PlacedCall } from "./call.ts";

/**
 * Exchanges of the four districts. A subscriber's number never begins with 0, so "0115…" behind
 * the area code is nobody's.
 */
const areaCodes = [
  ["6531", "6533", "6541", "6571", "6575"],
  ["6551", "6561", "6562", "6564", "6525"],
  ["2653", "2671", "2672", "2677"],
  ["6591", "6592", "6593", "6597", "2692"],
] as const;

/** Mobile numbers that the Bundesnetzagentur keeps for films and plays. */
const fictionMobilePrefix = "+49171392";

const mobileShare = 0.2;
const suppressedShare = 0.15;

/** A caller number that belongs to nobody, or null for a suppressed one. */
export function inventCallerNumber(random: Random): string | null {
  const kind = random();
  if (kind < suppressedShare) return null;
  const digits = (length: number) =>
    String(Math.floor(random() * 10 ** length)).padStart(length, "0");
  if (kind < suppressedShare + mobileShare) return `${fictionMobilePrefix}00${digits(2)}`;
  return `+49${pick(pick(areaCodes, random), random)}0115${digits(2)}`;
}

/** Of those who show their number, so many would rather be called back than wait. */
const callbackShare = 0.15;

/** A caller of the demonstration centre, with his patience and his need to talk. */
function inventCall(dialledNumbers: readonly string[], random: Random): PlacedCall {
  const call = {
    dialled: pick(dialledNumbers, random),
    from: inventCallerNumber(random),
    patienceSeconds: Math.round(45 + random() * 240),
    talkSecondsMax: Math.round(60 + random() * 240),
  };
  if (call.from === null || random() >= callbackShare) return call;
  return { ...call, presses: { key: "1", afterSeconds: Math.round(20 + random() * 20) } };
}

/**
 * Lets callers ring all lines, independently of each other (Poisson).
 *
 * @param callsPerHour 0: none
 * @returns a function that stops it; calls that are under way go on
 */
export function startCallers(parts: {
  callsPerHour: number;
  dialledNumbers: () => readonly string[];
  placeCall: (call: PlacedCall) => void;
  clock: Clock;
  random: Random;
}): () => void {
  const { callsPerHour, dialledNumbers, placeCall, clock, random } = parts;
  if (callsPerHour <= 0) return () => {};
  let cancel = () => {};
  const next = () => {
    const hours = -Math.log(1 - random()) / callsPerHour;
    cancel = clock.after(hours * 3_600_000, () => {
      const numbers = dialledNumbers();
      if (numbers.length > 0) placeCall(inventCall(numbers, random));
      next();
    });
  };
  next();
  return () => cancel();
}

function pick<T>(values: readonly T[], random: Random): T {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error("nothing to pick from");
  return value;
}
