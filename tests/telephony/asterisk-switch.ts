import path from "node:path";
import pino from "pino";
import { systemClock } from "../../src/clock.ts";
import { AsteriskTelephony } from "../../src/telephony/asterisk/asterisk-telephony.ts";
import { callerChannelOf } from "../../src/telephony/asterisk/names.ts";
import { Speech } from "../../src/telephony/asterisk/speech.ts";
import { AriProxy, type AriMessage } from "../support/ari-proxy.ts";
import { callerAddress, PrivateAsterisk, type PhoneAddresses } from "../support/asterisk.ts";
import { SipParty, type PhoneKind } from "../support/sipp.ts";
import { until } from "../support/until.ts";
import { citizens, phones, type LosableEvent, type SwitchUnderTest } from "./switch-under-test.ts";

const answers: PhoneKind = { kind: "answers", ringMilliseconds: 200, talkMilliseconds: 600_000 };
/** What is said is the same in every test: it is kept from one run to the next. */
const speech = new Speech(path.join(import.meta.dirname, "../../data/announcements"), systemClock);

/** Words of the contract: the voice may take long on a machine that is busy. */
const said = ["Wir sind nicht im Haus.", "Drücken Sie die Eins."];

const phoneAddress = "127.0.0.3";

const kinds: Record<string, PhoneKind> = {
  [phones.answers]: answers,
  [phones.alsoAnswers]: answers,
  [phones.busy]: { kind: "busy" },
  [phones.silent]: { kind: "silent" },
  [phones.declines]: { kind: "declines" },
  [phones.hangsUp]: { kind: "answers", ringMilliseconds: 200, talkMilliseconds: 1_000 },
  [phones.target]: answers,
  [citizens.answers]: { ...answers, plays: true },
  [citizens.busy]: { kind: "busy" },
  [citizens.silent]: { kind: "silent" },
};

const isLeg = (message: AriMessage) => /\.[ax]\d+$/.test(message.channel?.id ?? "");

/** A phone of ours, or a citizen's who is called back. */
const isDialled = (id: string) => /\.[ax]\d+$|^citizen\./.test(id);

/** Which message of Asterisk carries what the driver reports. */
const carriers: Record<LosableEvent, (message: AriMessage) => boolean> = {
  callArrived: (message) => message.type === "StasisStart" && !isLeg(message),
  callEnded: (message) => message.type === "StasisEnd" && !isLeg(message),
  partyAnswered: (message) => message.type === "StasisStart" && isLeg(message),
  partyFailed: (message) => message.type === "ChannelDestroyed" && isLeg(message),
  partyHungUp: (message) => message.type === "ChannelDestroyed" && isLeg(message),
  announcementEnded: (message) => message.type === "PlaybackFinished",
  callerAnswered: (message) => message.type === "StasisStart" && !isLeg(message),
  callerNotReached: (message) => message.type === "ChannelDestroyed" && !isLeg(message),
  keyPressed: (message) => message.type === "ChannelDtmfReceived",
};

/** A switch under test that is surely an Asterisk. */
export interface AsteriskSwitch extends SwitchUnderTest {
  asterisk: PrivateAsterisk;
  proxy: AriProxy;
  /** Every caller puts the receiver down. */
  hangUpCallers(): Promise<void>;
  /** How many packets of sound were sent to the caller. */
  packetsTo(callId: string): Promise<number>;
}

interface Running {
  asterisk: PrivateAsterisk;
  proxy: AriProxy;
  sipPhones: Map<string, SipParty>;
  callers: SipParty[];
}

/**
 * A real Asterisk with SIP callers and phones, as the contract wants to see it.
 * @param also further extensions and where their phones are
 * @param globals further lines of the dialplan's section of that name
 */
