import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { asteriskAvailable } from "../support/asterisk.ts";
import { ServiceOnAsterisk, takeOffer } from "../support/service-on-asterisk.ts";
import { isWriting, writerFirst, type ServiceProcess } from "../support/service-process.ts";
import { signIn, type TestDesk } from "../support/service.ts";
import { sippAvailable, type SipParty } from "../support/sipp.ts";
import { hireTeam, teamMember } from "../support/team.ts";
import { until } from "../support/until.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 });

const talkingCount = 20;
const waitingCount = 50;
/** Bound of the issue, from the moment that a process leads. */
const adoptionSecondsMax = 3;
const stallMilliseconds = 500;
const late = { dial: 10, hangUp: 5 };

describe.skipIf(!asteriskAvailable() || !sippAvailable())(
  `F12 a service that stalls, or dies with ${waitingCount} waiting and ${talkingCount} talking,`,
  () => {
    let house: ServiceOnAsterisk;
    let writer: ServiceProcess;
    let follower: ServiceProcess;
    let desks: TestDesk[] = [];
    let waiting: SipParty;
    const team = Array.from({ length: talkingCount }, (_, index) => teamMember(index + 1));

    beforeAll(async () => {
      const extensions = team.map(({ extension }) => extension);
      // The machine may take long to start the service again.
      house = await ServiceOnAsterisk.open(extensions, ["GUARD_SECONDS = 180"]);
      const one = await house.startProcess();
      [writer, follower] = await writerFirst([one, await house.startProcess()]);
      await hireTeam(writer.address, talkingCount, "115");
      desks = await openDesks(follower.address);
      await house.dialAll("+4965711", talkingCount);
      await Promise.all(desks.map(takeOffer));
      await until("all talk", async () => (await conversations()).length === talkingCount);
      waiting = await house.dialAll("+4965921", waitingCount);
      await seeWaiting(waitingCount);
    });

    afterAll(async () => {
      for (const desk of desks) desk.close();
      await house?.close();
    });

    async function openDesks(address: string): Promise<TestDesk[]> {
      const people = await Promise.all(team.map(({ username }) => signIn(address, username)));
      const opened = await Promise.all(people.map((person) => person.openDesk()));
      for (const desk of opened) {
        await desk.send("presence.choose", { presence: "ready", reason: null });
      }
      return opened;
    }

    const seeWaiting = (count: number) =>
      desks[0]!.sees(`${count} waiting`, ({ snapshot }) => snapshot?.summary.waiting === count);

    const conversations = () => house.asterisk.conversations();

    /** Who talked then hears the other now, on both sides. */
    async function goOnTalking(before: string[][]): Promise<void> {
      const now = await conversations();
      expect(now.map((pair) => pair.toSorted())).toEqual(
        expect.arrayContaining(before.map((pair) => pair.toSorted())),
      );
      for (const id of before.flat()) await house.hearsSomething(id);
    }

    async function waitingIds(): Promise<string[]> {
      const talking = new Set((await conversations()).flat());
      return (await house.callers()).filter((id) => !talking.has(id));
    }

    /** When the dialplan takes each of these callers back, unless the service renews it. */
    async function deadlines(ids: readonly string[]): Promise<Map<string, number>> {
      const path = (id: string) => `channels/${id}/variable?variable=TIMEOUT(absolute)`;
      const read = ids.map(async (id) => {
        const left = await house.asterisk.ask<{ value: string }>(path(id));
        return [id, Date.now() + Number(left?.value) * 1_000] as const;
      });
      return new Map(await Promise.all(read));
    }

    /** Kills the process that leads; all calls are in the hands of the next within the bound. */
    async function killAndAdopt(
      leader: ServiceProcess,
      adopterOf: () => Promise<ServiceProcess>,
    ): Promise<void> {
      const ids = await waitingIds();
      const talking = await conversations();
      const before = await deadlines(ids);
      await leader.kill();
      const adopter = await adopterOf();
      await until("it leads", () => isWriting(adopter));
      const leadsSince = Date.now();
      const adopted = async () => {
        const now = await deadlines(ids);
        return ids.every((id) => (now.get(id) ?? 0) > (before.get(id) ?? 0) + 500);
      };
      await until("every waiting caller is adopted", adopted);
      expect((Date.now() - leadsSince) / 1_000).toBeLessThan(adoptionSecondsMax);
      expect((await waitingIds()).toSorted()).toEqual(ids.toSorted());
      await goOnTalking(talking);
      for (const desk of desks) desk.close();
      desks = await openDesks(adopter.address);
      writer = adopter;
    }

    /** Frees an agent; @returns the number of the caller whom she is given next */
    async function next(desk: TestDesk): Promise<string> {
      const contactId = desk.state.snapshot?.desk?.contact?.id ?? "";
      const before = (await house.callers()).length;
      expect(await desk.send("contact.hangUp", { contactId })).toEqual({ ok: true });
      await until(
        "that caller is let go",
        async () => (await house.callers()).length === before - 1,
      );
      expect(await desk.send("wrapUp.end", {})).toEqual({ ok: true });
      return takeOffer(desk);
    }

    test("misses nothing that happened while it stood still", async () => {
      const talking = await conversations();
      writer.process.kill("SIGSTOP");
      for (let which = 1; which <= late.hangUp; which += 1) waiting.hangUp(which);
      await house.dialAll("+4965931", late.dial);
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
      const [leader, standby] = await writerFirst([writer, follower]);
      await killAndAdopt(leader, () => Promise.resolve(standby));
      for (const place of [6, 7]) expect(await next(desks[0]!)).toMatch(new RegExp(`921${place}$`));
      expect(await house.vanished()).toBe(0);
    });

    test("loses none of them to a kill -9 when it is started again, and keeps the order", async () => {
      await killAndAdopt(writer, () => house.startProcess());
      for (const place of [8, 9]) expect(await next(desks[1]!)).toMatch(new RegExp(`921${place}$`));
      expect(await house.vanished()).toBe(0);
    });
  },
);
