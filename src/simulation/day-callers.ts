import type { LiveCenter } from "../center/live-center.ts";
import type { CenterEvent } from "../routing/events.ts";
import type { SimulatedSwitch } from "../telephony/simulated/switch.ts";
import { drawSeconds, streamOf, type Duration } from "./chance.ts";
import type { PlannedCall } from "./demand.ts";
import type { VirtualClock } from "./virtual-clock.ts";

/** Of those who gave up and show a number. */
const redialShare = 0.4;
const redialsMax = 2;
/** Of those who show a number: who would rather be called back, and when they have enough. */
const callbackShare = 0.35;
const patienceBeforeKey: Duration = { medianSeconds: 45, spread: 0.4, secondsMax: 300 };
const pauseBeforeRedial: Duration = { medianSeconds: 60, spread: 0.7, secondsMax: 900 };

interface Attempt {
  call: PlannedCall;
  redials: number;
}

/** Everybody who calls on that day; who gives up may ring again. */
export class DayCallers {
  private readonly clock: VirtualClock;
  private readonly exchange: SimulatedSwitch;
  private readonly random: () => number;
  private readonly keys: () => number;
  private readonly byCall = new Map<string, Attempt>();
  private readonly unanswered = new Map<string, Attempt>();

  constructor(parts: { clock: VirtualClock; exchange: SimulatedSwitch; seed: number }) {
    this.clock = parts.clock;
    this.exchange = parts.exchange;
    this.random = streamOf(parts.seed, "redials");
    this.keys = streamOf(parts.seed, "keys");
  }

  start(center: LiveCenter, planned: readonly PlannedCall[]): void {
    center.onEntry(({ events }) => events.forEach((event) => this.follow(event)));
    for (const call of planned) {
      this.clock.after(call.at - this.clock.now(), () => this.dial({ call, redials: 0 }));
    }
  }

  private dial(attempt: Attempt): void {
    const { line, from, patienceSeconds } = attempt.call;
    const wishes = from !== null && this.keys() < callbackShare;
    const presses = wishes
      ? { key: "1", afterSeconds: drawSeconds(this.keys, patienceBeforeKey) }
      : null;
    const placed = { dialled: line.number, from, patienceSeconds, talkSecondsMax: null, presses };
    this.byCall.set(this.exchange.placeCall(placed), attempt);
  }

  private follow(event: CenterEvent): void {
    switch (event.type) {
      case "contactArrived": {
        const attempt = this.byCall.get(event.callId ?? "");
        this.byCall.delete(event.callId ?? "");
        if (attempt !== undefined) this.unanswered.set(event.contactId, attempt);
        return;
      }
      case "conversationStarted":
        this.unanswered.delete(event.contactId);
        return;
      case "contactEnded": {
        const attempt = this.unanswered.get(event.contactId);
        this.unanswered.delete(event.contactId);
        if (attempt !== undefined && event.cause === "callerHungUp") this.ringAgain(attempt);
      }
    }
  }

  private ringAgain({ call, redials }: Attempt): void {
    if (call.from === null || redials >= redialsMax || this.random() >= redialShare) return;
    const seconds = drawSeconds(this.random, pauseBeforeRedial);
    this.clock.after(seconds * 1000, () => this.dial({ call, redials: redials + 1 }));
  }
}
