import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { DeskChange, DeskSnapshot } from "../../src/dashboard/schema.ts";
import { testDatabase } from "../support/database.ts";
import { freeTcpPort } from "../support/ports.ts";
import { startServiceProcess, type ServiceProcess } from "../support/service-process.ts";
import { signIn, type SignedInPerson, type TestDesk } from "../support/service.ts";
import { SharedSwitch } from "../support/shared-switch.ts";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const wire = new SharedSwitch(() => ({
  kind: "answers",
  afterSeconds: 0.2,
  hangsUpAfterSeconds: null,
}));
const { exchange } = wire;
let database: Awaited<ReturnType<typeof testDatabase>>;
let variables: Record<string, string>;
let service: ServiceProcess;
let anna: SignedInPerson;

beforeAll(async () => {
  database = await testDatabase();
  // The same port again after a restart, as browsers know it.
  const port = await freeTcpPort();
  variables = { SWITCH_PORT: String(await wire.start()), PORT: String(port) };
  service = await startServiceProcess(database.url, variables);
  anna = await signIn(service.address, "agentin.wil1");
});

afterAll(async () => {
  await service?.kill();
  await wire[Symbol.asyncDispose]();
  await database?.close();
});

const ring = () => exchange.placeCall({ dialled: "115", from: null, patienceSeconds: 600 });
const ready = { presence: "ready", reason: null } as const;
const isIn = (desk: TestDesk, state: string) =>
  desk.sees(state, ({ snapshot }) => snapshot?.desk?.state === state);

async function takeNext(desk: TestDesk): Promise<string> {
  const { snapshot } = await isIn(desk, "offered");
  await desk.send("offer.accept", { offerId: snapshot?.desk?.offer?.id ?? "" });
  await isIn(desk, "talking");
  return snapshot?.desk?.contact?.id ?? "";
}

async function endCall(desk: TestDesk, contactId: string): Promise<void> {
  await desk.send("contact.hangUp", { contactId });
  await isIn(desk, "wrapUp");
  await desk.send("wrapUp.end", {});
}

/** Loses every third change on its way to the desk. @returns how many */
function loseChanges(desk: TestDesk): () => number {
  const [take] = desk.socket.listeners("change");
  let came = 0;
  let lost = 0;
  desk.socket.off("change");
  desk.socket.on("change", (change: DeskChange) => {
    came += 1;
    if (came % 3 === 0) lost += 1;
    else take?.(change);
  });
  return () => lost;
}

/** What is to be seen, without the numbers of the connection. */
function picture(snapshot: DeskSnapshot | null) {
  const { seq: _, now: __, ...seen } = snapshot!;
  const byId = (list: { id: string }[] | null) =>
    list?.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  return { ...seen, waiting: byId(seen.waiting), lines: byId(seen.lines) };
}

describe("work that is present on the server", () => {
  it("is on the screen, also when every third change gets lost on the way", async () => {
    const desk = await anna.openDesk();
    const lost = loseChanges(desk);
    await desk.send("presence.choose", ready);
    for (let caller = 0; caller < 8; caller += 1) {
      for (let more = 0; more < 3; more += 1) ring();
      await endCall(desk, await takeNext(desk));
    }
    const contactId = await takeNext(desk);
    expect(lost()).toBeGreaterThan(5);
    expect(desk.gaps).toBeGreaterThan(0);
    const fresh = await anna.openDesk();
    const seen = picture(fresh.state.snapshot);
    await desk.sees("all that there is", ({ snapshot, stale }) => {
      return !stale && JSON.stringify(picture(snapshot)) === JSON.stringify(seen);
    });
    await desk.send("presence.choose", { presence: "break", reason: null });
    await endCall(fresh, contactId);
    for (const { callId } of exchange.list()) exchange.hangUpCaller(callId);
    // Otherwise the next desk is offered somebody who has just gone.
    await fresh.sees("nobody waiting", ({ snapshot }) => {
      return snapshot!.lines.every(({ waiting }) => waiting === 0);
    });
    for (const each of [desk, fresh]) each.close();
  });
});

describe("a desk whose server is killed and started again", () => {
  it("comes back by itself, in the middle of the same call, and goes on working", async () => {
    const desk = await anna.openDesk();
    await desk.send("presence.choose", ready);
    const callId = ring();
    const contactId = await takeNext(desk);
    const party = exchange.list().find((call) => call.callId === callId)?.party;
    const before = desk.snapshots;

    await service.kill();
    const next = ring();
    service = await startServiceProcess(database.url, variables);
    await expect.poll(() => desk.snapshots, { timeout: 60_000 }).toBeGreaterThan(before);
    const { snapshot } = await isIn(desk, "talking");
    expect(snapshot?.desk?.contact?.id).toBe(contactId);
    // Neither the talk nor who rang meanwhile was lost with it.
    expect(exchange.list().find((call) => call.callId === callId)?.party).toEqual(party);
    await expect.poll(() => exchange.heard(next), { timeout: 60_000 }).toBe("music");
    await endCall(desk, contactId);
    await takeNext(desk);
    expect(exchange.heard(callId)).toBeNull();
    expect(exchange.heard(next)).toMatchObject({ extension: expect.any(String) });
    desk.close();
  });
});
