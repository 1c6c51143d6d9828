import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { DeskChange, DeskSnapshot } from "../../src/dashboard/schema.ts";
import type { RunningService } from "../../src/main/service.ts";
import { testDatabase } from "../support/database.ts";
import {
  signIn,
  startTestService,
  type SignedInPerson,
  type TestDesk,
} from "../support/service.ts";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

/** Everything that one socket was ever sent. */
interface Recorded {
  desk: TestDesk;
  snapshots: DeskSnapshot[];
  changes: DeskChange[];
}

let database: Awaited<ReturnType<typeof testDatabase>>;
let service: RunningService;
let anna: SignedInPerson;
const recorded = {} as Record<
  "anna" | "eva" | "hans" | "editor" | "everywhere" | "cochem",
  Recorded
>;

beforeAll(async () => {
  database = await testDatabase();
  service = await startTestService(database.url);
  await superviseOnly("agent.coc1", "cochem-zell");
  const people = {
    anna: "agentin.wil1",
    eva: "agentin.dau1",
    hans: "zentrale.coc",
    editor: "redaktion.dau",
    everywhere: "leitung",
    cochem: "agent.coc1",
  };
  for (const [who, username] of Object.entries(people)) {
    const person = await signIn(service.address, username);
    if (who === "anna") anna = person;
    recorded[who as keyof typeof recorded] = await record(person);
  }
});
afterAll(async () => {
  for (const { desk } of Object.values(recorded)) desk.close();
  await service?.stop();
  await database?.close();
});

/** Somebody who takes calls, and leads one house. */
async function superviseOnly(username: string, administrationId: string): Promise<void> {
  const { id: userId } = await database.prisma.user.findUniqueOrThrow({ where: { username } });
  const id = crypto.randomUUID();
  await database.prisma.grant.create({
    data: { id, userId, role: "supervisor", administrationId },
  });
}

async function record(person: SignedInPerson): Promise<Recorded> {
  const desk = await person.openDesk();
  const kept: Recorded = { desk, snapshots: [desk.state.snapshot as DeskSnapshot], changes: [] };
  desk.socket.on("snapshot", (snapshot) => kept.snapshots.push(snapshot));
  desk.socket.on("change", (change) => kept.changes.push(change));
  return kept;
}

const callerNumber = "+496571011501";
const choose = (desk: TestDesk, presence: "ready" | "break") =>
  desk.send("presence.choose", { presence, reason: presence === "break" ? "Mittag" : null });

async function ring(line: string): Promise<string> {
  const call = { line, from: callerNumber, patienceSeconds: 600 };
  const { body } = await anna.request("POST", "/api/simulator/calls", call);
  return body.id;
}

/** A call on two lines, one taken, hung up and finished; then everybody has heard the last of it. */
async function someMinutesOfWork(): Promise<void> {
  const { desk } = recorded.anna;
  await choose(desk, "ready");
  const first = await ring("zentrale-bernkastel-wittlich");
  await desk.sees("the offer", ({ snapshot }) => snapshot?.desk?.contact?.id === first);
  const offerId = desk.state.snapshot?.desk?.offer?.id ?? "";
  expect(await desk.send("offer.accept", { offerId })).toEqual({ ok: true });
  await desk.sees("the talk", ({ snapshot }) => snapshot?.desk?.state === "talking");
  const other = await ring("zentrale-vulkaneifel");
  await recorded.hans.desk.sees("who waits", ({ snapshot }) =>
    Boolean(snapshot?.waiting?.some(({ id }) => id === other)),
  );
  await desk.send("contact.hangUp", { contactId: first });
  await desk.sees("the wrap-up", ({ snapshot }) => snapshot?.desk?.state === "wrapUp");
  await choose(desk, "break");
  await desk.send("wrapUp.end", {});
  await choose(recorded.eva.desk, "ready");
  await recorded.eva.desk.sees("the offer", ({ snapshot }) => Boolean(snapshot?.desk?.offer));
  for (const { desk: each } of Object.values(recorded)) {
    await each.sees("the last number of the day", ({ snapshot }) => snapshot?.summary.ready === 0);
  }
}

