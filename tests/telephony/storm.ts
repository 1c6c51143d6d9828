import pino from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TelephonyDoor } from "../../src/telephony/door.ts";
import { seededRandom, type Random } from "../../src/telephony/simulated/random.ts";
import { testAgent, testLine } from "../support/live-center.ts";
import { until } from "../support/until.ts";
import { CoreCenter } from "./core-center.ts";
import { phones, type SwitchUnderTest, type TestCaller } from "./switch-under-test.ts";

const callerCount = 15;
const lostShare = 0.15;
const team = [phones.answers, phones.alsoAnswers, phones.busy, phones.silent, phones.hangsUp];
const targets = [phones.target, phones.busy, phones.silent, phones.dead];

/** The team: takes what it is offered, transfers some of it, hangs up at some time. */
class Team {
  private readonly center: CoreCenter;
  private readonly exchange: SwitchUnderTest;
  private readonly random: Random;
  private working = true;

  constructor(center: CoreCenter, exchange: SwitchUnderTest, random: Random) {
    this.center = center;
    this.exchange = exchange;
    this.random = random;
  }

  stop(): void {
    this.working = false;
  }

  async work(): Promise<void> {
    while (this.working) {
      for (const extension of team) await this.act(`agent-${extension}`);
      await pause(this.exchange, 100);
    }
  }

  private async act(agentId: string): Promise<void> {
    const { center, random } = this;
    const agent = center.state.agents[agentId];
    const contactId = agent?.contactId ?? "";
    if (agent?.offerId) {
      await center.submit({ type: "acceptOffer", agentId, offerId: agent.offerId });
    } else if (agent?.state === "notResponding") {
      await center.submit({ type: "choosePresence", agentId, presence: "ready", reason: null });
    } else if (agent?.state === "talking" && random() < 0.1) {
      await center.submit({ type: "hangUp", agentId, contactId });
    } else if (agent?.state === "talking" && random() < 0.15) {
      const extension = targets[Math.floor(random() * targets.length)] ?? phones.target;
      const target = { extension, name: "Ziel", directoryEntryId: null };
      await center.submit({ type: "transfer", agentId, contactId, target });
    }
  }
}

/** Callers, phones, a lossy connection and chance, all at once: in the end nothing is left. */
export function telephonyStorm(name: string, open: () => Promise<SwitchUnderTest>): void {
  let exchange: SwitchUnderTest;

  beforeAll(async () => {
    exchange = await open();
  });
  afterAll(() => exchange?.stop());

  test(`${name} loses events and connections in a storm of calls, and nothing else`, async () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    process.stdout.write(`seed of the storm: ${seed}\n`);
    const random = seededRandom(seed);
    const center = await teamAtWork(exchange);
    const door = doorBetween(exchange, center);
    await door.start();
    const people = new Team(center, exchange, random);
    const working = people.work();
    exchange.loseShare(lostShare, random);
    await Promise.all(await callersInTurn(exchange, random));
    exchange.loseShare(0, random);
    await until("every contact has ended", () => noContactIsOpen(center), 20_000);
    people.stop();
    await working;
    await exchange.allPhonesFree();
    await until("every agent is free", () => nobodyIsBusy(center));
    expect(center.all("contactArrived").length).toBeGreaterThan(0);
    expect(center.all("conversationStarted").length).toBeGreaterThan(0);
    await door.stop();
    center.stop();
  }, 120_000);
}

function noContactIsOpen(center: CoreCenter): boolean {
  return Object.values(center.state.contacts).every((contact) => contact.state === "ended");
}

function nobodyIsBusy(center: CoreCenter): boolean {
  return Object.values(center.state.agents).every((agent) => agent.contactId === null);
}

/** Callers come one after the other and leave when they like; each resolves when his call is over. */
async function callersInTurn(exchange: SwitchUnderTest, random: Random): Promise<Promise<void>[]> {
  const calls: Promise<void>[] = [];
  for (let count = 0; count < callerCount; count += 1) {
    await pause(exchange, 100 + random() * 300);
    calls.push(callAndLeave(await exchange.call("115", null), exchange, random() * 5_000));
    if (count % 5 === 4) exchange.cut();
  }
  return calls;
}

async function callAndLeave(caller: TestCaller, exchange: SwitchUnderTest, after: number) {
  await Promise.race([caller.ended, pause(exchange, after)]);
  caller.hangUp();
  await caller.ended;
}

async function teamAtWork(exchange: SwitchUnderTest): Promise<CoreCenter> {
  const center = new CoreCenter(exchange.clock);
  const seconds = { offerSecondsMax: 3, ringSecondsMax: 2, transferSecondsMax: 2 };
  const line = testLine({ ...seconds, wrapUpSecondsMax: 1, recallReservedSecondsMax: 2 });
  await center.submit({ type: "changeLines", lines: [line] });
  for (const extension of team) {
    const agentId = `agent-${extension}`;
    await center.submit({ type: "admitAgent", profile: testAgent(agentId, { extension }) });
    await center.submit({ type: "choosePresence", agentId, presence: "ready", reason: null });
  }
  return center;
}

function doorBetween(exchange: SwitchUnderTest, center: CoreCenter): TelephonyDoor {
  return new TelephonyDoor({
    telephony: exchange.driver(),
    center,
    guessOrigin: () => [],
    closedAnnouncementOf: () => "",
    clock: exchange.clock,
    log: pino({ level: "silent" }),
    reconcileSeconds: exchange.reconcileSeconds,
  });
}

function pause(exchange: SwitchUnderTest, milliseconds: number): Promise<void> {
  return new Promise((resolve) => void exchange.clock.after(milliseconds, resolve));
}
