import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { PartyFailure } from "../../src/routing/state.ts";
import type { DesiredParty, Telephony } from "../../src/telephony/telephony.ts";
import { until } from "../support/until.ts";
import { phones, Recorder, type SwitchUnderTest, type TestCaller } from "./switch-under-test.ts";

const wait = { kind: "wait" } as const;
const end = { kind: "end" } as const;

function agent(id: string, extension: string): DesiredParty {
  return { id, role: "agent", extension };
}

function target(id: string, extension: string): DesiredParty {
  return { id, role: "target", extension };
}

function ring(party: DesiredParty, secondsMax = 15) {
  return { kind: "ring", party, secondsMax } as const;
}

function talk(party: DesiredParty) {
  return { kind: "talk", party } as const;
}

/** What every driver has to do with its switch, whichever it is. */
export function telephonyContract(name: string, open: () => Promise<SwitchUnderTest>): void {
  describe(`${name} keeps the contract of telephony`, () => {
    let exchange: SwitchUnderTest;
    let driver: Telephony;
    let heard: Recorder;

    beforeAll(async () => {
      exchange = await open();
    });
    afterAll(() => exchange?.stop());
    beforeEach(async () => {
      heard = new Recorder();
      driver = exchange.driver();
      await driver.start(heard.listen);
      await heard.heard("connection", { up: true });
    });
    afterEach(async () => {
      for (const { callId } of await driver.observe().catch(() => [])) driver.direct(callId, end);
      await until("the switch is empty", async () => (await driver.observe()).length === 0);
      await exchange.allPhonesFree();
      await driver.stop();
    });

    async function arrival(
      dialled = "115",
      from: string | null = "+4965710115",
    ): Promise<{ callId: string; caller: TestCaller }> {
      const before = new Set(heard.all("callArrived").map((event) => event.callId));
      const caller = await exchange.call(dialled, from);
      const arrived = await until("the call arrives", () =>
        heard.all("callArrived").find((event) => !before.has(event.callId)),
      );
      return { callId: arrived.callId, caller };
    }

    async function waiting(): Promise<{ callId: string; caller: TestCaller }> {
      const arrived = await arrival();
      driver.direct(arrived.callId, wait);
      await exchange.hearsSomething(arrived.callId);
      return arrived;
    }

    async function talking(party: DesiredParty): Promise<{ callId: string; caller: TestCaller }> {
      const arrived = await waiting();
      driver.direct(arrived.callId, ring(party));
      await heard.heard("partyAnswered", { callId: arrived.callId, partyId: party.id });
      driver.direct(arrived.callId, talk(party));
      await exchange.connected(arrived.callId, party.extension);
      return arrived;
    }

    async function partyOf(callId: string) {
      return (await driver.observe()).find((call) => call.callId === callId)?.party;
    }

    describe("arrival", () => {
      test.each(["115", "06561150", "06571140"])("a call to %s arrives once", async (dialled) => {
        const { callId } = await arrival(dialled, "+4965920115");
        expect(heard.all("callArrived")).toEqual([
          { type: "callArrived", callId, dialled, callerNumber: "+4965920115" },
        ]);
        expect(await driver.observe()).toEqual([
          { callId, dialled, callerNumber: "+4965920115", party: null },
        ]);
      });

      test("a suppressed number is no number", async () => {
        await arrival("115", null);
        expect(heard.all("callArrived")[0]?.callerNumber).toBeNull();
        expect((await driver.observe())[0]?.callerNumber).toBeNull();
      });

      test("whoever waits hears music", async () => {
        const { callId } = await waiting();
        await exchange.hearsSomething(callId);
      });

      test("an announcement plays to its end, then the call can be ended", async () => {
        const { callId, caller } = await arrival();
        driver.direct(callId, { kind: "announce", text: "Wir sind nicht im Haus." });
        await exchange.hearsSomething(callId);
        await heard.heard("announcementEnded", { callId });
        driver.direct(callId, end);
        await caller.ended;
      });
    });

    describe("an agent's phone", () => {
      test("rings while the caller hears music, and is connected", async () => {
        const { callId } = await waiting();
        const party = agent("a1", phones.answers);
        driver.direct(callId, ring(party));
        await exchange.hearsSomething(callId);
        await heard.heard("partyAnswered", { callId, partyId: "a1" });
        expect(await partyOf(callId)).toEqual({ id: "a1", state: "connected" });
        driver.direct(callId, talk(party));
        await exchange.connected(callId, phones.answers);
      });

      test.each<[keyof typeof phones, PartyFailure]>([
        ["busy", "busy"],
        ["dead", "unreachable"],
        ["silent", "noAnswer"],
        ["declines", "declined"],
      ])("that is %s leaves the caller with music, and another is rung", async (phone, failure) => {
        const { callId } = await waiting();
        driver.direct(callId, ring(agent("a1", phones[phone]), 2));
        await heard.heard("partyFailed", { callId, partyId: "a1", failure });
        driver.direct(callId, wait);
        await exchange.hearsSomething(callId);
        expect(await partyOf(callId)).toBeNull();
        driver.direct(callId, ring(agent("a2", phones.answers)));
        await heard.heard("partyAnswered", { callId, partyId: "a2" });
        expect(heard.all("callEnded")).toEqual([]);
      });

      test("hung up by the agent is reported, and the caller is let go", async () => {
        const { callId, caller } = await talking(agent("a1", phones.hangsUp));
        await heard.heard("partyHungUp", { callId, partyId: "a1", lost: false });
        expect((await driver.observe()).map((call) => call.callId)).toEqual([callId]);
        driver.direct(callId, end);
        await caller.ended;
      });
    });

    describe("a transfer", () => {
      test("frees the agent, plays music, and connects the target", async () => {
        const { callId } = await talking(agent("a1", phones.answers));
        const party = target("x2", phones.target);
        driver.direct(callId, ring(party));
        await exchange.hearsSomething(callId);
        await heard.heard("partyAnswered", { callId, partyId: "x2" });
        driver.direct(callId, talk(party));
        await exchange.connected(callId, phones.target);
        expect(heard.all("partyHungUp")).toEqual([]);
      });

      test.each<[keyof typeof phones, PartyFailure]>([
        ["busy", "busy"],
        ["dead", "unreachable"],
        ["silent", "noAnswer"],
      ])("to a phone that is %s comes back to the same person", async (phone, failure) => {
        const { callId } = await talking(agent("a1", phones.answers));
        driver.direct(callId, ring(target("x2", phones[phone]), 2));
        await heard.heard("partyFailed", { callId, partyId: "x2", failure });
        driver.direct(callId, wait);
        await exchange.hearsSomething(callId);
        const again = agent("a3", phones.answers);
        driver.direct(callId, ring(again));
        await heard.heard("partyAnswered", { callId, partyId: "a3" });
        driver.direct(callId, talk(again));
        await exchange.connected(callId, phones.answers);
      });

      test("can be taken back while the target rings", async () => {
        const { callId } = await talking(agent("a1", phones.answers));
        driver.direct(callId, ring(target("x2", phones.silent)));
        await until("the target rings", async () => (await partyOf(callId))?.id === "x2");
        driver.direct(callId, ring(agent("a3", phones.answers)));
        await heard.heard("partyAnswered", { callId, partyId: "a3" });
        expect(heard.all("partyFailed")).toEqual([]);
      });
    });

    describe("a caller who hangs up leaves nothing behind", () => {
      async function leaves(callId: string, caller: TestCaller): Promise<void> {
        caller.hangUp();
        await heard.heard("callEnded", { callId });
        await exchange.allPhonesFree();
        expect(await driver.observe()).toEqual([]);
      }

      test("before anything was decided", async () => {
        const { callId, caller } = await arrival();
        await leaves(callId, caller);
      });

      test("while waiting", async () => {
        const { callId, caller } = await waiting();
        await leaves(callId, caller);
      });

      test("at the moment a phone is about to ring", async () => {
        const { callId, caller } = await waiting();
        driver.direct(callId, ring(agent("a1", phones.silent)));
        await leaves(callId, caller);
      });

      test("when the wish to ring comes after he has gone", async () => {
        const { callId, caller } = await waiting();
        caller.hangUp();
        driver.direct(callId, ring(agent("a1", phones.silent)));
        await heard.heard("callEnded", { callId });
        driver.direct(callId, ring(agent("a2", phones.silent)));
        await exchange.allPhonesFree();
      });

      test("while a phone rings", async () => {
        const { callId, caller } = await waiting();
        driver.direct(callId, ring(agent("a1", phones.silent)));
        await until("the phone rings", () => partyOf(callId));
        await leaves(callId, caller);
      });

      test("between answer and conversation", async () => {
        const { callId, caller } = await waiting();
        const party = agent("a1", phones.answers);
        driver.direct(callId, ring(party));
        await heard.heard("partyAnswered", { callId });
        caller.hangUp();
        driver.direct(callId, talk(party));
        await heard.heard("callEnded", { callId });
        await exchange.allPhonesFree();
      });

      test("during the conversation", async () => {
        const { callId, caller } = await talking(agent("a1", phones.answers));
        await leaves(callId, caller);
      });

      test("while he is being transferred", async () => {
        const { callId, caller } = await talking(agent("a1", phones.answers));
        driver.direct(callId, ring(target("x2", phones.silent)));
        await until("the target rings", async () => (await partyOf(callId))?.id === "x2");
        await leaves(callId, caller);
      });
    });

    describe("wishes", () => {
      test("may be repeated: one phone rings once, the conversation goes on", async () => {
        const { callId } = await waiting();
        const party = agent("a1", phones.answers);
        const rungBefore = await exchange.timesRung(phones.answers);
        for (let times = 0; times < 3; times += 1) driver.direct(callId, ring(party));
        await heard.heard("partyAnswered", { callId, partyId: "a1" });
        for (let times = 0; times < 3; times += 1) driver.direct(callId, talk(party));
        await exchange.connected(callId, phones.answers);
        driver.direct(callId, talk(party));
        await exchange.connected(callId, phones.answers);
        expect(await exchange.timesRung(phones.answers)).toBe(rungBefore + 1);
        expect(heard.all("partyHungUp")).toEqual([]);
      });

      test("that are repeated after a failure report it again and ring nobody", async () => {
        const { callId } = await waiting();
        const party = agent("a1", phones.busy);
        driver.direct(callId, ring(party));
        await heard.heard("partyFailed", { callId, partyId: "a1", failure: "busy" });
        const rung = await exchange.timesRung(phones.busy);
        driver.direct(callId, ring(party));
        await until("it is reported again", () => heard.all("partyFailed").length === 2);
        expect(await exchange.timesRung(phones.busy)).toBe(rung);
      });

      test("overtake each other: only the latest comes true", async () => {
        const { callId } = await waiting();
        driver.direct(callId, ring(agent("a1", phones.silent)));
        driver.direct(callId, wait);
        driver.direct(callId, ring(agent("a2", phones.answers)));
        await heard.heard("partyAnswered", { callId, partyId: "a2" });
        expect(await partyOf(callId)).toEqual({ id: "a2", state: "connected" });
      });

      test("to wait take a ringing phone back", async () => {
        const { callId } = await waiting();
        driver.direct(callId, ring(agent("a1", phones.silent)));
        await until("the phone rings", () => partyOf(callId));
        driver.direct(callId, wait);
        await exchange.allPhonesFree();
        await exchange.hearsSomething(callId);
        expect(heard.all("callEnded")).toEqual([]);
      });

      test("to end come true in the middle of ringing", async () => {
        const { callId, caller } = await waiting();
        driver.direct(callId, ring(agent("a1", phones.silent)));
        driver.direct(callId, end);
        await caller.ended;
        await exchange.allPhonesFree();
      });

      test("for a call that never was do no harm", async () => {
        driver.direct("nobody.1", ring(agent("a1", phones.answers)));
        await heard.heard("callEnded", { callId: "nobody.1" });
        await exchange.allPhonesFree();
      });
    });

    describe("disturbances", () => {
      test("a cut connection is noticed, and what was wished meanwhile comes true", async () => {
        const { callId } = await waiting();
        exchange.cut();
        await heard.heard("connection", { up: false });
        const party = agent("a1", phones.answers);
        driver.direct(callId, ring(party));
        await until("it is connected again", () => heard.all("connection").at(-1)?.up);
        await driver.observe();
        driver.direct(callId, ring(party));
        await heard.heard("partyAnswered", { callId, partyId: "a1" });
        driver.direct(callId, talk(party));
        await exchange.connected(callId, phones.answers);
      });

      test("a conversation outlives the connection", async () => {
        const { callId } = await talking(agent("a1", phones.answers));
        exchange.cut();
        await heard.heard("connection", { up: false });
        await exchange.connected(callId, phones.answers);
        await until("it is connected again", () => heard.all("connection").at(-1)?.up);
        expect(await partyOf(callId)).toEqual({ id: "a1", state: "connected" });
        await exchange.connected(callId, phones.answers);
      });

      test("a new driver adopts those who wait and those who talk", async () => {
        const first = await talking(agent("a1", phones.answers));
        const second = await waiting();
        await exchange.crash(driver);
        driver = exchange.driver();
        heard = new Recorder();
        await driver.start(heard.listen);
        await heard.heard("connection", { up: true });
        const calls = await driver.observe();
        expect(calls.find((call) => call.callId === first.callId)).toMatchObject({
          dialled: "115",
          party: { id: "a1", state: "connected" },
        });
        expect(calls.find((call) => call.callId === second.callId)).toMatchObject({
          callerNumber: "+4965710115",
          party: null,
        });
        driver.direct(first.callId, talk(agent("a1", phones.answers)));
        const party = agent("a1", phones.alsoAnswers);
        driver.direct(second.callId, ring(party));
        await heard.heard("partyAnswered", { callId: second.callId });
        driver.direct(second.callId, talk(party));
        await exchange.connected(second.callId, phones.alsoAnswers);
        await exchange.connected(first.callId, phones.answers);
        first.caller.hangUp();
        await heard.heard("callEnded", { callId: first.callId });
      });

      test("a switch that dies takes its calls with it and is found again", async () => {
        await talking(agent("a1", phones.answers));
        await exchange.restart();
        await heard.heard("connection", { up: false });
        await until("it is connected again", () => heard.all("connection").at(-1)?.up, 20_000);
        expect(await driver.observe()).toEqual([]);
        await talking(agent("a1", phones.alsoAnswers));
      });
    });
  });
}
