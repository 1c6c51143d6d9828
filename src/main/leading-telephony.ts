import type { LiveCenter } from "../center/live-center.ts";
import { AppError } from "../errors.ts";
import type { Telephony } from "../telephony/telephony.ts";

/**
 * The switch in the hands of a process that may be frozen or cut off without knowing: calls are
 * moved, and compared with what was decided, only while surely nobody else decides. What is left
 * out is made up by the next comparison, here or in the process that has taken over.
 */
export function onlyWhileLeading(
  telephony: Telephony,
  center: LiveCenter,
  onConnection: () => void,
): Telephony {
  return {
    start: (listener) =>
      telephony.start((event) => {
        listener(event);
        if (event.type === "connection") onConnection();
      }),
    stop: () => telephony.stop(),
    connected: () => telephony.connected(),
    direct(callId, desired) {
      if (center.leading) telephony.direct(callId, desired);
    },
    async observe() {
      const calls = await telephony.observe();
      // Asked again after the wait: what was decided meanwhile may be unknown here.
      if (center.leading) return calls;
      throw new AppError(503, "telephony_unavailable", "Die Zentrale ist gerade nicht sicher.");
    },
  };
}
