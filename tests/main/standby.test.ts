import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Database } from "../../src/database/database.ts";
import { emptyDatabase } from "../support/database.ts";
import {
  isWriting,
  startServiceProcess,
  writerFirst,
  type ServiceProcess,
} from "../support/service-process.ts";
import { signIn, type SignedInPerson, type TestDesk } from "../support/service.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const line = "zentrale-bernkastel-wittlich";
const standingBy = "Ein anderer Prozess führt die Zentrale";

let database: Database;
let writer: ServiceProcess;
let follower: ServiceProcess;

beforeAll(async () => {
  // Nobody has ever started on it: both find everything still to be done.
  database = await emptyDatabase();
  const start = () => startServiceProcess(database.url);
  [writer, follower] = await writerFirst(await Promise.all([start(), start()]));
});

afterAll(async () => {
  await writer?.kill();
  await follower?.kill();
  await database.close();
});

async function ring(at: SignedInPerson): Promise<{ id: string }> {
  const call = { line, from: "+496571011501", patienceSeconds: 600 };
  const { status, body } = await at.request("POST", "/api/simulator/calls", call);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body;
}

async function takeCall(desk: TestDesk, contactId: string): Promise<void> {
  const { snapshot } = await desk.sees("the offer", (state) =>
    Boolean(state.snapshot?.desk?.offer && state.snapshot.desk.contact?.id === contactId),
  );
  const offerId = snapshot?.desk?.offer?.id ?? "";
  const commandId = crypto.randomUUID();
  // Sent twice, as after a connection that broke before the reply came.
  const replies = [1, 2].map(() => desk.send("offer.accept", { offerId, commandId }));
  expect(await Promise.all(replies)).toEqual([{ ok: true }, { ok: true }]);
  await desk.sees("the talk", (state) => state.snapshot?.desk?.state === "talking");
}

async function teamAndLines(address: string) {
  const { body } = await (await signIn(address, "leitung")).request("GET", "/api/center");
  const byId = (one: { agentId: string }, other: { agentId: string }) =>
    one.agentId < other.agentId ? -1 : 1;
  return { team: body.team.toSorted(byId), lines: body.lines };
}

describe("two processes on one database", () => {
  it("start together, one of them runs the centre, and both say they are ready", async () => {
    for (const { address } of [writer, follower]) {
      expect((await fetch(`${address}/readyz`)).status).toBe(200);
    }
    const refused = await (
      await signIn(follower.address, "agentin.wil1")
    ).request("POST", "/api/simulator/calls", { line, from: null, patienceSeconds: 60 });
    expect(refused).toMatchObject({ status: 503, body: { error: { code: "not_leading" } } });
  });

  it("serve a desk at the one while the other writes, and lose nothing when that is killed", async () => {
    const atWriter = await signIn(writer.address, "agentin.wil1");
    // The same person, signed in once, finds herself in every process.
    const here = await signIn(follower.address, "agentin.wil1");
    const desk = await here.openDesk();
    const connected = desk.socket.id;
    const ready = { presence: "ready", reason: null } as const;
    expect(await desk.send("presence.choose", ready)).toEqual({ ok: true });
    const contact = await ring(atWriter);
    await takeCall(desk, contact.id);

    const concern = {
      id: crypto.randomUUID(),
      serviceSlug: null,
      title: "Zulassungsstelle",
      placeAgs: null,
      outcome: "answered",
    };
    const record = { concerns: [concern], note: "" };
    const noted = await atWriter.request("PUT", `/api/contacts/${contact.id}/record`, record);
    expect(noted.status).toBe(200);
    await desk.sees(
      "what was noted through the other process",
      ({ snapshot }) => snapshot?.desk?.contact?.concerns[0]?.title === "Zulassungsstelle",
    );

    await writer.kill();
    // Simulated calls lived in the process that is gone: they are closed, their record remains.
    await desk.sees("the wrap-up", ({ snapshot }) => snapshot?.desk?.state === "wrapUp");
    expect(await desk.send("wrapUp.end", {})).toEqual({ ok: true });
    const next = await ring(here);
    await takeCall(desk, next.id);
    expect(desk.socket.id).toBe(connected);
    const { body: told } = await here.request("GET", `/api/contacts/${contact.id}`);
    expect(told.concerns).toEqual([concern]);

    await desk.send("contact.hangUp", { contactId: next.id });
    await desk.sees("the wrap-up", ({ snapshot }) => snapshot?.desk?.state === "wrapUp");
    await desk.send("wrapUp.end", {});
    await desk.sees("ready", ({ snapshot }) => snapshot?.desk?.state === "ready");
    desk.close();
  });

  it("go on after both were restarted, where they had been", async () => {
    const before = await teamAndLines(follower.address);
    expect(await follower.stop()).toBe(0);
    writer = await startServiceProcess(database.url);
    expect(writer.greeting).not.toContain(standingBy);
    follower = await startServiceProcess(database.url);
    expect(follower.greeting.includes(standingBy) || (await isWriting(follower))).toBe(true);
    [writer, follower] = await writerFirst([writer, follower]);
    for (const { address } of [writer, follower]) {
      expect(await teamAndLines(address)).toEqual(before);
    }
  });
});
