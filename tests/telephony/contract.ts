import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { PartyFailure } from "../../src/routing/state.ts";
import { until } from "../support/until.ts";
import { callbacks } from "./contract-callback.ts";
import { wishesAndDisturbances } from "./contract-disturbances.ts";
import { agent, end, ring, Session, talk, target, wait } from "./session.ts";
import { phones, type SwitchUnderTest } from "./switch-under-test.ts";

/** What every driver has to do with its switch, whichever it is. */
export function telephonyContract(name: string, open: () => Promise<SwitchUnderTest>): void {
  describe(`${name} keeps the contract of telephony`, () => {
    let exchange: SwitchUnderTest;
    let session: Session;

    beforeAll(async () => {
      exchange = await open();
    });
    afterAll(() => exchange?.stop());
    beforeEach(async () => {
      session = new Session(exchange);
      await session.start();
    });
    afterEach(() => session.stop());

    arrivals(() => session);
    agentPhones(() => session);
    transfers(() => session);
    hangUps(() => session);
    callbacks(() => session);
    wishesAndDisturbances(() => session);
  });
}

function arrivals(current: () => Session): void {
  describe("arrival", () => {
    test.each(["115", "06561150", "06571140"])("a call to %s arrives once", async (dialled) => {
      const session = current();
      const { driver, heard } = session;
      const { callId } = await session.arrival(dialled, "+4965920115");
      expect(heard.all("callArrived")).toEqual([
        { type: "callArrived", callId, dialled, callerNumber: "+4965920115" },
      ]);
      expect(await driver.observe()).toEqual([
        {
          callId,
          direction: "incoming",
          dialled,
          callerNumber: "+4965920115",
          caller: "present",
          party: null,
        },
      ]);
    });

    test("a suppressed number is no number", async () => {
      const session = current();
      const { driver, heard } = session;
      await session.arrival("115", null);
      expect(heard.all("callArrived")[0]?.callerNumber).toBeNull();
      expect((await driver.observe())[0]?.callerNumber).toBeNull();
    });

    test("whoever waits hears music", async () => {
      const session = current();
      const { exchange } = session;
      const { callId } = await session.waiting();
      await exchange.hearsSomething(callId);
    });

    test("an announcement plays to its end, then the call can be ended", async () => {
      const session = current();
      const { driver, heard, exchange } = session;
      const { callId, caller } = await session.arrival();
      driver.direct(callId, { kind: "announce", name: "closed", text: "Wir sind nicht im Haus." });
      await exchange.hearsSomething(callId);
      await heard.heard("announcementEnded", { callId });
      driver.direct(callId, end);
      await caller.ended;
    });

    test("who has waited is told that it is closed, in the middle of the music", async () => {
      const session = current();
      const { driver, heard, exchange } = session;
      const { callId, caller } = await session.waiting();
      await exchange.hearsSomething(callId);
      driver.direct(callId, { kind: "announce", name: "closed", text: "Wir sind nicht im Haus." });
      await heard.heard("announcementEnded", { callId });
      driver.direct(callId, end);
      await caller.ended;
    });
  });
}

function agentPhones(current: () => Session): void {
  describe("an agent's phone", () => {
    test("rings while the caller hears music, and is connected", async () => {
      const session = current();
      const { driver, heard, exchange } = session;
      const { callId } = await session.waiting();
      const party = agent("a1", phones.answers);
      driver.direct(callId, ring(party));
      await exchange.hearsSomething(callId);
      await heard.heard("partyAnswered", { callId, partyId: "a1" });
      expect(await session.partyOf(callId)).toEqual({ id: "a1", state: "connected" });
      driver.direct(callId, talk(party));
      await exchange.connected(callId, phones.answers);
    });

    test.each<[keyof typeof phones, PartyFailure]>([
      ["busy", "busy"],
      ["dead", "unreachable"],
      ["silent", "noAnswer"],
      ["declines", "declined"],
    ])("that is %s leaves the caller with music, and another is rung", async (phone, failure) => {
      const session = current();
      const { driver, heard, exchange } = session;
      const { callId } = await session.waiting();
      driver.direct(callId, ring(agent("a1", phones[phone]), 2));
      await heard.heard("partyFailed", { callId, partyId: "a1", failure });
      driver.direct(callId, wait);
      await exchange.hearsSomething(callId);
      expect(await session.partyOf(callId)).toBeNull();
      driver.direct(callId, ring(agent("a2", phones.answers)));
      await heard.heard("partyAnswered", { callId, partyId: "a2" });
      expect(heard.all("callEnded")).toEqual([]);
    });

    test("hung up by the agent is reported, and the caller is let go", async () => {
      const session = current();
      const { driver, heard } = session;
      const { callId, caller } = await session.talking(agent("a1", phones.hangsUp));
      await heard.heard("partyHungUp", { callId, partyId: "a1", lost: false });
      expect((await driver.observe()).map((call) => call.callId)).toEqual([callId]);
      driver.direct(callId, end);
      await caller.ended;
    });
  });
}

