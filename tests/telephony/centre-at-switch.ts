import pino from "pino";
import { TelephonyDoor } from "../../src/telephony/door.ts";
import type { Telephony } from "../../src/telephony/telephony.ts";
import type { LineSettings } from "../../src/routing/state.ts";
import { testAgent, testLine } from "../support/live-center.ts";
import { until } from "../support/until.ts";
import { CoreCenter } from "./core-center.ts";
import type { SwitchUnderTest } from "./switch-under-test.ts";

export const caller = "+4965710115";

/** Door, routing core and a switch, with one agent whose phone is chosen. */
export class CentreAtSwitch {
  readonly exchange: SwitchUnderTest;
  readonly center: CoreCenter;
  private readonly reconcileSeconds: number;
  door: TelephonyDoor;
  driver: Telephony;

  constructor(exchange: SwitchUnderTest, reconcileSeconds = exchange.reconcileSeconds) {
    this.exchange = exchange;
    this.reconcileSeconds = reconcileSeconds;
    this.center = new CoreCenter(exchange.clock);
    this.driver = exchange.driver();
    this.door = this.newDoor();
  }

  async start(changes: Partial<LineSettings> = {}): Promise<void> {
    const seconds = { ringSecondsMax: 600, transferSecondsMax: 3, ...changes };
    const closed = testLine({ id: "closed", number: "06561150", open: [], ...seconds });
    await this.center.submit({ type: "changeLines", lines: [testLine(seconds), closed] });
    await this.door.start();
  }

  async ready(extension: string, agentId = "anna"): Promise<void> {
    await this.center.submit({ type: "admitAgent", profile: testAgent(agentId, { extension }) });
    await this.center.submit({
      type: "choosePresence",
      agentId,
      presence: "ready",
      reason: null,
    });
  }

  /** A caller who talks with the agent. */
  async talking(extension: string): Promise<string> {
    await this.ready(extension);
    await this.exchange.call("115", caller);
    await this.center.accept("anna");
    const { callId } = await this.center.contactIn("talking");
    await this.exchange.connected(callId, extension);
    return callId;
  }

  /** The process dies and another one goes on with the state that it has journalled. */
  async replaceProcess(): Promise<void> {
    await this.exchange.crash(this.driver);
    await this.door.stop();
    this.driver = this.exchange.driver();
    this.door = this.newDoor();
  }

  async stop(): Promise<void> {
    await until("connected", () => this.driver.connected());
    for (const call of await this.driver.observe())
      this.driver.direct(call.callId, { kind: "end" });
    await until("the switch is empty", async () => (await this.driver.observe()).length === 0);
    await this.exchange.allPhonesFree();
    await this.door.stop();
    this.center.stop();
  }

  private newDoor(): TelephonyDoor {
    return new TelephonyDoor({
      telephony: this.driver,
      center: this.center,
      guessOrigin: () => [],
      closedAnnouncementOf: () => "Wir sind nicht im Haus.",
      clock: this.exchange.clock,
      log: pino({ level: "silent" }),
      reconcileSeconds: this.reconcileSeconds,
    });
  }
}
