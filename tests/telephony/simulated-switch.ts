import type { Clock } from "../../src/clock.ts";
import { AppError } from "../../src/errors.ts";
import type { PhoneBehaviour } from "../../src/telephony/simulated/phones.ts";
import { SimulatedTelephony } from "../../src/telephony/simulated/simulated-telephony.ts";
import { SimulatedSwitch } from "../../src/telephony/simulated/switch.ts";
import type { DesiredCall, Telephony, TelephonyEvent } from "../../src/telephony/telephony.ts";
import { until } from "../support/until.ts";
import { citizens, phones, type LosableEvent, type SwitchUnderTest } from "./switch-under-test.ts";

const behaviours: Record<string, PhoneBehaviour> = {
  [phones.answers]: { kind: "answers", afterSeconds: 1, hangsUpAfterSeconds: null },
  [phones.alsoAnswers]: { kind: "answers", afterSeconds: 1, hangsUpAfterSeconds: null },
  [phones.busy]: { kind: "busy" },
  [phones.dead]: { kind: "dead" },
  [phones.silent]: { kind: "silent" },
  [phones.declines]: { kind: "declines", afterSeconds: 1 },
  [phones.hangsUp]: { kind: "answers", afterSeconds: 1, hangsUpAfterSeconds: 6 },
  [phones.target]: { kind: "answers", afterSeconds: 1, hangsUpAfterSeconds: null },
};

const outside: Record<string, PhoneBehaviour> = {
  [citizens.answers]: { kind: "answers", afterSeconds: 1, hangsUpAfterSeconds: null },
  [citizens.busy]: { kind: "busy" },
  [citizens.silent]: { kind: "silent" },
};

const startedAt = Date.now();

/** Twenty times as fast as life. */
const fastClock: Clock = {
  now: () => startedAt + (Date.now() - startedAt) * 20,
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds / 20);
    return () => clearTimeout(timer);
  },
};

/** The connection to the simulated switch, which can break and lose events. */
class DisturbedTelephony implements Telephony {
  private readonly inner: Telephony;
  private listener: (event: TelephonyEvent) => void = () => {};
  private up = false;
  private readonly loses: (event: TelephonyEvent) => boolean;

  constructor(inner: Telephony, loses: (event: TelephonyEvent) => boolean) {
    this.inner = inner;
    this.loses = loses;
  }

  start(listener: (event: TelephonyEvent) => void): Promise<void> {
    this.listener = listener;
    this.up = true;
    return this.inner.start((event) => {
      if (this.up && !this.loses(event)) listener(event);
    });
  }

  stop(): Promise<void> {
    this.up = false;
    return this.inner.stop();
  }

  direct(callId: string, desired: DesiredCall): void {
    if (this.up) this.inner.direct(callId, desired);
  }

  observe() {
    if (this.up) return this.inner.observe();
    return Promise.reject(new AppError(503, "telephony_unavailable", "getrennt"));
  }

  connected(): boolean {
    return this.up;
  }

  break(milliseconds: number): void {
    this.up = false;
    this.listener({ type: "connection", up: false });
    setTimeout(() => {
      this.up = true;
      this.listener({ type: "connection", up: true });
    }, milliseconds);
  }
}

/** The simulated switch as the contract wants to see it. */
export function openSimulatedSwitch(): Promise<SwitchUnderTest> {
  const rung = new Map<string, number>();
  const losing: LosableEvent[] = [];
  let losesByChance = () => false;
  const loses = (event: TelephonyEvent) => {
    const index = losing.findIndex((type) => type === event.type);
    if (index >= 0) losing.splice(index, 1);
    return index >= 0 || (event.type !== "connection" && losesByChance());
  };
  let last: DisturbedTelephony | null = null;
  const exchange = new SimulatedSwitch({
    clock: fastClock,
    name: "simulated",
    citizenOf: (number) => outside[number] ?? { kind: "dead" },
    phoneOf: ({ extension }) => {
      rung.set(extension, (rung.get(extension) ?? 0) + 1);
      return behaviours[extension] ?? { kind: "dead" };
    },
  });
  const call: SwitchUnderTest["call"] = (dialled, from) => {
    const callId = exchange.placeCall({ dialled, from, patienceSeconds: 10_000 });
    const ended = until("the call is over", () => exchange.heard(callId) === null, 30_000);
    return Promise.resolve({
      hangUp: () => exchange.hangUpCaller(callId),
      press: (key) => exchange.pressKey(callId, key),
      ended: ended.then(() => {}),
    });
  };
  return Promise.resolve({
    clock: fastClock,
    reconcileSeconds: 3,
    driver: () => (last = new DisturbedTelephony(new SimulatedTelephony(exchange), loses)),
    crash: async (driver) => driver.stop(),
    call,
    hearsSomething: async (callId) => {
      await until("the caller hears something", () =>
        ["music", "announcement"].includes(String(exchange.heard(callId))),
      );
    },
    connected: async (callId, extension) => {
      await until(`connected with ${extension}`, () => {
        const heard = exchange.heard(callId);
        return typeof heard === "object" && heard?.extension === extension;
      });
    },
    timesRung: (extension) => Promise.resolve(rung.get(extension) ?? 0),
    allPhonesFree: async () => {
      await until("all phones are free", () => exchange.list().every((each) => !each.party));
    },
    cut: () => last?.break(50),
    loseNext: (type) => void losing.push(type),
    loseShare: (share, random) => {
      losesByChance = () => random() < share;
    },
    restart: () => {
      exchange.lose();
      last?.break(50);
      return Promise.resolve();
    },
    stop: () => Promise.resolve(),
  });
}
