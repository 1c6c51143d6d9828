import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "../errors.ts";

/** Far beyond any hand, also after an outage when everything kept is sent again. */
const commandsMax = 200;
const perSeconds = 10;

export interface DeskLimits {
  /** @throws AppError 429 `too_many_requests` with the `seconds` to wait in its details */
  spendCommand(socketId: string): Promise<void>;
}

/** Keeps a window that has run wild from taking the centre's time from everybody else. */
export function createDeskLimits(): DeskLimits {
  const commands = new RateLimiterMemory({ points: commandsMax, duration: perSeconds });
  return {
    async spendCommand(socketId) {
      try {
        await commands.consume(socketId);
      } catch (refusal) {
        if (refusal instanceof Error) throw refusal;
        const seconds = Math.ceil((refusal as RateLimiterRes).msBeforeNext / 1000);
        const message =
          "Das waren zu viele Befehle auf einmal; " +
          `bitte warten Sie ${seconds === 1 ? "eine Sekunde" : `${seconds} Sekunden`}.`;
        throw new AppError(429, "too_many_requests", message, { seconds });
      }
    },
  };
}
