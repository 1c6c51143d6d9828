import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pino from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { AsteriskTelephony } from "../../src/telephony/asterisk/asterisk-telephony.ts";
import { soundBytesPerSecond } from "../../src/telephony/asterisk/sound.ts";
import { Speech } from "../../src/telephony/asterisk/speech.ts";
import { spokenText } from "../../src/telephony/asterisk/spoken-text.ts";
import { AriProxy } from "../support/ari-proxy.ts";
import { asteriskAvailable, callerAddress, PrivateAsterisk } from "../support/asterisk.ts";
import { SipParty, sippAvailable } from "../support/sipp.ts";
import { until } from "../support/until.ts";
import { Recorder } from "./switch-under-test.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const recordings = path.resolve(
  import.meta.dirname,
  "../../src/telephony/asterisk/configuration/sounds/servicecenter",
);

const closed = "Wir haben heute geschlossen. Bitte rufen Sie morgen ab acht Uhr wieder an.";
const changed = "Heute nur bis zwölf.";

test.each([
  ["Wählen Sie die 115.", "Wählen Sie die 1 1 5."],
  ["Polizei 110, Notruf 112, Arzt 116117", "Polizei 1 1 0, Notruf 1 1 2, Arzt 1 1 6 1 1 7"],
  ["Telefon 06571 14-0.", "Telefon 0 6 5 7 1 1 4, 0."],
  ["Von 8 bis 18 Uhr, am 01.12.2026, für 0,50 Euro", null],
])("%s is read as one reads it aloud", (text, spoken) => {
  expect(spokenText(text)).toBe(spoken ?? text);
});

describe("the voice", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "speech-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test("says a German text, the longer the text the longer, and keeps it", async () => {
    const spoken = await new Speech(folder, systemClock).say(closed);
    const sound = readFileSync(`${spoken}.sln`);
    const seconds = secondsOf(spoken);
    // Somebody who speaks clearly says 8 to 25 characters a second.
    expect(closed.length / seconds).toBeGreaterThan(8);
    expect(closed.length / seconds).toBeLessThan(25);
    const short = await new Speech(folder, systemClock).say(changed);
    expect(secondsOf(short)).toBeLessThan(seconds / 2);
    expect(loudness(sound)).toBeGreaterThan(1_000);
    const { mtimeMs } = statSync(`${spoken}.sln`);
    expect(await new Speech(folder, systemClock).say(closed)).toBe(spoken);
    expect(statSync(`${spoken}.sln`).mtimeMs).toBe(mtimeMs);
  });

  test("says it again when somebody has tidied the folder up", async () => {
    const speech = new Speech(folder, systemClock);
    const spoken = await speech.say(changed);
    rmSync(`${spoken}.sln`);
    expect(await speech.say(changed)).toBe(spoken);
    expect(secondsOf(spoken)).toBeGreaterThan(0);
  });

  test("says so when there is nothing to say, and tries again only after a while", async () => {
    const clock = { now: () => now };
    let now = 0;
    const voice = new Speech(folder, clock);
    const attempt = voice.say(" … ");
    await expect(attempt).rejects.toThrow("nothing to say");
    expect(voice.say(" … ")).toBe(attempt);
    now = 120_000;
    const next = voice.say(" … ");
    expect(next).not.toBe(attempt);
    await expect(next).rejects.toThrow("nothing to say");
  });
});

