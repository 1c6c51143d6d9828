import { afterAll, beforeAll, expect, it } from "vitest";
import type { RunningService } from "../../src/main/service.ts";
import { testDatabase } from "../support/database.ts";
import {
  signIn,
  startTestService,
  type SignedInPerson,
  type TestDesk,
} from "../support/service.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
let service: RunningService;
let anna: SignedInPerson;

beforeAll(async () => {
  database = await testDatabase();
  service = await startTestService(database.url);
  anna = await signIn(service.address, "agentin.wil1");
}, 120_000);

afterAll(async () => {
  await service?.stop();
  await database?.close();
});

const sendMany = (desk: TestDesk, count: number) =>
  Promise.all(Array.from({ length: count }, () => desk.send("wrapUp.end", {})));

const codeOf = (reply: Awaited<ReturnType<TestDesk["send"]>>) => (reply.ok ? "" : reply.error.code);

it("a window that has run wild is told to wait, a quick hand and other windows are not", async () => {
  const quick = await anna.openDesk();
  const wild = await anna.openDesk();
  // Thirty at once is more than a hand can do, also after an outage.
  const byHand = await sendMany(quick, 30);
  expect(new Set(byHand.map(codeOf))).toEqual(new Set(["not_in_wrap_up"]));
  const replies = await sendMany(wild, 300);
  const refused = replies.filter((reply) => codeOf(reply) === "too_many_requests");
  expect(refused.length).toBeGreaterThanOrEqual(100);
  expect(refused.length).toBeLessThan(300);
  expect(refused[0]).toMatchObject({
    error: { message: expect.stringMatching(/^Das waren zu viele Befehle auf einmal; bitte/) },
  });
  expect(codeOf(await quick.send("wrapUp.end", {}))).toBe("not_in_wrap_up");
  quick.close();
  wild.close();
});

it("a window that asks for everything again and again gets the last of it, not each", async () => {
  const desk = await anna.openDesk();
  let snapshots = 0;
  desk.socket.on("snapshot", () => (snapshots += 1));
  for (let times = 0; times < 500; times += 1) desk.socket.emit("resync");
  await desk.send("presence.choose", { presence: "break", reason: "Mittag" });
  for (let times = 0; times < 500; times += 1) desk.socket.emit("resync");
  const last = new Promise((resolve) => desk.socket.on("snapshot", resolve));
  expect(await last).toMatchObject({ desk: { state: "break", breakReason: "Mittag" } });
  expect(snapshots).toBeGreaterThan(0);
  expect(snapshots).toBeLessThan(100);
  desk.close();
});
