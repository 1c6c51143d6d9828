import { describe, expect, test } from "vitest";
import { until } from "../support/until.ts";
import { agent, end, ring, talk, wait, type Session } from "./session.ts";
import { phones } from "./switch-under-test.ts";

/** The part of the contract about wishes that overtake each other, and about what breaks. */
export function wishesAndDisturbances(current: () => Session): void {
  wishes(current);
  disturbances(current);
}

function wishes(current: () => Session): void {
  describe("wishes", () => {
    test("may be repeated: one phone rings once, the conversation goes on", async () => {
      const session = current();
      const { driver, heard, exchange } = session;
      const { callId } = await session.waiting();
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
      const session = current();
      const { driver, heard, exchange } = session;
      const { callId } = await session.waiting();
      const party = agent("a1", phones.busy);
      driver.direct(callId, ring(party));
      await heard.heard("partyFailed", { callId, partyId: "a1", failure: "busy" });
      const rung = await exchange.timesRung(phones.busy);
      driver.direct(callId, ring(party));
      await until("it is reported again", () => heard.all("partyFailed").length === 2);
      expect(await exchange.timesRung(phones.busy)).toBe(rung);
    });

    test("overtake each other: only the latest comes true", async () => {
      const session = current();
      const { driver, heard } = session;
      const { callId } = await session.waiting();
      driver.direct(callId, ring(agent("a1", phones.silent)));
      driver.direct(callId, wait);
      driver.direct(callId, ring(agent("a2", phones.answers)));
      await heard.heard("partyAnswered", { callId, partyId: "a2" });
      expect(await session.partyOf(callId)).toEqual({ id: "a2", state: "connected" });
    });

    test("to wait take a ringing phone back", async () => {
      const session = current();
      const { driver, heard, exchange } = session;
      const { callId } = await session.waiting();
      driver.direct(callId, ring(agent("a1", phones.silent)));
      await session.rings(callId, "a1");
      driver.direct(callId, wait);
      await exchange.allPhonesFree();
      await exchange.hearsSomething(callId);
      expect(heard.all("callEnded")).toEqual([]);
    });

    test("to end come true in the middle of ringing", async () => {
      const session = current();
      const { driver, exchange } = session;
      const { callId, caller } = await session.waiting();
      driver.direct(callId, ring(agent("a1", phones.silent)));
      driver.direct(callId, end);
      await caller.ended;
      await exchange.allPhonesFree();
    });

    test("for a call that never was do no harm", async () => {
      const { driver, heard, exchange } = current();
      driver.direct("nobody.1", ring(agent("a1", phones.answers)));
      await heard.heard("callEnded", { callId: "nobody.1" });
      await exchange.allPhonesFree();
    });
  });
}

function disturbances(current: () => Session): void {
  describe("disturbances", () => {
    test("a cut connection is noticed, and the call can be directed after it", async () => {
      const session = current();
      const { driver, heard, exchange } = session;
      const { callId } = await session.waiting();
      exchange.cut();
      await heard.heard("connection", { up: false });
      expect(driver.connected()).toBe(false);
      await expect(driver.observe()).rejects.toMatchObject({ code: "telephony_unavailable" });
      await session.reconnected();
      expect(driver.connected()).toBe(true);
      await exchange.hearsSomething(callId);
      await session.connect(callId, agent("a1", phones.answers));
    });

    test("a conversation outlives the connection", async () => {
      const session = current();
      const { heard, exchange } = session;
      const { callId } = await session.talking(agent("a1", phones.answers));
      exchange.cut();
      await heard.heard("connection", { up: false });
      await exchange.connected(callId, phones.answers);
      await session.reconnected();
      expect(await session.partyOf(callId)).toEqual({ id: "a1", state: "connected" });
      await exchange.connected(callId, phones.answers);
    });

    test("a new driver adopts those who wait and those who talk", async () => {
      const session = current();
      const first = await session.talking(agent("a1", phones.answers));
      const second = await session.waiting();
      await session.replaceDriver();
      const { driver, exchange } = session;
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
      await session.connect(second.callId, agent("a1", phones.alsoAnswers));
      await exchange.connected(first.callId, phones.answers);
      first.caller.hangUp();
      await session.heard.heard("callEnded", { callId: first.callId });
    });

    test("a new driver frees the phones whose callers left while nobody looked", async () => {
      const session = current();
      const { exchange } = session;
      const talking = await session.talking(agent("a1", phones.answers));
      const ringing = await session.waiting();
      session.driver.direct(ringing.callId, ring(agent("a1", phones.silent), 60));
      await session.rings(ringing.callId, "a1");
      await exchange.crash(session.driver);
      for (const { caller } of [talking, ringing]) {
        caller.hangUp();
        await caller.ended;
      }
      await session.replaceDriver();
      expect(await session.driver.observe()).toEqual([]);
      await exchange.allPhonesFree();
    });

    test("a switch that dies takes its calls with it and is found again", async () => {
      const session = current();
      const { driver, heard, exchange } = session;
      await session.talking(agent("a1", phones.answers));
      await exchange.restart();
      await heard.heard("connection", { up: false });
      await session.reconnected();
      expect(await driver.observe()).toEqual([]);
      await session.talking(agent("a1", phones.alsoAnswers));
    });
  });
}
