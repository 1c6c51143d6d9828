import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { asteriskAvailable } from "../support/asterisk.ts";
import { sippAvailable } from "../support/sipp.ts";
import { until } from "../support/until.ts";
import { openAsteriskSwitch, type AsteriskSwitch } from "./asterisk-switch.ts";
import { agent, end, Session, talk } from "./session.ts";
import { citizens, phones } from "./switch-under-test.ts";

const guardSeconds = 4;
const anna = agent("a1", phones.answers);

function summon(extension: string) {
  return { kind: "summon", party: agent("a1", extension), secondsMax: 60 } as const;
}

function dial(number: string, secondsMax = 60) {
  return { kind: "dialOut", party: anna, number, presents: "115", secondsMax } as const;
}

/** R11 on Asterisk: the process dies, or the connection breaks, at each stage of a callback. */
describe.skipIf(!asteriskAvailable() || !sippAvailable())("a callback outlives", () => {
  let exchange: AsteriskSwitch;
  let session: Session;

  beforeAll(async () => {
    exchange = await openAsteriskSwitch({}, [`GUARD_SECONDS = ${guardSeconds}`]);
  });
  afterAll(() => exchange?.stop());
  beforeEach(async () => {
    session = new Session(exchange);
    await session.start();
  });
  afterEach(() => session.stop());

  async function cut(): Promise<void> {
    exchange.cut();
    await session.heard.heard("connection", { up: false });
    await session.reconnected();
  }

  const disturbances: [string, () => Promise<void>][] = [
    ["the death of its process", () => session.replaceDriver()],
    ["a broken connection", cut],
  ];

  const channels = async () => (await exchange.asterisk.ask<{ id: string }[]>("channels")) ?? [];

  async function isRung(number: string, before: number): Promise<void> {
    await until(`${number} is rung`, async () => (await exchange.timesRung(number)) > before);
  }

  describe.each(disturbances)("%s", (_, disturb) => {
    test("while the person's phone rings: it is not rung twice", async () => {
      const callId = session.newCallId();
      const before = await exchange.timesRung(phones.silent);
      session.driver.direct(callId, summon(phones.silent));
      await isRung(phones.silent, before);
      await disturb();
      const [call] = await session.driver.observe();
      expect(call).toMatchObject({ callId, direction: "outgoing", caller: "absent" });
      expect(call?.party).toEqual({ id: "a1", state: "ringing" });
      session.driver.direct(callId, summon(phones.silent));
      session.driver.direct(callId, end);
      await exchange.allPhonesFree();
      expect(await exchange.timesRung(phones.silent)).toBe(before + 1);
    });

    test("while the person is on the line alone", async () => {
      const callId = await session.summoned();
      await disturb();
      session.driver.direct(callId, dial(citizens.answers));
      await session.heard.heard("callerAnswered", { callId });
      session.driver.direct(callId, talk(anna));
      await exchange.connected(callId, phones.answers);
    });

    test("while the citizen is rung: he is dialled once, and let go when nobody wants it", async () => {
      const callId = await session.summoned();
      const before = await exchange.timesRung(citizens.silent);
      session.driver.direct(callId, dial(citizens.silent));
      await isRung(citizens.silent, before);
      await disturb();
      const [call] = await session.driver.observe();
      expect(call).toMatchObject({ callId, caller: "ringing" });
      expect(call?.party).toEqual({ id: "a1", state: "connected" });
      session.driver.direct(callId, dial(citizens.silent));
      session.driver.direct(callId, end);
      await exchange.allPhonesFree();
      expect(await exchange.timesRung(citizens.silent)).toBe(before + 1);
    });

    test("between the citizen's answer and the conversation", async () => {
      const callId = await session.summoned();
      session.driver.direct(callId, dial(citizens.answers));
      await session.heard.heard("callerAnswered", { callId });
      await disturb();
      expect((await session.driver.observe())[0]).toMatchObject({ callId, caller: "present" });
      session.driver.direct(callId, dial(citizens.answers));
      await session.heard.heard("callerAnswered", { callId });
      session.driver.direct(callId, talk(anna));
      await exchange.connected(callId, phones.answers);
    });

    test("during the conversation", async () => {
      const callId = await session.summoned();
      session.driver.direct(callId, dial(citizens.answers));
      await session.heard.heard("callerAnswered", { callId });
      session.driver.direct(callId, talk(anna));
      await exchange.connected(callId, phones.answers);
      await disturb();
      await exchange.connected(callId, phones.answers);
      expect(session.heard.all("partyHungUp")).toEqual([]);
    });
  });

  test("nobody: a citizen who answers while no process is there is let go", async () => {
    const callId = await session.summoned();
    const before = await exchange.timesRung(citizens.answers);
    const answer = exchange.proxy.holdNext(({ type }) => type === "StasisStart");
    session.driver.direct(callId, dial(citizens.answers, 2));
    await isRung(citizens.answers, before);
    await exchange.crash(session.driver);
    answer.release();
    await until("no channel of his is left", async () =>
      (await channels()).every(({ id }) => !id.startsWith("citizen.")),
    );
    await session.replaceDriver();
    session.driver.direct(callId, end);
    await exchange.allPhonesFree();
  });

  test("nobody: a citizen who has answered is not left in silence when no process comes", async () => {
    const callId = await session.summoned();
    session.driver.direct(callId, dial(citizens.answers, 2));
    await session.heard.heard("callerAnswered", { callId });
    await exchange.crash(session.driver);
    await until("no channel of his is left", async () =>
      (await channels()).every(({ id }) => !id.startsWith("citizen.")),
    );
    await session.replaceDriver();
    session.driver.direct(callId, end);
    await exchange.allPhonesFree();
  });

  test("nobody: a citizen who does not answer is not rung on when no process is there", async () => {
    const callId = await session.summoned();
    const before = await exchange.timesRung(citizens.silent);
    session.driver.direct(callId, dial(citizens.silent, 2));
    await isRung(citizens.silent, before);
    await exchange.crash(session.driver);
    await until("he is rung no more", async () =>
      (await channels()).every(({ id }) => !id.startsWith("citizen.")),
    );
    await session.replaceDriver();
    session.driver.direct(callId, end);
    await exchange.allPhonesFree();
  });
});
