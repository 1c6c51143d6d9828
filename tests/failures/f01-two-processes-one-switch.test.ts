import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { testDatabase } from "../support/database.ts";
import { startServiceProcess, type ServiceProcess } from "../support/service-process.ts";
import { signIn, type TestDesk } from "../support/service.ts";
import { SharedSwitch } from "../support/shared-switch.ts";
import { until } from "../support/until.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const wire = new SharedSwitch(() => ({
  kind: "answers",
  afterSeconds: 0.2,
  hangsUpAfterSeconds: null,
}));
const { exchange } = wire;
let database: Awaited<ReturnType<typeof testDatabase>>;
let writer: ServiceProcess;
let follower: ServiceProcess;
/** Two who reach, each at another process, and one who parks. */
let reachers: TestDesk[];
let parker: TestDesk;

beforeAll(async () => {
  database = await testDatabase();
  const variables = { SWITCH_PORT: String(await wire.start()) };
  writer = await startServiceProcess(database.url, variables);
  follower = await startServiceProcess(database.url, variables);
  const open = async (process: ServiceProcess, username: string) =>
    (await signIn(process.address, username)).openDesk();
  reachers = [await open(writer, "agentin.wil1"), await open(follower, "agent.wil2")];
  parker = await open(follower, "agentin.bit1");
});

afterAll(async () => {
  for (const desk of [...(reachers ?? []), parker]) desk?.close();
  await writer?.kill();
  await follower?.kill();
  await wire[Symbol.asyncDispose]();
  await database?.close();
});

const choose = (desk: TestDesk, presence: "ready" | "break") =>
  desk.send("presence.choose", { presence, reason: null });
const isIn = (desk: TestDesk, state: string) =>
  desk.sees(state, ({ snapshot }) => snapshot?.desk?.state === state);

/** A caller on everybody's list, whom nobody is offered: only who reaches for him gets him. */
async function parkCaller(): Promise<{ callId: string; contactId: string }> {
  await choose(parker, "ready");
  const callId = exchange.placeCall({ dialled: "115", from: null, patienceSeconds: 600 });
  const { snapshot } = await isIn(parker, "offered");
  await parker.send("offer.accept", { offerId: snapshot?.desk?.offer?.id ?? "" });
  const contactId = snapshot?.desk?.contact?.id ?? "";
  await isIn(parker, "talking");
  await parker.send("contact.park", { contactId });
  await parker.send("wrapUp.end", {});
  await choose(parker, "break");
  for (const desk of reachers) {
    await choose(desk, "ready");
    await desk.sees("the parked caller", (state) =>
      Boolean(state.snapshot?.waiting?.some(({ id }) => id === contactId)),
    );
  }
  return { callId, contactId };
}

describe("F1 two people at desks of two processes reach for one caller at one switch", () => {
  it.each([0, 0, 1, 2, 3, 4, 5])(
    "%i ms apart one of them talks, one phone was rung, and the other is free at once",
    async (gap) => {
      const { callId, contactId } = await parkCaller();
      const before = wire.directed.length;
      const order = gap % 2 === 0 ? reachers : reachers.toReversed();
      const replies = await Promise.all(
        order.map(async (desk, index) => {
          if (index > 0) await new Promise((resolve) => setTimeout(resolve, gap));
          return desk.send("contact.retrieve", { contactId });
        }),
      );
      expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
      const [winner, loser] = replies[0]?.ok ? order : order.toReversed();
      if (!winner || !loser) throw new Error("two people reach");
      expect(replies.find(({ ok }) => !ok)).toMatchObject({ error: { code: "not_parked" } });

      await isIn(winner, "talking");
      const { snapshot } = await isIn(loser, "ready");
      expect(snapshot?.desk).toMatchObject({ offer: null, contact: null, restsUntil: 0 });
      // One bridge: one leg of one phone, and no other was ever asked for.
      const legs = wire.directed
        .slice(before)
        .flatMap(({ callId: call, desired }) =>
          call === callId && "party" in desired ? [desired.party] : [],
        );
      expect(new Set(legs.map(({ extension }) => extension)).size).toBe(1);
      expect(new Set(legs.map(({ id }) => id)).size).toBe(1);
      await until("they hear each other", () => typeof exchange.heard(callId) === "object");
      expect(exchange.list()).toHaveLength(1);

      // Free without penalty: the next caller is offered to the loser at once.
      const next = exchange.placeCall({ dialled: "115", from: null, patienceSeconds: 600 });
      await isIn(loser, "offered");
      for (const call of [next, callId]) exchange.hangUpCaller(call);
      await isIn(winner, "wrapUp");
      await winner.send("wrapUp.end", {});
      for (const desk of reachers) {
        await isIn(desk, "ready");
        await choose(desk, "break");
      }
    },
  );
});
