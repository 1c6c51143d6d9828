import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { AriProxy, type AriMessage } from "../support/ari-proxy.ts";
import { asteriskAvailable } from "../support/asterisk.ts";
import { ServiceOnAsterisk, takeOffer } from "../support/service-on-asterisk.ts";
import { isWriting, writerFirst, type ServiceProcess } from "../support/service-process.ts";
import { signIn, type TestDesk } from "../support/service.ts";
import { sippAvailable } from "../support/sipp.ts";
import { until } from "../support/until.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 240_000 });

const waitingCount = 4;
const annasExtension = "8001";
/** The one that leads compares every three seconds; one that stands down returns after five. */
const comparisons = 3;
const asksForChannels = ({ uri }: AriMessage) => uri === "channels";

describe.skipIf(!asteriskAvailable() || !sippAvailable())("two processes at one Asterisk", () => {
  let house: ServiceOnAsterisk;
  let writer: ServiceProcess;
  let follower: ServiceProcess;
  let proxy: AriProxy;

  beforeAll(async () => {
    house = await ServiceOnAsterisk.open([annasExtension]);
    proxy = new AriProxy(house.asterisk.settings.url);
    const one = await house.startProcess();
    [writer, follower] = await writerFirst([one, await house.startProcess()]);
  });

  afterAll(async () => {
    follower?.process.kill("SIGCONT");
    await house?.close();
    proxy?.stop();
  });

  const talkIsUp = () =>
    until("they hear each other", async () => (await house.asterisk.conversations()).length > 0);

  async function takeNext(desk: TestDesk): Promise<string> {
    const number = await takeOffer(desk);
    await talkIsUp();
    return number;
  }

  it("lose no call when the one that runs the centre is killed, and keep their order", async () => {
    const anna = await signIn(follower.address, "agentin.wil1");
    const desk = await anna.openDesk();
    await desk.send("presence.choose", { presence: "ready", reason: null });
    await house.dial("+496571011500");
    await takeNext(desk);
    for (let caller = 1; caller <= waitingCount; caller += 1) {
      await house.dial(`+49657101150${caller}`);
      await desk.sees(`${caller} waiting`, ({ snapshot }) => snapshot?.summary.waiting === caller);
    }
    const before = await house.callers();
    expect(before).toHaveLength(waitingCount + 1);

    await writer.kill();
    await talkIsUp();
    // Decided and carried out by the process that has taken over.
    const contactId = desk.state.snapshot?.desk?.contact?.id ?? "";
    expect(await desk.send("contact.hangUp", { contactId })).toEqual({ ok: true });
    await until(
      "only that caller is let go",
      async () => (await house.callers()).length === waitingCount,
    );
    expect((await house.callers()).every((id) => before.includes(id))).toBe(true);
    expect(await desk.send("wrapUp.end", {})).toEqual({ ok: true });
    expect(await takeNext(desk)).toMatch(/011501$/);
    expect(await house.vanished()).toBe(0);
    desk.close();
  });

  it("lose no call to one that was frozen and wakes up, and it can run the centre again", async () => {
    const frozen = follower;
    const third = await house.startProcess({ ASTERISK_URL: await proxy.start() });
    const desk = await (await signIn(third.address, "agentin.wil1")).openDesk();
    const before = await house.callers();
    frozen.process.kill("SIGSTOP");
    const contactId = desk.state.snapshot?.desk?.contact?.id ?? "";
    expect(await desk.send("contact.hangUp", { contactId })).toEqual({ ok: true });
    await desk.send("wrapUp.end", {});
    await takeNext(desk);
    frozen.process.kill("SIGCONT");
    await until("it follows", async () => !(await isWriting(frozen)));

    await house.dial("+496571011509");
    await desk.sees("the new one waiting", ({ snapshot }) => snapshot?.summary.waiting === 3);
    // Meanwhile the other would have taken the switch, and changed what it does not believe.
    for (let time = 1; time <= comparisons; time += 1) await proxy.seeNext(asksForChannels);
    await talkIsUp();
    expect(desk.state.snapshot?.desk?.state).toBe("talking");
    expect((await house.callers()).filter((id) => before.includes(id))).toHaveLength(
      before.length - 1,
    );

    await third.kill();
    const again = await (await signIn(frozen.address, "agentin.wil1")).openDesk();
    const served = again.state.snapshot?.desk?.contact?.id ?? "";
    expect(await again.send("contact.hangUp", { contactId: served })).toEqual({ ok: true });
    await until("that caller is let go", async () => (await house.callers()).length === 3);
    await again.send("wrapUp.end", {});
    await takeNext(again);
    for (const each of [desk, again]) each.close();
  });
});
