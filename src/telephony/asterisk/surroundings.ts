import type { Logger } from "pino";
import type { Clock } from "../../clock.ts";
import type { TelephonyEvent } from "../telephony.ts";
import type { AriCommands } from "./ari-commands.ts";

/** What a call needs of the driver. */
export interface CallSurroundings {
  ari: AriCommands;
  /** The file, without its ending, in which the words are spoken. Rejects when they cannot be. */
  speech: (text: string) => Promise<string>;
  clock: Clock;
  log: Logger;
  report: (event: TelephonyEvent) => void;
  /** The call is over and nothing of it is left. */
  forget: (callId: string) => void;
}
