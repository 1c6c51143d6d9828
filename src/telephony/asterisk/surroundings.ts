import type { Logger } from "pino";
import type { Clock } from "../../clock.ts";
import type { TelephonyEvent } from "../telephony.ts";
import type { AriCommands } from "./ari-commands.ts";

/** What a call needs of the driver. */
export interface CallSurroundings {
  ari: AriCommands;
  /** German words as sound of a telephone. Rejects when they cannot be spoken. */
  speech: (text: string) => Promise<Buffer>;
  clock: Clock;
  log: Logger;
  report: (event: TelephonyEvent) => void;
  /** The call is over and nothing of it is left. */
  forget: (callId: string) => void;
}
