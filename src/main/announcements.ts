import { Speech } from "../telephony/asterisk/speech.ts";
import type { House } from "./doors.ts";
import type { StopList } from "./stop-list.ts";

/**
 * The voice for callers of a real switch. What a line says outside its hours is spoken beforehand,
 * also when somebody has changed it: so no caller waits for the voice.
 */
export function openSpeech({ config, center, clock, log }: House, during: StopList): Speech {
  const speech = new Speech(config.announcementsDirectory, clock);
  const prepare = () => {
    for (const line of Object.values(center.live.state.lines)) {
      speech.prepare(line.closedAnnouncement ?? "").catch((error: unknown) => {
        log.error({ error, line: line.id }, "what a line says when it is closed cannot be spoken");
      });
    }
  };
  prepare();
  const changes = center.live.onEntry(({ events }) => {
    if (events.some((event) => event.type === "linesChanged")) prepare();
  });
  during.add("speech", changes);
  return speech;
}
