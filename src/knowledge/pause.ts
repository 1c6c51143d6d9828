import { setImmediate } from "node:timers/promises";

/** Lets everything else in this process have its turn: long work must keep no caller waiting. */
export async function pause(): Promise<void> {
  await setImmediate();
}
