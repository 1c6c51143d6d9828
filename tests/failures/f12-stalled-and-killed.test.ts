import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Database } from "../../src/database/database.ts";
import { asteriskAvailable, callerAddress, PrivateAsterisk } from "../support/asterisk.ts";
import { testDatabase } from "../support/database.ts";
import { startServiceProcess, type ServiceProcess } from "../support/service-process.ts";
import { signIn, type SignedInPerson, type TestDesk } from "../support/service.ts";
import { SipParty, sippAvailable } from "../support/sipp.ts";
import { until } from "../support/until.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 });

const talkingCount = 20;
const waitingCount = 50;
/** Bound of the issue, from the moment that a process leads. */
const adoptionSecondsMax = 3;
const stallMilliseconds = 500;
const late = { dial: 10, hangUp: 5 };
const answers = { kind: "answers", ringMilliseconds: 100, talkMilliseconds: 600_000 } as const;

interface Channel {
  id: string;
  name: string;
}

describe.skipIf(!asteriskAvailable() || !sippAvailable())(
  `F12 a service that stalls, or dies with ${waitingCount} waiting and ${talkingCount} talking,`,
  () => {
    let database: Database;
    let asterisk: PrivateAsterisk;
    let variables: Record<string, string>;
    let writer: ServiceProcess;
    let follower: ServiceProcess;
    let desks: TestDesk[] = [];
    let waiting: SipParty;
    const parties: SipParty[] = [];
    const usernames = Array.from({ length: talkingCount }, (_, index) => `f12.agent${index + 1}`);
    const extensionOf = (index: number) => String(8_101 + index);

    beforeAll(async () => {
      database = await testDatabase();
      const phone = await SipParty.phone(answers, "127.0.0.3");
      parties.push(phone);
      const extensions = usernames.map((_, index) => [extensionOf(index), phone] as const);
      // The machine may take long to start the service again.
      asterisk = await PrivateAsterisk.start(Object.fromEntries(extensions), [
        "GUARD_SECONDS = 180",
      ]);
      const { url, username, password } = asterisk.settings;
      variables = {
        TELEPHONY: "asterisk",
        ASTERISK_URL: url,
        ASTERISK_USERNAME: username,
        ASTERISK_PASSWORD: password,
      };
      writer = await startServiceProcess(database.url, variables);
      follower = await startServiceProcess(database.url, variables);
      await hire(await signIn(writer.address, "verwaltung"));
      desks = await openDesks(follower.address);
      await dial("+4965711", talkingCount);
      await Promise.all(desks.map(takeOffer));
      await until("all talk", async () => (await conversations()).length === talkingCount);
      waiting = await dial("+4965921", waitingCount);
      await seeWaiting(waitingCount);
    });

    afterAll(async () => {
      for (const desk of desks) desk.close();
      await writer?.kill();
      await follower?.kill();
      await asterisk?.stop();
      await Promise.all(parties.map((party) => party.stop()));
      await database?.close();
    });

    async function hire(administrator: SignedInPerson): Promise<void> {
      for (const [index, username] of usernames.entries()) {
        const name = `Agentin ${index + 1}`;
        const { status, body } = await administrator.request("POST", "/api/people", {
          username,
          name,
          password: `demo-${username}`,
          grants: [{ role: "agent", administrationId: "vulkaneifel" }],
          agent: {
            displayName: name,
            administrationId: "vulkaneifel",
            extension: extensionOf(index),
            lineIds: ["115"],
            skills: [],
          },
        });
        expect(status, JSON.stringify(body)).toBe(201);
      }
    }

    async function openDesks(address: string): Promise<TestDesk[]> {
      const people = await Promise.all(usernames.map((username) => signIn(address, username)));
      const opened = await Promise.all(people.map((person) => person.openDesk()));
      for (const desk of opened) {
        await desk.send("presence.choose", { presence: "ready", reason: null });
      }
      return opened;
    }

    async function dial(from: string, count: number): Promise<SipParty> {
      const call = { dialled: "115", from, address: callerAddress, switchPort: asterisk.sipPort };
      const party = await SipParty.callers(count, call);
      parties.push(party);
      return party;
    }

    async function takeOffer(desk: TestDesk): Promise<string> {
      const { snapshot } = await desk.sees("an offer", (state) => !!state.snapshot?.desk?.offer);
      const offerId = snapshot?.desk?.offer?.id ?? "";
      expect(await desk.send("offer.accept", { offerId })).toEqual({ ok: true });
      await desk.sees("the talk", (state) => state.snapshot?.desk?.state === "talking");
      return (snapshot?.desk?.contact?.callerNumber ?? "").replaceAll(" ", "");
    }

    const seeWaiting = (count: number) =>
      desks[0]!.sees(`${count} waiting`, ({ snapshot }) => snapshot?.summary.waiting === count);

    const callers = async () =>
      ((await asterisk.ask<Channel[]>("channels")) ?? [])
        .filter(({ name }) => name.includes("network"))
        .map(({ id }) => id);

    const conversations = () => asterisk.conversations();

    const packets = async (id: string) =>
      (await asterisk.ask<{ txcount: number }>(`channels/${id}/rtp_statistics`))?.txcount ?? 0;

    /** Who talked then hears the other now, on both sides. */
    async function goOnTalking(before: string[][]): Promise<void> {
      const now = await conversations();
      expect(now.map((pair) => pair.toSorted())).toEqual(
        expect.arrayContaining(before.map((pair) => pair.toSorted())),
      );
      for (const id of before.flat()) {
        const count = await packets(id);
        await until(`${id} is heard`, async () => (await packets(id)) > count);
      }
    }

    async function waitingIds(): Promise<string[]> {
      const talking = new Set((await conversations()).flat());
      return (await callers()).filter((id) => !talking.has(id));
    }

    /** When the dialplan takes each of these callers back, unless the service renews it. */
    async function deadlines(ids: readonly string[]): Promise<Map<string, number>> {
      const path = (id: string) => `channels/${id}/variable?variable=TIMEOUT(absolute)`;
      const read = ids.map(async (id) => {
        const left = await asterisk.ask<{ value: string }>(path(id));
        return [id, Date.now() + Number(left?.value) * 1_000] as const;
      });
      return new Map(await Promise.all(read));
    }

    /** Kills the process that leads; all calls are in the hands of the next within the bound. */
    async function killAndAdopt(adopterOf: () => Promise<ServiceProcess>): Promise<void> {
      const ids = await waitingIds();
      const talking = await conversations();
      const before = await deadlines(ids);
      await writer.kill();
      const adopter = await adopterOf();
      const leads = async () =>
        (await (await fetch(`${adopter.address}/metrics`)).text()).includes(
          "servicecenter_writing 1",
        );
      await until("it leads", leads);
      const leadsSince = Date.now();
      const adopted = async () => {
        const now = await deadlines(ids);
        return ids.every((id) => (now.get(id) ?? 0) > (before.get(id) ?? 0) + 500);
      };
      await until("every waiting caller is adopted", adopted);
      expect((Date.now() - leadsSince) / 1_000).toBeLessThan(adoptionSecondsMax);
      expect((await waitingIds()).toSorted()).toEqual(ids.toSorted());
      await goOnTalking(talking);
      writer = adopter;
    }

    /** Frees an agent; @returns the number of the caller whom she is given next */
    async function next(desk: TestDesk): Promise<string> {
      const contactId = desk.state.snapshot?.desk?.contact?.id ?? "";
      const before = (await callers()).length;
      expect(await desk.send("contact.hangUp", { contactId })).toEqual({ ok: true });
      await until("that caller is let go", async () => (await callers()).length === before - 1);
      expect(await desk.send("wrapUp.end", {})).toEqual({ ok: true });
      return takeOffer(desk);
    }

    async function vanished(): Promise<number | null> {
      const query = "SELECT 1 FROM journal WHERE command->>'type' = 'callVanishes'";
      return (await database.pool.query(query)).rowCount;
    }

    test("misses nothing that happened while it stood still", async () => {
      const talking = await conversations();
      writer.process.kill("SIGSTOP");
      for (let which = 1; which <= late.hangUp; which += 1) waiting.hangUp(which);
      await dial("+4965931", late.dial);
      await new Promise((resolve) => setTimeout(resolve, stallMilliseconds));
      writer.process.kill("SIGCONT");
      await seeWaiting(waitingCount + late.dial - late.hangUp);
      await until("each caller is one contact", async () => {
        const ids = await waitingIds();
        return ids.length === waitingCount + late.dial - late.hangUp;
      });
      await goOnTalking(talking);
    });

    test("loses none of them to a kill -9 when the standby takes over, and keeps the order", async () => {
      await killAndAdopt(() => Promise.resolve(follower));
      for (const place of [6, 7]) expect(await next(desks[0]!)).toMatch(new RegExp(`921${place}$`));
      expect(await vanished()).toBe(0);
    });

    test("loses none of them to a kill -9 when it is started again, and keeps the order", async () => {
      await killAndAdopt(() => startServiceProcess(database.url, variables));
      for (const desk of desks) desk.close();
      desks = await openDesks(writer.address);
      for (const place of [8, 9]) expect(await next(desks[1]!)).toMatch(new RegExp(`921${place}$`));
      expect(await vanished()).toBe(0);
    });
  },
);