describe.skipIf(!asteriskAvailable() || !sippAvailable())("a caller of a real Asterisk", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "speech-"));
  const voice = new Speech(folder, systemClock);
  let speech: (text: string) => Promise<string>;
  let asterisk: PrivateAsterisk;
  let proxy: AriProxy;
  let url: string;
  let driver: AsteriskTelephony;
  let heard: Recorder;
  let caller: SipParty;
  let callId: string;

  beforeAll(async () => {
    asterisk = await PrivateAsterisk.start({});
    proxy = new AriProxy(asterisk.settings.url);
    url = await proxy.start();
    for (const text of [closed, changed]) await voice.say(text);
  });
  afterAll(async () => {
    proxy?.stop();
    await asterisk?.stop();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    heard = new Recorder();
    speech = (text) => voice.say(text);
    driver = await driverAtWork(heard);
    const switchPort = asterisk.sipPort;
    const call = { dialled: "115", from: "+4965710115", address: callerAddress, switchPort };
    caller = await SipParty.caller(call);
    ({ callId } = await heard.heard("callArrived"));
  });
  afterEach(async () => {
    driver.direct(callId, { kind: "end" });
    await caller.ended;
    await until("nothing is left", async () => {
      const channels = await asterisk.ask<unknown[]>("channels");
      const bridges = await asterisk.ask<unknown[]>("bridges");
      return channels?.length === 0 && bridges?.length === 0;
    });
    await driver.stop();
    await caller.stop();
  });

  async function driverAtWork(listener: Recorder): Promise<AsteriskTelephony> {
    const started = new AsteriskTelephony({
      ...asterisk.settings,
      url,
      speech: (text) => speech(text),
      clock: systemClock,
      log: pino({ level: "silent" }),
    });
    await started.start(listener.listen);
    await listener.heard("connection", { up: true });
    return started;
  }

  const packets = async () =>
    (await asterisk.ask<{ txcount: number }>(`channels/${callId}/rtp_statistics`))?.txcount ?? 0;

  /** Asterisk sends 50 packets a second, and none while nothing is to be heard. */
  async function secondsHeard(text: string): Promise<number> {
    const before = await packets();
    driver.direct(callId, { kind: "announce", name: "closed", text });
    const ended = heard.all("announcementEnded").length;
    await until("it has ended", () => heard.all("announcementEnded").length > ended);
    return ((await packets()) - before) / 50;
  }

  test("hears the words of an announcement to their end, and changed words the next time", async () => {
    for (const text of [closed, changed]) {
      const length = secondsOf(await voice.say(text));
      const seconds = await secondsHeard(text);
      expect(seconds).toBeGreaterThan(length - 0.3);
      expect(seconds).toBeLessThan(length + 0.3);
    }
  });

  test("hears the recording when the switch does not see the folder of the words", async () => {
    speech = async (text) => `/not-here${await voice.say(text)}`;
    const seconds = await secondsHeard(closed);
    expect(Math.abs(seconds - recordedSeconds("closed"))).toBeLessThan(0.3);
  });

  const isSpokenTo = () => asterisk.speaksTo(callId);

  test("is told something while he waits, again after a while, with music in between", async () => {
    const notice = { name: "callbackOffer", text: changed, everySeconds: 1 } as const;
    driver.direct(callId, { kind: "wait", notice });
    for (const time of ["once", "again"]) {
      await until(`he is told ${time}`, isSpokenTo);
      await until("he is told no more", async () => !(await isSpokenTo()));
      const music = await packets();
      await until("music goes on", async () => (await packets()) > music + 5);
    }
    expect(heard.all("announcementEnded")).toEqual([]);
  });

  test("hears it to its end when the connection breaks in the middle", async () => {
    const begun = await packets();
    driver.direct(callId, { kind: "announce", name: "closed", text: closed });
    await until("he has heard a second of it", async () => (await packets()) > begun + 50);
    proxy.cut();
    await heard.heard("connection", { up: false });
    await heard.heard("announcementEnded", { callId });
    const length = secondsOf(await voice.say(closed));
    expect(Math.abs(((await packets()) - begun) / 50 - length)).toBeLessThan(0.3);
  });

  test("hears all of what he is promised, though he pressed the key before the offer's end", async () => {
    const notice = { name: "callbackOffer", text: changed, everySeconds: 60 } as const;
    driver.direct(callId, { kind: "wait", notice });
    await until("he is told", isSpokenTo);
    const before = await packets();
    driver.direct(callId, { kind: "announce", name: "callbackPromised", text: changed });
    await heard.heard("announcementEnded", { callId });
    const seconds = ((await packets()) - before) / 50;
    expect(seconds).toBeGreaterThan(recordedSeconds("callback-promised") - 0.3);
  });

  test("is told from the beginning by a process that takes over, and is not waited for", async () => {
    // Longer than a request may take.
    const text = `${closed} ${closed}`;
    const length = secondsOf(await voice.say(text));
    driver.direct(callId, { kind: "announce", name: "closed", text });
    await until("he is told", isSpokenTo);
    await driver.stop();
    const next = new Recorder();
    driver = await driverAtWork(next);
    const before = await packets();
    driver.direct(callId, { kind: "announce", name: "closed", text });
    const beginsAnew = proxy.seeNext(({ uri }) => uri?.includes("/play/") === true);
    expect(await driver.observe()).toHaveLength(1);
    await beginsAnew;
    expect(await driver.observe()).toHaveLength(1);
    await next.heard("announcementEnded", { callId });
    expect(Math.abs(((await packets()) - before) / 50 - length)).toBeLessThan(0.6);
  });

  test("is not kept from a person by what is being said", async () => {
    const notice = { name: "callbackOffer", text: closed, everySeconds: 60 } as const;
    driver.direct(callId, { kind: "wait", notice });
    await until("he is told", isSpokenTo);
    driver.direct(callId, { kind: "wait" });
    await until("nothing is said", async () => !(await isSpokenTo()));
    const music = await packets();
    await until("he hears music", async () => (await packets()) > music + 5);
  });
});

/** How long words are that were spoken. */
function secondsOf(spoken: string): number {
  return statSync(`${spoken}.sln`).size / soundBytesPerSecond;
}

function recordedSeconds(name: string): number {
  return statSync(path.join(recordings, `${name}.wav`)).size / soundBytesPerSecond;
}

/** Root of the mean square of its samples, at most 32,767. */
function loudness(sound: Buffer): number {
  let sum = 0;
  for (let at = 0; at < sound.length; at += 2) sum += sound.readInt16LE(at) ** 2;
  return Math.sqrt(sum / (sound.length / 2));
}