export async function openAsteriskSwitch(
  also: PhoneAddresses = {},
  globals: readonly string[] = [],
): Promise<AsteriskSwitch> {
  for (const text of said) await speech.say(text);
  const sipPhones = new Map<string, SipParty>();
  for (const [extension, kind] of Object.entries(kinds)) {
    sipPhones.set(extension, await SipParty.phone(kind, phoneAddress));
  }
  const asterisk = await PrivateAsterisk.start(
    { ...Object.fromEntries(sipPhones), [phones.dead]: null, ...also },
    ["CITIZEN_ENDPOINT = PJSIP/{number}", ...globals],
  );
  const proxy = new AriProxy(asterisk.settings.url);
  const url = await proxy.start();
  return switchOf({ asterisk, proxy, sipPhones, callers: [] }, url);
}

function switchOf(running: Running, url: string): AsteriskSwitch {
  const { asterisk, proxy, sipPhones, callers } = running;
  return {
    asterisk,
    proxy,
    packetsTo: (callId) => packetsTo(asterisk, callId),
    hangUpCallers: async () => {
      for (const caller of callers) caller.hangUp();
      await Promise.all(callers.map((caller) => caller.ended));
    },
    clock: systemClock,
    reconcileSeconds: 0.5,
    driver: () =>
      new AsteriskTelephony({
        ...asterisk.settings,
        url,
        speech: (text) => speech.say(text),
        clock: systemClock,
        log: pino({ level: "silent" }),
      }),
    crash: (driver) => driver.stop(),
    call: async (dialled, from) => {
      const switchPort = asterisk.sipPort;
      const caller = await SipParty.caller({ dialled, from, address: callerAddress, switchPort });
      callers.push(caller);
      return caller;
    },
    hearsSomething: (callId) => audioFlows(asterisk, callerChannelOf(callId)),
    connected: async (callId, extension) => {
      const leg = await until(`a bridge of ${callId} and ${extension}`, () =>
        legInBridge(asterisk, callId, extension),
      );
      await audioFlows(asterisk, callerChannelOf(callId));
      await audioFlows(asterisk, leg);
    },
    timesRung: (extension) => Promise.resolve(sipPhones.get(extension)?.timesRung() ?? 0),
    allPhonesFree: async () => {
      await until("all phones are free", async () => {
        const channels = await asterisk.ask<{ id: string }[]>("channels");
        const bridges = await asterisk.ask<{ channels: string[] }[]>("bridges");
        const idle = bridges?.every((bridge) => bridge.channels.length > 0);
        return idle && channels?.every(({ id }) => !isDialled(id));
      });
    },
    cut: () => proxy.cut(),
    loseNext: (type) => proxy.loseNext(carriers[type]),
    loseShare: (share, random) =>
      proxy.loseByChance((message) => message.type !== "RESTResponse" && random() < share),
    restart: async () => {
      await asterisk.kill();
      await asterisk.run();
    },
    stop: async () => {
      await Promise.all([...callers, ...sipPhones.values()].map((party) => party.stop()));
      proxy.stop();
      await asterisk.stop();
    },
  };
}

async function legInBridge(
  asterisk: PrivateAsterisk,
  callId: string,
  extension: string,
): Promise<string | null> {
  const caller = callerChannelOf(callId);
  const bridges = (await asterisk.ask<{ channels: string[] }[]>("bridges")) ?? [];
  const bridge = bridges.find((each) => each.channels.includes(caller));
  const legs = bridge?.channels.filter((channelId) => channelId !== caller) ?? [];
  if (legs.length !== 1 || !legs[0]) return null;
  const leg = await asterisk.ask<{ name: string }>(`channels/${legs[0]}`);
  return leg?.name.startsWith(`PJSIP/${extension}-`) ? legs[0] : null;
}

/** Resolves when packets with sound are sent to the channel: a silent one gets none. */
async function audioFlows(asterisk: PrivateAsterisk, channelId: string): Promise<void> {
  const sent = () => packetsTo(asterisk, channelId);
  const before = await until(`${channelId} has audio`, async () => (await sent()) + 1);
  await until(`audio flows to ${channelId}`, async () => (await sent()) > before + 5);
}

async function packetsTo(asterisk: PrivateAsterisk, channelId: string): Promise<number> {
  const statistics = `channels/${channelId}/rtp_statistics`;
  return (await asterisk.ask<{ txcount: number }>(statistics))?.txcount ?? 0;
}
