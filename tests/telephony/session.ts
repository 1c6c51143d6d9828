import { randomUUID } from "node:crypto";
import type { DesiredParty, Telephony } from "../../src/telephony/telephony.ts";
import { until } from "../support/until.ts";
import { phones, Recorder, type SwitchUnderTest, type TestCaller } from "./switch-under-test.ts";

export const wait = { kind: "wait" } as const;
export const end = { kind: "end" } as const;

export function agent(id: string, extension: string): DesiredParty {
  return { id, role: "agent", extension };
}

export function target(id: string, extension: string): DesiredParty {
  return { id, role: "target", extension };
}

export function ring(party: DesiredParty, secondsMax = 15) {
  return { kind: "ring", party, secondsMax } as const;
}

export function talk(party: DesiredParty) {
  return { kind: "talk", party } as const;
}

export interface ArrivedCall {
  callId: string;
  caller: TestCaller;
}

/** A driver at work on a switch, with everything it has reported. */
export class Session {
  readonly exchange: SwitchUnderTest;
  driver: Telephony;
  heard = new Recorder();

  constructor(exchange: SwitchUnderTest) {
    this.exchange = exchange;
    this.driver = exchange.driver();
  }

  async start(): Promise<void> {
    await this.driver.start(this.heard.listen);
    await this.heard.heard("connection", { up: true });
  }

  /** Ends every call and leaves the switch as it was found. */
  async stop(): Promise<void> {
    const { driver, exchange } = this;
    for (const { callId } of await driver.observe().catch(() => [])) driver.direct(callId, end);
    await until("the switch is empty", async () => (await driver.observe()).length === 0);
    await exchange.allPhonesFree();
    await driver.stop();
  }

  /** The process dies, and another takes its place. */
  async replaceDriver(): Promise<void> {
    await this.exchange.crash(this.driver);
    this.driver = this.exchange.driver();
    this.heard = new Recorder();
    await this.start();
  }

  async reconnected(): Promise<void> {
    await until("it is connected again", () => this.heard.all("connection").at(-1)?.up, 20_000);
  }

  async arrival(dialled = "115", from: string | null = "+4965710115"): Promise<ArrivedCall> {
    const before = new Set(this.heard.all("callArrived").map((event) => event.callId));
    const caller = await this.exchange.call(dialled, from);
    const arrived = await until("the call arrives", () =>
      this.heard.all("callArrived").find((event) => !before.has(event.callId)),
    );
    return { callId: arrived.callId, caller };
  }

  async waiting(): Promise<ArrivedCall> {
    const arrived = await this.arrival();
    this.driver.direct(arrived.callId, wait);
    await this.exchange.hearsSomething(arrived.callId);
    return arrived;
  }

  async talking(party: DesiredParty): Promise<ArrivedCall> {
    const arrived = await this.waiting();
    await this.connect(arrived.callId, party);
    return arrived;
  }

  /** As the centre names a call that it has made. */
  newCallId(): string {
    return `callback-${randomUUID()}-1`;
  }

  /** A person on the line who is to call somebody back. */
  async summoned(extension: string = phones.answers): Promise<string> {
    const callId = this.newCallId();
    const party = agent("a1", extension);
    this.driver.direct(callId, { kind: "summon", party, secondsMax: 15 });
    await this.heard.heard("partyAnswered", { callId, partyId: "a1" });
    return callId;
  }

  /** Rings the party and connects it with the caller. */
  async connect(callId: string, party: DesiredParty): Promise<void> {
    this.driver.direct(callId, ring(party));
    await this.heard.heard("partyAnswered", { callId, partyId: party.id });
    this.driver.direct(callId, talk(party));
    await this.exchange.connected(callId, party.extension);
  }

  async partyOf(callId: string) {
    return (await this.driver.observe()).find((call) => call.callId === callId)?.party;
  }

  async rings(callId: string, partyId: string): Promise<void> {
    await until(`${partyId} rings`, async () => (await this.partyOf(callId))?.id === partyId);
  }

  /** The caller hangs up, and nothing of his call is left. */
  async leaves({ callId, caller }: ArrivedCall): Promise<void> {
    caller.hangUp();
    await this.heard.heard("callEnded", { callId });
    await this.exchange.allPhonesFree();
    await until("the call is forgotten", async () => (await this.driver.observe()).length === 0);
  }
}
