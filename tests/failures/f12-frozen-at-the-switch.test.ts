import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { soundBytesPerSecond } from "../../src/telephony/asterisk/sound.ts";
import { Speech } from "../../src/telephony/asterisk/speech.ts";
import { asteriskAvailable } from "../support/asterisk.ts";
import { ServiceOnAsterisk, takeOffer } from "../support/service-on-asterisk.ts";
import type { ServiceProcess } from "../support/service-process.ts";
import { signIn, type TestDesk } from "../support/service.ts";
import { sippAvailable } from "../support/sipp.ts";
import { until } from "../support/until.ts";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const annasExtension = "8001";
const switchboard = "9000";
const closedNumber = "065929330";
const freezeMilliseconds = 10_000;
const guardSeconds = 30;
const packetsPerSecond = 50;
const arrivals = 20;
/** Longer than the freeze, and shorter than the guard. */
const closedText =
  "Guten Tag. Sie haben die Kreisverwaltung Vulkaneifel angerufen. Heute ist niemand zu sprechen. " +
  "Morgen früh ab acht Uhr sind wir gern wieder für Sie da. In einem Notfall wählen Sie bitte " +
  "die 112. Auf Wiederhören.";

describe.skipIf(!asteriskAvailable() || !sippAvailable())(
  "F12 while the service is frozen, without another beside it,",
  () => {
    const folder = mkdtempSync(path.join(tmpdir(), "announcements-"));
    let house: ServiceOnAsterisk;
    let service: ServiceProcess;
    let desk: TestDesk;
    let closedSeconds: number;
    /** The channels of those who talk. */
    let talking: string[] = [];

    beforeAll(async () => {
      const globals = [`FALLBACK = PJSIP/${switchboard}`, `GUARD_SECONDS = ${guardSeconds}`];
      house = await ServiceOnAsterisk.open([annasExtension, switchboard], globals);
      const spoken = await new Speech(folder, systemClock).say(closedText);
      closedSeconds = statSync(`${spoken}.sln`).size / soundBytesPerSecond;
      service = await house.startProcess({ ANNOUNCEMENTS_DIR: folder });
      desk = await (await signIn(service.address, "agentin.wil1")).openDesk();
      await desk.send("presence.choose", { presence: "ready", reason: null });
      await house.dial("+496571011500");
      await takeOffer(desk);
      await talkIsUp();
    });
    afterEach(() => void service?.process.kill("SIGCONT"));
    afterAll(async () => {
      desk?.close();
      await house?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    /** They hear each other, and are others than before. */
    async function talkIsUp(): Promise<void> {
      const before = talking;
      talking = await until("they talk", async () =>
        (await house.asterisk.conversations()).find(
          (pair) => !pair.some((id) => before.includes(id)),
        ),
      );
    }

    /** The channel of somebody who has just called. */
    async function arrivalAfter(known: readonly string[]): Promise<string> {
      return until("he has arrived", async () =>
        (await house.callers()).find((id) => !known.includes(id)),
      );
    }

    const seeWaiting = (count: number) =>
      desk.sees(`${count} waiting`, ({ snapshot }) => snapshot?.summary.waiting === count);

    /** A caller of the line that is open, with music: he has been told what he may press. */
    async function waitingCaller(from: string): Promise<string> {
      const known = await house.callers();
      await seeWaiting(0);
      await house.dial(from);
      const id = await arrivalAfter(known);
      await seeWaiting(1);
      await until("he is told", () => house.asterisk.speaksTo(id));
      await until("he has been told", async () => !(await house.asterisk.speaksTo(id)));
      await house.hearsSomething(id);
      return id;
    }

    const switchboardCalls = async () =>
      (await house.channels()).filter(({ name, state }) => {
        return name.startsWith(`PJSIP/${switchboard}-`) && state === "Up";
      }).length;

    /** Somebody who is free now serves whoever comes next. */
    async function serves(number: RegExp): Promise<void> {
      const contactId = desk.state.snapshot?.desk?.contact?.id ?? "";
      expect(await desk.send("contact.hangUp", { contactId })).toEqual({ ok: true });
      expect(await desk.send("wrapUp.end", {})).toEqual({ ok: true });
      expect(await takeOffer(desk)).toMatch(number);
      await talkIsUp();
    }

    test("a caller hears an announcement to its end, the others hear what they heard", async () => {
      const supervisor = await signIn(service.address, "leitung");
      const closing = { announcement: closedText };
      const closings = "/api/lines/zentrale-vulkaneifel/closing";
      expect((await supervisor.request("POST", closings, closing)).status).toBe(200);
      const waiting = await waitingCaller("+496571011501");
      const known = await house.callers();
      await house.dial("+496571011502", closedNumber);
      const told = await arrivalAfter(known);
      await until("he is spoken to", async () => (await house.packetsTo(told)) > packetsPerSecond);

      const frozenAt = Date.now();
      service.process.kill("SIGSTOP");
      const words = (closedSeconds - 0.3) * packetsPerSecond;
      await until("he has heard it", async () => (await house.packetsTo(told)) > words);
      await until("ten seconds are over", () => Date.now() - frozenAt > freezeMilliseconds);
      for (const id of [waiting, ...talking]) await house.hearsSomething(id);
      service.process.kill("SIGCONT");

      await until("he is let go", async () => !(await house.callers()).includes(told));
      expect(await house.callers()).toContain(waiting);
      await serves(/011501$/);
    });

    test("who waits and who calls rings at the switchboard; then it serves again", async () => {
      const waiting = await waitingCaller("+496571011503");
      const before = await switchboardCalls();
      service.process.kill("SIGSTOP");
      await house.dialAll("+4965712", arrivals);
      const all = arrivals + 1;
      const deadline = 3 * guardSeconds * 1_000;
      const atSwitchboard = async () => (await switchboardCalls()) === before + all;
      await until("all are at the switchboard", atSwitchboard, deadline);
      for (const id of [waiting, ...talking]) await house.hearsSomething(id);
      service.process.kill("SIGCONT");

      await seeWaiting(0);
      expect(await switchboardCalls()).toBe(before + all);
      await house.dial("+496571011504");
      await serves(/011504$/);
      for (const id of talking) await house.hearsSomething(id);
    });
  },
);
