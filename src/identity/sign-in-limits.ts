import { RateLimiterMemory } from "rate-limiter-flexible";
import type { RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "../errors.ts";

const minutes = 10;
/** Wrong passwords for one name from one address: forgotten, not guessed. */
const failuresPerNameMax = 10;
/** Wrong passwords from one address, behind which a whole house may sit. */
const failuresPerAddressMax = 100;

export interface SignInLimits {
  /**
   * Counts an attempt as a failure before the password is looked at: many at the same moment are
   * not cheaper than one after the other.
   * @throws AppError 429 `too_many_attempts` with the `seconds` to wait in its details
   */
  attempt(username: string, address: string): Promise<void>;
  /** The password was right: the failures of the name are forgotten. */
  forgive(username: string, address: string): Promise<void>;
  /** Nobody found out whether the password was right. */
  takeBack(username: string, address: string): Promise<void>;
}

/**
 * Slows down the guessing of passwords. Nobody is locked out by somebody elsewhere: a name is
 * only ever refused to the address from which it failed.
 */
export function createSignInLimits(): SignInLimits {
  const duration = minutes * 60;
  const byName = new RateLimiterMemory({ points: failuresPerNameMax, duration });
  const byAddress = new RateLimiterMemory({ points: failuresPerAddressMax, duration });
  const nameKey = (username: string, address: string) => `${address} ${username.toLowerCase()}`;
  return {
    async attempt(username, address) {
      refuseBeyond(failuresPerNameMax, await byName.penalty(nameKey(username, address)));
      refuseBeyond(failuresPerAddressMax, await byAddress.penalty(address));
    },
    async forgive(username, address) {
      await byName.delete(nameKey(username, address));
      await byAddress.reward(address);
    },
    async takeBack(username, address) {
      await byName.reward(nameKey(username, address));
      await byAddress.reward(address);
    },
  };
}

function refuseBeyond(failuresMax: number, spent: RateLimiterRes): void {
  if (spent.consumedPoints <= failuresMax) return;
  const seconds = Math.ceil(spent.msBeforeNext / 1000);
  const message =
    "Zu viele Anmeldeversuche mit falschem Passwort; " +
    `bitte versuchen Sie es in ${Math.ceil(seconds / 60)} Minuten noch einmal.`;
  throw new AppError(429, "too_many_attempts", message, { seconds });
}
