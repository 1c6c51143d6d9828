import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { testDatabase } from "../support/database.ts";
import { frontProxy, type FrontProxy } from "../support/front-proxy.ts";
import { auditJournal } from "../support/journal-audit.ts";
import {
  startServiceProcess,
  writerFirst,
  type ServiceProcess,
} from "../support/service-process.ts";
import { signIn, type SignedInPerson, type TestDesk } from "../support/service.ts";
import { SharedSwitch } from "../support/shared-switch.ts";
import { hireTeam } from "../support/team.ts";
import { until } from "../support/until.ts";
import { BusyHouse, hearing } from "./busy-house.ts";

vi.setConfig({ testTimeout: 600_000, hookTimeout: 300_000 });

const talking = 30;
const waiting = 100;
const restless = 4;
const kills = 3;
const takeOverMillisecondsMax = 3_000;

const house = new BusyHouse();
const wire = new SharedSwitch(() => ({
  kind: "answers",
  afterSeconds: 0.2,
  hangsUpAfterSeconds: null,
}));
const { exchange } = wire;
let variables: Record<string, string>;
let database: Awaited<ReturnType<typeof testDatabase>>;
let proxy: FrontProxy;
let writer: ServiceProcess;
let standby: ServiceProcess;
let team: SignedInPerson[];
const desks: TestDesk[] = [];

beforeAll(async () => {
  database = await testDatabase();
  variables = { SWITCH_PORT: String(await wire.start()) };
  const one = await startServiceProcess(database.url, variables);
  const other = await startServiceProcess(database.url, variables);
  [writer, standby] = await writerFirst([one, other]);
  proxy = await frontProxy();
  proxy.serve([writer.address, standby.address]);
  team = await hireTeam(proxy.address, talking + restless, "115");
  for (const person of team) desks.push(await person.openDesk());
  for (const [index, desk] of desks.entries()) house.work(desk, index >= talking);
  house.call(exchange, "115", waiting);
  await until(
    "thirty talk and a hundred wait",
    () =>
      hearing(exchange, "talk").length >= talking && hearing(exchange, "music").length >= waiting,
    120_000,
  );
});

afterAll(async () => {
  await house.stop();
  for (const desk of desks) desk.close();
  await writer?.kill();
  await standby?.kill();
  await proxy?.[Symbol.asyncDispose]();
  await wire[Symbol.asyncDispose]();
  await database?.close();
});

/** The talks of those who never hang up, each with the leg that carries it. */
function talks(): Map<string, string> {
  const legs = exchange.list().flatMap(({ callId, party }) => {
    const mine = Number(exchange.extensionOf(callId)) <= 7800 + talking;
    return party?.state === "connected" && mine ? [[callId, party.id] as const] : [];
  });
  return new Map(legs);
}

/** Kills the writer; the standby becomes the writer, and a new process stands by. */
async function killWriter(round: number, probe: TestDesk): Promise<number> {
  const dead = writer;
  const at = performance.now();
  dead.process.kill("SIGKILL");
  const reason = `Probe ${round}`;
  const reply = await house.surely(probe, "presence.choose", { presence: "break", reason });
  const took = performance.now() - at;
  expect(reply).toEqual({ ok: true });
  writer = standby;
  proxy.serve([writer.address]);
  standby = await startServiceProcess(database.url, variables);
  proxy.serve([writer.address, standby.address]);
  return took;
}

