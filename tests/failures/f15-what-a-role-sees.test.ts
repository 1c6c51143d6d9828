import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { DeskChange } from "../../src/dashboard/schema.ts";
import type { RunningService } from "../../src/main/service.ts";
import { testDatabase } from "../support/database.ts";
import {
  signIn,
  startTestService,
  type SignedInPerson,
  type TestDesk,
} from "../support/service.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

const own = "vulkaneifel";
const ownLine = "zentrale-vulkaneifel";
const foreignLine = "zentrale-bernkastel-wittlich";

let database: Awaited<ReturnType<typeof testDatabase>>;
let service: RunningService;
let administrator: SignedInPerson;
const desks: TestDesk[] = [];

beforeAll(async () => {
  database = await testDatabase();
  service = await startTestService(database.url);
  administrator = await signIn(service.address, "verwaltung");
});

afterAll(async () => {
  for (const desk of desks) desk.close();
  await service?.stop();
  await database?.close();
});

async function openDesk(person: SignedInPerson): Promise<TestDesk> {
  const desk = await person.openDesk();
  desks.push(desk);
  return desk;
}

/** Somebody new with one role in one administration. */
async function create(username: string, role: string) {
  const { status, body } = await administrator.request("POST", "/api/people", {
    username,
    name: username,
    password: `demo-${username}`,
    grants: [{ role, administrationId: own }],
    agent: null,
  });
  expect(status).toBe(201);
  return { userId: String(body.userId), person: await signIn(service.address, username) };
}

async function ring(line: string): Promise<string> {
  const call = { line, from: null, patienceSeconds: 600 };
  const { body } = await administrator.request("POST", "/api/simulator/calls", call);
  return body.id;
}

/** Everything that a desk is sent from now on. */
function listen(desk: TestDesk): DeskChange[] {
  const heard: DeskChange[] = [];
  desk.socket.on("change", (change) => heard.push(change));
  return heard;
}

