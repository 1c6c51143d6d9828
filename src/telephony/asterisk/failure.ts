import type { Clock } from "../../clock.ts";
import type { PartyFailure } from "../../routing/state.ts";

/** The event that tells why a channel is gone may come a little after the channel has gone. */
const causeMilliseconds = 200;

export function causeMayCome(clock: Clock): Promise<void> {
  return new Promise((resolve) => void clock.after(causeMilliseconds, resolve));
}

/** Why a phone that was rung did not answer, from the cause of ITU-T Q.850 that Asterisk reports. */
export function failureOfCause(cause: number | null): PartyFailure {
  switch (cause) {
    case 17:
      return "busy";
    case 21:
      return "declined";
    case null:
    case 0:
    case 16:
    case 18:
    case 19:
    case 32:
      return "noAnswer";
    default:
      return "unreachable";
  }
}

/**
 * Cause 16 says that a person hung up, and 0 the same of a leg that was alone; 44 is a phone
 * without media, null was never heard.
 */
export function lostByCause(cause: number | null): boolean {
  return cause !== 16 && cause !== 0;
}
