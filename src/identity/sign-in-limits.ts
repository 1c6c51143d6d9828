import { RateLimiterMemory } from "rate-limiter-flexible";
import type { RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "../errors.ts";

const minutes = 10;
/** Wrong passwords for one name from one address: forgotten, not guessed. */
const failuresPerNameMax = 10;
/** Wrong passwords from one address, behind which a whole house may sit. */
const failuresPerAddressMax = 100;

export interface SignInLimits {
  /** @throws AppError 429 `too_many_attempts` with the `seconds` to wait in its details */
  check(username: string, address: string): Promise<void>;
  countFailure(username: string, address: string): Promise<void>;
  forgive(username: string, address: string): Promise<void>;
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
    async check(username, address) {
      refuseIfSpent(await byName.get(nameKey(username, address)), failuresPerNameMax);
      refuseIfSpent(await byAddress.get(address), failuresPerAddressMax);
    },
    async countFailure(username, address) {
      await byName.penalty(nameKey(username, address));
      await byAddress.penalty(address);
    },
    async forgive(username, address) {
      await byName.delete(nameKey(username, address));
    },
  };
}

function refuseIfSpent(spent: RateLimiterRes | null, failuresMax: number): void {
  if (!spent || spent.consumedPoints < failuresMax) return;
  const seconds = Math.ceil(spent.msBeforeNext / 1000);
  const message =
    "Zu viele Anmeldeversuche mit falschem Passwort; " +
    `bitte versuchen Sie es in ${Math.ceil(seconds / 60)} Minuten noch einmal.`;
  throw new AppError(429, "too_many_attempts", message, { seconds });
}
