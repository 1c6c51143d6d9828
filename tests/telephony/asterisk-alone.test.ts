import pino from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { AsteriskTelephony } from "../../src/telephony/asterisk/asterisk-telephony.ts";
import { asteriskAvailable, callerAddress, PrivateAsterisk } from "../support/asterisk.ts";
import { SipParty, sippAvailable } from "../support/sipp.ts";
import { until } from "../support/until.ts";
import { agent, ring, talk, wait } from "./session.ts";
import { Recorder } from "./switch-under-test.ts";

const guardSeconds = 2;
const phoneAddress = "127.0.0.4";
const switchboard = "9000";
const desk = "2001";

describe.skipIf(!asteriskAvailable() || !sippAvailable())(
  "an Asterisk that has to help itself",
  () => {
    let asterisk: PrivateAsterisk;
    const phones = new Map<string, SipParty>();
    const callers: SipParty[] = [];
    const drivers: AsteriskTelephony[] = [];

    beforeAll(async () => {
      const answers = {
        kind: "answers",
        ringMilliseconds: 100,
        talkMilliseconds: 600_000,
      } as const;
      for (const extension of [switchboard, desk]) {
        phones.set(extension, await SipParty.phone(answers, phoneAddress));
      }
      asterisk = await PrivateAsterisk.start(Object.fromEntries(phones), [
        `GUARD_SECONDS = ${guardSeconds}`,
        `FALLBACK = PJSIP/${switchboard}`,
        "CLAIM_MILLISECONDS = 200",
      ]);
    });
    afterEach(async () => {
      for (const driver of drivers.splice(0)) await driver.stop();
      for (const caller of callers.splice(0)) await caller.stop();
      for (const channel of (await asterisk.ask<{ id: string }[]>("channels")) ?? []) {
        await asterisk.ask(`channels/${channel.id}`, "DELETE");
      }
    });
    afterAll(async () => {
      for (const phone of phones.values()) await phone.stop();
      await asterisk?.stop();
    });

    async function driverAtWork(
      standDownSeconds = 600,
    ): Promise<{ driver: AsteriskTelephony; heard: Recorder }> {
      const heard = new Recorder();
      const driver = new AsteriskTelephony({
        ...asterisk.settings,
        speech: () => Promise.reject(new Error("no voice")),
        clock: systemClock,
        log: pino({ level: "silent" }),
        standDownSeconds,
      });
      drivers.push(driver);
      await driver.start(heard.listen);
      await heard.heard("connection", { up: true });
      return { driver, heard };
    }

    async function call(): Promise<SipParty> {
      const switchPort = asterisk.sipPort;
      const caller = await SipParty.caller({
        dialled: "115",
        from: "+4965710115",
        address: callerAddress,
        switchPort,
      });
      callers.push(caller);
      return caller;
    }

    async function waitingCall(driver: AsteriskTelephony, heard: Recorder): Promise<string> {
      const before = heard.all("callArrived").length;
      await call();
      const arrived = await until("it arrives", () => heard.all("callArrived")[before]);
      driver.direct(arrived.callId, wait);
      return arrived.callId;
    }

    test("callers who wait fall to the switchboard, those who talk go on talking", async () => {
      const { driver, heard } = await driverAtWork();
      const talking = await waitingCall(driver, heard);
      const party = agent("a1", desk);
      driver.direct(talking, ring(party));
      await heard.heard("partyAnswered", { callId: talking });
      driver.direct(talking, talk(party));
      const startedAt = Date.now();
      const waiting = await waitingCall(driver, heard);
      const calls = async () => (await driver.observe()).map((each) => each.callId);
      // The guard is renewed as long as the service lives.
      await until("its time is over twice", () => Date.now() > startedAt + 2_000 * guardSeconds);
      expect(await calls()).toEqual(expect.arrayContaining([talking, waiting]));
      const rung = phones.get(switchboard)?.timesRung() ?? 0;
      await driver.stop();
      await until("the switchboard rings", () => phones.get(switchboard)?.timesRung() === rung + 1);
      const bridges = await asterisk.ask<{ id: string; channels: string[] }[]>("bridges");
      expect(bridges?.find((bridge) => bridge.id === `talk.${talking}`)?.channels).toHaveLength(2);
      const { driver: next } = await driverAtWork();
      expect((await next.observe()).map((each) => each.callId)).toEqual([talking]);
    });

    test("a new call rings at the switchboard", async () => {
      const rung = phones.get(switchboard)?.timesRung() ?? 0;
      await call();
      await until("the switchboard rings", () => phones.get(switchboard)?.timesRung() === rung + 1);
    });

    test("a new call arrives when the service is back soon", async () => {
      const rung = phones.get(switchboard)?.timesRung() ?? 0;
      await call();
      await until("it hears that it must wait", async () =>
        (await asterisk.ask<{ state: string }[]>("channels"))?.some(
          (channel) => channel.state === "Up",
        ),
      );
      const { heard } = await driverAtWork();
      await heard.heard("callArrived", { dialled: "115" });
      expect(phones.get(switchboard)?.timesRung()).toBe(rung);
    });

    test("whoever is replaced by another process stands down and leaves it alone", async () => {
      const first = await driverAtWork();
      const second = await driverAtWork();
      await first.heard.heard("connection", { up: false });
      expect(first.driver.connected()).toBe(false);
      await waitingCall(second.driver, second.heard);
      expect(second.driver.connected()).toBe(true);
      expect(second.heard.all("connection")).toHaveLength(1);
      expect(first.heard.all("callArrived")).toEqual([]);
    });

    test("whoever was replaced by mistake takes the switch back, unless stopped", async () => {
      const leader = await driverAtWork(0.5);
      const stopped = await driverAtWork(0.5);
      await leader.heard.heard("connection", { up: false });
      const awake = await driverAtWork();
      await stopped.driver.stop();
      await until("it leads again", () => leader.driver.connected());
      await awake.heard.heard("connection", { up: false });
      await waitingCall(leader.driver, leader.heard);
      expect(stopped.heard.all("callArrived")).toEqual([]);
    });

    const packets = async (callId: string) =>
      (await asterisk.ask<{ txcount: number }>(`channels/${callId}/rtp_statistics`))?.txcount ?? 0;

    test("an announcement that cannot be spoken is played from its recording", async () => {
      const { driver, heard } = await driverAtWork();
      await call();
      const { callId } = await heard.heard("callArrived");
      const before = await packets(callId);
      driver.direct(callId, { kind: "announce", name: "callbackPromised", text: "Danke." });
      await heard.heard("announcementEnded", { callId });
      const played = (await packets(callId)) - before;
      // Four seconds, at 50 packets a second; the tone lasts longer.
      expect(played).toBeGreaterThan(180);
      expect(played).toBeLessThan(240);
    });

    test("an announcement whose recording is missing is a tone, and ends", async () => {
      asterisk.removeSound("servicecenter/closed.wav");
      const { driver, heard } = await driverAtWork();
      await call();
      const { callId } = await heard.heard("callArrived");
      driver.direct(callId, { kind: "announce", name: "closed", text: "" });
      await until("a tone is heard", async () => (await packets(callId)) > 50);
      await heard.heard("announcementEnded", { callId });
    });
  },
);