function transfers(current: () => Session): void {
  describe("a transfer", () => {
    test("frees the agent, plays music, and connects the target", async () => {
      const session = current();
      const { driver, heard, exchange } = session;
      const { callId } = await session.talking(agent("a1", phones.answers));
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
      const session = current();
      const { driver, heard, exchange } = session;
      const { callId } = await session.talking(agent("a1", phones.answers));
      driver.direct(callId, ring(target("x2", phones[phone]), 2));
      await heard.heard("partyFailed", { callId, partyId: "x2", failure });
      driver.direct(callId, wait);
      await exchange.hearsSomething(callId);
      await session.connect(callId, agent("a3", phones.answers));
    });

    test("can be taken back while the target rings", async () => {
      const session = current();
      const { driver, heard } = session;
      const { callId } = await session.talking(agent("a1", phones.answers));
      driver.direct(callId, ring(target("x2", phones.silent)));
      await session.rings(callId, "x2");
      driver.direct(callId, ring(agent("a3", phones.answers)));
      await heard.heard("partyAnswered", { callId, partyId: "a3" });
      expect(heard.all("partyFailed")).toEqual([]);
    });
  });
}

function hangUps(current: () => Session): void {
  describe("a caller who hangs up leaves nothing behind", () => {
    test("before anything was decided", async () => {
      const session = current();
      await session.leaves(await session.arrival());
    });

    test("while waiting", async () => {
      const session = current();
      await session.leaves(await session.waiting());
    });

    test("at the moment a phone is about to ring", async () => {
      const session = current();
      const { driver } = session;
      const call = await session.waiting();
      driver.direct(call.callId, ring(agent("a1", phones.silent)));
      await session.leaves(call);
    });

    test("when the wish to ring comes after he has gone", async () => {
      const session = current();
      const { driver, heard, exchange } = session;
      const { callId, caller } = await session.waiting();
      caller.hangUp();
      driver.direct(callId, ring(agent("a1", phones.silent)));
      await heard.heard("callEnded", { callId });
      driver.direct(callId, ring(agent("a2", phones.silent)));
      await exchange.allPhonesFree();
    });

    test("while a phone rings", async () => {
      const session = current();
      const { driver } = session;
      const call = await session.waiting();
      driver.direct(call.callId, ring(agent("a1", phones.silent)));
      await session.rings(call.callId, "a1");
      await session.leaves(call);
    });

    test("between answer and conversation", async () => {
      const session = current();
      const { driver, heard, exchange } = session;
      const { callId, caller } = await session.waiting();
      const party = agent("a1", phones.answers);
      driver.direct(callId, ring(party));
      await heard.heard("partyAnswered", { callId });
      caller.hangUp();
      driver.direct(callId, talk(party));
      await heard.heard("callEnded", { callId });
      await exchange.allPhonesFree();
    });

    test("during the conversation", async () => {
      const session = current();
      await session.leaves(await session.talking(agent("a1", phones.answers)));
    });

    test("while he is being transferred", async () => {
      const session = current();
      const { driver } = session;
      const call = await session.talking(agent("a1", phones.answers));
      driver.direct(call.callId, ring(target("x2", phones.silent)));
      await session.rings(call.callId, "x2");
      await session.leaves(call);
    });

    test("in every gap while a phone is dialled, answers and is connected", async () => {
      const session = current();
      const { driver, heard, exchange } = session;
      const party = agent("a1", phones.answers);
      for (let milliseconds = 0; milliseconds < 300; milliseconds += 25) {
        const { callId, caller } = await session.waiting();
        driver.direct(callId, ring(party));
        setTimeout(() => caller.hangUp(), milliseconds);
        await until("the call is over", () => {
          if (heard.all("partyAnswered").some((event) => event.callId === callId)) {
            driver.direct(callId, talk(party));
          }
          return heard.all("callEnded").some((event) => event.callId === callId);
        });
        await exchange.allPhonesFree();
      }
      expect(await driver.observe()).toEqual([]);
    });
  });
}
