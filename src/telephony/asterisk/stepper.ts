import { AriError } from "./ari-connection.ts";
import type { CallSurroundings } from "./surroundings.ts";

const retryMillisecondsMin = 500;
const retryMillisecondsMax = 10_000;

/** Takes one step after the other as often as it is woken; never two at once. */
export class Stepper {
  private readonly callId: string;
  private readonly around: CallSurroundings;
  private readonly step: () => Promise<void>;
  private readonly onFailure: () => void;
  private awake = false;
  private running = false;
  private retryMilliseconds = retryMillisecondsMin;

  /** @param onFailure called a while after a step that failed, unless the switch is out of reach */
  constructor(
    callId: string,
    around: CallSurroundings,
    step: () => Promise<void>,
    onFailure: () => void,
  ) {
    this.callId = callId;
    this.around = around;
    this.step = step;
    this.onFailure = onFailure;
  }

  wake(): void {
    this.awake = true;
    if (!this.running) void this.run();
  }

  private async run(): Promise<void> {
    this.running = true;
    try {
      while (this.awake) {
        this.awake = false;
        await this.step();
      }
      this.retryMilliseconds = retryMillisecondsMin;
    } catch (error) {
      this.retryLater(error);
    } finally {
      this.running = false;
    }
  }

  private retryLater(error: unknown): void {
    const { ari, clock, log } = this.around;
    const unreachable = error instanceof AriError && error.status === 0;
    if (!unreachable) log.warn({ error, callId: this.callId }, "a call will be retried");
    clock.after(this.retryMilliseconds, () => {
      if (ari.connected) this.onFailure();
    });
    this.retryMilliseconds = Math.min(this.retryMilliseconds * 2, retryMillisecondsMax);
  }
}
