import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { deskCommands, type DeskCommandName } from "../../src/dashboard/schema.ts";
import type { RunningService } from "../../src/main/service.ts";
import { testDatabase } from "../support/database.ts";
import {
  signIn,
  startTestService,
  type SignedInPerson,
  type TestDesk,
} from "../support/service.ts";
import { badCommands, moments, type Known, type Moment } from "./bad-commands.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

const line = "zentrale-bernkastel-wittlich";
const names = Object.keys(deskCommands) as DeskCommandName[];
const german = /^[A-ZÄÖÜ„].*[a-zäöüß].*[.?]$/;

let database: Awaited<ReturnType<typeof testDatabase>>;
let service: RunningService;
let anna: SignedInPerson;
let other: SignedInPerson;

beforeAll(async () => {
  database = await testDatabase();
  service = await startTestService(database.url);
  anna = await signIn(service.address, "agentin.wil1");
  other = await signIn(service.address, "agentin.dau1");
  const supervisor = await signIn(service.address, "leitung");
  const path = `/api/lines/${line}/settings`;
  const { body } = await supervisor.request("GET", path);
  // Longer than all that is asked while an offer or a transfer rings.
  const patient = { answerTargetSeconds: 120, offerSecondsMax: 60, transferSecondsMax: 60 };
  const settings = { ...body.settings, ...patient };
  const changed = await supervisor.request("PUT", path, { version: body.version, settings });
  if (changed.status !== 200) throw new Error(JSON.stringify(changed.body));
});

afterAll(async () => {
  await service?.stop();
  await database?.close();
});

/** How many decisions there are; the state is what they made of it, and nothing else (I6). */
async function decisions(): Promise<number> {
  const { rows } = await database.pool.query(
    "SELECT count(*)::int AS count FROM journal WHERE command->>'type' <> 'timePasses'",
  );
  return rows[0].count;
}

const send = (desk: TestDesk, name: DeskCommandName, input: unknown) =>
  (desk.send as (name: string, input: unknown) => ReturnType<TestDesk["send"]>)(name, input);

const never: Known = { contactId: randomUUID(), offerId: `${randomUUID()}.o1` };

/** Brings one caller to the moment. @returns what a desk may name of him */
async function reach(moment: Moment, desk: TestDesk): Promise<Known> {
  await desk.send("presence.choose", { presence: "ready", reason: null });
  if (moment === "never") return never;
  const call = { line, from: "+496571011501", patienceSeconds: 900 };
  const { body } = await anna.request("POST", "/api/simulator/calls", call);
  const { snapshot } = await desk.sees("the offer", (state) => {
    const shown = state.snapshot?.desk;
    return Boolean(shown?.offer && shown.contact?.id === body.id);
  });
  const known: Known = { contactId: body.id, offerId: snapshot?.desk?.offer?.id ?? "" };
  if (moment === "offered") return known;
  await desk.send("offer.accept", { offerId: known.offerId });
  await desk.sees("the talk", (state) => state.snapshot?.desk?.state === "talking");
  const { contactId } = known;
  if (moment === "transferring") {
    const silent = { directoryEntryId: null, extension: "99997", evenIfClosed: false };
    await desk.send("contact.transfer", { contactId, ...silent });
    await desk.sees("the wrap-up", (state) => state.snapshot?.desk?.state === "wrapUp");
  }
  if (moment === "parked") {
    await desk.send("contact.park", { contactId });
    await desk.sees("ready", (state) => state.snapshot?.desk?.state === "ready");
  }
  if (moment === "ended") {
    await desk.send("contact.hangUp", { contactId });
    await desk.send("wrapUp.end", {});
    await desk.sees("ready", (state) => state.snapshot?.desk?.state === "ready");
  }
  return known;
}

/** Takes the caller back from wherever he is and lets him go, for the next moment. */
async function clear(desk: TestDesk, { contactId }: Known, moment: Moment): Promise<void> {
  if (moment === "never" || moment === "ended") return;
  if (moment === "transferring") await desk.send("contact.takeBack", { contactId });
  if (moment === "parked") await desk.send("contact.retrieve", { contactId });
  if (moment === "offered") await desk.send("contact.pull", { contactId });
  await desk.sees("the talk", (state) => state.snapshot?.desk?.state === "talking");
  await desk.send("contact.hangUp", { contactId });
  await desk.send("wrapUp.end", {});
  await desk.sees("ready", (state) => state.snapshot?.desk?.state === "ready");
}

