import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { RateLimiterMemory } from "rate-limiter-flexible";
import type { RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "../errors.ts";
import type { Principal } from "../identity/permissions.ts";
import { clientAddress, type ProxyConfig } from "../identity/client-address.ts";

export interface LimitSettings {
  bodyBytesMax: number;
  /** Requests a minute of one person, over all his windows: typing searches with every key. */
  signedInPerMinute: number;
  /** Requests a minute of one address without a sign-in: a whole team may share one. */
  anonymousPerMinute: number;
  /** Requests a minute of one address to what is published for other sites. */
  publicPerMinute: number;
}

export const defaultLimits: LimitSettings = {
  bodyBytesMax: 64 * 1024,
  signedInPerMinute: 6000,
  anonymousPerMinute: 1200,
  publicPerMinute: 240,
};

export interface Limits {
  /** @throws AppError 429 `too_many_requests` */
  spendSignedIn(principal: Principal): Promise<void>;
  /** @throws AppError 429 `too_many_requests` */
  spendAnonymous(context: Context): Promise<void>;
  /** @throws AppError 429 `too_many_requests` */
  spendPublic(context: Context): Promise<void>;
}

export function createLimits(settings: LimitSettings, config: ProxyConfig): Limits {
  const signedIn = new RateLimiterMemory({ points: settings.signedInPerMinute, duration: 60 });
  const anonymous = new RateLimiterMemory({ points: settings.anonymousPerMinute, duration: 60 });
  const open = new RateLimiterMemory({ points: settings.publicPerMinute, duration: 60 });
  return {
    spendSignedIn: (principal) => spend(signedIn, principal.userId),
    spendAnonymous: (context) => spend(anonymous, clientAddress(context, config)),
    spendPublic: (context) => spend(open, clientAddress(context, config)),
  };
}

async function spend(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (refusal instanceof Error) throw refusal;
    const seconds = Math.ceil((refusal as RateLimiterRes).msBeforeNext / 1000);
    const message = `Das waren zu viele Anfragen; bitte warten Sie ${seconds} Sekunden.`;
    throw new AppError(429, "too_many_requests", message, { seconds });
  }
}

export const limitBody = (bytesMax: number) =>
  bodyLimit({
    maxSize: bytesMax,
    onError: () => {
      throw new AppError(413, "body_too_large", `Die Anfrage ist größer als ${size(bytesMax)}.`);
    },
  });

function size(bytes: number): string {
  const mebibytes = bytes / 1024 / 1024;
  return mebibytes >= 1 ? `${Math.floor(mebibytes)} MB` : `${Math.floor(bytes / 1024)} KB`;
}
