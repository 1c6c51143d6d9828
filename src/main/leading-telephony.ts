import type { LiveCenter } from "../center/live-center.ts";
import { AppError } from "../errors.ts";
import type { DesiredCall, Telephony } from "../telephony/telephony.ts";

/**
 * The switch in the hands of a process that may be frozen or cut off without knowing: calls are
 * moved, and compared with what was decided, only while surely nobody else decides. What could not
 * be said meanwhile is said with the next comparison (that alone does not show whether a caller has
 * been answered), here or by the process that has taken over.
 */
export function onlyWhileLeading(
  telephony: Telephony,
  center: LiveCenter,
  onConnection: () => void,
): Telephony {
  const unsaid = new Map<string, DesiredCall>();
  return {
    start: (listener) =>
      telephony.start((event) => {
        listener(event);
        if (event.type === "connection") onConnection();
      }),
    stop: () => telephony.stop(),
    connected: () => telephony.connected(),
    direct(callId, desired) {
      if (!center.leading) return void unsaid.set(callId, desired);
      unsaid.delete(callId);
      telephony.direct(callId, desired);
    },
    async observe() {
      const calls = await telephony.observe();
      // Asked again after the wait: what was decided meanwhile may be unknown here.
      if (center.leading) {
        for (const [callId, desired] of unsaid) telephony.direct(callId, desired);
        unsaid.clear();
        return calls;
      }
      throw new AppError(503, "telephony_unavailable", "Die Zentrale ist gerade nicht sicher.");
    },
  };
}