describe("a command that does not fit", () => {
  it("has a row in the table, whichever command it is", () => {
    expect(Object.keys(badCommands).toSorted()).toEqual(names.toSorted());
  });

  it.each(moments)(
    "gets a stable code and a German sentence, changes nothing, also when sent again: %s",
    async (moment) => {
      const desks = { anna: await anna.openDesk(), other: await other.openDesk() };
      const known = await reach(moment, desks.anna);
      const before = await decisions();
      const surprises: string[] = [];
      for (const name of names) {
        for (const person of ["anna", "other"] as const) {
          const expected = badCommands[name].expected[person][moment];
          if (expected === "works") continue;
          const input = badCommands[name].input(known);
          const keyed = { ...input, commandId: randomUUID() };
          const replies = [];
          for (const sent of [input, input, keyed, keyed]) {
            replies.push(await send(desks[person], name, sent));
          }
          const told = replies.map((reply) => (reply.ok ? "nothing" : reply.error.code));
          const sentences = replies.flatMap((reply) => (reply.ok ? [] : reply.error.message));
          const wrong = told.some((code) => code !== expected);
          if (wrong || !sentences.every((sentence) => german.test(sentence))) {
            surprises.push(`${name} by ${person}: ${told.join()} ${sentences[0]}, not ${expected}`);
          }
        }
      }
      expect(surprises).toEqual([]);
      expect(await decisions()).toBe(before);
      await clear(desks.anna, known, moment);
      for (const desk of Object.values(desks)) desk.close();
    },
  );

  it("and is right happens once, however often it is sent with its key", async () => {
    const desk = await anna.openDesk();
    const known = await reach("offered", desk);
    const key = randomUUID();
    const before = await decisions();
    const accept = { offerId: known.offerId, commandId: key };
    for (const _ of [1, 2, 3])
      expect(await desk.send("offer.accept", accept)).toEqual({ ok: true });
    await desk.sees("the talk", (state) => state.snapshot?.desk?.state === "talking");
    // The accept and the phone that answered.
    expect(await decisions()).toBe(before + 2);
    await clear(desk, known, "talking");
    // Long after the call the key still gets the answer that it had.
    const later = await decisions();
    expect(await desk.send("offer.accept", accept)).toEqual({ ok: true });
    expect(await decisions()).toBe(later);
    desk.close();
  });
});

/** The command with one thing wrong with it, each time another. */
function* nonsense(input: Record<string, unknown>): Generator<unknown> {
  yield* [undefined, null, 7, "text", [], [input], true];
  yield { ...input, more: 1 };
  for (const commandId of ["", "no-uuid", 7, null]) yield { ...input, commandId };
  for (const field of Object.keys(input)) {
    const { [field]: _, ...rest } = input;
    yield rest;
    const long = "x".repeat(5_000);
    const empty = field === "reason" || field === "note" ? [] : [""];
    for (const value of [{}, [], 7, ...empty, long, "a\u0000b", "a\ud83db"]) {
      yield { ...rest, [field]: value };
    }
  }
}

describe("nonsense in a command", () => {
  it.each(names)("is refused field by field and changes nothing: %s", async (name) => {
    const desk = await anna.openDesk();
    const before = await decisions();
    const surprises: string[] = [];
    for (const sent of nonsense(badCommands[name].input(never))) {
      const reply = await send(desk, name, sent);
      const refused = !reply.ok && reply.error.code === "invalid_input";
      if (!refused || !german.test(reply.error.message)) {
        surprises.push(`${JSON.stringify(sent)}: ${JSON.stringify(reply)}`);
      }
    }
    expect(surprises).toEqual([]);
    expect(await decisions()).toBe(before);
    desk.close();
  });

  it("in the place of the reply, or no reply wanted, stops nobody", async () => {
    const desk = await anna.openDesk();
    const socket = desk.socket as unknown as { emit(name: string, ...parts: unknown[]): void };
    for (const name of [...names, "unknown.command", "resync"]) {
      socket.emit(name);
      socket.emit(name, {}, "no function");
      socket.emit(name, null, null, null);
    }
    expect(await desk.send("wrapUp.end", {})).toMatchObject({ error: { code: "not_in_wrap_up" } });
    desk.close();
  });
});