it("a desk is sent only what has changed, and only what its role may see", async () => {
  await someMinutesOfWork();
  for (const [who, { snapshots, changes }] of Object.entries(recorded)) {
    expect(snapshots, `${who} was told everything once`).toHaveLength(1);
    onlyWhatChanged(snapshots[0] as DeskSnapshot, changes);
  }
  const { anna: annas, eva, hans, editor, everywhere, cochem } = recorded;

  // The number of a caller is known to those who may fetch him, and whole to nobody else.
  const knows = ({ snapshots, changes }: Recorded) =>
    JSON.stringify([snapshots, changes]).includes("011501");
  expect([annas, eva, hans].map(knows)).toEqual([true, true, true]);
  expect([editor, everywhere, cochem].map(knows)).toEqual([false, false, false]);
  const numbersOf = ({ changes }: Recorded) =>
    new Set(changes.flatMap(({ waiting }) => waiting?.changed.map(({ number }) => number) ?? []));
  expect(numbersOf(hans)).toEqual(new Set(["06571 011501"]));
  expect(numbersOf(everywhere)).toEqual(new Set(["06571 …"]));

  // Who waits is told to those who serve the line; to supervisors of their houses;
  // who takes no calls and leads nobody learns of nobody.
  const linesOf = ({ snapshots, changes }: Recorded) =>
    new Set(
      [...snapshots, ...changes].flatMap(({ waiting }) =>
        waiting === null || waiting === undefined
          ? []
          : (Array.isArray(waiting) ? waiting : waiting.changed).map(({ lineId }) => lineId),
      ),
    );
  expect(linesOf(hans)).toEqual(new Set(["zentrale-vulkaneifel"]));
  expect(linesOf(annas)).toEqual(new Set());
  expect(linesOf(everywhere)).toContain("zentrale-vulkaneifel");
  expect(linesOf(cochem)).toEqual(new Set());
  for (const { snapshots, changes } of [editor, everywhere]) {
    expect(snapshots[0]).toMatchObject({ desk: null });
    expect(changes.filter((change) => "desk" in change)).toEqual([]);
  }
  expect(editor.snapshots[0]).toMatchObject({ waiting: null });
  expect(editor.changes.filter((change) => "waiting" in change)).toEqual([]);

  // The team is for supervisors, each of their own houses.
  const housesOf = ({ snapshots, changes }: Recorded) => {
    const seen = [
      ...(snapshots[0]?.team ?? []),
      ...changes.flatMap(({ team }) => team?.changed ?? []),
    ];
    return new Set(seen.map(({ administrationId }) => administrationId));
  };
  expect(housesOf(everywhere).size).toBe(4);
  expect(housesOf(cochem)).toEqual(new Set(["cochem-zell"]));
  for (const { snapshots, changes } of [annas, eva, hans, editor]) {
    expect(snapshots[0]?.team).toBeNull();
    expect(changes.filter((change) => "team" in change)).toEqual([]);
  }
});

it("a supervisor is told that somebody has left for another house, and not whereto", async () => {
  const { anna: annas, everywhere, cochem } = recorded;
  const person = await database.prisma.agent.findFirstOrThrow({
    where: { displayName: "Hans Beispiel" },
  });
  const karin = await signIn(service.address, "leitung");
  const { body } = await karin.request("GET", "/api/center");
  expect(body.team.map(({ agentId }: { agentId: string }) => agentId)).toContain(person.id);
  const admin = await signIn(service.address, "verwaltung");
  const { id: _, userId, ...profile } = person;
  const moved = { ...profile, administrationId: "vulkaneifel" };
  expect((await admin.request("PUT", `/api/people/${userId}/agent`, moved)).status).toBe(200);
  await everywhere.desk.sees("the move", ({ snapshot }) =>
    Boolean(
      snapshot?.team?.some(
        ({ agentId, administrationId }) =>
          agentId === person.id && administrationId === "vulkaneifel",
      ),
    ),
  );
  await cochem.desk.sees(
    "that he has left",
    ({ snapshot }) => !snapshot?.team?.some(({ agentId }) => agentId === person.id),
  );
  const last = cochem.changes.findLast((change) => change.team)?.team;
  expect(last).toEqual({ changed: [], gone: [person.id] });
  expect(annas.changes.some((change) => "team" in change)).toBe(false);
});

/** Plays the changes and finds each entry of them different from what was known before. */
function onlyWhatChanged(snapshot: DeskSnapshot, changes: readonly DeskChange[]): void {
  const known = new Map<string, string>();
  const news = (key: string, value: unknown) => {
    const text = JSON.stringify(value);
    expect(known.get(key), `${key} was sent again although it is the same`).not.toBe(text);
    known.set(key, text);
  };
  const listed = ({ lines = [], waiting, team }: Partial<DeskChange>) => {
    for (const line of lines) news(`line ${line.id}`, line);
    for (const caller of waiting?.changed ?? []) news(`caller ${caller.id}`, caller);
    for (const member of team?.changed ?? []) news(`member ${member.agentId}`, member);
    for (const id of waiting?.gone ?? []) news(`caller ${id}`, "gone");
    for (const id of team?.gone ?? []) news(`member ${id}`, "gone");
  };
  const whole = <Entry>(entries: Entry[] | null) => ({ changed: entries ?? [], gone: [] });
  const single = ["desk", "summary", "status"] as const;
  listed({
    lines: snapshot.lines,
    waiting: whole(snapshot.waiting),
    team: whole(snapshot.team),
  });
  for (const name of single) news(name, snapshot[name]);
  for (const [index, change] of changes.entries()) {
    expect(change.seq).toBe(snapshot.seq + index + 1);
    listed(change);
    for (const name of single) if (change[name]) news(name, change[name]);
    expect(change.lines?.length ?? 0).toBeLessThanOrEqual(2);
  }
}
