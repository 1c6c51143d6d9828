import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { callbackDefaults } from "../../src/routing/callback-state.ts";
import { testLine } from "../support/live-center.ts";
import { until } from "../support/until.ts";
import { caller, CentreAtSwitch } from "./centre-at-switch.ts";
import { citizens, phones } from "./switch-under-test.ts";
import type { LosableEvent, SwitchUnderTest } from "./switch-under-test.ts";

/** What door and core together make of a switch that loses things. */
export function telephonyHealing(name: string, open: () => Promise<SwitchUnderTest>): void {
  describe(`The door before ${name}`, () => {
    let exchange: SwitchUnderTest;
    let centre: CentreAtSwitch;

    beforeAll(async () => {
      exchange = await open();
    });
    afterAll(() => exchange?.stop());
    beforeEach(async () => {
      centre = new CentreAtSwitch(exchange);
      await centre.start();
    });
    afterEach(() => centre.stop());

    conversations(() => centre);
    lostEvents(() => centre);
    absences(() => centre);
    callbacks(() => centre);
  });
}

function conversations(current: () => CentreAtSwitch): void {
  test("takes a call from its arrival to its end", async () => {
    const centre = current();
    const { center, exchange } = centre;
    const call = await exchange.call("115", caller);
    const waiting = await center.contactIn("waiting");
    expect(waiting).toMatchObject({ lineId: "115", callerNumber: caller });
    expect(await centre.door.contactOf(waiting.callId)).toBe(waiting.id);
    await exchange.hearsSomething(waiting.callId);
    await centre.ready(phones.answers);
    await center.accept("anna");
    const { callId } = await center.contactIn("talking");
    await exchange.connected(callId, phones.answers);
    call.hangUp();
    await until("it is over", () => center.all("contactEnded").length === 1);
    expect(center.all("contactEnded")[0]?.cause).toBe("callerHungUp");
    await exchange.allPhonesFree();
  });

  test("brings a transfer that nobody answers back, and lets the next one through", async () => {
    const centre = current();
    const { center, exchange } = centre;
    const callId = await centre.talking(phones.answers);
    const { id: contactId } = await center.contactIn("talking");
    const transfer = (extension: string) =>
      center.submit({
        type: "transfer",
        agentId: "anna",
        contactId,
        target: { extension, name: "Zulassungsstelle", directoryEntryId: null },
      });
    await transfer(phones.silent);
    await exchange.hearsSomething(callId);
    await center.accept("anna");
    await center.contactIn("talking");
    expect(center.all("transferFailed")[0]).toMatchObject({ failure: "noAnswer" });
    await exchange.connected(callId, phones.answers);
    await transfer(phones.target);
    await center.contactIn("transferred");
    await exchange.connected(callId, phones.target);
  });

  test("refuses a call for a number that is no line", async () => {
    const { center, exchange } = current();
    const call = await exchange.call("06599999", caller);
    await call.ended;
    expect(center.state.contacts).toEqual({});
  });

  test("plays the announcement outside the hours and ends the call", async () => {
    const { center, exchange } = current();
    const call = await exchange.call("06561150", caller);
    await call.ended;
    await until("it is over", () => center.all("contactEnded").length === 1);
    expect(center.all("contactEnded")[0]?.cause).toBe("turnedAway");
  });
}

function lostEvents(current: () => CentreAtSwitch): void {
  describe("heals a lost", () => {
    const lose = (type: LosableEvent) => current().exchange.loseNext(type);

    test("arrival", async () => {
      const { center, exchange } = current();
      lose("callArrived");
      await exchange.call("115", caller);
      const { callId } = await center.contactIn("waiting");
      await exchange.hearsSomething(callId);
    });

    test("end of a call that waits", async () => {
      const { center, exchange } = current();
      const call = await exchange.call("115", caller);
      const { callId } = await center.contactIn("waiting");
      await exchange.hearsSomething(callId);
      lose("callEnded");
      call.hangUp();
      await until("it is over", () => center.all("contactEnded").length === 1);
    });

    test("end of a conversation: the agent is not locked in", async () => {
      const { center, exchange } = current();
      await current().ready(phones.answers);
      const call = await exchange.call("115", caller);
      await center.accept("anna");
      const { callId } = await center.contactIn("talking");
      await exchange.connected(callId, phones.answers);
      lose("callEnded");
      call.hangUp();
      await until("she is free", () => center.state.agents["anna"]?.state === "wrapUp");
      await exchange.allPhonesFree();
    });

    test("answer of a phone", async () => {
      const { center, exchange } = current();
      await current().ready(phones.answers);
      await exchange.call("115", caller);
      lose("partyAnswered");
      await center.accept("anna");
      const { callId } = await center.contactIn("talking");
      await exchange.connected(callId, phones.answers);
    });

    test("failure of a phone: the contact keeps its place", async () => {
      const { center, exchange } = current();
      await current().ready(phones.busy);
      await exchange.call("115", caller);
      const { queuedAt } = await center.contactIn("offered");
      lose("partyFailed");
      await center.accept("anna");
      const back = await center.contactIn("waiting");
      expect(back.queuedAt).toBe(queuedAt);
      await exchange.hearsSomething(back.callId);
    });

    test("hang-up of an agent: the caller is not left in silence", async () => {
      const { center, exchange } = current();
      lose("partyHungUp");
      const callId = await current().talking(phones.hangsUp);
      await until("the call is taken back", () => center.all("agentLost").length === 1);
      await exchange.hearsSomething(callId);
    });

    test("end of an announcement", async () => {
      const { center, exchange } = current();
      lose("announcementEnded");
      const call = await exchange.call("06561150", caller);
      await call.ended;
      await until("it is over", () => center.all("contactEnded").length === 1);
    });
  });
}

