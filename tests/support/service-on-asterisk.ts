import { expect } from "vitest";
import type { Database } from "../../src/database/database.ts";
import { callerAddress, PrivateAsterisk } from "./asterisk.ts";
import { testDatabase } from "./database.ts";
import { startServiceProcess, type ServiceProcess } from "./service-process.ts";
import type { TestDesk } from "./service.ts";
import { SipParty } from "./sipp.ts";
import { until } from "./until.ts";

interface Channel {
  id: string;
  name: string;
  /** "Up" once answered. */
  state: string;
}

const phoneAddress = "127.0.0.3";
const answers = { kind: "answers", ringMilliseconds: 200, talkMilliseconds: 600_000 } as const;

/** A database and an Asterisk, for processes of the service, with phones and people who call. */
export class ServiceOnAsterisk {
  readonly database: Database;
  readonly asterisk: PrivateAsterisk;
  /** Answers under every extension. */
  readonly phone: SipParty;
  private readonly callerParties: SipParty[] = [];
  private readonly processes: ServiceProcess[] = [];

  private constructor(database: Database, asterisk: PrivateAsterisk, phone: SipParty) {
    this.database = database;
    this.asterisk = asterisk;
    this.phone = phone;
  }

  /** @param globals lines of the dialplan's section of that name */
  static async open(extensions: readonly string[], globals: readonly string[] = []) {
    const database = await testDatabase();
    const phone = await SipParty.phone(answers, phoneAddress);
    const phones = Object.fromEntries(extensions.map((extension) => [extension, phone]));
    return new ServiceOnAsterisk(database, await PrivateAsterisk.start(phones, globals), phone);
  }

  /** @param variables such as ASTERISK_URL, when something stands between */
  async startProcess(variables: Record<string, string> = {}): Promise<ServiceProcess> {
    const { url, username, password } = this.asterisk.settings;
    const started = await startServiceProcess(this.database.url, {
      TELEPHONY: "asterisk",
      ASTERISK_URL: url,
      ASTERISK_USERNAME: username,
      ASTERISK_PASSWORD: password,
      ...variables,
    });
    this.processes.push(started);
    return started;
  }

  async dial(from: string, dialled = "115"): Promise<SipParty> {
    const switchPort = this.asterisk.sipPort;
    const caller = await SipParty.caller({ dialled, from, address: callerAddress, switchPort });
    this.callerParties.push(caller);
    return caller;
  }

  /** So many callers; the number of each is `from` and his place among them. */
  async dialAll(from: string, count: number): Promise<SipParty> {
    const switchPort = this.asterisk.sipPort;
    const call = { dialled: "115", from, address: callerAddress, switchPort };
    const callers = await SipParty.callers(count, call);
    this.callerParties.push(callers);
    return callers;
  }

  async channels(): Promise<Channel[]> {
    return (await this.asterisk.ask<Channel[]>("channels")) ?? [];
  }

  /** Channels of everybody who calls. */
  async callers(): Promise<string[]> {
    return (await this.channels())
      .filter(({ name }) => name.includes("network"))
      .map(({ id }) => id);
  }

  /** How many packets of sound were sent to a channel. */
  async packetsTo(id: string): Promise<number> {
    const path = `channels/${id}/rtp_statistics`;
    return (await this.asterisk.ask<{ txcount: number }>(path))?.txcount ?? 0;
  }

  async hearsSomething(id: string): Promise<void> {
    const before = await this.packetsTo(id);
    await until(`${id} hears something`, async () => (await this.packetsTo(id)) > before);
  }

  /** How many calls the centre had and the switch had not. */
  async vanished(): Promise<number | null> {
    const query = "SELECT 1 FROM journal WHERE command->>'type' = 'callVanishes'";
    return (await this.database.pool.query(query)).rowCount;
  }

  async close(): Promise<void> {
    for (const each of this.processes) await each.kill();
    await this.asterisk.stop();
    await Promise.all([this.phone, ...this.callerParties].map((party) => party.stop()));
    await this.database.close();
  }
}

/** The person at the desk takes the call she is offered; @returns the caller's number */
export async function takeOffer(desk: TestDesk): Promise<string> {
  const { snapshot } = await desk.sees("an offer", (state) => !!state.snapshot?.desk?.offer);
  const offerId = snapshot?.desk?.offer?.id ?? "";
  expect(await desk.send("offer.accept", { offerId })).toEqual({ ok: true });
  await desk.sees("the talk", (state) => state.snapshot?.desk?.state === "talking");
  return (snapshot?.desk?.contact?.callerNumber ?? "").replaceAll(" ", "");
}
