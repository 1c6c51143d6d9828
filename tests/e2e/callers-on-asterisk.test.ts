import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { systemClock } from "../../src/clock.ts";
import type { Database } from "../../src/database/database.ts";
import type { RunningService } from "../../src/main/service.ts";
import { soundBytesPerSecond } from "../../src/telephony/asterisk/sound.ts";
import { Speech } from "../../src/telephony/asterisk/speech.ts";
import { asteriskAvailable, callerAddress, PrivateAsterisk } from "../support/asterisk.ts";
import { testDatabase } from "../support/database.ts";
import { Handset } from "../support/handset.ts";
import { signIn, startTestService } from "../support/service.ts";
import { SipParty, sippAvailable } from "../support/sipp.ts";
import { until } from "../support/until.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

/** The voice may take long on a machine that is busy. */
const voiceMilliseconds = 120_000;

const citizen = "+496571011501";
const annasExtension = "8001";
const answers = { kind: "answers", ringMilliseconds: 200, talkMilliseconds: 600_000 } as const;

interface Channel {
  id: string;
  name: string;
  state: string;
  caller: { number: string };
}

describe.skipIf(!asteriskAvailable() || !sippAvailable())(
  "a caller of the service on a real Asterisk",
  () => {
    let database: Database;
    let asterisk: PrivateAsterisk;
    let service: RunningService;
    let phone: SipParty;
    let network: SipParty;
    const folder = mkdtempSync(path.join(tmpdir(), "service-"));

    beforeAll(async () => {
      database = await testDatabase();
      phone = await SipParty.phone(answers, "127.0.0.3");
      network = await SipParty.phone({ ...answers, plays: true }, callerAddress);
      // On a machine that is busy nobody is to hear that he must wait a moment.
      const claims = ["CLAIM_MILLISECONDS = 10000"];
      asterisk = await PrivateAsterisk.start({ [annasExtension]: phone }, claims, network);
      const { url, username, password } = asterisk.settings;
      service = await startTestService(database.url, {
        TELEPHONY: "asterisk",
        ASTERISK_URL: url,
        ASTERISK_USERNAME: username,
        ASTERISK_PASSWORD: password,
        DATA_DIR: folder,
      });
    });
    afterAll(async () => {
      await service?.stop();
      await asterisk?.stop();
      for (const party of [phone, network]) await party?.stop();
      await database?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const dial = (handset?: Handset) => {
      const call = { dialled: "115", from: citizen, address: callerAddress };
      return SipParty.caller({ ...call, switchPort: asterisk.sipPort, handset });
    };

    const channels = async () => (await asterisk.ask<Channel[]>("channels")) ?? [];

    const isOffered = async () => {
      const [caller] = await channels();
      return caller && (await asterisk.speaksTo(caller.id));
    };

    const packets = async (id: string) =>
      (await asterisk.ask<{ txcount: number }>(`channels/${id}/rtp_statistics`))?.txcount ?? 0;

    it("presses 1, is let go, and is called back by the person who has time for him", async () => {
      const handset = await Handset.open(callerAddress);
      const caller = await dial(handset);
      await until("he is told that he may press 1", isOffered, voiceMilliseconds);
      handset.press("1");
      await caller.ended;
      handset.close();
      await until("nothing of his call is left", async () => (await channels()).length === 0);

      const desk = await (await signIn(service.address, "agentin.wil1")).openDesk();
      await desk.send("presence.choose", { presence: "ready", reason: null });
      const { snapshot } = await desk.sees("an offer", (state) => !!state.snapshot?.desk?.offer);
      expect(snapshot?.desk?.contact?.callerNumber?.replaceAll(" ", "")).toMatch(/6571011501$/);
      expect(network.timesRung()).toBe(0);
      const offerId = snapshot?.desk?.offer?.id ?? "";
      expect(await desk.send("offer.accept", { offerId })).toEqual({ ok: true });

      await until("her phone rings", () => phone.timesRung() === 1);
      await until("he is rung", () => network.timesRung() === 1);
      const his = (await channels()).find(({ id }) => id.startsWith("citizen."));
      expect(his?.name).toMatch(/^PJSIP\/network-/);
      expect(his?.caller.number).toBe("115");
      await desk.sees("the talk", (state) => state.snapshot?.desk?.state === "talking");
      const pair = await until(
        "they are connected",
        async () => (await asterisk.conversations())[0],
      );
      for (const id of pair) {
        const before = await packets(id);
        await until(`${id} hears something`, async () => (await packets(id)) > before + 5);
      }

      const contactId = desk.state.snapshot?.desk?.contact?.id ?? "";
      expect(await desk.send("contact.hangUp", { contactId })).toEqual({ ok: true });
      await until("everybody is let go", async () => (await channels()).length === 0);
      desk.close();
    });

    it("hears what a supervisor has just written when the line is closed, and is let go", async () => {
      const supervisor = await signIn(service.address, "leitung");
      const texts = [
        "Heute ist wegen einer Personalversammlung geschlossen.",
        "Wegen des Sturms ist heute niemand da. Im Notfall wählen Sie die 112.",
      ];
      for (const announcement of texts) {
        const body = { announcement };
        const { status } = await supervisor.request("POST", "/api/lines/115/closing", body);
        expect(status).toBe(200);
        const caller = await dial();
        const id = await until("he is on the line", async () =>
          (await channels()).map((channel) => channel.id).find((each) => each.startsWith("test-")),
        );
        let heard = 0;
        const listen = async () => (heard = Math.max(heard, await packets(id)));
        const isLetGo = async () => {
          await listen();
          return (await channels()).length === 0;
        };
        await until("he is let go", isLetGo, voiceMilliseconds);
        await caller.ended;
        const voice = new Speech(path.join(folder, "announcements"), systemClock);
        const { size } = statSync(`${await voice.say(announcement)}.sln`);
        const seconds = size / soundBytesPerSecond;
        expect(heard / 50).toBeGreaterThan(seconds - 1);
        expect(heard / 50).toBeLessThan(seconds + 0.5);
        await supervisor.request("DELETE", "/api/lines/115/closing");
      }
    });
  },
);
