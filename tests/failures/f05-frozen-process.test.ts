import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { testDatabase } from "../support/database.ts";
import { auditJournal } from "../support/journal-audit.ts";
import {
  isWriting,
  startServiceProcess,
  writerFirst,
  type ServiceProcess,
} from "../support/service-process.ts";
import { signIn, type TestDesk } from "../support/service.ts";
import { SharedSwitch } from "../support/shared-switch.ts";
import { until } from "../support/until.ts";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const dispatchMillisecondsMax = 5_000;
const waiting = 20;

const wire = new SharedSwitch(() => ({
  kind: "answers",
  afterSeconds: 0.2,
  hangsUpAfterSeconds: null,
}));
const { exchange } = wire;
let database: Awaited<ReturnType<typeof testDatabase>>;
let frozen: ServiceProcess;
let standby: ServiceProcess;
const desks: TestDesk[] = [];

beforeAll(async () => {
  database = await testDatabase();
  const variables = { SWITCH_PORT: String(await wire.start()) };
  const one = await startServiceProcess(database.url, variables);
  const other = await startServiceProcess(database.url, variables);
  [frozen, standby] = await writerFirst([one, other]);
});

afterAll(async () => {
  for (const desk of desks) desk.close();
  frozen?.process.kill("SIGCONT");
  await frozen?.kill();
  await standby?.kill();
  await wire[Symbol.asyncDispose]();
  await database?.close();
});

async function openDesk(at: ServiceProcess, username: string): Promise<TestDesk> {
  const desk = await (await signIn(at.address, username)).openDesk();
  desks.push(desk);
  return desk;
}

const ring = () => exchange.placeCall({ dialled: "115", from: null, patienceSeconds: 3_600 });
const isIn = (desk: TestDesk, state: string) =>
  desk.sees(state, ({ snapshot }) => snapshot?.desk?.state === state);
const ready = { presence: "ready", reason: null } as const;

describe("F5 a process that freezes while it runs the centre", () => {
  it("is replaced: who waits is dispatched within 5 s, and what wakes up writes and moves nothing", async () => {
    const anna = await openDesk(standby, "agentin.wil1");
    const first = ring();
    await anna.sees("the first", (state) => state.snapshot?.summary.waiting === 1);
    for (let more = 1; more < waiting; more += 1) ring();
    await anna.sees("everybody waiting", ({ snapshot }) => snapshot?.summary.waiting === waiting);

    expect(await isWriting(frozen)).toBe(true);
    const frozenAtSwitch = wire.directed.at(-1)?.by;
    frozen.process.kill("SIGSTOP");
    const frozenAt = performance.now();
    // Nobody who could decide is there: her wish is decided, and she is offered who came first.
    expect(await anna.send("presence.choose", ready)).toEqual({ ok: true });
    const { snapshot } = await isIn(anna, "offered");
    expect(performance.now() - frozenAt).toBeLessThan(dispatchMillisecondsMax);
    await anna.send("offer.accept", { offerId: snapshot?.desk?.offer?.id ?? "" });
    await isIn(anna, "talking");
    await until("they hear each other", () => typeof exchange.heard(first) === "object");
    const { rows } = await database.pool.query("SELECT max(epoch)::int AS epoch FROM journal");

    const moved = wire.directed.length;
    frozen.process.kill("SIGCONT");
    await until("it follows", async () => !(await isWriting(frozen)), 30_000);
    const here = await openDesk(frozen, "agent.wil2");
    await here.sees("who waits", (state) => state.snapshot?.summary.waiting === waiting - 1);
    // Its own desks have their commands decided, by the other.
    expect(await here.send("presence.choose", ready)).toEqual({ ok: true });
    await isIn(here, "offered");
    expect(await isWriting(standby)).toBe(true);

    const { contactOf, events } = await auditJournal(database);
    const late = await database.pool.query(
      `SELECT seq FROM journal WHERE epoch < $1 AND seq > (
         SELECT min(seq) FROM journal WHERE epoch = $1)`,
      [rows[0].epoch],
    );
    expect(late.rows).toEqual([]);
    expect(contactOf.size).toBe(waiting);
    expect(events.filter(({ event }) => event.type === "contactEnded")).toEqual([]);
    expect(wire.directed.slice(moved).filter(({ by }) => by === frozenAtSwitch)).toEqual([]);
    expect(exchange.list()).toHaveLength(waiting);
    expect(exchange.heard(first)).toMatchObject({ extension: expect.any(String) });
  });
});
