import type { Logger } from "pino";
import type { LiveCenter } from "../center/live-center.ts";
import { StopList } from "./stop-list.ts";

/**
 * Keeps something open in the one process that writes: opened when this process becomes it, closed
 * when it no longer is, as often as that happens.
 * @throws what `open` throws the first time; later it is logged
 */
export async function whileWriting(
  parts: { center: LiveCenter; log: Logger; stops: StopList; name: string },
  open: (during: StopList) => Promise<void>,
): Promise<void> {
  const { center, log, stops, name } = parts;
  let during: StopList | null = null;
  let over = false;
  const adjust = async () => {
    const wanted = center.writing && !over;
    if (wanted && !during) {
      during = new StopList();
      await open(during);
    } else if (!wanted && during) {
      const ending = during;
      during = null;
      await ending.run();
    }
  };
  let adjusting = adjust();
  const adjustNext = () => {
    adjusting = adjusting.then(adjust).catch((error: unknown) => {
      log.error({ error, name }, "could not be opened or closed");
    });
    return adjusting;
  };
  const unsubscribe = center.onRole(() => void adjustNext());
  stops.add(name, async () => {
    over = true;
    unsubscribe();
    await adjustNext();
  });
  await adjusting;
}
