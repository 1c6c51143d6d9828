import { describe, expect, test } from "vitest";
import type { PartyFailure } from "../../src/routing/state.ts";
import { until } from "../support/until.ts";
import { agent, end, ring, talk, target, type Session } from "./session.ts";
import { citizens, phones } from "./switch-under-test.ts";

/** R11: what every driver does for callers who press a key, and for people who are called back. */
export function callbacks(current: () => Session): void {
  describe("a waiting caller", () => {
    test("is told what he may press while he hears music, and the key is reported", async () => {
      const session = current();
      const { driver, heard, exchange } = session;
      const { callId, caller } = await session.arrival();
      const text = "Drücken Sie die Eins.";
      const notice = { name: "callbackOffer", text, everySeconds: 60 } as const;
      driver.direct(callId, { kind: "wait", notice });
      await exchange.hearsSomething(callId);
      caller.press("1");
      await heard.heard("keyPressed", { callId, key: "1" });
    });

    test("hears who answers at once, also in the middle of what he is told", async () => {
      const session = current();
      const { driver, heard, exchange } = session;
      const { callId } = await session.arrival();
      const text = "Drücken Sie die Eins.";
      const notice = { name: "callbackOffer", text, everySeconds: 60 } as const;
      driver.direct(callId, { kind: "wait", notice });
      await exchange.hearsSomething(callId);
      const party = agent("a1", phones.answers);
      driver.direct(callId, ring(party));
      await heard.heard("partyAnswered", { callId, partyId: "a1" });
      driver.direct(callId, talk(party));
      await exchange.connected(callId, phones.answers);
      expect(await session.partyOf(callId)).toEqual({ id: "a1", state: "connected" });
    });
  });

  describe("a person who is summoned to call somebody back", () => {
    test("is rung though there is no caller, and stays on the line alone", async () => {
      const session = current();
      const { driver, heard } = session;
      const callId = session.newCallId();
      driver.direct(callId, summon("a1", phones.answers));
      await heard.heard("partyAnswered", { callId, partyId: "a1" });
      expect(await driver.observe()).toEqual([
        {
          callId,
          direction: "outgoing",
          dialled: "",
          callerNumber: null,
          caller: "absent",
          party: { id: "a1", state: "connected" },
        },
      ]);
      expect(heard.all("callArrived")).toEqual([]);
    });

    test.each<[keyof typeof phones, PartyFailure]>([
      ["busy", "busy"],
      ["dead", "unreachable"],
      ["silent", "noAnswer"],
      ["declines", "declined"],
    ])("whose phone is %s is reported like any other", async (phone, failure) => {
      const session = current();
      const callId = session.newCallId();
      session.driver.direct(callId, summon("a1", phones[phone], 2));
      await session.heard.heard("partyFailed", { callId, partyId: "a1", failure });
      session.driver.direct(callId, end);
    });

    test("is left in peace when the wish ends, before and after the answer", async () => {
      const session = current();
      const { driver, exchange } = session;
      for (const phone of [phones.silent, phones.answers]) {
        const callId = session.newCallId();
        driver.direct(callId, summon("a1", phone));
        await session.rings(callId, "a1");
        driver.direct(callId, end);
        await exchange.allPhonesFree();
        await until("the call is forgotten", async () => (await driver.observe()).length === 0);
      }
    });
  });

  dialling(current);
}

function dialling(current: () => Session): void {
  describe("a citizen who is called back", () => {
    test("is connected with the person, and transferred like any caller", async () => {
      const session = current();
      const { driver, heard, exchange } = session;
      const callId = await session.summoned();
      driver.direct(callId, dial(citizens.answers));
      await heard.heard("callerAnswered", { callId });
      const party = agent("a1", phones.answers);
      driver.direct(callId, talk(party));
      await exchange.connected(callId, phones.answers);
      const [call] = await driver.observe();
      expect(call).toMatchObject({ direction: "outgoing", caller: "present" });
      driver.direct(callId, ring(target("x2", phones.target)));
      await heard.heard("partyAnswered", { callId, partyId: "x2" });
      driver.direct(callId, talk(target("x2", phones.target)));
      await exchange.connected(callId, phones.target);
    });

    test.each<[keyof typeof citizens, PartyFailure]>([
      ["busy", "busy"],
      ["silent", "noAnswer"],
    ])("who is %s is reported, and the person stays until the end", async (citizen, failure) => {
      const session = current();
      const { driver, heard, exchange } = session;
      const callId = await session.summoned();
      driver.direct(callId, dial(citizens[citizen], 2));
      await heard.heard("callerNotReached", { callId, failure });
      expect(await session.partyOf(callId)).toEqual({ id: "a1", state: "connected" });
      driver.direct(callId, end);
      await exchange.allPhonesFree();
      await until("the call is forgotten", async () => (await driver.observe()).length === 0);
    });

    test("is dialled once, however often it is wished; the outcome is told again", async () => {
      const session = current();
      const { driver, heard } = session;
      const callId = await session.summoned();
      for (let i = 0; i < 3; i++) driver.direct(callId, dial(citizens.answers));
      await heard.heard("callerAnswered", { callId });
      const before = heard.all("callerAnswered").length;
      driver.direct(callId, dial(citizens.answers));
      await until("it is told again", () => heard.all("callerAnswered").length > before);
      const callers = (await driver.observe()).filter(({ caller }) => caller === "present");
      expect(callers.map((each) => each.callId)).toEqual([callId]);
    });

    test("is not rung on when the person hangs up meanwhile", async () => {
      const session = current();
      const { driver, heard, exchange } = session;
      const callId = await session.summoned(phones.hangsUp);
      driver.direct(callId, { ...dial(citizens.silent), party: agent("a1", phones.hangsUp) });
      await heard.heard("partyHungUp", { callId, partyId: "a1", lost: false });
      driver.direct(callId, end);
      await exchange.allPhonesFree();
      await until("the call is forgotten", async () => (await driver.observe()).length === 0);
    });

    test("is not dialled for a person who is not there", async () => {
      const session = current();
      const { driver, heard } = session;
      const callId = session.newCallId();
      driver.direct(callId, dial(citizens.answers));
      await heard.heard("partyHungUp", { callId, partyId: "a1", lost: true });
      expect((await driver.observe()).filter(({ caller }) => caller !== "absent")).toEqual([]);
    });
  });
}

function summon(partyId: string, extension: string, secondsMax = 15) {
  return { kind: "summon", party: agent(partyId, extension), secondsMax } as const;
}

function dial(number: string, secondsMax = 15) {
  const party = agent("a1", phones.answers);
  return { kind: "dialOut", party, number, presents: "115", secondsMax } as const;
}