describe("F15 what a role may not read is never sent", () => {
  it("the team, by socket and API: of one's own administrations, to supervisors only", async () => {
    const { person: supervisor } = await create("leitung.dau", "supervisor");
    const wil = await openDesk(await signIn(service.address, "agentin.wil1"));
    const dau = await openDesk(await signIn(service.address, "agentin.dau1"));
    const watched = await openDesk(supervisor);
    const administrationsOf = (team: { administrationId: string }[] | null | undefined) =>
      new Set(team?.map(({ administrationId }) => administrationId));
    expect(administrationsOf(watched.state.snapshot?.team)).toEqual(new Set([own]));
    const { body: center } = await supervisor.request("GET", "/api/center");
    expect(administrationsOf(center.team)).toEqual(new Set([own]));

    const heard = [watched, wil].map(listen);
    await wil.send("presence.choose", { presence: "break", reason: "Geheim" });
    await dau.send("presence.choose", { presence: "break", reason: "Mittag" });
    await watched.sees("her own agent's break", ({ snapshot }) =>
      Boolean(snapshot?.team?.some(({ breakReason }) => breakReason === "Mittag")),
    );
    const [supervisorHeard, agentHeard] = heard.map((each) => JSON.stringify(each));
    expect(supervisorHeard).not.toContain("Geheim");
    expect(agentHeard).not.toContain("Mittag");
    expect(agentHeard).not.toContain('"team"');
  });

  it("who waits on a line: only to those who serve it, snapshot and changes alike", async () => {
    const wil = await openDesk(await signIn(service.address, "agentin.wil1"));
    const dau = await openDesk(await signIn(service.address, "agentin.dau1"));
    const editor = await openDesk(await signIn(service.address, "redaktion.dau"));
    const heard = [dau, editor].map(listen);
    const contactId = await ring(foreignLine);
    await wil.sees("who waits", ({ snapshot }) =>
      Boolean(snapshot?.waiting?.some(({ id }) => id === contactId)),
    );
    const mine = await ring(ownLine);
    await dau.sees("her own", ({ snapshot }) =>
      Boolean(snapshot?.waiting?.some(({ id }) => id === mine)),
    );
    expect(JSON.stringify(heard)).not.toContain(contactId);
    const again = await openDesk(await signIn(service.address, "agentin.dau1"));
    expect(JSON.stringify(again.state.snapshot)).not.toContain(contactId);
    expect(editor.state.snapshot?.waiting).toBeNull();
    expect(JSON.stringify(editor.state.snapshot)).not.toContain(mine);
  });

  it("a contact that somebody else serves, and its reasons: neither to colleagues nor editors", async () => {
    const anna = await signIn(service.address, "agentin.wil1");
    const desk = await openDesk(anna);
    const contactId = await ring(foreignLine);
    await desk.send("presence.choose", { presence: "ready", reason: null });
    await desk.send("contact.pull", { contactId });
    await desk.sees("the talk", ({ snapshot }) => snapshot?.desk?.state === "talking");
    expect((await anna.request("GET", `/api/contacts/${contactId}`)).status).toBe(200);
    const record = { concerns: [], note: "Vertraulich" };
    const others = ["agent.wil2", "agentin.dau1", "redaktion.dau", "zentrale.bit"];
    for (const username of others) {
      const person = await signIn(service.address, username);
      const read = await person.request("GET", `/api/contacts/${contactId}`);
      expect([username, read.status]).toEqual([username, 403]);
      expect(JSON.stringify(read.body)).not.toContain(contactId);
      const written = await person.request("PUT", `/api/contacts/${contactId}/record`, record);
      expect([403, 422]).toContain(written.status);
    }
    const { person: foreign } = await create("leitung.fremd", "supervisor");
    expect((await foreign.request("GET", `/api/contacts/${contactId}`)).status).toBe(403);
  });

  it("figures of lines: to supervisors, of their own administrations and 115", async () => {
    const { person: supervisor } = await create("leitung.zahlen", "supervisor");
    const { body } = await supervisor.request("GET", "/api/reports/lines");
    const lines = body.lines.map(({ lineId }: { lineId: string }) => lineId).toSorted();
    expect(lines).toEqual(["115", ownLine]);
  });
});

describe("F15 nobody gives himself rights", () => {
  it("neither an editor, nor an administrator beyond his own administrations", async () => {
    const editor = await create("redaktion.neu", "editor");
    const everything = { grants: [{ role: "administrator", administrationId: null }] };
    const path = (userId: string) => `/api/people/${userId}/grants`;
    const asked = await editor.person.request("PUT", path(editor.userId), everything);
    expect(asked).toMatchObject({ status: 403, body: { error: { code: "forbidden" } } });
    const scoped = await create("verwaltung.dau", "administrator");
    const grown = await scoped.person.request("PUT", path(scoped.userId), everything);
    expect(grown).toMatchObject({ status: 403, body: { error: { code: "forbidden" } } });
    for (const { person } of [editor, scoped]) {
      const { body: me } = await person.request("GET", "/api/me");
      expect(me.grants).toHaveLength(1);
      expect(me.grants[0].administrationId).toBe(own);
    }
  });

  it("and who loses a role loses with the next request, and over the open socket, what it showed", async () => {
    const { userId, person } = await create("leitung.geht", "supervisor");
    const desk = await openDesk(person);
    expect(desk.state.snapshot?.team).not.toBeNull();
    const shown = new Promise<unknown>((resolve) => desk.socket.once("disconnect", resolve));
    const grants = [{ role: "editor", administrationId: own }];
    await administrator.request("PUT", `/api/people/${userId}/grants`, { grants });
    expect((await person.request("GET", "/api/reports/lines")).status).toBe(403);
    expect(await shown).toBe("io server disconnect");
    const again = await openDesk(person);
    expect(again.state.snapshot?.team).toBeNull();
  });
});