function absences(current: () => CentreAtSwitch): void {
  test("makes up for what was decided while the connection was cut", async () => {
    const centre = current();
    const { center, exchange } = centre;
    await exchange.call("115", caller);
    const { callId } = await center.contactIn("waiting");
    await exchange.hearsSomething(callId);
    exchange.cut();
    await centre.ready(phones.answers);
    await center.accept("anna");
    await center.contactIn("talking");
    await exchange.connected(callId, phones.answers);
  });

  test("learns who hung up while the connection was cut", async () => {
    const { center, exchange } = current();
    const call = await exchange.call("115", caller);
    const { callId } = await center.contactIn("waiting");
    await exchange.hearsSomething(callId);
    exchange.cut();
    call.hangUp();
    await until("it is over", () => center.all("contactEnded").length === 1);
  });

  test("goes on after a restart of the process with those who talk and those who wait", async () => {
    const centre = current();
    const { center, exchange } = centre;
    const talkingCall = await centre.talking(phones.answers);
    const second = await exchange.call("115", null);
    const waiting = await center.contactIn("waiting");
    await exchange.hearsSomething(waiting.callId);
    await centre.replaceProcess();
    await centre.door.start();
    await exchange.connected(talkingCall, phones.answers);
    await centre.ready(phones.alsoAnswers, "berta");
    await center.accept("berta");
    await exchange.connected(waiting.callId, phones.alsoAnswers);
    second.hangUp();
    await until("it is over", () => center.all("contactEnded").length === 1);
    expect(center.all("contactArrived")).toHaveLength(2);
  });

  test("closes every contact whose call died with the switch", async () => {
    const centre = current();
    const { center, exchange } = centre;
    await centre.talking(phones.answers);
    await exchange.call("115", caller);
    await center.contactIn("waiting");
    await exchange.restart();
    await until("both are over", () => center.all("contactEnded").length === 2, 20_000);
    expect(center.state.agents["anna"]?.state).toBe("wrapUp");
  });
}

function callbacks(current: () => CentreAtSwitch): void {
  describe("calls back", () => {
    /** Somebody who has pressed 1 and put the receiver down; the agent has accepted to call him. */
    async function accepted(extension: string): Promise<string> {
      const centre = current();
      const { center, exchange } = centre;
      const callback = { ...callbackDefaults, byKey: true };
      await center.submit({ type: "changeLines", lines: [testLine({ callback })] });
      const call = await exchange.call("115", citizens.answers);
      const { id, callId } = await center.contactIn("waiting");
      await exchange.hearsSomething(callId);
      call.press("1");
      await until("the wish is known", () => center.all("callbackAsked").length === 1);
      call.hangUp();
      await call.ended;
      await until("nobody is on the line", () => center.state.contacts[id]?.callId === null);
      expect(center.all("callbackAsked")[0]).toMatchObject({ number: citizens.answers });
      await centre.ready(extension);
      await center.accept("anna");
      return id;
    }

    async function isReached(contactId: string): Promise<void> {
      const { center, exchange } = current();
      const { callId, id } = await center.contactIn("talking");
      expect(id).toBe(contactId);
      await exchange.connected(callId, phones.answers);
      expect(center.all("callbackDialled")).toHaveLength(1);
    }

    test("who pressed 1", async () => {
      await isReached(await accepted(phones.answers));
    });

    test.each<LosableEvent>(["partyAnswered", "callerAnswered"])(
      "although %s was lost",
      async (event) => {
        const centre = current();
        const contactId = await accepted(phones.answers);
        centre.exchange.loseNext(event);
        await isReached(contactId);
      },
    );

    test("although the process died while the citizen was dialled", async () => {
      const centre = current();
      const { center } = centre;
      const contactId = await accepted(phones.answers);
      await until("he is dialled", () => center.all("callbackDialled").length === 1);
      await centre.replaceProcess();
      await centre.door.start();
      await isReached(contactId);
    });
  });
}
