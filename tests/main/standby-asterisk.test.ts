import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Database } from "../../src/database/database.ts";
import { asteriskAvailable, callerAddress, PrivateAsterisk } from "../support/asterisk.ts";
import { testDatabase } from "../support/database.ts";
import { startServiceProcess, type ServiceProcess } from "../support/service-process.ts";
import { signIn, type TestDesk } from "../support/service.ts";
import { SipParty, sippAvailable } from "../support/sipp.ts";
import { until } from "../support/until.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 240_000 });

const waitingCount = 4;
const annasExtension = "8001";

describe.skipIf(!asteriskAvailable() || !sippAvailable())("two processes at one Asterisk", () => {
  let database: Database;
  let asterisk: PrivateAsterisk;
  let variables: Record<string, string>;
  let writer: ServiceProcess;
  let follower: ServiceProcess;
  const parties: SipParty[] = [];

  beforeAll(async () => {
    database = await testDatabase();
    const kind = { kind: "answers", ringMilliseconds: 200, talkMilliseconds: 600_000 } as const;
    const phone = await SipParty.phone(kind, "127.0.0.3");
    parties.push(phone);
    asterisk = await PrivateAsterisk.start({ [annasExtension]: phone });
    const { url, username, password } = asterisk.settings;
    variables = {
      TELEPHONY: "asterisk",
      ASTERISK_URL: url,
      ASTERISK_USERNAME: username,
      ASTERISK_PASSWORD: password,
    };
    writer = await startServiceProcess(database.url, variables);
    follower = await startServiceProcess(database.url, variables);
  });

  afterAll(async () => {
    await writer?.kill();
    await follower?.kill();
    await asterisk?.stop();
    await Promise.all(parties.map((party) => party.stop()));
    await database?.close();
  });

  async function dial(from: string): Promise<void> {
    const switchPort = asterisk.sipPort;
    const call = { dialled: "115", from, address: callerAddress, switchPort };
    parties.push(await SipParty.caller(call));
  }

  const callers = async () => {
    const channels = (await asterisk.ask<{ id: string; name: string }[]>("channels")) ?? [];
    return channels.filter(({ name }) => name.includes("network")).map(({ id }) => id);
  };

  const talkIsUp = () =>
    until("they hear each other", async () => (await asterisk.conversations()).length > 0);

  async function takeNext(desk: TestDesk): Promise<string> {
    const { snapshot } = await desk.sees("the offer", (state) =>
      Boolean(state.snapshot?.desk?.offer),
    );
    const offerId = snapshot?.desk?.offer?.id ?? "";
    expect(await desk.send("offer.accept", { offerId })).toEqual({ ok: true });
    await desk.sees("the talk", (state) => state.snapshot?.desk?.state === "talking");
    await talkIsUp();
    return snapshot?.desk?.contact?.callerNumber ?? "";
  }

  it("lose no call when the one that runs the centre is killed, and keep their order", async () => {
    const anna = await signIn(follower.address, "agentin.wil1");
    const desk = await anna.openDesk();
    await desk.send("presence.choose", { presence: "ready", reason: null });
    await dial("+496571011500");
    await takeNext(desk);
    for (let caller = 1; caller <= waitingCount; caller += 1) {
      await dial(`+49657101150${caller}`);
      await desk.sees(`${caller} waiting`, ({ snapshot }) => snapshot?.summary.waiting === caller);
    }
    const before = await callers();
    expect(before).toHaveLength(waitingCount + 1);

    await writer.kill();
    await talkIsUp();
    // Decided and carried out by the process that has taken over.
    const contactId = desk.state.snapshot?.desk?.contact?.id ?? "";
    expect(await desk.send("contact.hangUp", { contactId })).toEqual({ ok: true });
    await until(
      "only that caller is let go",
      async () => (await callers()).length === waitingCount,
    );
    expect((await callers()).every((id) => before.includes(id))).toBe(true);
    expect(await desk.send("wrapUp.end", {})).toEqual({ ok: true });
    expect(await takeNext(desk)).toMatch(/011501$/);
    const vanished = "SELECT 1 FROM journal WHERE command->>'type' = 'callVanishes'";
    expect((await database.pool.query(vanished)).rowCount).toBe(0);
    desk.close();
  });

  it("lose no call to one that was frozen and wakes up, and it can run the centre again", async () => {
    const [frozen, third] = [follower, await startServiceProcess(database.url, variables)];
    writer = third;
    const desk = await (await signIn(third.address, "agentin.wil1")).openDesk();
    const before = await callers();
    frozen.process.kill("SIGSTOP");
    const contactId = desk.state.snapshot?.desk?.contact?.id ?? "";
    expect(await desk.send("contact.hangUp", { contactId })).toEqual({ ok: true });
    await desk.send("wrapUp.end", {});
    await takeNext(desk);
    frozen.process.kill("SIGCONT");
    const follows = async () =>
      (await (await fetch(`${frozen.address}/metrics`)).text()).includes("servicecenter_writing 0");
    await until("it follows", follows);

    await dial("+496571011509");
    await desk.sees("the new one waiting", ({ snapshot }) => snapshot?.summary.waiting === 3);
    // Long enough for it to compare what it believed with what the switch has.
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    await talkIsUp();
    expect(desk.state.snapshot?.desk?.state).toBe("talking");
    expect((await callers()).filter((id) => before.includes(id))).toHaveLength(before.length - 1);

    await third.kill();
    const again = await (await signIn(frozen.address, "agentin.wil1")).openDesk();
    const served = again.state.snapshot?.desk?.contact?.id ?? "";
    expect(await again.send("contact.hangUp", { contactId: served })).toEqual({ ok: true });
    await until("that caller is let go", async () => (await callers()).length === 3);
    await again.send("wrapUp.end", {});
    await takeNext(again);
    for (const each of [desk, again]) each.close();
  });
});