describe("two processes, the writer killed under load with 30 talking and 100 waiting", () => {
  it("the other decides again within 3 s, time after time, and every desk goes on by itself", async () => {
    const before = talks();
    expect(before.size).toBe(talking);
    const took: number[] = [];
    for (let round = 1; round <= kills; round += 1) {
      [writer, standby] = await writerFirst([writer, standby]);
      // The desk of this one is at the process that stands by, while the other writes.
      const probe = await (await signIn(standby.address, "agentin.wil1")).openDesk();
      const connected = probe.socket.id;
      took.push(await killWriter(round, probe));
      await probe.sees(
        "its own break",
        ({ snapshot }) => snapshot?.desk?.breakReason === `Probe ${round}`,
      );
      expect(probe.socket.id).toBe(connected);
      expect([probe.snapshots, probe.gaps]).toEqual([1, 0]);
      probe.close();
      const calls = house.placed.length;
      const commands = house.answered.length;
      await until(
        "callers come and people work again",
        () => house.placed.length > calls && house.answered.length > commands + 20,
        60_000,
      );
    }
    console.info(`took over after ${took.map((each) => Math.round(each)).join(", ")} ms`);
    const sorted = took.toSorted((one, other) => one - other);
    expect(sorted[Math.floor(kills / 2)]).toBeLessThan(takeOverMillisecondsMax);
    // A single one may have had to wait for a processor on a machine that does other work.
    expect(sorted.at(-1)).toBeLessThan(1.5 * takeOverMillisecondsMax);
    // No talk was touched: the same callers on the same legs.
    expect(talks()).toEqual(before);
  });

  it("nothing is lost and nothing doubled: switch, journal, records and desks say the same", async () => {
    await house.stop();
    const audited = await until(
      "switch and journal agree",
      async () => {
        const { state, ...rest } = await auditJournal(database);
        const live = Object.values(state.contacts).map(({ callId }) => callId);
        const calls = exchange.list().map(({ callId }) => callId);
        const same = live.toSorted().join() === calls.toSorted().join();
        // Nobody's phone rings any more, so that only the clock can change something.
        const rung = Object.values(state.contacts).some((each) => each.state === "connecting");
        return same && !rung ? { state, ...rest } : null;
      },
      60_000,
    );

    // Every caller is one contact, and nobody was taken for one who had vanished.
    expect([...audited.contactOf.keys()].toSorted()).toEqual(house.placed.toSorted());
    const ends = audited.events.flatMap(({ event }) =>
      event.type === "contactEnded" ? [event.cause] : [],
    );
    expect(new Set(ends)).toEqual(new Set(["agentHungUp"]));

    // Every command that was answered has its outcome once, with the answer that was given.
    const { rows: requests } = await database.pool.query<{ id: string; ok: boolean }>(
      "SELECT id, (outcome->>'ok')::boolean AS ok FROM center_request",
    );
    const outcomes = new Map(requests.map(({ id, ok }) => [id, ok]));
    const differ = house.answered.filter(({ commandId, ok }) => outcomes.get(commandId) !== ok);
    expect(differ).toEqual([]);
    const breaks = audited.events.flatMap(({ event }) =>
      event.type === "presenceChosen" && event.presence === "break" ? [event.reason] : [],
    );
    expect(breaks).toEqual(Array.from({ length: kills }, (_, index) => `Probe ${index + 1}`));

    // The records hold each contact once, open or closed as it is.
    await until("the records are complete", async () => {
      const { rows } = await database.pool.query<{ id: string; open: boolean }>(
        "SELECT id, ended_at IS NULL AS open FROM contact",
      );
      const open = new Set(rows.filter((row) => row.open).map(({ id }) => id));
      const live = Object.keys(audited.state.contacts);
      return (
        rows.length === audited.contactOf.size &&
        open.size === live.length &&
        live.every((id) => open.has(id))
      );
    });
    const supervisor = await signIn(proxy.address, "leitung");
    const { body: center } = await supervisor.request("GET", "/api/center");
    const { body: report } = await supervisor.request("GET", "/api/reports/lines");
    const line = (lines: any[], key: string) => lines.find((each) => each[key] === "115");
    expect(line(report.lines, "lineId")).toMatchObject(line(center.lines, "id").today);
    expect(line(center.lines, "id").today.offered).toBe(house.placed.length);

    // Every desk shows what is, and was never told anything with a gap.
    const { contacts, agents } = audited.state;
    const inLine = Object.values(contacts).filter(({ state }) => state !== "talking");
    // Each who still worked at the end may have taken one more.
    expect(inLine.length).toBeGreaterThanOrEqual(waiting - restless);
    for (const [index, desk] of desks.entries()) {
      await desk.sees("what the core knows", ({ snapshot }) => {
        const shown = snapshot?.desk;
        // An offer that nobody answers any more may expire meanwhile.
        const same = index >= talking || agents[shown?.agentId ?? ""]?.state === shown?.state;
        return same && snapshot?.summary.waiting === inLine.length;
      });
      expect(desk.gaps, `gaps at desk ${index}`).toBe(0);
    }
  });
});
