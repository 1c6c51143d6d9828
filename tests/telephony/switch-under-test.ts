import type { Clock } from "../../src/clock.ts";
import type { Random } from "../../src/telephony/simulated/random.ts";
import type { Telephony, TelephonyEvent } from "../../src/telephony/telephony.ts";
import { until } from "../support/until.ts";

/** Extensions whose phones behave alike at every switch under test. */
export const phones = {
  answers: "2001",
  alsoAnswers: "2002",
  busy: "2003",
  /** Not registered. */
  dead: "2004",
  silent: "2005",
  declines: "2006",
  /** Answers, and hangs up soon after. */
  hangsUp: "2007",
  target: "3001",
} as const;

/** Numbers outside whose phones behave alike at every switch under test (R11). */
export const citizens = {
  answers: "+4965719990001",
  busy: "+4965719990003",
  silent: "+4965719990005",
} as const;

export type LosableEvent = Exclude<TelephonyEvent["type"], "connection">;

/** A switch with callers, phones, and everything that may go wrong with it. */
export interface SwitchUnderTest {
  /** The time that it lives in. */
  clock: Clock;
  /** How often the door should look after it. */
  reconcileSeconds: number;
  /** A driver that talks to the switch; the tests start and stop it. */
  driver(): Telephony;
  /** The driver's process dies: it says nothing to the switch any more. */
  crash(driver: Telephony): Promise<void>;
  call(dialled: string, from: string | null): Promise<TestCaller>;
  /** Resolves when audio that is not silence has reached the caller. */
  hearsSomething(callId: string): Promise<void>;
  /** Resolves when the call and the extension are connected with each other, both ways. */
  connected(callId: string, extension: string): Promise<void>;
  /** How often the phone was rung. */
  timesRung(extension: string): Promise<number>;
  /** Resolves when no phone is rung or connected for the call. */
  allPhonesFree(): Promise<void>;
  /** The connection between driver and switch breaks and can be made again at once. */
  cut(): void;
  /** The next event of this type is lost on the way to the driver. */
  loseNext(type: LosableEvent): void;
  /** From now on this share of all events is lost on the way to the driver. */
  loseShare(share: number, random: Random): void;
  /** The switch dies and starts again; every call is gone. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface TestCaller {
  hangUp(): void;
  /** Presses a key of his phone: a digit, * or #. */
  press(key: string): void;
  /** Resolves when the caller's call is over, whoever ended it. */
  ended: Promise<void>;
}

/** Keeps what a driver reports. */
export class Recorder {
  readonly events: TelephonyEvent[] = [];
  readonly listen = (event: TelephonyEvent): void => void this.events.push(event);

  /** The first event with these properties, now or later. */
  async heard<Type extends TelephonyEvent["type"]>(
    type: Type,
    properties: Partial<Extract<TelephonyEvent, { type: Type }>> = {},
  ): Promise<Extract<TelephonyEvent, { type: Type }>> {
    const found = await until(`${type} ${JSON.stringify(properties)}`, () =>
      this.all(type).find((event) =>
        Object.entries(properties).every(([key, value]) => Reflect.get(event, key) === value),
      ),
    );
    return found;
  }

  all<Type extends TelephonyEvent["type"]>(type: Type): Extract<TelephonyEvent, { type: Type }>[] {
    return this.events.filter(
      (event): event is Extract<TelephonyEvent, { type: Type }> => event.type === type,
    );
  }
}
